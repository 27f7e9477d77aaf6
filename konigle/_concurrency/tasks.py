"""Concurrent work: in tasks of an event loop, or in threads. A hand-written pair.

Threads are not always available: an exiting interpreter starts no more of them, nor does a process at its limit.
"""

import contextvars
import sys
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:  # loaded by a call that starts a task or a thread
    import asyncio
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
if TYPE_CHECKING:
    AsyncTask = asyncio.Task[T]
    SyncTask = Future[T]


class AsyncTasks(Generic[T]):
    """Runs work in tasks.

    Args:
        most: Maximum number of concurrent tasks; 0 for no limit.
        name: Used by the threaded variant.
    """

    def __init__(self, most: int, name: str) -> None:
        import asyncio

        del name
        self._gate = asyncio.Semaphore(most or sys.maxsize)
        self._tasks: dict[asyncio.Task[Any], None] = {}  # in order; their results were not requested yet

    def start(
        self, work: Callable[[], Coroutine[Any, Any, T]], after: "asyncio.Task[T] | None" = None
    ) -> "asyncio.Task[T]":
        """Starts work that begins when `after` has ended."""
        import asyncio

        task = asyncio.create_task(self._run(work, after))
        self._tasks[task] = None
        return task

    def add(self, task: "asyncio.Task[Any]") -> None:
        """Adds a task that is cancelled and awaited with the work."""
        self._tasks[task] = None

    def try_start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> "asyncio.Task[T] | None":
        """Starts work; tasks are always available."""
        return self.start(work)

    async def _run(self, work: Callable[[], Coroutine[Any, Any, T]], after: "asyncio.Task[T] | None") -> T:
        import asyncio

        if after is not None:
            await asyncio.wait([after])
        async with self._gate:
            return await work()

    async def result(self, task: "asyncio.Task[T]") -> T:
        """Returns the result of work. If it is cancelled while waiting, it cancels all work."""
        import asyncio

        try:
            return await task
        except asyncio.CancelledError:
            self.cancel()
            raise
        finally:
            self._tasks.pop(task, None)

    def cancel(self) -> None:
        """Cancels all work."""
        for task in self._tasks:
            task.cancel()

    async def aclose(self) -> None:
        """Waits for all work. If it is cancelled while waiting, it cancels the work too."""
        import asyncio

        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        if not tasks:
            return
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError:
            self.cancel()
            raise
        for task in tasks:
            self._tasks.pop(task, None)
            if not task.cancelled():
                task.exception()  # retrieved here; otherwise asyncio would log that it was never retrieved


class Job(Generic[T]):
    """Work that is started once, by the first thread that claims it."""

    def __init__(self, work: Callable[[], T]) -> None:
        from concurrent.futures import Future

        self.future: Future[T] = Future()
        self._work = work
        self._begun = threading.Lock()

    def claim(self) -> bool:
        """Whether the caller may start the work; returns True only once."""
        return self._begun.acquire(blocking=False)

    def run(self) -> None:
        """Runs the work, unless it has been started; its exception is set on the future."""
        if not self.claim() or not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self._work())
        except BaseException as problem:  # noqa: BLE001 - raised when the result is requested
            self.future.set_exception(problem)


class SyncTasks(Generic[T]):
    """Runs work in threads, which are started by the first work.

    Args:
        most: Maximum number of threads.
        name: Prefix of their names.
    """

    def __init__(self, most: int, name: str) -> None:
        self._most = most
        self._name = name
        self._pool: ThreadPoolExecutor | None = None

    def start(self, work: Callable[[], T], after: "Future[T] | None" = None) -> "Future[T]":
        """Starts work that begins when `after` has ended; runs it here if no thread can be started."""
        work = partial(_run, work, after)
        future = self.try_start(work)
        if future is None:
            job = Job(work)
            job.run()
            future = job.future
        return future

    def try_start(self, work: Callable[[], T]) -> "Future[T] | None":
        """Runs work in a thread. Returns None if no thread can be started; then no thread will ever run it."""
        try:
            if self._pool is None:
                from concurrent.futures import ThreadPoolExecutor

                self._pool = ThreadPoolExecutor(self._most, thread_name_prefix=self._name)
            job = Job(work)
        except (RuntimeError, ImportError):  # the interpreter is exiting and cannot load the module
            return None
        try:
            self._pool.submit(contextvars.copy_context().run, job.run)
        except RuntimeError:  # the job may still be queued for running threads
            return None if job.claim() else job.future
        return job.future

    def result(self, task: "Future[T]") -> T:
        """Returns the result of work."""
        return task.result()

    def cancel(self) -> None:
        """Does nothing: a blocking request cannot be cancelled."""

    def close(self) -> None:
        """Drops work that has not started, and waits for the rest."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _run(work: Callable[[], T], after: "Future[T] | None") -> T:
    if after is not None:  # it was submitted earlier, so a thread runs or ran it
        from concurrent.futures import wait

        wait([after])
    return work()
