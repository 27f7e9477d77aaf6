"""Named transports, over real HTTP against the sandbox."""

import asyncio
import contextlib
import gc
import importlib.util
import socket
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, Client, ConfigurationError, NotFoundError, ValidationError
from konigle._transports import async_transport, make_limits, sync_transport
from konigle.config import ClientConfig
from konigle.sandbox import Sandbox

ADA = {"email": "ada@example.com", "tags": ["a"]}
BY_NAME: Any = pytest.mark.parametrize("name", ["aiohttp", "http2"])


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as started:
        yield started


@pytest.fixture(autouse=True)
def _anew(sandbox: Sandbox) -> None:
    sandbox.reset()


def config(**more: Any) -> ClientConfig:
    return ClientConfig(**{"api_key": "key", **more})


@BY_NAME
@pytest.mark.anyio
class TestAsync:
    async def test_reading_and_writing(self, sandbox: Sandbox, name: Any) -> None:
        async with AsyncClient(sandbox.api_key, sandbox.url, transport=name) as client:
            made = await client.contacts.create(ADA)
            assert (await client.contacts.get(made.id)).email == ADA["email"]
            assert [contact.id async for contact in client.contacts.iter_all(page_size=1)] == [made.id]
            made.first_name = "Ada"
            await made.asave()
            assert await made.adelete()

    async def test_errors_are_the_same(self, sandbox: Sandbox, name: Any) -> None:
        async with AsyncClient(sandbox.api_key, sandbox.url, transport=name) as client:
            with pytest.raises(NotFoundError):
                await client.contacts.get("con_none")
            await client.contacts.create(ADA)
            with pytest.raises(ValidationError):
                await client.contacts.create(ADA)

    async def test_many_at_once(self, sandbox: Sandbox, name: Any) -> None:
        async with AsyncClient(sandbox.api_key, sandbox.url, transport=name, max_connections=4) as client:
            made = await client.contacts.create(ADA)
            found = await asyncio.gather(*(client.contacts.get(made.id) for _ in range(20)))
        assert {contact.id for contact in found} == {made.id}

    async def test_closing_leaves_nothing_open(self, sandbox: Sandbox, name: Any) -> None:
        tasks = asyncio.all_tasks()
        client = AsyncClient(sandbox.api_key, sandbox.url, transport=name)
        await client.contacts.list()
        assert connections(sandbox) == 1
        await client.aclose()
        await asyncio.sleep(0)  # a closed socket leaves the loop in its next round
        assert connections(sandbox) == 0
        assert asyncio.all_tasks() == tasks


def connections(sandbox: Sandbox) -> int:
    """How many open sockets of this process lead to the sandbox; its own ends, which lead back, do not count."""
    port = int(sandbox.url.rpartition(":")[2])
    found = 0
    for one in gc.get_objects():
        if type(one) is socket.socket and one.fileno() >= 0:
            with contextlib.suppress(OSError):  # it listens
                found += one.getpeername()[1:2] == (port,)
    return found


def test_the_sync_client_has_http2(sandbox: Sandbox) -> None:
    with Client(sandbox.api_key, sandbox.url, transport="http2") as client:
        made = client.contacts.create(ADA)
        assert client.contacts.get(made.id).email == ADA["email"]
        with pytest.raises(NotFoundError):
            client.contacts.get("con_none")


class TestNames:
    def test_without_a_name_httpx_uses_its_own(self) -> None:
        assert async_transport(config()) is None
        assert sync_transport(config()) is None

    @pytest.mark.parametrize("name", ["trio", "", "HTTP2"])
    def test_an_unknown_one_is_refused_with_the_known_ones(self, name: str) -> None:
        with pytest.raises(ConfigurationError, match=f"no transport '{name}' here.*aiohttp or http2"):
            async_transport(config(transport=name))
        with pytest.raises(ConfigurationError, match="http2; aiohttp is for an AsyncClient"):
            sync_transport(config(transport=name))

    def test_a_sync_client_has_no_aiohttp(self) -> None:
        with pytest.raises(ConfigurationError, match="aiohttp is for an AsyncClient"):
            sync_transport(config(transport="aiohttp"))

    @pytest.mark.parametrize("missing", ["aiohttp", "httpx_aiohttp"])
    def test_a_missing_extra_is_named(self, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
        monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(ConfigurationError, match=r"pip install '\.\[aiohttp\]'"):
            async_transport(config(transport="aiohttp"))

    @pytest.mark.parametrize("make", [async_transport, sync_transport])
    def test_so_is_that_of_http2(self, monkeypatch: pytest.MonkeyPatch, make: Any) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        with pytest.raises(ConfigurationError, match=r"pip install '\.\[http2\]'"):
            make(config(transport="http2"))

    def test_a_limit_of_0_connections_is_none(self) -> None:
        assert make_limits(config(max_connections=0)).max_connections is None
        assert make_limits(config(max_connections=7, keepalive_connections=3)) == httpx.Limits(
            max_connections=7, max_keepalive_connections=3
        )
