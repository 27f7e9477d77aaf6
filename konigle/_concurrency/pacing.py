"""When something may begin: bulk calls, pages to prefetch, and the next request of a `wait`. Decides; others wait."""

import math
import random

import attrs

# Then one call finds out whether the server still throttles: a quota may ask for a whole day.
MAX_HOLD_S = 120.0
MAX_THROTTLED_S = 600.0  # a call that is put off for longer fails
# Where the server does not say how long: about a round trip, twice as long each time, up to one call a second.
_FIRST_HOLD_S = 0.02
_LAST_HOLD_S = 1.0
MAX_PREFETCH = 8  # hides a round trip of 20 ms behind pages of 200, which take some 2 ms each to read
# A shorter wait is mostly the work of sending and receiving, which more pages at once do not reduce.
MIN_USEFUL_WAIT_S = 0.002
GROWTH = 1.5
LONGEST_S = 30.0  # a check costs one request; half a minute late is nothing for what takes an hour
JITTER = 0.1  # so that many programs that started together do not send together
_DICE = random.SystemRandom()


class Abandoned(Exception):  # noqa: N818 - no error: the run was left before this call was sent
    """The run a call belongs to is over; nothing was sent for it."""


@attrs.define
class Stop:
    """Whether a run is over, shared by all its calls."""

    over: bool = False


@attrs.define
class CongestionWindow:
    """Which bulk calls of a client may begin now.

    Additive increase, multiplicative decrease, as in TCP (RFC 5681, 3.1): a throttled response (429, or 503 with
    `Retry-After`) halves the number of calls let through, and every round that succeeds adds one. Until the time the
    server asked for has passed, no bulk call begins.

    Attributes:
        under_way: Bulk calls that have begun and not ended.
        ceiling: How many there may be; infinite until a server throttles.
        held_until: No call begins before this time.
        lowered_at: When the ceiling was lowered last. Calls that began earlier report the same overload.
        consecutive_throttles: Throttled responses since a call succeeded, each overload counted once.
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
        """Counts a call that begins."""
        self.under_way += 1

    def end(self, *, well: bool) -> None:
        """Counts a call that ends; `well` if the server responded without throttling."""
        self.under_way -= 1
        if well:
            self.consecutive_throttles = 0
            self.ceiling += 1 / self.ceiling

    def on_throttled(self, now_s: float, started_at: float, hold_s: float | None) -> None:
        """Lowers the ceiling and holds calls back, after some call of the client was throttled.

        Args:
            now_s: The time.
            started_at: When the throttled attempt began.
            hold_s: For how long to hold calls back; None or zero if the server did not say.
        """
        own_s = 0.0
        if started_at >= self.lowered_at:
            self.lowered_at = now_s
            own_s = min(_LAST_HOLD_S, _FIRST_HOLD_S * 2.0 ** min(self.consecutive_throttles, 30))
            self.consecutive_throttles += 1
            if self.under_way:
                self.ceiling = max(1.0, min(self.ceiling, self.under_way) / 2)
        self.held_until = max(self.held_until, now_s + min(hold_s or own_s, MAX_HOLD_S))


@attrs.define
class PrefetchDepth:
    """How many pages to prefetch.

    A reader who asks for a number gets that number. Otherwise the number grows while that pays: having had to wait
    doubles it. On threads it starts over at none where the server is near: there is little latency to hide, and a thread
    costs more than it saves. Tasks cost little, so one page is always prefetched.

    Attributes:
        requested: What the reader wants; None for what pays.
        limit: The most there may be, as many as there may be connections; 0 for no limit.
        in_tasks: Whether pages are fetched in tasks, not on threads.
        now: The number now.
    """

    requested: int | None
    limit: int
    in_tasks: bool
    now: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.now = min(self.maximum, int(self.in_tasks) if self.requested is None else self.requested)

    @property
    def maximum(self) -> int:
        """The most there may be."""
        maximum = MAX_PREFETCH if self.requested is None else self.requested
        return min(maximum, self.limit) if self.limit else maximum

    def observe(self, took_s: float, waited_s: float) -> None:
        """Adapts to a page that took so many seconds, of which the reader waited for so many."""
        if self.requested is not None:
            return
        if took_s <= MIN_USEFUL_WAIT_S and not self.in_tasks:
            self.now = 0
        elif waited_s > MIN_USEFUL_WAIT_S:
            self.now = min(self.maximum, max(2, self.now * 2))


@attrs.define
class Polling:
    """The waits of one `wait`: short at first, then less and less often.

    Attributes:
        next_s: Seconds of the next wait, before jitter.
        timeout_s: Seconds for all of it; None for no limit.
    """

    next_s: float
    timeout_s: float | None = None
    draw: random.Random = attrs.field(default=_DICE, repr=False)

    def wait_s(self, passed_s: float) -> float | None:
        """Seconds until the next request, the last of which is at the very end; None when time is up.

        Args:
            passed_s: Seconds since the first request began.
        """
        left_s = None if self.timeout_s is None else self.timeout_s - passed_s
        if left_s is not None and left_s <= 0:
            return None
        wait_s = self.next_s * self.draw.uniform(1 - JITTER, 1 + JITTER)
        self.next_s = max(self.next_s, min(self.next_s * GROWTH, LONGEST_S))
        return wait_s if left_s is None else min(wait_s, left_s)
