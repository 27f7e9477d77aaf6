"""Pages asked for ahead of the reader: in order, a bounded number at a time, none before the first item is used.

A reader who asks for a number gets that number. Else it grows while that pays: having had to wait doubles it. On threads
it starts over at none where the server is near: there is next to nothing to hide, and a thread costs more than it saves.
Tasks cost next to nothing, so one page is always ahead.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from konigle._concurrency.threads import Threads

if TYPE_CHECKING:  # either is loaded by who looks ahead in its world
    import asyncio
    from concurrent.futures import Future

T = TypeVar("T")

MAX_PREFETCH = 8  # hides a round trip of 20 ms behind pages of 200, which take some 2 ms each to read
MIN_USEFUL_WAIT_S = 0.002  # a shorter wait is mostly the work of sending and receiving, which more pages at once do not make less


@attrs.define
class PrefetchDepth:
    """How many pages to ask for ahead.

    Attributes:
        requested: What the reader wants; None for what pays.
        limit: How many it may be, as many as there may be connections; 0 for no limit.
        initial: How many it are, unasked, in the beginning.
        resets_when_fast: Whether it are as few again once a page did not take long.
        now: How many it are now.
    """

    requested: int | None
    limit: int
    initial: int
    resets_when_fast: bool
    now: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.now = min(self.maximum, self.initial if self.requested is None else self.requested)

    @property
    def maximum(self) -> int:
        """How many it are at most."""
        maximum = MAX_PREFETCH if self.requested is None else self.requested
        return min(maximum, self.limit) if self.limit else maximum

    def observe(self, took_s: float, waited_s: float) -> None:
        """A page took so long, in seconds, and the reader waited so long for it."""
        if self.requested is not None:
            return
        if took_s <= MIN_USEFUL_WAIT_S and self.resets_when_fast:
            self.now = self.initial
        elif waited_s > MIN_USEFUL_WAIT_S:
            self.now = min(self.maximum, max(2, self.now * 2))


class AsyncPrefetcher(Generic[T]):
    """Fetches pages in tasks.

    Args:
        fetch: Requests one page.
        requested: Pages to prefetch; None for what pays.
        clock: Seconds, going forward.
        limit: The most pages to prefetch; 0 for no limit.
    """

    def __init__(
        self,
        fetch: Callable[[int], Coroutine[Any, Any, T]],
        requested: int | None,
        *,
        clock: Callable[[], float],
        limit: int = 0,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._depth = PrefetchDepth(requested, limit, initial=1, resets_when_fast=False)
        self._started: dict[int, asyncio.Task[tuple[T, float]]] = {}

    def start_until(self, first: int, last: int) -> None:
        """Starts what is not under way yet of the next pages, up to `last`."""
        import asyncio

        for number in range(first, min(last, first + self._depth.now - 1) + 1):
            if number not in self._started:
                self._started[number] = asyncio.create_task(self._timed(number))

    async def page(self, number: int) -> T:
        """The page, waited for if it is under way, else fetched now."""
        started_at = self._clock()
        task = self._started.pop(number, None)
        page, took_s = await (self._timed(number) if task is None else task)
        self._depth.observe(took_s, self._clock() - started_at)
        return page

    async def _timed(self, number: int) -> tuple[T, float]:
        started_at = self._clock()
        return await self._fetch(number), self._clock() - started_at

    async def aclose(self) -> None:
        """Stops what is under way."""
        import asyncio

        tasks = list(self._started.values())
        self._started.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class SyncPrefetcher(Generic[T]):
    """Fetches pages on a few threads, which are started by the first page that is asked for ahead.

    Args:
        fetch: Requests one page.
        requested: Pages to prefetch; None for what pays.
        clock: Seconds, going forward.
        limit: The most pages to prefetch; 0 for no limit.
    """

    def __init__(
        self,
        fetch: Callable[[int], T],
        requested: int | None,
        *,
        clock: Callable[[], float],
        limit: int = 0,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._depth = PrefetchDepth(requested, limit, initial=0, resets_when_fast=True)
        self._started: dict[int, Future[tuple[T, float]]] = {}
        self._threads = Threads(self._depth.maximum, "konigle-pages")
        self._alone = False

    def start_until(self, first: int, last: int) -> None:
        """Starts what is not under way yet of the next pages, up to `last`, if threads can be started."""
        for number in range(first, min(last, first + self._depth.now - 1) + 1):
            if number not in self._started and not self._alone:
                future = self._threads.start(partial(self._timed, number))
                if future is None:
                    self._alone = True
                else:
                    self._started[number] = future

    def page(self, number: int) -> T:
        """The page, waited for if it is under way, else fetched now."""
        started_at = self._clock()
        future = self._started.pop(number, None)
        page, took_s = self._timed(number) if future is None else future.result()
        self._depth.observe(took_s, self._clock() - started_at)
        return page

    def _timed(self, number: int) -> tuple[T, float]:
        started_at = self._clock()
        return self._fetch(number), self._clock() - started_at

    def close(self) -> None:
        """Drops what has not begun, and waits for the requests that have: a blocking one cannot be called off."""
        self._started.clear()
        self._threads.close()
