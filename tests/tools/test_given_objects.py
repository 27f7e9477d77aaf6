"""What cannot carry calls is refused when the client is made, not by the first call."""

import sys
from typing import Any

import httpx
import httpx2
import pytest
import requests

from konigle import AsyncClient, Client, ConfigurationError
from tests.tools.callers import KEY


class Lookalike:
    def send(self, request: object) -> None: ...


SYNC_CLIENTS = [httpx.AsyncClient, httpx2.AsyncClient]
ASYNC_CLIENTS = [httpx.Client, httpx2.Client]
NO_CLIENTS = [requests.Session, object, Lookalike, httpx.HTTPTransport, lambda: "http2", lambda: httpx.Client]
NO_TRANSPORTS = [
    requests.adapters.HTTPAdapter,
    httpx.Client,
    httpx2.Client,
    Lookalike,
    lambda: httpx.HTTPTransport,
    lambda: "htttp2",
    lambda: b"http2",
]


@pytest.mark.parametrize("make", [*SYNC_CLIENTS, *NO_CLIENTS])
def test_a_sync_client_refuses_other_http_clients(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="http_client"):
        Client(api_key=KEY, http_client=make())


@pytest.mark.parametrize("make", [*ASYNC_CLIENTS, *NO_CLIENTS])
def test_an_async_client_refuses_other_http_clients(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="http_client"):
        AsyncClient(api_key=KEY, http_client=make())


@pytest.mark.parametrize(
    "make", [*NO_TRANSPORTS, httpx.AsyncHTTPTransport, httpx2.AsyncHTTPTransport, lambda: "aiohttp"]
)
def test_a_sync_client_refuses_other_transports(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="transport"):
        Client(api_key=KEY, transport=make())


@pytest.mark.parametrize("make", [*NO_TRANSPORTS, httpx.HTTPTransport, httpx2.HTTPTransport])
def test_an_async_client_refuses_other_transports(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="transport"):
        AsyncClient(api_key=KEY, transport=make())


@pytest.mark.parametrize(
    ("client", "name", "missing"),
    [
        (Client, "http2", "h2"),
        (AsyncClient, "http2", "h2"),
        (AsyncClient, "aiohttp", "httpx_aiohttp"),
        (AsyncClient, "aiohttp", "aiohttp"),
    ],
)
def test_a_name_whose_extra_is_missing_is_refused(
    client: Any, name: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, "konigle._http.aiohttp_transport", raising=False)
    with pytest.raises(ConfigurationError, match=f"extra.*{name}|{name}.*extra"):
        client(api_key=KEY, transport=name)
