# Derived from tests/_async/test_prefetch.py by `python -m generator`; do not edit.
"""Prefetched pages."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from konigle._concurrency.pacing import PrefetchDepth
from konigle._sync.prefetch import SyncPrefetcher

pytestmark = pytest.mark.anyio


def standing_still() -> float:
    """The clock of a server that takes no time at all."""
    return 0.0


def a_second_each() -> Callable[[], float]:
    """A clock by which each page takes a second."""
    seconds = itertools.count()
    return lambda: float(next(seconds))


class Pages:
    """Returns page numbers as pages, and records the requested ones; those of `broken` fail."""

    def __init__(self, *broken: int) -> None:
        self.asked: list[int] = []
        self.broken = broken

    def fetch(self, number: int) -> int:
        self.asked.append(number)
        if number in self.broken:
            raise LookupError(number)
        return number


def started(prefetcher: SyncPrefetcher[Any]) -> list[int]:
    return sorted(prefetcher._started)


def test_nothing_is_asked_for_but_the_page_that_is_read() -> None:
    pages = Pages()
    prefetcher = SyncPrefetcher(pages.fetch, 4, clock=standing_still)
    assert prefetcher.page(1) == 1
    assert (pages.asked, started(prefetcher)) == ([1], [])
    prefetcher.close()


def test_pages_come_as_they_are_asked_for_each_fetched_once() -> None:
    pages = Pages()
    prefetcher = SyncPrefetcher(pages.fetch, 3, clock=standing_still)
    read = []
    for number in range(1, 10):
        read.append(prefetcher.page(number))
        prefetcher.start_until(number + 1, 9)
    prefetcher.close()
    assert read == sorted(pages.asked) == list(range(1, 10))


@pytest.mark.parametrize("wanted", [0, 1, 5])
def test_a_number_that_is_asked_for_is_kept_to(wanted: int) -> None:
    prefetcher = SyncPrefetcher(Pages().fetch, wanted, clock=standing_still)
    for number in range(1, 5):
        prefetcher.page(number)
        prefetcher.start_until(number + 1, 99)
        assert len(started(prefetcher)) == wanted
    prefetcher.close()


def test_else_a_near_server_is_asked_for_little() -> None:
    prefetcher = SyncPrefetcher(Pages().fetch, None, clock=standing_still)
    for number in range(1, 5):
        prefetcher.page(number)
        prefetcher.start_until(number + 1, 99)
        assert len(started(prefetcher)) <= 1
    prefetcher.close()


def test_and_a_wait_doubles_how_many_up_to_a_bound() -> None:
    prefetcher = SyncPrefetcher(Pages().fetch, None, clock=a_second_each())
    many = []
    for number in range(1, 6):
        prefetcher.page(number)
        prefetcher.start_until(number + 1, 99)
        many.append(len(started(prefetcher)))
    prefetcher.close()
    assert many == [2, 4, 8, 8, 8]


def test_never_past_the_last_page() -> None:
    prefetcher = SyncPrefetcher(Pages().fetch, 8, clock=a_second_each())
    prefetcher.page(1)
    prefetcher.start_until(2, 2)
    assert started(prefetcher) == [2]
    prefetcher.start_until(3, 2)
    assert started(prefetcher) == [2]
    prefetcher.close()


def test_none_at_all_with_a_bound_of_0() -> None:
    pages = Pages()
    prefetcher = SyncPrefetcher(pages.fetch, 0, clock=a_second_each())
    for number in (1, 2):
        prefetcher.page(number)
        prefetcher.start_until(number + 1, 99)
    assert (pages.asked, started(prefetcher)) == ([1, 2], [])
    prefetcher.close()


def test_a_broken_page_is_the_readers_business_when_it_gets_there() -> None:
    prefetcher = SyncPrefetcher(Pages(3).fetch, 4, clock=a_second_each())
    assert prefetcher.page(1) == 1
    prefetcher.start_until(2, 9)
    assert prefetcher.page(2) == 2
    with pytest.raises(LookupError, match="3"):
        prefetcher.page(3)
    prefetcher.close()


def test_closing_drops_what_is_under_way_and_its_errors() -> None:
    prefetcher = SyncPrefetcher(Pages(2, 3).fetch, 4, clock=a_second_each())
    prefetcher.page(1)
    prefetcher.start_until(2, 9)
    prefetcher.close()
    assert started(prefetcher) == []
    prefetcher.close()


@pytest.mark.parametrize(
    ("requested", "now", "waited_s", "then"),
    [(None, 0, 1.0, 2), (None, 6, 1.0, 8), (None, 2, 0.001, 2), (3, 3, 1.0, 3), (0, 0, 1.0, 0)],
)
def test_only_a_wait_worth_it_asks_for_more(
    requested: int | None, now: int, waited_s: float, then: int
) -> None:
    depth = PrefetchDepth(requested, limit=0, in_tasks=False)
    depth.now = now
    depth.observe(1.0, waited_s)
    assert depth.now == then


@pytest.mark.parametrize(("in_tasks", "then"), [(False, 0), (True, 2)])
def test_threads_are_given_up_where_a_server_turns_out_near(in_tasks: bool, then: int) -> None:
    depth = PrefetchDepth(None, 0, in_tasks)
    depth.observe(1.0, 1.0)
    assert depth.now == 2
    depth.observe(0.001, 0.0)
    assert depth.now == then


@pytest.mark.parametrize(("requested", "then"), [(None, 3), (100, 3), (2, 2)])
def test_there_are_never_more_than_there_may_be_connections(requested: int | None, then: int) -> None:
    depth = PrefetchDepth(requested, limit=3, in_tasks=True)
    for _ in range(5):
        depth.observe(1.0, 1.0)
    assert depth.now == depth.maximum == then
