"""Pages asked for ahead of the reader: in order, a bounded number at a time, none before the first item is used.

The number grows while it pays: a reader that had to wait doubles it. Where the server is near it starts over: there is
next to nothing to hide, a page ahead more would only compete with the reader for the interpreter, and a thread costs
more than it saves.
"""

import contextvars
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

if TYPE_CHECKING:  # either is loaded by who looks ahead in its world
    import asyncio
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

DEFAULT_PREFETCH = 8  # hides a round trip of 20 ms behind pages of 200, which take some 2 ms each to read
WORTH_IT_S = 0.002  # a shorter wait is mostly the work of sending and receiving, which more pages at once do not make less


def adapted(depth: int, near: int, most: int, took_s: float, waited_s: float) -> int:
    """How many pages to ask for ahead.

    Args:
        depth: How many it were.
        near: How many it are where a page does not take long.
        most: How many it are at most.
        took_s: How long the latest page took, in seconds.
        waited_s: How long the reader waited for it.
    """
    if took_s <= WORTH_IT_S:
        return min(near, most)
    return min(most, max(2, depth * 2)) if waited_s > WORTH_IT_S else depth


class AsyncLookahead(Generic[T]):
    """Fetches pages in tasks, at most `most` ahead, and `near` where they do not take long."""

    near: ClassVar[int] = 1

    def __init__(self, fetch: Callable[[int], Coroutine[Any, Any, T]], most: int) -> None:
        self._fetch = fetch
        self._most = most
        self._depth = min(self.near, most)
        self._started: dict[int, asyncio.Task[tuple[T, float]]] = {}

    def fill(self, first: int, last: int) -> None:
        """Starts what is not under way yet of the next pages, up to `last`."""
        import asyncio

        for number in range(first, min(last, first + self._depth - 1) + 1):
            if number not in self._started:
                self._started[number] = asyncio.create_task(self._timed(number))

    async def page(self, number: int) -> T:
        """The page, waited for if it is under way, else fetched now."""
        began_s = time.monotonic()
        task = self._started.pop(number, None)
        page, took_s = await (self._timed(number) if task is None else task)
        self._depth = adapted(self._depth, self.near, self._most, took_s, time.monotonic() - began_s)
        return page

    async def _timed(self, number: int) -> tuple[T, float]:
        began_s = time.monotonic()
        return await self._fetch(number), time.monotonic() - began_s

    async def aclose(self) -> None:
        """Stops what is under way."""
        import asyncio

        tasks = list(self._started.values())
        self._started.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class SyncLookahead(Generic[T]):
    """Fetches pages on a few threads, at most `most` ahead, and `near` where they do not take long.

    The threads are started by the first page that is asked for ahead.
    """

    near: ClassVar[int] = 0

    def __init__(self, fetch: Callable[[int], T], most: int) -> None:
        self._fetch = fetch
        self._most = most
        self._depth = min(self.near, most)
        self._started: dict[int, Future[tuple[T, float]]] = {}
        self._pool: ThreadPoolExecutor | None = None

    def fill(self, first: int, last: int) -> None:
        """Starts what is not under way yet of the next pages, up to `last`."""
        from concurrent.futures import ThreadPoolExecutor

        for number in range(first, min(last, first + self._depth - 1) + 1):
            if number not in self._started:
                if self._pool is None:
                    self._pool = ThreadPoolExecutor(self._most, thread_name_prefix="konigle-pages")
                run = contextvars.copy_context().run
                self._started[number] = self._pool.submit(run, self._timed, number)

    def page(self, number: int) -> T:
        """The page, waited for if it is under way, else fetched now."""
        began_s = time.monotonic()
        future = self._started.pop(number, None)
        page, took_s = self._timed(number) if future is None else future.result()
        self._depth = adapted(self._depth, self.near, self._most, took_s, time.monotonic() - began_s)
        return page

    def _timed(self, number: int) -> tuple[T, float]:
        began_s = time.monotonic()
        return self._fetch(number), time.monotonic() - began_s

    def close(self) -> None:
        """Drops what has not begun, and waits for the requests that have: a blocking one cannot be called off."""
        self._started.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
