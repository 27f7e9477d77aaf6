"""Waiting, in both worlds under one shape. A program without async code does not load asyncio."""

import contextlib
import contextvars
import threading
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import TypeVar

from konigle._runtime import clock
from konigle._runtime.threads import Job

T = TypeVar("T")


async def async_sleep(seconds: float) -> None:
    """Lets other tasks run for a while."""
    await clock.async_sleep(seconds)


def sync_sleep(seconds: float) -> None:
    """Blocks this thread for a while."""
    time.sleep(seconds)


def async_limit(seconds: float | None) -> AbstractAsyncContextManager[object]:
    """Ends what runs inside with TimeoutError after some seconds."""
    return clock.async_limit(seconds)


def sync_limit(seconds: float | None) -> AbstractContextManager[object]:
    """Nothing can end a blocking call from outside: socket time-outs and a check between the parts of a body do it."""
    del seconds
    return contextlib.nullcontext()


async def async_offload(function: Callable[[], T]) -> T:
    """Runs blocking work on a thread; where none can be started, right here."""
    import asyncio

    job = Job(function)
    try:
        # not the loop's executor: one that could not start its threads keeps asyncio.run from ending well
        threading.Thread(target=contextvars.copy_context().run, args=(job.run,), name="konigle-work").start()
    except RuntimeError:
        job.run()
        return job.future.result()
    return await asyncio.wrap_future(job.future)


def sync_offload(function: Callable[[], T]) -> T:
    """Runs blocking work right here."""
    return function()
