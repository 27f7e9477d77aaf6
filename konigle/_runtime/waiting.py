"""Waiting, in both worlds under one shape. A program without async code does not load asyncio."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def async_sleep(seconds: float) -> None:
    """Lets other tasks run for a while."""
    import asyncio

    await asyncio.sleep(seconds)


def sync_sleep(seconds: float) -> None:
    """Blocks this thread for a while."""
    time.sleep(seconds)


async def async_offload(function: Callable[[], T]) -> T:
    """Runs blocking work on a thread."""
    import asyncio

    return await asyncio.to_thread(function)


def sync_offload(function: Callable[[], T]) -> T:
    """Runs blocking work right here."""
    return function()
