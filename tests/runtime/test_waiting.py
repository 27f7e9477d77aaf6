"""Waiting, in both worlds."""

import asyncio
import time
from typing import Any

import pytest

from konigle._runtime import waiting


def test_sync_sleep_blocks_for_the_seconds_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    waiting.sync_sleep(1.5)
    assert slept == [1.5]


def test_async_sleep_lets_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    asyncio.run(waiting.async_sleep(1.5))
    assert slept == [1.5]


def test_async_limit_ends_what_runs_inside() -> None:
    async def main() -> None:
        async with waiting.async_limit(0):
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        asyncio.run(main())


def test_no_limit_is_none() -> None:
    async def main() -> str:
        async with waiting.async_limit(None):
            await asyncio.sleep(0)
        return "done"

    assert asyncio.run(main()) == "done"


def test_a_sync_limit_lets_everything_pass() -> None:
    with waiting.sync_limit(0) as nothing:
        assert nothing is None


def test_offloaded_work_gives_its_result() -> None:
    def work() -> Any:
        return "done"

    assert waiting.sync_offload(work) == "done"
    assert asyncio.run(waiting.async_offload(work)) == "done"
