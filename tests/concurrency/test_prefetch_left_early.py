"""What an early break of `iter_all` leaves behind: nothing."""

import asyncio
import threading
import time

import pytest

from konigle._concurrency.prefetch import AsyncLookahead, SyncLookahead


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
    ahead = AsyncLookahead(fetch, 4, clock=time.monotonic)
    await ahead.page(1)
    ahead.fill(2, 9)
    await begun.wait()
    await ahead.aclose()
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
    ahead = SyncLookahead(fetch, 4, clock=time.monotonic)
    ahead.page(1)
    ahead.fill(2, 9)
    assert begun.wait(60)
    go_on.set()
    ahead.close()
    assert set(threading.enumerate()) == before
