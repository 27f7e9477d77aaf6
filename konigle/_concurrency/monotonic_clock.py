"""The clock for time limits and waits. Tools that freeze time in tests do not stop it.

freezegun replaces `time.monotonic` in every module. A deadline would then never pass, and since asyncio's event loops
use the same clock, `asyncio.sleep` and `asyncio.timeout` would never end.
"""

import contextlib
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractAsyncContextManager
from functools import partial
from types import BuiltinFunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a program without async code does not load it
    import asyncio


if hasattr(time, "clock_gettime"):  # not replaced by any tool, even if this module is loaded late
    monotonic = partial(time.clock_gettime, time.CLOCK_MONOTONIC)
else:  # pragma: no cover - Windows
    monotonic = partial(time.monotonic)  # the function itself would be replaced by freezegun


def is_replaced() -> bool:
    """Whether asyncio's timers use another clock than the system's."""
    return not isinstance(time.monotonic, BuiltinFunctionType)


async def async_sleep(seconds: float) -> None:
    """Lets other tasks run for a while."""
    import asyncio

    if not is_replaced():
        await asyncio.sleep(seconds)
        return
    loop = asyncio.get_running_loop()
    woken: asyncio.Future[None] = loop.create_future()

    def wake() -> None:
        if not woken.done():
            woken.set_result(None)

    with _timer(loop, seconds, wake):
        await woken


def async_limit(seconds: float | None) -> AbstractAsyncContextManager[object]:
    """Cancels the block with TimeoutError after some seconds."""
    import asyncio

    return _limit(seconds) if seconds is not None and is_replaced() else asyncio.timeout(seconds)


@contextlib.asynccontextmanager
async def _limit(seconds: float) -> AsyncGenerator[None]:
    import asyncio

    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as limit:

        def expire() -> None:
            with contextlib.suppress(RuntimeError):  # it has ended in the meantime
                limit.reschedule(loop.time())

        with _timer(loop, seconds, expire):
            yield


@contextlib.contextmanager
def _timer(loop: "asyncio.AbstractEventLoop", seconds: float, then: Callable[[], None]) -> Generator[None]:
    """Calls a function in the loop after some seconds, unless the block has already ended."""

    def call() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(then)

    timer = threading.Timer(max(0.0, seconds), call)  # threading uses the system's clock
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
