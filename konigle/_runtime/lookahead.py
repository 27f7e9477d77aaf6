"""Pages asked for ahead of the reader: in order, a bounded number at a time, none before the first item is used.

The number grows while it pays: a reader that had to wait doubles it. Where the server is near, one page ahead is
enough; more would only compete with the reader for the interpreter.
"""

import contextvars
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:  # either is loaded by who looks ahead in its world
    import asyncio
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

DEFAULT_PREFETCH = 8  # hides a round trip of 20 ms behind pages of 200, which take 2 to 3 ms each to read
WORTH_IT_S = 0.005  # a shorter wait is mostly the work of reading, which more pages at once do not make less


def deeper(depth: int, most: int, waited_s: float) -> int:
    """How many pages to ask for ahead, after the reader waited so long for one."""
    return min(most, depth * 2) if waited_s > WORTH_IT_S else depth


class AsyncLookahead(Generic[T]):
    """Fetches pages in tasks, at most `most` ahead."""

    def __init__(self, fetch: Callable[[int], Coroutine[Any, Any, T]], most: int) -> None:
        self._fetch = fetch
        self._most = most
        self._depth = min(1, most)
        self._started: dict[int, asyncio.Task[T]] = {}

    def fill(self, first: int, last: int) -> None:
        """Starts what is not under way yet of the next pages, up to `last`."""
        import asyncio

        for number in range(first, min(last, first + self._depth - 1) + 1):
            if number not in self._started:
                self._started[number] = asyncio.create_task(self._fetch(number))

    async def page(self, number: int) -> T:
        """The page, waited for if it is under way, else fetched now."""
        began_s = time.monotonic()
        task = self._started.pop(number, None)
        page = await (self._fetch(number) if task is None else task)
        self._depth = deeper(self._depth, self._most, time.monotonic() - began_s)
        return page

    async def aclose(self) -> None:
        """Stops what is under way."""
        import asyncio

        tasks = list(self._started.values())
        self._started.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class SyncLookahead(Generic[T]):
    """Fetches pages on a few threads, at most `most` ahead; the threads are started by the first of them."""

    def __init__(self, fetch: Callable[[int], T], most: int) -> None:
        self._fetch = fetch
        self._most = most
        self._depth = min(1, most)
        self._started: dict[int, Future[T]] = {}
        self._pool: ThreadPoolExecutor | None = None

    def fill(self, first: int, last: int) -> None:
        """Starts what is not under way yet of the next pages, up to `last`."""
        from concurrent.futures import ThreadPoolExecutor

        for number in range(first, min(last, first + self._depth - 1) + 1):
            if number not in self._started:
                if self._pool is None:
                    self._pool = ThreadPoolExecutor(self._most, thread_name_prefix="konigle-pages")
                run = contextvars.copy_context().run
                self._started[number] = self._pool.submit(run, self._fetch, number)

    def page(self, number: int) -> T:
        """The page, waited for if it is under way, else fetched now."""
        began_s = time.monotonic()
        future = self._started.pop(number, None)
        page = self._fetch(number) if future is None else future.result()
        self._depth = deeper(self._depth, self._most, time.monotonic() - began_s)
        return page

    def close(self) -> None:
        """Drops what has not begun, and waits for the requests that have: a blocking one cannot be called off."""
        self._started.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
