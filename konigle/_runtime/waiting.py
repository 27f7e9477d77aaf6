"""Waiting, in both worlds under one shape. A program without async code does not load asyncio."""

import contextlib
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import TypeVar

from konigle._runtime import clock

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
    """Runs blocking work on a thread."""
    import asyncio

    return await asyncio.to_thread(function)


def sync_offload(function: Callable[[], T]) -> T:
    """Runs blocking work right here."""
    return function()
