"""Waiting, sync and async, with the same interface. A program without async code does not load asyncio."""

import contextvars
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.threads import Job

T = TypeVar("T")


async def async_sleep(seconds: float) -> None:
    """Lets other tasks run for a while."""
    await clock.async_sleep(seconds)


def sync_sleep(seconds: float) -> None:
    """Blocks this thread for a while."""
    time.sleep(seconds)


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
