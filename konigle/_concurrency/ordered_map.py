"""Work on many items at once, a bounded number of them, with results in the order of the items.

Items are taken from their source when a result is asked for, in the reader's own task or thread, and never more than
the window holds. Items with the same key are worked on one after the other. When the reader leaves early, what has
not begun is dropped and what has begun is carried to its end: a write that is on its way cannot be called back, and
cutting it off would only hide what became of it.
"""

import asyncio
import concurrent.futures
from collections import deque
from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
)
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from konigle._concurrency.rate_limiter import Abandoned, AsyncLimiter, Stop, SyncLimiter
from konigle._concurrency.threads import Job, Threads
from konigle.exceptions import InvalidArgumentError

ITEMS_PER_LANE = 4  # items taken for each that is under way, so that a slow one does not hold the others up

T = TypeVar("T")
R = TypeVar("R")
AsyncItems = Iterable[T] | AsyncIterable[T]
SyncItems = Iterable[T]
AsyncKinds = (Iterable, AsyncIterable)
SyncKinds = (Iterable,)
AsyncWork = Callable[[], Awaitable[R]]
SyncWork = Callable[[], R]


class AsyncJob(NamedTuple, Generic[R]):
    """What an item became: whom it concerns, None for nobody else, and what is to be done."""

    key: Hashable | None
    work: AsyncWork[R]


class SyncJob(NamedTuple, Generic[R]):
    """What an item became: whom it concerns, None for nobody else, and what is to be done."""

    key: Hashable | None
    work: SyncWork[R]


def check_items(items: object, kinds: tuple[type, ...]) -> None:
    """Refuses what is one item, not many.

    Raises:
        InvalidArgumentError: It cannot be iterated here, or is a text or a mapping. Nothing was sent.
    """
    kind = type(items)
    if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, kinds):
        raise InvalidArgumentError(
            f"Expected many items, such as a list or a generator, got {kind.__name__}; nothing was sent."
        )


class AsyncOrderedMap(Generic[T, R]):
    """Works in tasks."""

    def __init__(
        self,
        items: AsyncItems[T],
        begin: Callable[[int, T], AsyncJob[R]],
        lanes: int,
        stop: Stop,
        limiter: AsyncLimiter,
    ) -> None:
        self._source = aiter(items) if isinstance(items, AsyncIterable) else iter(items)
        self._begin = begin
        self._gate = asyncio.Semaphore(lanes)
        self._window = lanes * ITEMS_PER_LANE
        self._stop = stop
        self._limiter = limiter
        self._more = True
        self._taken = 0
        self._problem: Exception | None = None
        self._pending: deque[tuple[Hashable | None, asyncio.Task[R]]] = deque()
        self._latest: dict[Hashable, asyncio.Task[R]] = {}

    async def next_result(self) -> R | None:
        """The next result; None at the end. What the source raises comes after the results of what it gave before."""
        while self._more and len(self._pending) < self._window and not self._is_ready():
            await self._schedule_next()
        if not self._pending:
            if self._problem is not None:
                raise self._problem
            return None
        key, head = self._pending[0]
        try:
            return await head
        except asyncio.CancelledError:
            self._cancel()
            raise
        finally:
            self._pending.popleft()
            if key is not None and self._latest.get(key) is head:
                del self._latest[key]

    def _is_ready(self) -> bool:
        # a slow source must not hold back a result that is there
        return bool(self._pending) and self._pending[0][1].done()

    async def _schedule_next(self) -> None:
        try:
            if isinstance(self._source, AsyncIterator):
                item = await anext(self._source)
            else:
                item = next(self._source)
        except (StopIteration, StopAsyncIteration):
            self._more = False
            return
        except Exception as problem:  # noqa: BLE001 - raised by `result` when its turn has come
            self._more, self._problem = False, problem
            return
        key, work = self._begin(self._taken, item)
        self._taken += 1
        before = None if key is None else self._latest.get(key)
        task = asyncio.create_task(self._run(before, work))
        self._pending.append((key, task))
        if key is not None:
            self._latest[key] = task

    async def _run(self, before: asyncio.Task[R] | None, work: AsyncWork[R]) -> R:
        if before is not None:
            await asyncio.wait([before])
        async with self._gate:
            if self._stop.over:
                raise Abandoned
            return await work()

    def _cancel(self) -> None:
        for _, task in self._pending:
            task.cancel()

    async def aclose(self) -> None:
        """Drops what has not begun, and waits for what has. Cancelled while it waits, it cancels that too."""
        self._more, self._stop.over = False, True
        self._limiter.wake()
        tasks = [task for _, task in self._pending]
        if not tasks:
            return
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError:
            self._cancel()
            raise
        for task in tasks:
            if not task.cancelled():
                task.exception()  # looked at here, or asyncio would log it as forgotten


class SyncOrderedMap(Generic[T, R]):
    """Works on threads, which are started for the first item, or where none can be started in the reader's own."""

    def __init__(
        self,
        items: SyncItems[T],
        begin: Callable[[int, T], SyncJob[R]],
        lanes: int,
        stop: Stop,
        limiter: SyncLimiter,
    ) -> None:
        self._source: Iterator[T] = iter(items)
        self._begin = begin
        self._threads = Threads(lanes, "konigle-bulk")
        self._window = lanes * ITEMS_PER_LANE
        self._stop = stop
        self._limiter = limiter
        self._more = True
        self._taken = 0
        self._problem: Exception | None = None
        self._pending: deque[tuple[Hashable | None, concurrent.futures.Future[R]]] = deque()
        self._latest: dict[Hashable, concurrent.futures.Future[R]] = {}

    def next_result(self) -> R | None:
        """The next result; None at the end. What the source raises comes after the results of what it gave before."""
        while self._more and len(self._pending) < self._window and not self._is_ready():
            self._schedule_next()
        if not self._pending:
            if self._problem is not None:
                raise self._problem
            return None
        key, head = self._pending[0]
        try:
            return head.result()
        finally:
            self._pending.popleft()
            if key is not None and self._latest.get(key) is head:
                del self._latest[key]

    def _is_ready(self) -> bool:
        return bool(self._pending) and self._pending[0][1].done()

    def _schedule_next(self) -> None:
        try:
            item = next(self._source)
        except StopIteration:
            self._more = False
            return
        except Exception as problem:  # noqa: BLE001 - raised by `result` when its turn has come
            self._more, self._problem = False, problem
            return
        key, work = self._begin(self._taken, item)
        self._taken += 1
        before = None if key is None else self._latest.get(key)
        job = partial(self._run, before, work)
        future = self._threads.start(job)
        if future is None:
            here = Job(job)
            here.run()
            future = here.future
        self._pending.append((key, future))
        if key is not None:
            self._latest[key] = future

    def _run(self, before: concurrent.futures.Future[R] | None, work: SyncWork[R]) -> R:
        if before is not None:  # it was submitted earlier, so it has a thread or had one
            concurrent.futures.wait([before])
        if self._stop.over:
            raise Abandoned
        return work()

    def close(self) -> None:
        """Drops what has not begun, and waits for what has: a blocking request cannot be called off."""
        self._more, self._stop.over = False, True
        self._limiter.wake()
        self._threads.close()
