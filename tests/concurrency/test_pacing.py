"""Polling intervals: short at first, then longer, and a last request at the very end."""

import random

import pytest

from konigle._concurrency.pacing import LONGEST_S, Polling


class Dice(random.Random):
    """Draws the same part of every range."""

    def __init__(self, part: float) -> None:
        super().__init__()
        self.part = part

    def uniform(self, a: float, b: float) -> float:
        return a + self.part * (b - a)


def test_each_wait_is_half_as_long_again_up_to_half_a_minute() -> None:
    polling = Polling(2.0, draw=Dice(0.5))
    waits = [polling.wait_s(0.0) for _ in range(9)]
    assert waits == pytest.approx([2, 3, 4.5, 6.75, 10.125, 15.1875, 22.78125, LONGEST_S, LONGEST_S])


def test_a_first_wait_that_is_longer_stays_as_it_is() -> None:
    polling = Polling(90.0, draw=Dice(0.5))
    assert [polling.wait_s(0.0) for _ in range(2)] == [90.0, 90.0]


@pytest.mark.parametrize(("part", "wait"), [(0.0, 9.0), (1.0, 11.0)])
def test_waits_differ_by_a_tenth(part: float, wait: float) -> None:
    assert Polling(10.0, draw=Dice(part)).wait_s(0.0) == pytest.approx(wait)


def test_the_last_request_is_at_the_very_end() -> None:
    polling = Polling(10.0, timeout_s=15.0, draw=Dice(0.5))
    assert polling.wait_s(0.0) == 10.0
    assert polling.wait_s(10.0) == 5.0
    assert polling.wait_s(15.0) is None
    assert polling.wait_s(99.0) is None
