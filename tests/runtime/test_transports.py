"""Transports by name, and what is said when there is none of that name."""

import asyncio
import importlib.util
import sys
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, Client, ClientConfig, ConfigurationError
from konigle._transports import async_transport, make_limits, sync_transport


def config(**more: Any) -> ClientConfig:
    return ClientConfig(**{"api_key": "key", **more})


def test_without_a_name_it_is_httpxs_own() -> None:
    assert async_transport(config()) is None
    assert sync_transport(config()) is None


@pytest.mark.parametrize("make", [sync_transport, async_transport])
def test_http2(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(make(config(transport="http2")), (httpx.HTTPTransport, httpx.AsyncHTTPTransport))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match="needs the extra of that name"):
        make(config(transport="http2"))


def test_aiohttp_is_for_the_async_client() -> None:
    async def main() -> None:
        transport = async_transport(config(transport="aiohttp"))
        assert type(transport).__name__ == "AiohttpTransport"
        assert transport is not None
        await transport.aclose()

    asyncio.run(main())
    with pytest.raises(ConfigurationError, match="aiohttp is for an AsyncClient"):
        sync_transport(config(transport="aiohttp"))


def test_without_its_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx_aiohttp", None)
    with pytest.raises(ConfigurationError, match=r"pip install '.\[aiohttp\]'"):
        async_transport(config(transport="aiohttp"))


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match=r"no transport 'quic' here. By name there is aiohttp"):
        async_transport(config(transport="quic"))
    with pytest.raises(ConfigurationError, match="By name there is http2"):
        sync_transport(config(transport="quic"))


@pytest.mark.parametrize("make", [Client, AsyncClient])
def test_a_client_takes_the_name_and_can_be_pickled(make: Any) -> None:
    client = make("key", transport="http2")
    assert client.config.transport == "http2"
    assert client.transport.is_plain


@pytest.mark.parametrize(("most", "limit"), [(5, 5), (0, None)])
def test_the_pool_has_the_configured_size(most: int, limit: int | None) -> None:
    limits = make_limits(config(max_connections=most, keepalive_connections=2))
    assert (limits.max_connections, limits.max_keepalive_connections) == (limit, 2)
