"""Holds back the bulk calls of one client; `CongestionWindow` decides which may begin."""

import math
from collections.abc import Callable

from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.pacing import MAX_THROTTLED_S, Abandoned, CongestionWindow, Stop
from konigle._concurrency.primitives import AsyncChanges


class AsyncLimiter:
    """The rate limit of one client."""

    def __init__(self, clock: Callable[[], float] = clock.monotonic) -> None:
        self.window = CongestionWindow()
        self._clock = clock
        self._changes = AsyncChanges()

    def on_throttled(self, took_s: float, hold_s: float | None) -> None:
        """Holds calls back after an attempt of so many seconds was throttled."""
        with self._changes:
            now_s = self._clock()
            self.window.on_throttled(now_s, now_s - took_s, hold_s)
            self._changes.notify_all()

    async def acquire(self, stop: Stop) -> None:
        """Waits until a call may begin, and counts it.

        Raises:
            Abandoned: The run is over.
        """
        with self._changes:
            while True:
                if stop.over:
                    raise Abandoned
                wait_s = self.window.wait_s(self._clock())
                if not wait_s:
                    self.window.begin()
                    return
                await self._changes.wait(None if math.isinf(wait_s) else wait_s)

    def hold_s(self) -> float:
        """Returns the seconds until bulk calls may start again, as the server asked or the client chose."""
        return max(0.0, self.window.held_until - self._clock())

    def may_wait(self, since_s: float) -> bool:
        """Whether a call that was first put off at that time is to wait on."""
        return self._clock() - since_s < MAX_THROTTLED_S

    def release(self, *, well: bool) -> None:
        """Counts a call that has ended."""
        with self._changes:
            self.window.end(well=well)
            self._changes.notify_all()

    def wake(self) -> None:
        """Has every waiting call check again."""
        with self._changes:
            self._changes.notify_all()
