"""Waiting, sync and async."""

import asyncio
import time
from typing import Any

import pytest

from konigle._concurrency import primitives as waiting


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


def test_offloaded_work_gives_its_result() -> None:
    def work() -> Any:
        return "done"

    assert waiting.sync_offload(work) == "done"
    assert asyncio.run(waiting.async_offload(work)) == "done"
