"""The sandbox's clock: the source of every timestamp, due time and quota day."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from konigle.sandbox.formats import parse_date_time

ClockMode = Literal["real", "fast", "manual"]

FAST_FACTOR = 600  # ten minutes of campaign per second: a one-hour campaign takes six seconds
MANUAL_START = datetime(2026, 1, 1, tzinfo=UTC)
DAY_US = 86_400_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Python's calendar ends with the year 9999; a campaign that starts at the end of the clock must still fit.
_END = (datetime(9900, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND


def microseconds(value: str | datetime) -> int:
    """Returns the microseconds since 1970 of an instant with an offset."""
    instant = parse_date_time(value) if isinstance(value, str) else value
    return (instant - _EPOCH) // _MICROSECOND


def to_datetime(us: int) -> datetime:
    """Returns the instant in UTC."""
    return _EPOCH + timedelta(microseconds=us)


def iso(us: int) -> str:
    """Returns ISO 8601 in UTC, always with six decimals, so that texts sort by time."""
    return to_datetime(us).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _step(seconds: float) -> int:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
        raise ValueError("the clock is advanced by a number of seconds")
    return round(
        max(-1, min(seconds, _END)) * 1_000_000
    )  # more is out of range, and may be out of the range of floats


class Clock:
    """Real, fast (600 times) or manual time, in integer microseconds; never goes back.

    Args:
        mode: `real` follows the wall clock, `fast` runs 600 times as fast from the present on,
            `manual` moves only when `advance` is called.
        start: Initial time of a manual clock; default 2026-01-01 UTC.
    """

    def __init__(self, mode: ClockMode = "manual", start: datetime | None = None) -> None:
        if mode not in get_args(ClockMode):
            raise ValueError(f"clock must be one of {', '.join(get_args(ClockMode))}, not {mode!r}")
        if start is not None and start.tzinfo is None:
            raise ValueError("the start of the clock needs an offset, such as tzinfo=UTC")
        if start is not None and not _EPOCH <= start <= to_datetime(_END):
            raise ValueError(f"the clock must start after {iso(0)} and before {iso(_END)}")
        self.mode: ClockMode = mode
        self._start = start
        self.reset()

    def reset(self) -> None:
        """Resets the clock to its start: now for a real or fast clock."""
        self._wall = time.time_ns() // 1000
        self._base = self._wall if self._start is None else microseconds(self._start)
        if self.mode == "manual" and self._start is None:
            self._base = microseconds(MANUAL_START)
        self._last = self._base

    def now(self) -> int:
        """Returns the microseconds since 1970 on this clock."""
        if self.mode == "manual":
            return self._base
        passed = time.time_ns() // 1000 - self._wall
        reading = self._base + passed * (FAST_FACTOR if self.mode == "fast" else 1)
        self._last = max(self._last, reading)
        return self._last

    def advance(self, by: float | timedelta) -> None:
        """Advances the clock by seconds or a timedelta; rejects negative values."""
        step = by // _MICROSECOND if isinstance(by, timedelta) else _step(by)
        if step < 0:
            raise ValueError("the clock cannot go back")
        if self.now() + step > _END:
            raise ValueError(f"the clock cannot go beyond {iso(_END)}")
        self._base += step

    def not_before(self, us: int) -> None:
        """After a restart: continues from the time of the stored data."""
        self._base += max(0, us - self.now())
