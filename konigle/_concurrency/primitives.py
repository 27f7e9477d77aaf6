"""Hand-kept pairs: what a coroutine and a thread do differently. What uses them is written async and derived.

A program without async code does not load asyncio.
"""

import contextlib
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import TYPE_CHECKING

from konigle._concurrency import monotonic_clock as clock
from konigle.exceptions import ConfigurationError

if TYPE_CHECKING:
    import asyncio


class AsyncSlots:
    """A bounded number of requests at a time, for the tasks of one event loop."""

    def __init__(self, count: int) -> None:
        import asyncio

        self._free = asyncio.Semaphore(count) if count else None  # 0 is no limit

    async def acquire(self, wait_s: float | None) -> bool:
        """Takes a slot; False if none became free within `wait_s` seconds."""
        if self._free is None:
            return True
        if not self._free.locked():
            return await self._free.acquire()  # at once
        try:
            async with clock.async_limit(wait_s):
                return await self._free.acquire()
        except TimeoutError:
            return False

    def release(self) -> None:
        """Gives a slot back."""
        if self._free is not None:
            self._free.release()


class SyncSlots:
    """A bounded number of requests at a time, for threads."""

    def __init__(self, count: int) -> None:
        self._free = threading.Semaphore(count) if count else None

    def acquire(self, wait_s: float | None) -> bool:
        """Takes a slot; False if none became free within `wait_s` seconds."""
        return self._free is None or self._free.acquire(timeout=wait_s)

    def release(self) -> None:
        """Gives a slot back."""
        if self._free is not None:
            self._free.release()


class _NoLimit:
    """A limit of an operation that has its own."""

    async def __aenter__(self) -> None: ...
    async def __aexit__(self, *_: object) -> None: ...


_NO_LIMIT = _NoLimit()


def async_limit(seconds: float | None, error: type[Exception]) -> AbstractAsyncContextManager[None]:
    """Ends one network operation, where a tool has stopped the clock that the operation's own time limit goes by."""
    return _limit(seconds, error) if clock.is_replaced() else _NO_LIMIT


@contextlib.asynccontextmanager
async def _limit(seconds: float | None, error: type[Exception]) -> AsyncGenerator[None]:
    try:
        async with clock.async_limit(seconds):
            yield
    except TimeoutError:
        raise error("the time limit has passed") from None


def sync_limit(seconds: float | None, error: type[Exception]) -> AbstractContextManager[None]:
    """Sockets go by the system's clock."""
    del seconds, error
    return _NOTHING


_NOTHING = contextlib.nullcontext()


def async_loop() -> "asyncio.AbstractEventLoop":
    """The running event loop, to which connections belong.

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


def sync_loop() -> object:
    """Connections of blocking code belong to the process, and to no thread of it."""
    return None


def async_is_gone(loop: "asyncio.AbstractEventLoop") -> bool:
    """Whether an event loop is closed, so that nothing of it can be used or awaited any more."""
    return loop.is_closed()


def sync_is_gone(loop: object) -> bool:
    """A process lasts as long as its clients."""
    del loop
    return False


async def async_close_in(loop: "asyncio.AbstractEventLoop", close: Callable[[], Awaitable[None]]) -> None:
    """Closes what belongs to a loop, in that loop. Of a loop that no longer runs, only the memory can be freed."""
    import asyncio

    async def closing() -> None:
        await close()

    if loop is asyncio.get_running_loop():
        await close()
    elif loop.is_running():
        asyncio.run_coroutine_threadsafe(closing(), loop)


def sync_close_in(loop: object, close: Callable[[], None]) -> None:
    """Closes what belongs to this process."""
    del loop
    close()


class AsyncLoopEnd:
    """Has something closed when the event loop ends.

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
    """Blocking code has no loop that ends."""

    def watch(self, close: Callable[[], None]) -> None:
        """Does nothing."""

    def close(self) -> None:
        """Does nothing."""
