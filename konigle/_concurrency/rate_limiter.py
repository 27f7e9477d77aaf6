"""How many bulk calls of one client may be under way, and from when.

Additive increase, multiplicative decrease, as in TCP (RFC 5681, 3.1): an answer that asks for patience (429, or 503
with `Retry-After`) halves the number of calls let through, and every round that goes well adds one. Until the time
that was asked for has passed, no bulk call begins. `CongestionWindow` decides; the two limiters wait.
"""

import math
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from konigle._concurrency import monotonic_clock as clock

if TYPE_CHECKING:
    import asyncio  # loaded by a call that has to wait

# Then one call finds out whether patience is still wanted: a quota may ask for a whole day.
MAX_HOLD_S = 120.0
MAX_THROTTLED_S = 600.0  # a call that is put off for longer fails
# Where the server does not say how long: about a round trip, twice as long each time, up to one call a second.
_FIRST_HOLD_S = 0.02
_LAST_HOLD_S = 1.0


class Abandoned(Exception):  # noqa: N818 - no error: the run was left before this call was sent
    """The run a call belongs to is over; nothing was sent for it."""


@attrs.define
class Stop:
    """Whether a run is over, shared by all its calls."""

    over: bool = False


@attrs.define
class CongestionWindow:
    """What may begin now.

    Attributes:
        under_way: Bulk calls that have begun and not ended.
        ceiling: How many there may be; infinite until a server asks for patience.
        held_until: No call begins before this time.
        lowered_at: When the ceiling was lowered last. Calls that began earlier tell of the same overload.
        consecutive_throttles: How often patience was asked for since a call went well, each overload counted once.
    """

    under_way: int = 0
    ceiling: float = math.inf
    held_until: float = -math.inf
    lowered_at: float = -math.inf
    consecutive_throttles: int = 0

    def wait_s(self, now_s: float) -> float:
        """Seconds until a call may begin: zero for now, infinite if another has to end first."""
        if self.held_until > now_s:
            return self.held_until - now_s
        return math.inf if self.under_way + 1 > self.ceiling else 0.0

    def begin(self) -> None:
        """A call begins."""
        self.under_way += 1

    def end(self, *, well: bool) -> None:
        """A call ends; `well` if the server answered it without asking for patience."""
        self.under_way -= 1
        if well:
            self.consecutive_throttles = 0
            self.ceiling += 1 / self.ceiling

    def on_throttled(self, now_s: float, started_at: float, hold_s: float | None) -> None:
        """Some call of the client was asked for patience.

        Args:
            now_s: The time.
            started_at: When the try that heard it began.
            hold_s: For how long; None or zero if the server did not say.
        """
        is_news = started_at >= self.lowered_at
        if is_news:
            self.lowered_at = now_s
            self.consecutive_throttles += 1
            if self.under_way:
                self.ceiling = max(1.0, min(self.ceiling, self.under_way) / 2)
        own_s = (
            min(_LAST_HOLD_S, _FIRST_HOLD_S * 2.0 ** min(self.consecutive_throttles - 1, 30))
            if is_news
            else 0.0
        )
        self.held_until = max(self.held_until, now_s + min(hold_s or own_s, MAX_HOLD_S))


class AsyncLimiter:
    """The pace of an asynchronous client."""

    def __init__(self, clock: Callable[[], float] = clock.monotonic) -> None:
        self.window = CongestionWindow()
        self._clock = clock
        self._changed: asyncio.Event | None = None

    def on_throttled(self, took_s: float, hold_s: float | None) -> None:
        """A try that took so long ended with a plea for patience."""
        now_s = self._clock()
        self.window.on_throttled(now_s, now_s - took_s, hold_s)
        self.wake()

    async def acquire(self, stop: Stop) -> None:
        """Waits until a call may begin, and counts it.

        Raises:
            Abandoned: The run is over.
        """
        while True:
            if stop.over:
                raise Abandoned
            wait_s = self.window.wait_s(self._clock())
            if not wait_s:
                self.window.begin()
                return
            import asyncio

            self._changed = self._changed or asyncio.Event()
            try:
                async with clock.async_limit(None if math.isinf(wait_s) else wait_s):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def may_wait(self, since_s: float) -> bool:
        """Whether a call that was first put off at that time is to wait on."""
        return self._clock() - since_s < MAX_THROTTLED_S

    def release(self, *, well: bool) -> None:
        """A call has ended."""
        self.window.end(well=well)
        self.wake()

    def wake(self) -> None:
        """Has every waiting call look again."""
        changed, self._changed = self._changed, None
        if changed is not None:
            changed.set()


class SyncLimiter:
    """The pace of a synchronous client, for any number of threads."""

    def __init__(self, clock: Callable[[], float] = clock.monotonic) -> None:
        self.window = CongestionWindow()
        self._clock = clock
        self._changed = threading.Condition()

    def on_throttled(self, took_s: float, hold_s: float | None) -> None:
        """A try that took so long ended with a plea for patience."""
        with self._changed:
            now_s = self._clock()
            self.window.on_throttled(now_s, now_s - took_s, hold_s)
            self._changed.notify_all()

    def acquire(self, stop: Stop) -> None:
        """Waits until a call may begin, and counts it.

        Raises:
            Abandoned: The run is over.
        """
        with self._changed:
            while True:
                if stop.over:
                    raise Abandoned
                wait_s = self.window.wait_s(self._clock())
                if not wait_s:
                    self.window.begin()
                    return
                self._changed.wait(None if math.isinf(wait_s) else wait_s)

    def may_wait(self, since_s: float) -> bool:
        """Whether a call that was first put off at that time is to wait on."""
        return self._clock() - since_s < MAX_THROTTLED_S

    def release(self, *, well: bool) -> None:
        """A call has ended."""
        with self._changed:
            self.window.end(well=well)
            self._changed.notify_all()

    def wake(self) -> None:
        """Has every waiting call look again."""
        with self._changed:
            self._changed.notify_all()
