"""Requests go through httpx's client where a tool has replaced a part of it, at any time; else below it."""

import functools
import types
from collections.abc import Callable
from typing import Any

import httpcore
import httpx
import pytest

from konigle import AsyncClient, Client
from konigle._http.connections import is_client_patched, is_transport_patched
from konigle.sandbox import Sandbox

METHODS = [
    "send",
    "_send_handling_auth",
    "_send_handling_redirects",
    "_send_single_request",
    "_transport_for_url",
]


class Wrapper:
    """As wrapt's: claims to be, and to equal, what it wraps."""

    def __init__(self, wrapped: Any, seen: list[str]) -> None:
        self.__wrapped__ = wrapped
        self.seen = seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__wrapped__, name)

    def __eq__(self, other: object) -> bool:
        return bool(self.__wrapped__ == other)

    def __hash__(self) -> int:
        return hash(self.__wrapped__)

    def __get__(self, owner: Any, kind: Any) -> Any:
        return self if owner is None else functools.partial(self, owner)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.seen.append("called")
        return self.__wrapped__(*args, **kwargs)


def wrapper(original: Any, seen: list[str]) -> Any:
    return Wrapper(original, seen)


def function(original: Any, seen: list[str]) -> Any:
    @functools.wraps(original)
    def replaced(*args: Any, **kwargs: Any) -> Any:
        seen.append("called")
        return original(*args, **kwargs)

    return replaced


@pytest.mark.parametrize("name", ["Client", "AsyncClient"])
def test_as_httpx_made_it_nothing_is_patched(name: str) -> None:
    assert not is_client_patched(name)
    assert not is_transport_patched()


@pytest.mark.parametrize("replace", [wrapper, function])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ["Client", "AsyncClient"])
def test_each_replaced_method_is_noticed_and_its_return_too(
    monkeypatch: pytest.MonkeyPatch, name: str, method: str, replace: Callable[..., Any]
) -> None:
    kind = getattr(httpx, name)
    assert not is_client_patched(name)
    with monkeypatch.context() as patch:
        patch.setattr(kind, method, replace(getattr(kind, method), []))
        assert is_client_patched(name)
    assert not is_client_patched(name)


def test_so_is_other_code_in_the_same_function(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_client_patched("Client")

    def other(self: Any) -> None: ...

    monkeypatch.setattr(httpx.Client.send, "__code__", other.__code__)
    assert is_client_patched("Client")


def test_and_another_class_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx, "Client", type("Watched", (httpx.Client,), {}))
    assert is_client_patched("Client")


@pytest.mark.parametrize("kind", [httpx.AsyncHTTPTransport, httpcore.AsyncConnectionPool])
def test_a_mock_of_the_asynchronous_transport_is_noticed(monkeypatch: pytest.MonkeyPatch, kind: Any) -> None:
    monkeypatch.setattr(kind, "handle_async_request", function(kind.handle_async_request, []))
    assert is_transport_patched()


@pytest.fixture(scope="module")
def sandbox() -> Any:
    with Sandbox() as running:
        yield running


@pytest.mark.parametrize("replace", [wrapper, function])
def test_a_tool_that_comes_after_the_first_call_sees_the_next(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, replace: Callable[..., Any]
) -> None:
    seen: list[str] = []
    with sandbox.client() as client:
        client.contacts.list()
        with monkeypatch.context() as patch:
            patch.setattr(httpx.Client, "send", replace(httpx.Client.send, seen))
            client.contacts.list()
            assert seen == ["called"]
        client.contacts.list()
        assert seen == ["called"]


@pytest.mark.anyio
@pytest.mark.parametrize("transport", [None, "aiohttp", "http2"])
async def test_and_in_async_code_with_every_transport(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, transport: Any
) -> None:
    seen: list[str] = []
    async with sandbox.async_client(transport=transport) as client:
        await client.contacts.list()
        monkeypatch.setattr(httpx.AsyncClient, "send", function(httpx.AsyncClient.send, seen))
        await client.contacts.list()
    assert seen == ["called"]


@pytest.mark.anyio
async def test_a_mock_of_httpx_stops_requests_that_would_go_over_aiohttp(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def mocked(self: Any, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"payload": [], "count": 7})

    async with AsyncClient("key", "https://shop.invalid", transport="aiohttp") as client:
        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", mocked)
        assert (await client.contacts.list()).count == 7


def test_a_failure_behind_a_tool_is_the_same(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.reset()
    sandbox.faults.add("listContacts", "close_before", first=1, last=1)
    monkeypatch.setattr(httpx.Client, "send", function(httpx.Client.send, []))
    with sandbox.client(retry_backoff=0) as client, client.raw_responses() as calls:
        client.contacts.list()
    assert len(calls[0].attempts) == 2


def test_the_functions_of_httpx_are_plain_ones() -> None:
    """If httpx decorated one of them, each request would take the slow way."""
    for kind in (httpx.Client, httpx.AsyncClient):
        assert all(type(getattr(kind, method)) is types.FunctionType for method in METHODS)


def test_a_client_without_tools_makes_no_httpx_client(
    monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    monkeypatch.setattr(httpx.Client, "__init__", lambda *_, **__: pytest.fail("made one"))
    with Client(sandbox.api_key, sandbox.url) as client:
        client.contacts.list()
