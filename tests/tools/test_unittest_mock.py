"""unittest.mock, and whoever replaces a method or class of httpx by hand."""

import sys
from typing import Any
from unittest import mock

import httpx
import pytest

from tests.tools import harness
from tests.tools.harness import MOCKED, REAL, Caller, CountingServer, apart, page

TOOL = "unittest.mock"
CLIENTS = {"sync": "Client", "async": "AsyncClient", "aiohttp": "AsyncClient"}
ORIGINALS = {"sync": httpx.Client, "async": httpx.AsyncClient, "aiohttp": httpx.AsyncClient}
SENDS = {"sync": mock.Mock, "async": mock.AsyncMock, "aiohttp": mock.AsyncMock}
TRANSPORTS = {
    "sync": (httpx.HTTPTransport, "handle_request"),
    "async": (httpx.AsyncHTTPTransport, "handle_async_request"),
    "aiohttp": (httpx.AsyncHTTPTransport, "handle_async_request"),
}


def response(*args: Any, **kwargs: Any) -> httpx.Response:
    """The response of the mock, new for each request."""
    return httpx.Response(200, json=page(MOCKED), request=httpx.Request("GET", "http://mocked"))


@pytest.mark.parametrize("arguments", [{}, {"autospec": True}], ids=["plain", "autospec"])
def test_a_replaced_send_gets_the_calls_until_it_is_put_back(
    server: CountingServer, kind: str, arguments: dict[str, Any]
) -> None:
    with Caller(kind, server.url) as caller:
        assert caller.emails() == [REAL]
        with mock.patch(f"httpx.{CLIENTS[kind]}.send", side_effect=response, **arguments) as send:
            assert caller.emails() == [MOCKED]
            assert send.call_count == 1
        assert caller.emails() == [REAL]
    assert (server.connections, len(server.requests)) == (1, 2)


@pytest.mark.parametrize("arguments", [{}, {"autospec": True}], ids=["plain", "autospec"])
def test_a_replaced_transport_gets_the_calls_until_it_is_put_back(
    server: CountingServer, kind: str, arguments: dict[str, Any]
) -> None:
    with Caller(kind, server.url) as caller:
        assert caller.emails() == [REAL]
        with mock.patch.object(*TRANSPORTS[kind], side_effect=response, **arguments) as handle:
            assert caller.emails() == [MOCKED]
            assert handle.call_count == 1
        assert caller.emails() == [REAL]
    assert (server.connections, len(server.requests)) == (1, 2)


def test_a_replaced_class_gets_the_calls_until_it_is_put_back(server: CountingServer, kind: str) -> None:
    """As OpenTelemetry did until its version 0.50."""
    sent: list[str] = []

    class Client(httpx.Client):
        def send(self, request: httpx.Request, **kwargs: Any) -> httpx.Response:
            sent.append(request.url.path)
            return super().send(request, **kwargs)

    class AsyncClient(httpx.AsyncClient):
        async def send(self, request: httpx.Request, **kwargs: Any) -> httpx.Response:
            sent.append(request.url.path)
            return await super().send(request, **kwargs)

    with Caller(kind, server.url) as caller:
        caller.emails()
        with mock.patch("httpx.Client", Client), mock.patch("httpx.AsyncClient", AsyncClient):
            assert caller.emails() == [REAL]
        caller.emails()
    assert sent == ["/reachout/api/v1/contacts"]
    assert (server.connections, len(server.requests)) == (1, 3)


def test_the_mock_of_a_class_is_forgotten_once_it_is_put_back(server: CountingServer, kind: str) -> None:
    with Caller(kind, server.url) as caller:
        with mock.patch(f"httpx.{CLIENTS[kind]}") as replaced:
            replaced.return_value.send = SENDS[kind](side_effect=response)
            assert caller.emails() == [MOCKED]
        with mock.patch(f"httpx.{CLIENTS[kind]}.send", side_effect=response) as send:
            assert caller.emails() == [MOCKED]
            assert send.call_count == 1
        assert caller.emails() == [REAL]
    assert len(server.requests) == 1


def emails_with_a_class_replaced_from_the_start(kind: str, url: str) -> tuple[list[list[str]], int]:
    """What is read while a class of httpx is a mock since before the package was imported, and afterwards."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "konigle"]:
        del sys.modules[name]
    with mock.patch(f"httpx.{CLIENTS[kind]}") as replaced:
        import konigle

        replaced.return_value.send = SENDS[kind](side_effect=response)
        mock_of_module = mock.patch.multiple(harness, Client=konigle.Client, AsyncClient=konigle.AsyncClient)
        with mock_of_module, Caller(kind, url) as caller:
            read = [caller.emails()]
            replaced.side_effect = AssertionError("httpx is as it was")
            with mock.patch(f"httpx.{CLIENTS[kind]}", ORIGINALS[kind]):
                read.append(caller.emails())
    return read, replaced.call_count


def test_a_class_may_be_replaced_before_the_package_is_imported(server: CountingServer, kind: str) -> None:
    read, mocks = apart(emails_with_a_class_replaced_from_the_start, kind, server.url)
    assert (read, mocks) == ([[MOCKED], [REAL]], 1)


def test_a_client_may_be_given_while_the_class_is_replaced(server: CountingServer, kind: str) -> None:
    given = ORIGINALS[kind]()
    with (
        mock.patch(f"httpx.{CLIENTS[kind]}"),
        Caller(kind.replace("aiohttp", "async"), server.url, http_client=given) as caller,
    ):
        assert caller.emails() == [REAL]
        caller.wait(given.aclose() if hasattr(given, "aclose") else given.close())


@pytest.mark.parametrize(
    "method",
    [
        "send",
        "_send_handling_auth",
        "_send_handling_redirects",
        "_send_single_request",
        "_transport_for_url",
    ],
)
def test_whichever_method_is_wrapped_sees_the_call(
    server: CountingServer, kind: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = getattr(httpx, CLIENTS[kind])
    original, seen = getattr(owner, method), []

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        seen.append(method)
        return original(*args, **kwargs)

    with Caller(kind, server.url) as caller:
        monkeypatch.setattr(owner, method, wrapper)
        assert caller.emails() == [REAL]
        assert seen == [method]
        monkeypatch.undo()
        assert caller.emails() == [REAL]
    assert (seen, server.connections, len(server.requests)) == ([method], 1, 2)
