"""Takes the items of an iterable, each when it is requested. A hand-written pair.

A program without async code does not load asyncio.
"""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from konigle._concurrency.primitives import async_loop

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

    from konigle._concurrency.tasks import AsyncTasks, SyncTasks

T = TypeVar("T")


class Nothing(Enum):
    """Instead of an item: there are no more, or the next one was not yielded yet."""

    END = "end"
    NOT_YET = "not yet"


class AsyncSource(Generic[T]):
    """The items of an iterable.

    An async iterable runs in a task, so that the result of an earlier item does not wait for the next one. All items are
    taken in the same task: a cancel scope has to be left in the task that entered it, and context variables are kept.

    Args:
        items: The iterable.
        tasks: Waits for the task of the iterable, and cancels it with the others.
        in_turn: Whether an async iterable runs in the reader's task instead, so that the two never run concurrently.
    """

    _running: ClassVar[set["asyncio.Task[None]"]] = set()  # an event loop holds only weak references

    def __init__(
        self, items: Iterable[T] | AsyncIterable[T], tasks: "AsyncTasks[Any]", *, in_turn: bool = False
    ) -> None:
        import asyncio

        self._items = aiter(items) if isinstance(items, AsyncIterable) else iter(items)
        self._tasks = tasks
        self._in_turn = in_turn
        self._requests: asyncio.Queue[asyncio.Future[T | Nothing]] = asyncio.Queue()
        self._requested: asyncio.Future[T | Nothing] | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_over = False

    async def take(self, head: "asyncio.Task[Any] | None") -> T | Nothing:
        """Returns the next item, `END` if there is none, or `NOT_YET` if `head` ends before it is yielded.

        If it is cancelled while waiting, it cancels all work.
        """
        import asyncio

        if not isinstance(self._items, AsyncIterator):
            return next(self._items, Nothing.END)
        if self._in_turn:
            return await anext(self._items, Nothing.END)
        task, requested = self._request(self._items)
        awaited: list[asyncio.Future[Any]] = [task, requested]
        if head is not None:
            awaited.append(head)
        try:
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self._tasks.cancel()
            raise
        if requested.done():
            self._requested = None
            return requested.result()
        if self._is_over:
            return Nothing.END
        if task.done():
            task.result()  # raises what the iterable raised
        return Nothing.NOT_YET

    def _request(self, items: AsyncIterator[T]) -> tuple["asyncio.Task[None]", "asyncio.Future[T | Nothing]"]:
        import asyncio

        if self._requested is None:
            self._requested = async_loop().create_future()
            self._requests.put_nowait(self._requested)
        if self._task is None:
            self._task = asyncio.create_task(self._run(items))
            self._tasks.add(self._task)
            self._running.add(self._task)
            self._task.add_done_callback(self._running.discard)
        return self._task, self._requested

    async def _run(self, items: AsyncIterator[T]) -> None:
        while not self._is_over:  # an iterable may yield an item although it was cancelled
            requested = await self._requests.get()
            requested.set_result(await anext(items, Nothing.END))

    def stop(self) -> None:
        """Cancels the request for the next item. An iterable that waits for the next request is not closed."""
        import asyncio

        self._is_over = True
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()


class SyncSource(Generic[T]):
    """The items of an iterable, which runs in the reader's thread."""

    def __init__(self, items: Iterable[T], tasks: "SyncTasks[Any]", *, in_turn: bool = False) -> None:
        del tasks, in_turn
        self._items: Iterator[T] = iter(items)

    def take(self, head: "Future[Any] | None") -> T | Nothing:
        """Returns the next item, or `END` if there is none."""
        del head
        return next(self._items, Nothing.END)

    def stop(self) -> None:
        """Does nothing: there is no request while the reader does something else."""
