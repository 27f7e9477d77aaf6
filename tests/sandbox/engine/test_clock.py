"""Time: three kinds of it, never going back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from konigle.sandbox import clock as clock_module
from konigle.sandbox.clock import Clock, iso, microseconds, to_datetime


class Wall:
    """A wall clock to be turned by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ns = 1_800_000_000 * 10**9
        monkeypatch.setattr(clock_module.time, "time_ns", lambda: self.ns)


def test_a_real_clock_follows_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall(monkeypatch)
    clock = Clock("real")
    assert clock.now() == 1_800_000_000_000_000
    wall.ns += 5_000
    assert clock.now() == 1_800_000_000_000_005


def test_a_fast_clock_is_six_hundred_times_as_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall(monkeypatch)
    clock = Clock("fast", datetime(2030, 1, 1, tzinfo=UTC))
    wall.ns += 10**9
    assert to_datetime(clock.now()) == datetime(2030, 1, 1, 0, 10, tzinfo=UTC)


def test_a_clock_does_not_go_back_with_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall(monkeypatch)
    clock = Clock("real")
    wall.ns += 10**9
    late = clock.now()
    wall.ns -= 5 * 10**9
    assert clock.now() == late


def test_a_manual_clock_stands_still() -> None:
    clock = Clock("manual")
    clock.advance(1.5)
    clock.advance(timedelta(minutes=1))
    assert iso(clock.now()) == "2026-01-01T00:01:01.500000Z"
    clock.reset()
    assert iso(clock.now()) == "2026-01-01T00:00:00.000000Z"


def test_a_moving_clock_can_be_advanced_too(monkeypatch: pytest.MonkeyPatch) -> None:
    Wall(monkeypatch)
    clock = Clock("real")
    before = clock.now()
    clock.advance(60)
    assert clock.now() == before + 60_000_000


def test_after_a_restart_time_goes_on_where_the_data_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    Wall(monkeypatch)
    clock = Clock("fast")
    later = clock.now() + 10**9
    clock.not_before(later)
    assert clock.now() == later
    clock.not_before(0)
    assert clock.now() == later


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="real, fast, manual"):
        Clock("quick")  # type: ignore[arg-type]  # refused, see the match
    with pytest.raises(ValueError, match="offset"):
        Clock("manual", datetime(2026, 1, 1))  # noqa: DTZ001  # the point
    with pytest.raises(ValueError, match="cannot go back"):
        Clock("manual").advance(-0.1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-01-31T09:30:00Z", "2026-01-31T09:30:00.000000Z"),
        ("2026-01-31t09:30:00.5+05:30", "2026-01-31T04:00:00.500000Z"),
        ("2026-01-31 09:30-0800", "2026-01-31T17:30:00.000000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
        ("9999-12-31T23:59:59,123456789Z", "9999-12-31T23:59:59.123456Z"),
    ],
)
def test_instants_are_read_and_written_in_utc(text: str, shown: str) -> None:
    assert iso(microseconds(text)) == shown


def test_instants_as_datetimes_are_read_too() -> None:
    assert microseconds(datetime(1970, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))) == 0
