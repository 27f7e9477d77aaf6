"""Polling intervals: short at first, then longer."""

import random

import attrs

GROWTH = 1.5
LONGEST_S = 30.0  # a request per half minute; that delay does not matter for what takes an hour
JITTER = 0.1  # so that many programs that started together do not poll together
_DICE = random.SystemRandom()


@attrs.define
class Polling:
    """The waits of one `wait`.

    Attributes:
        next_s: Seconds of the next wait, before jitter.
        timeout_s: Seconds for all of it; None for no limit.
    """

    next_s: float
    timeout_s: float | None = None
    draw: random.Random = attrs.field(default=_DICE, repr=False)

    def wait_s(self, passed_s: float) -> float | None:
        """Returns the seconds until the next request, the last of which is at the very end; None when the time is up.

        Args:
            passed_s: Seconds since the first request started.
        """
        left_s = None if self.timeout_s is None else self.timeout_s - passed_s
        if left_s is not None and left_s <= 0:
            return None
        wait_s = self.next_s * self.draw.uniform(1 - JITTER, 1 + JITTER)
        self.next_s = max(self.next_s, min(self.next_s * GROWTH, LONGEST_S))
        return wait_s if left_s is None else min(wait_s, left_s)
