"""Threads, where they can be had: an interpreter that exits starts no more of them, nor does a process at its limit."""

import contextvars
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:  # loaded by who starts a thread
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Job(Generic[T]):
    """Work that is begun once, whoever comes first."""

    def __init__(self, work: Callable[[], T]) -> None:
        from concurrent.futures import Future

        self.future: Future[T] = Future()
        self._work = work
        self._begun = threading.Lock()

    def claim(self) -> bool:
        """Whether the caller may begin it; nobody else will then."""
        return self._begun.acquire(blocking=False)

    def run(self) -> None:
        """Does the work, unless it has been begun; what it raises is in the future."""
        if not self.claim() or not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self._work())
        except BaseException as problem:  # noqa: BLE001 - raised where the result is asked for
            self.future.set_exception(problem)


class Threads:
    """A bounded number of threads, started by the first job.

    Args:
        most: How many there may be.
        name: What their names begin with.
    """

    def __init__(self, most: int, name: str) -> None:
        self._most = most
        self._name = name
        self._pool: ThreadPoolExecutor | None = None

    def start(self, work: Callable[[], T]) -> "Future[T] | None":
        """Has a thread do some work; None if no thread can be started, and then no thread will ever do it."""
        try:
            if self._pool is None:
                from concurrent.futures import ThreadPoolExecutor

                self._pool = ThreadPoolExecutor(self._most, thread_name_prefix=self._name)
            job = Job(work)
        except (RuntimeError, ImportError):  # the exit has gone too far to load the module
            return None
        try:
            self._pool.submit(contextvars.copy_context().run, job.run)
        except RuntimeError:  # the job may be queued nevertheless, for threads that run already
            return None if job.claim() else job.future
        return job.future

    def close(self) -> None:
        """Drops what has not begun, and waits for what has."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
