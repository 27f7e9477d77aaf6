"""Pairs of implementations for coroutines and threads. The code that uses them is written async; its sync side is derived.

A program without async code does not load asyncio.
"""

import contextlib
import contextvars
import os
import threading
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Awaitable,
    Callable,
    Coroutine,
    Iterable,
)
from typing import TYPE_CHECKING, Any, TypeVar

from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.tasks import Job
from konigle.exceptions import ConfigurationError

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
AsyncItems = Iterable[T] | AsyncIterable[T]
SyncItems = Iterable[T]
AsyncKinds = (Iterable, AsyncIterable)
SyncKinds = (Iterable,)
AsyncWork = Callable[[], Coroutine[Any, Any, T]]
SyncWork = Callable[[], T]
AsyncFetch = Callable[[int], Coroutine[Any, Any, T]]
SyncFetch = Callable[[int], T]


async def async_sleep(seconds: float) -> None:
    """Lets other tasks run for a while."""
    await clock.async_sleep(seconds)


def sync_sleep(seconds: float) -> None:
    """Blocks this thread for a while."""
    time.sleep(seconds)


async def async_offload(function: Callable[[], T]) -> T:
    """Runs blocking work in a thread; in the current one if no thread can be started."""
    import asyncio

    job = Job(function)
    try:
        # not the loop's executor: if it cannot start threads, asyncio.run fails at its end
        threading.Thread(target=contextvars.copy_context().run, args=(job.run,), name="konigle-work").start()
    except RuntimeError:
        job.run()
        return job.future.result()
    return await asyncio.wrap_future(job.future)


def sync_offload(function: Callable[[], T]) -> T:
    """Runs blocking work in the current thread."""
    return function()


class AsyncSlots:
    """A limited number of concurrent requests, for the tasks of one event loop."""

    def __init__(self, count: int) -> None:
        import asyncio

        self._free = asyncio.Semaphore(count)

    async def acquire(self, *, timeout: float | None) -> bool:  # noqa: ASYNC109 - as threading has it
        """Acquires a slot. Returns False if none became free within `timeout` seconds."""
        if not self._free.locked():
            return await self._free.acquire()  # at once
        try:
            async with clock.async_limit(timeout):
                return await self._free.acquire()
        except TimeoutError:
            return False

    def release(self) -> None:
        """Releases a slot."""
        self._free.release()


SyncSlots = threading.Semaphore


class AsyncChanges:
    """Wakes the tasks of one event loop that wait for a change. They need no lock."""

    def __init__(self) -> None:
        self._event: asyncio.Event | None = None

    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...

    async def wait(self, timeout: float | None) -> None:  # noqa: ASYNC109 - as threading has it
        """Waits for the next change, at most so many seconds."""
        import asyncio

        self._event = self._event or asyncio.Event()
        with contextlib.suppress(TimeoutError):
            async with clock.async_limit(timeout):
                await self._event.wait()

    def notify_all(self) -> None:
        """Wakes all waiting tasks."""
        event, self._event = self._event, None
        if event is not None:
            event.set()


SyncChanges = threading.Condition


def async_loop() -> "asyncio.AbstractEventLoop":
    """Returns the running event loop, to which connections belong.

    Raises:
        ConfigurationError: The code runs under another async library.
    """
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise ConfigurationError(
            "AsyncClient needs asyncio. Under trio, use Client in a thread: "
            "`await trio.to_thread.run_sync(client.contacts.list)`. Nothing was sent."
        ) from None


sync_loop = os.getpid  # connections of blocking code belong to the process, and to no thread of it


def async_is_gone(loop: "asyncio.AbstractEventLoop") -> bool:
    """Whether an event loop is closed, so that nothing in it can be used or awaited."""
    return loop.is_closed()


def sync_is_gone(process: int) -> bool:
    """Whether connections belong to the parent process of a fork."""
    return process != os.getpid()


async def async_close_in(loop: "asyncio.AbstractEventLoop", close: Callable[[], Awaitable[None]]) -> None:
    """Closes the resources of a loop, in that loop. If the loop no longer runs, only their memory can be freed."""
    import asyncio

    async def closing() -> None:
        await close()

    if loop is asyncio.get_running_loop():
        await close()
    elif loop.is_running():
        asyncio.run_coroutine_threadsafe(closing(), loop)


def sync_close_in(loop: object, close: Callable[[], None]) -> None:
    """Closes the resources of this process."""
    del loop
    close()


class AsyncLoopEnd:
    """Closes resources when the event loop ends.

    A loop closes the asynchronous generators that were started in it before it ends (`asyncio.run`, `asyncio.Runner`
    and test plugins call `loop.shutdown_asyncgens()`), while connections can still be closed properly.
    """

    def __init__(self) -> None:
        self._generator: AsyncGenerator[None] | None = None

    async def watch(self, close: Callable[[], Awaitable[None]]) -> None:
        """Calls `close` at the end of the running loop."""

        async def until_the_end() -> AsyncGenerator[None]:
            try:
                yield
            finally:
                with contextlib.suppress(Exception):  # nothing can be done about it then
                    await close()

        self._generator = until_the_end()
        await anext(self._generator)

    async def aclose(self) -> None:
        """Stops watching, and calls `close` now."""
        generator, self._generator = self._generator, None
        if generator is not None:
            await generator.aclose()


class SyncLoopEnd:
    """Does nothing: blocking code has no event loop."""

    def watch(self, close: Callable[[], None]) -> None:
        """Does nothing."""

    def close(self) -> None:
        """Does nothing."""
