"""Coroutine methods of hooks: an async client awaits them, a sync client rejects them."""

import asyncio
import pickle
from typing import Any
from unittest import mock

import httpx
import pytest

from konigle import AsyncClient, Client, ConfigurationError, Hook
from konigle.exceptions import Attempt

KEY = "sk-live-0123456789"
CONTACT = {
    "id": "c1",
    "email": "ada@example.com",
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": "2026-01-01T00:00:00Z",
}


def found(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=CONTACT)


class Slow(Hook):
    """Its method gives other tasks a turn."""

    def __init__(self) -> None:
        self.seen: list[int | None] = []

    async def on_attempt(self, attempt: Attempt) -> None:
        await asyncio.sleep(0)
        self.seen.append(attempt.status_code)


class TestAsync:
    def test_an_async_client_awaits_them(self) -> None:
        hook = Slow()

        async def call() -> None:
            async with AsyncClient(KEY, transport=httpx.MockTransport(found), hooks=[hook]) as client:
                await client.contacts.get("c1")
                assert hook.seen == [200]

        asyncio.run(call())

    def test_a_plain_method_may_return_an_awaitable(self) -> None:
        hook = Hook()
        hook.on_attempt = mock.AsyncMock()  # type: ignore[method-assign]  # as a test of a program does

        async def call() -> None:
            async with AsyncClient(KEY, transport=httpx.MockTransport(found), hooks=[hook]) as client:
                await client.contacts.get("c1")

        asyncio.run(call())
        hook.on_attempt.assert_awaited_once()

    def test_a_call_that_is_cancelled_ends_with_the_cancellation(self) -> None:
        ends: list[Any] = []

        class Ends(Hook):
            async def on_call_end(self, result_or_error: Any) -> None:
                await asyncio.sleep(0)
                ends.append(result_or_error)

        async def call() -> None:
            arrived = asyncio.Event()

            async def never(request: httpx.Request) -> httpx.Response:
                arrived.set()
                await asyncio.Event().wait()
                raise AssertionError

            async with AsyncClient(KEY, transport=httpx.MockTransport(never), hooks=[Ends()]) as client:
                task = asyncio.create_task(client.contacts.get("c1"))
                await arrived.wait()
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task

        asyncio.run(call())
        assert [type(end) for end in ends] == [asyncio.CancelledError]


class TestSync:
    def test_a_sync_client_rejects_them_when_it_is_made(self) -> None:
        with pytest.raises(ConfigurationError, match=r"Slow.on_attempt is a coroutine method.*AsyncClient"):
            Client(KEY, hooks=[Slow()])

    def test_so_it_does_from_settings_and_from_a_pickle(self) -> None:
        config = AsyncClient(KEY, hooks=[Slow()], pickle_api_key=True).config
        with pytest.raises(ConfigurationError, match="coroutine method"):
            Client.from_config(config)
        state = pickle.loads(pickle.dumps(config))
        with pytest.raises(ConfigurationError, match="coroutine method"):
            Client.__new__(Client).__setstate__(state)

    def test_an_awaitable_that_is_returned_is_closed_and_logged(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Returns(Hook):
            def on_attempt(self, attempt: Attempt) -> Any:
                return Slow().on_attempt(attempt)

        with Client(KEY, transport=httpx.MockTransport(found), hooks=[Returns()]) as client:
            assert client.contacts.get("c1").id == "c1"
        assert "Returns.on_attempt raised TypeError" in caplog.text
        assert "only AsyncClient can await" in caplog.text
