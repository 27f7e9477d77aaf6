"""Decides when bulk calls, prefetched pages and the requests of a `wait` may start. The callers do the waiting."""

import math
import random

import attrs

# Then one call checks whether the server still throttles: a quota may last a whole day.
MAX_HOLD_S = 120.0
MAX_THROTTLED_S = 600.0  # a call that is delayed for longer fails
# If the server does not say how long: about a round trip, doubled each time, up to one call a second.
_FIRST_HOLD_S = 0.02
_LAST_HOLD_S = 1.0
MAX_PREFETCH = 8  # hides a round trip of 20 ms behind pages of 200, which take some 2 ms each to read
# A shorter wait is mostly the time of sending and receiving, which prefetching more pages does not reduce.
MIN_USEFUL_WAIT_S = 0.002
GROWTH = 1.5
LONGEST_S = 30.0  # a check costs one request; a delay of half a minute does not matter for what takes an hour
JITTER = 0.1  # so that programs that started together do not poll together
_DICE = random.SystemRandom()


class Abandoned(Exception):  # noqa: N818 - not an error: the run ended before this call was sent
    """The run of a call has ended; the call was not sent."""


@attrs.define
class Stop:
    """Whether a run has ended; shared by all its calls."""

    over: bool = False


@attrs.define
class CongestionWindow:
    """Decides which bulk calls of a client may start now.

    Additive increase, multiplicative decrease, as in TCP (RFC 5681, 3.1): a throttled response (429, or 503 with
    `Retry-After`) halves the number of concurrent calls, and every successful round adds one. No bulk call starts before
    the time that the server asked for has passed.

    Attributes:
        under_way: Number of bulk calls in progress.
        ceiling: Maximum number of calls in progress; infinite until a server throttles.
        held_until: No call starts before this time.
        lowered_at: Time when the ceiling was last lowered. Calls that started earlier report the same overload.
        consecutive_throttles: Throttled responses since the last success; each overload counts once.
    """

    under_way: int = 0
    ceiling: float = math.inf
    held_until: float = -math.inf
    lowered_at: float = -math.inf
    consecutive_throttles: int = 0

    def wait_s(self, now_s: float) -> float:
        """Returns the seconds until a call may start: zero for now, infinite if another has to end first."""
        if self.held_until > now_s:
            return self.held_until - now_s
        return math.inf if self.under_way + 1 > self.ceiling else 0.0

    def begin(self) -> None:
        """Counts a call that starts."""
        self.under_way += 1

    def end(self, *, well: bool) -> None:
        """Counts a call that ends; `well` if the server responded without throttling."""
        self.under_way -= 1
        if well:
            self.consecutive_throttles = 0
            self.ceiling += 1 / self.ceiling

    def on_throttled(self, now_s: float, started_at: float, hold_s: float | None) -> None:
        """Lowers the ceiling and delays calls, after a call of the client was throttled.

        Args:
            now_s: The time.
            started_at: Time when the throttled attempt started.
            hold_s: Seconds to delay calls; None or zero if the server did not say.
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
    """Decides how many pages to prefetch.

    A number that the caller requests is used as is. Otherwise the number adapts: it doubles whenever the caller had to
    wait. With threads it returns to zero if the server is near, because there is little latency to hide and a thread
    costs more than it saves. Tasks cost little, so one page is always prefetched.

    Attributes:
        requested: The number that the caller requested; None to adapt.
        limit: The maximum, equal to the number of connections; 0 for no limit.
        in_tasks: Whether pages are fetched in tasks instead of threads.
        now: The current number.
    """

    requested: int | None
    limit: int
    in_tasks: bool
    now: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.now = min(self.maximum, int(self.in_tasks) if self.requested is None else self.requested)

    @property
    def maximum(self) -> int:
        """Returns the maximum."""
        maximum = MAX_PREFETCH if self.requested is None else self.requested
        return min(maximum, self.limit) if self.limit else maximum

    def observe(self, took_s: float, waited_s: float) -> None:
        """Adapts the number to the latency of a page and the seconds that the caller waited for it."""
        if self.requested is not None:
            return
        if took_s <= MIN_USEFUL_WAIT_S and not self.in_tasks:
            self.now = 0
        elif waited_s > MIN_USEFUL_WAIT_S:
            self.now = min(self.maximum, max(2, self.now * 2))


@attrs.define
class Polling:
    """The intervals of one `wait`: short at first, then longer.

    Attributes:
        next_s: Seconds of the next wait, before jitter.
        timeout_s: Seconds for the whole wait; None for no limit.
    """

    next_s: float
    timeout_s: float | None = None
    draw: random.Random = attrs.field(default=_DICE, repr=False)

    def wait_s(self, passed_s: float) -> float | None:
        """Returns the seconds until the next request; the last one is at the end of the timeout, None after it.

        Args:
            passed_s: Seconds since the first request started.
        """
        left_s = None if self.timeout_s is None else self.timeout_s - passed_s
        if left_s is not None and left_s <= 0:
            return None
        wait_s = self.next_s * self.draw.uniform(1 - JITTER, 1 + JITTER)
        self.next_s = max(self.next_s, min(self.next_s * GROWTH, LONGEST_S))
        return wait_s if left_s is None else min(wait_s, left_s)
