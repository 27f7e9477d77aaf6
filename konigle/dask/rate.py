"""One rate for all workers, kept on the scheduler, which outlives any worker; an actor would end with its worker.

Before each request, a worker asks how long to wait. Any 429 is reported: it holds back everybody for the time
that the server asks for, and halves the rate, which then grows back.
"""

import time
from collections.abc import Callable
from typing import Any

import attrs
from distributed import get_worker
from distributed.diagnostics.plugin import SchedulerPlugin
from distributed.utils import sync

from konigle._concurrency.pacing import Abandoned

MAX_HOLD_S = 120.0
_FIRST_HOLD_S = 0.5  # if the server does not say how long
_SLOWEST = 1 / 64  # of the rate
_RECOVERY = 1 / 512  # of the rate, for each request
_SLICE_S = 0.25  # of a wait; a run that has ended stops waiting after it


@attrs.define
class SharedRate:
    """Decides when requests may be sent.

    Attributes:
        rate: Maximum number of requests per second.
        current: The current number of requests per second.
        next_at: Time when the next request may be sent.
    """

    rate: float
    current: float = attrs.field(init=False)
    next_at: float = 0.0

    def __attrs_post_init__(self) -> None:
        self.current = self.rate

    def reserve(self, now_s: float) -> float:
        """Returns the seconds until one more request may be sent."""
        sent_at = max(now_s, self.next_at)
        self.next_at = sent_at + 1 / self.current
        self.current = min(self.rate, self.current + self.rate * _RECOVERY)
        return sent_at - now_s

    def on_throttled(self, now_s: float, hold_s: float | None) -> None:
        """Records that the server asked a worker to wait, with the seconds if it said so."""
        self.next_at = max(self.next_at, now_s + min(hold_s or _FIRST_HOLD_S, MAX_HOLD_S))
        self.current = max(self.rate * _SLOWEST, self.current / 2)


class RatePlugin(SchedulerPlugin):  # type: ignore[misc]  # distributed is an extra
    """The rates of all sites, on the scheduler."""

    name = "konigle-rate"
    idempotent = True

    def __init__(self) -> None:
        self._rates: dict[str, SharedRate] = {}

    async def start(self, scheduler: Any) -> None:
        """Registers the handlers that workers call."""
        scheduler.handlers["konigle_reserve"] = self.reserve
        scheduler.handlers["konigle_throttled"] = self.throttled

    async def reserve(self, site: str, rate: float) -> float:
        """Returns the seconds until one more request may be sent to a site."""
        return self._of(site, rate).reserve(time.monotonic())

    async def throttled(self, site: str, rate: float, hold_s: float | None) -> float:
        """Records that a site asked a worker to wait."""
        self._of(site, rate).on_throttled(time.monotonic(), hold_s)
        return 0.0

    def _of(self, site: str, rate: float) -> SharedRate:
        found = self._rates.get(site)
        if found is None or found.rate != rate:
            found = self._rates[site] = SharedRate(rate, next_at=found.next_at if found else 0.0)
        return found


class WorkerLimiter:
    """The limiter of a client on a worker: first the client's, then the scheduler's.

    Args:
        inner: The limiter of the client.
        site: The base URL.
        rate: Requests per second of all workers together.
        ask: Calls a handler of the scheduler.
    """

    def __init__(self, inner: Any, site: str, rate: float, ask: Callable[..., float]) -> None:
        self._inner = inner
        self._about = {"site": site, "rate": rate}
        self._ask = ask
        self.may_wait = inner.may_wait
        self.release = inner.release
        self.wake = inner.wake
        self.hold_s = inner.hold_s

    def acquire(self, stop: Any) -> None:
        """Waits until a request may be sent.

        Raises:
            Abandoned: The run has ended.
        """
        self._inner.acquire(stop)
        try:
            self._wait(time.monotonic() + self._ask("konigle_reserve", **self._about), stop)
        except BaseException:
            self._inner.release(well=False)
            raise

    def _wait(self, until_s: float, stop: Any) -> None:
        while (left_s := until_s - time.monotonic()) > 0:
            if stop.over:
                raise Abandoned
            time.sleep(min(left_s, _SLICE_S))

    def on_throttled(self, took_s: float, hold_s: float | None) -> None:
        """Records that the server asked to wait."""
        self._inner.on_throttled(took_s, hold_s)
        self._ask("konigle_throttled", **self._about, hold_s=hold_s)


def share_rate(client: Any, rate: float) -> Any:
    """Applies the scheduler's rate to the requests of a client in a task; returns the limiter."""
    worker = get_worker()

    def ask(handler: str, **arguments: Any) -> float:
        return float(sync(worker.loop, getattr(worker.scheduler, handler), **arguments))

    pool, _ = client.transport.pools.pool()
    pool.limiter = WorkerLimiter(pool.limiter, client.transport.config.base_url, rate, ask)
    return pool.limiter
