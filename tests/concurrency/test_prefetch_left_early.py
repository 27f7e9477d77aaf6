"""What an early break of `iter_all` leaves behind: nothing."""

import asyncio
import threading
import time

import pytest

from konigle._async.prefetch import AsyncPrefetcher
from konigle._sync.prefetch import SyncPrefetcher


@pytest.mark.anyio
async def test_a_task_that_would_never_end_is_stopped() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def fetch(number: int) -> int:
        if number == 1:
            return number
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            ended.set()
        return number

    before = asyncio.all_tasks()
    prefetcher = AsyncPrefetcher(fetch, 4, clock=time.monotonic)
    await prefetcher.page(1)
    prefetcher.start_until(2, 9)
    await begun.wait()
    await prefetcher.aclose()
    assert ended.is_set()
    assert asyncio.all_tasks() == before


def test_threads_end_with_the_requests_they_are_at() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def fetch(number: int) -> int:
        if number > 1:
            begun.set()
            assert go_on.wait(60)
        return number

    before = set(threading.enumerate())
    prefetcher = SyncPrefetcher(fetch, 4, clock=time.monotonic)
    prefetcher.page(1)
    prefetcher.start_until(2, 9)
    assert begun.wait(60)
    go_on.set()
    prefetcher.close()
    assert set(threading.enumerate()) == before
