"""respx: https://lundberg.github.io/respx/."""

import httpx
import pytest
import respx

from konigle import NetworkError
from tests.tools.harness import MOCKED, REAL, Caller, CountingServer, page

TOOL = "respx"


@pytest.fixture(params=["httpcore", "httpx"])
def using(request: pytest.FixtureRequest) -> str:
    """What respx patches: httpcore's pools (its default), or httpx's clients."""
    return str(request.param)


@pytest.fixture(params=["unused", "connected"])
def is_connected(request: pytest.FixtureRequest) -> bool:
    """Whether the client has called the real server before the mock starts, and keeps the connection."""
    return request.param == "connected"


def test_a_mocked_request_gets_the_response_of_the_mock(
    server: CountingServer, kind: str, using: str, is_connected: bool
) -> None:
    with Caller(kind, server.url) as caller:
        if is_connected:
            assert caller.emails() == [REAL]
        with respx.mock(using=using) as mock:
            mock.get(f"{server.url}/reachout/api/v1/contacts").respond(json=page(MOCKED))
            assert caller.emails() == [MOCKED]
        assert caller.emails() == [REAL]
    assert (server.connections, len(server.requests)) == (1, 1 + is_connected)


def test_a_request_that_is_not_mocked_never_reaches_the_network(
    server: CountingServer, kind: str, using: str, is_connected: bool
) -> None:
    with Caller(kind, server.url) as caller:
        if is_connected:
            assert caller.emails() == [REAL]
        with respx.mock(using=using), pytest.raises(AssertionError, match="not mocked"):
            caller.emails()
        # the server accepts in order: whatever went out before was counted before this one
        assert httpx.get(server.url).status_code == 200
    assert (server.connections, len(server.requests)) == (1 + is_connected, 1 + is_connected)


def test_a_client_made_while_the_mock_is_active_is_mocked(
    server: CountingServer, kind: str, using: str
) -> None:
    with respx.mock(using=using) as mock, Caller(kind, server.url) as caller:
        mock.get(f"{server.url}/reachout/api/v1/contacts").respond(json=page(MOCKED))
        assert caller.emails() == [MOCKED]
    assert server.connections == 0


def test_an_exception_of_the_mock_is_an_error_of_the_client(
    server: CountingServer, kind: str, using: str
) -> None:
    with Caller(kind, server.url) as caller, respx.mock(using=using) as mock:
        route = mock.get(path="/reachout/api/v1/contacts").mock(side_effect=httpx.ConnectError)
        with pytest.raises(NetworkError) as caught:
            caller.emails()
        assert (caught.value.applied, route.call_count) == ("no", 4)
    assert server.connections == 0


def test_requests_that_the_mock_lets_pass_are_sent_once(
    server: CountingServer, kind: str, using: str
) -> None:
    with Caller(kind, server.url) as caller, respx.mock(using=using) as mock:
        mock.route(host="127.0.0.1").pass_through()
        assert caller.emails() == [REAL]
    assert len(server.requests) == 1


def test_the_mock_sees_the_key_and_the_body(server: CountingServer, kind: str, using: str) -> None:
    with Caller(kind, server.url) as caller, respx.mock(using=using) as mock:
        route = mock.post(path="/reachout/api/v1/contacts").respond(201, json=page(MOCKED)["payload"][0])
        created = caller.wait(caller.client.contacts.create({"email": MOCKED}))
        assert created.email == MOCKED
        request = route.calls.last.request
        assert request.headers["authorization"].endswith(caller.client.config.key().reveal())
        assert MOCKED.encode() in request.content
    assert server.requests == []
