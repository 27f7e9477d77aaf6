"""Credentials beside the API key are sent only by the operations that need them, and shown nowhere."""

import logging
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, ConfigurationError, InvalidResponseError, NetworkError
from konigle import exceptions as errors
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_object
from konigle._core.secret import Scheme
from tests._async.harness import HOST, KEY, Reply, Server, reply
from tests.frames import package_frames

pytestmark = pytest.mark.anyio

SITE, LINK = "site-key-0123456789", "link&token+0123456789"
SCHEMES = (Scheme("siteKey", "header", "X-Site-Key", "Site"), Scheme("link", "query", "token"))
READ = Call(
    Operation("readLink", "GET", "/links", "safe", security=(SCHEMES,)), decode_object, query={"q": "x"}
)
CREDENTIALS = {"siteKey": SITE, "link": LINK}


@pytest.fixture
def client(make: Callable[..., AsyncClient]) -> AsyncClient:
    return make(credentials=CREDENTIALS, retry_count=1)


def assert_hidden(text: str, where: str = "") -> None:
    for secret in (SITE, LINK, "link%26token"):
        assert secret not in text, where


async def test_they_are_sent_by_the_operation_that_needs_them(client: AsyncClient, server: Server) -> None:
    server.will(reply(200, {}))
    await client.transport.send(READ)
    request = server.requests[0]
    assert dict(request.url.params) == {"q": "x", "token": LINK}
    assert request.headers["x-site-key"] == f"Site {SITE}"
    assert "authorization" not in request.headers


async def test_and_by_no_other(client: AsyncClient, server: Server) -> None:
    await client.contacts.get("c1")
    request = server.requests[0]
    assert request.headers["authorization"] == f"Token {KEY}"
    assert "x-site-key" not in request.headers
    assert not request.url.params


@pytest.mark.parametrize("given", [None, {}, {"siteKey": SITE}, {"sitekey": SITE, "link": LINK}])
async def test_without_one_nothing_is_sent_and_the_scheme_is_named(
    make: Callable[..., AsyncClient], server: Server, given: Any
) -> None:
    client = make(credentials=given)
    with pytest.raises(ConfigurationError, match=r"'siteKey'|'link'") as caught:
        await client.transport.send(READ)
    assert caught.value.operation == "readLink"
    assert not server.requests


@pytest.mark.parametrize("given", [{"link": ""}, {"link": 5}, {"link": "a b"}, [("link", "x")]])
async def test_one_that_cannot_be_sent_is_refused(make: Callable[..., AsyncClient], given: Any) -> None:
    with pytest.raises(ConfigurationError, match="credentials"):
        make(credentials=given)


@pytest.mark.parametrize(
    "failure",
    [httpx.ConnectError(f"no {SITE}"), reply(500, {"detail": f"bad {LINK}"}), reply(200, b"<html>")],
)
async def test_no_error_shows_them(client: AsyncClient, server: Server, failure: Reply) -> None:
    server.will(failure)
    with pytest.raises((NetworkError, errors.ServerError, InvalidResponseError)) as caught:
        await client.transport.send(READ)
    assert_hidden(f"{caught.value} {vars(caught.value)!r} {pickle.dumps(caught.value)!r}")
    for frame in package_frames(caught.value):
        for name, value in frame.f_locals.items():
            assert_hidden(repr(value), f"{frame.f_code.co_qualname}: {name}")


async def test_no_object_and_no_log_shows_them(
    client: AsyncClient, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.will(reply(302, location="/links?page=2"), reply(200, {}))
    await client.transport.send(READ)
    for request in server.requests:
        assert_hidden(f"{request!r} {request.url} {request.url!r} {request.headers!r}")
    assert_hidden(f"{client!r} {client.config!r} {client.transport!r} {vars(client.transport)!r}")
    assert_hidden(caplog.text)


async def test_the_log_of_the_callers_http_client_shows_none(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.will(reply(200, {}))
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as http_client:
        await AsyncClient(KEY, credentials=CREDENTIALS, http_client=http_client).transport.send(READ)
    assert dict(server.requests[0].url.params)["token"] == LINK
    assert "HTTP Request: GET" in caplog.text
    assert_hidden(caplog.text)


async def test_a_redirect_within_the_host_keeps_them(client: AsyncClient, server: Server) -> None:
    server.will(reply(307, location=f"{HOST}/other?page=2"), reply(200, {}))
    await client.transport.send(READ)
    assert dict(server.requests[1].url.params) == {"page": "2", "token": LINK}
    assert server.requests[1].headers["x-site-key"] == f"Site {SITE}"


@pytest.mark.parametrize("location", ["https://evil.example.com/", "http://tim.konigle.com/", f"{HOST}:444/"])
async def test_no_redirect_takes_them_to_another_host(
    client: AsyncClient, server: Server, location: str
) -> None:
    server.will(reply(302, location=location))
    with pytest.raises(errors.APIError):
        await client.transport.send(READ)
    assert {str(request.url.host) for request in server.requests} == {"tim.konigle.com"}


async def test_a_pickle_has_them_only_if_it_has_the_key(make: Callable[..., AsyncClient]) -> None:
    config = make(credentials=CREDENTIALS).config
    assert_hidden(repr(pickle.dumps(config)))
    assert not pickle.loads(pickle.dumps(config)).credentials
    with_key = make(credentials=CREDENTIALS, pickle_api_key=True).config
    found = pickle.loads(pickle.dumps(with_key)).credentials
    assert {name: one.reveal() for name, one in found.items()} == CREDENTIALS


async def test_a_view_has_them(client: AsyncClient, server: Server) -> None:
    server.will(reply(200, {}))
    await client.with_options(timeout=5).transport.send(READ)
    assert server.requests[0].headers["x-site-key"] == f"Site {SITE}"
