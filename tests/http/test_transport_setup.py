"""Named transports, over real HTTP against the sandbox."""

import asyncio
import contextlib
import gzip
import importlib.util
import inspect
import socket
import ssl
import sys
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from konigle import (
    AsyncClient,
    Client,
    ConfigurationError,
    NetworkError,
    NotFoundError,
    OutcomeUnknown,
    ValidationError,
)
from konigle._http.environment import find_proxy
from konigle._http.transport_setup import make_limits
from konigle.config import ClientConfig
from konigle.sandbox import Sandbox
from tests.chaos.calls import CLIENT_KINDS, opened, until
from tests.chaos.line import Line, calm
from tests.chaos.strikes import surplus, surplus_record, unsolicited
from tests.http.servers import connections

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


def test_the_sync_client_has_http2(sandbox: Sandbox) -> None:
    with Client(sandbox.api_key, sandbox.url, transport="http2") as client:
        made = client.contacts.create(ADA)
        assert client.contacts.get(made.id).email == ADA["email"]
        with pytest.raises(NotFoundError):
            client.contacts.get("con_none")


class TestProxies:
    """Those of the environment, as httpx documents them."""

    def test_without_any_there_is_none(self) -> None:
        assert find_proxy("https://shop.example") is None

    def test_what_stays_on_this_machine_needs_none(
        self, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        with sandbox.client() as client:
            assert client.contacts.list().count == 0

    @pytest.mark.parametrize("how", ["sync", "async"])
    def test_calls_go_to_the_proxy_and_no_proxy_goes_past_it(
        self, monkeypatch: pytest.MonkeyPatch, how: str
    ) -> None:
        def read() -> int:
            if how == "sync":
                with Client("key", "http://shop.invalid", allow_http=True, enable_retry=False) as client:
                    return client.contacts.list().count
            return asyncio.run(read_async())

        async def read_async() -> int:
            async with AsyncClient(
                "key", "http://shop.invalid", allow_http=True, enable_retry=False
            ) as client:
                return (await client.contacts.list()).count

        with proxy() as (url, asked):
            monkeypatch.setenv("HTTP_PROXY", url)
            assert read() == 7
            assert asked == ["http://shop.invalid/reachout/api/v1/contacts?page=1&page_size=20"]
            monkeypatch.setenv("NO_PROXY", "shop.invalid")
            with pytest.raises(NetworkError):
                read()
            assert len(asked) == 1


@contextlib.contextmanager
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy that responds to everything itself, and the URLs it received."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = b'{"payload": [], "count": 7, "next": null}'
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


ADA_LOST: Any = pytest.mark.parametrize(
    "kind", ["close_before", "close_after", "reset_before", "reset_after", "truncate"]
)


@pytest.mark.anyio
class TestAiohttp:
    """The replay classes decide about retries, whatever aiohttp and its adapter would do."""

    @ADA_LOST
    async def test_a_create_whose_connection_broke_is_sent_once(self, sandbox: Sandbox, kind: Any) -> None:
        sandbox.faults.add("createContact", kind)
        async with sandbox.async_client(transport="aiohttp") as client:
            await client.contacts.list()  # so that the connection is one that was kept
            with pytest.raises(OutcomeUnknown) as caught:
                await client.contacts.create(ADA)
        assert caught.value.applied == "unknown"
        assert [each.operation_id for each in sandbox.requests] == ["listContacts", "createContact"]

    @ADA_LOST
    async def test_each_attempt_of_a_delete_is_ours(self, sandbox: Sandbox, kind: Any) -> None:
        async with sandbox.async_client(transport="aiohttp", retry_backoff=0.0) as client:
            ada = await client.contacts.create(ADA)
            sandbox.faults.add("deleteContact", kind)
            with client.raw_responses() as calls:
                assert await ada.adelete()
        assert [len(call.attempts) for call in calls] == [2]
        assert len(sandbox.requests) == 3

    async def test_where_nothing_listens_nothing_was_sent(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        async with AsyncClient(
            "key", f"http://127.0.0.1:{port}", transport="aiohttp", enable_retry=False
        ) as client:
            with pytest.raises(
                NetworkError, match=rf"request to 127.0.0.1:{port} failed: connection refused"
            ) as caught:
                await client.contacts.create(ADA)
        assert caught.value.applied == "no"

    async def test_a_response_that_came_while_the_connection_was_idle_is_nobodys(
        self, sandbox: Sandbox
    ) -> None:
        with Line(sandbox.url) as line:
            async with sandbox.async_client(transport="aiohttp", base_url=line.url) as client:
                ada = await client.contacts.create(ADA)
                line.weather = lambda _: unsolicited
                assert await client.contacts.get(ada.id) == ada
                assert await until(lambda: line.is_quiet)
                line.weather = calm
                assert await client.contacts.get(ada.id) == ada

    async def test_what_is_not_http_is_an_error_of_ours_without_the_key(self) -> None:
        async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readline()
            writer.write(b"SSH-2.0-x\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(respond, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with (
            server,
            AsyncClient(
                "secret-key", f"http://127.0.0.1:{port}", transport="aiohttp", enable_retry=False
            ) as client,
        ):
            with pytest.raises(NetworkError) as caught:
                await client.contacts.list()
        problem: BaseException | None = caught.value
        while problem is not None:
            assert "secret-key" not in f"{problem!r} {vars(problem)!r} {problem.args!r}"
            problem = problem.__cause__ or problem.__context__


@pytest.mark.anyio
@pytest.mark.parametrize("client_kind", CLIENT_KINDS)
@pytest.mark.parametrize("is_tls", [False, True])
@pytest.mark.parametrize("strike", [surplus, surplus_record])
async def test_a_second_response_to_one_request_is_nobodys(
    sandbox: Sandbox, client_kind: str, is_tls: bool, strike: Any
) -> None:
    with Line(sandbox.url, anonymous(ssl.PROTOCOL_TLS_SERVER) if is_tls else None) as line:
        line.weather = lambda _: strike
        async with opened(sandbox, client_kind, base_url=line.url) as client:
            client.transport.pools._ssl_context = anonymous(ssl.PROTOCOL_TLS_CLIENT)
            first = client.contacts.create(ADA)
            ada = await first if inspect.isawaitable(first) else first
            for _ in range(3):
                again = client.contacts.get(ada.id)
                assert (await again if inspect.isawaitable(again) else again).id == ada.id


def anonymous(side: int) -> ssl.SSLContext:
    """TLS without certificates, which takes 1.2 or older."""
    context = ssl.SSLContext(side)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("aNULL:@SECLEVEL=0")
    return context


class TestReadAlready:
    """A hook or a transport of the caller may read a response; it is not read from the connection again."""

    def test_by_a_hook(self, sandbox: Sandbox) -> None:
        with (
            httpx.Client(event_hooks={"response": [lambda response: response.read()]}) as own,
            sandbox.client(http_client=own, timeout=5.0) as client,
        ):
            assert client.contacts.get(client.contacts.create(ADA).id).email == ADA["email"]

    @pytest.mark.anyio
    async def test_by_a_transport(self, sandbox: Sandbox) -> None:
        class Reading(httpx.AsyncHTTPTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                response = await super().handle_async_request(request)
                await response.aread()
                return response

        async with sandbox.async_client(transport=Reading(), timeout=5.0) as client:
            made = await client.contacts.create(ADA)
            assert (await client.contacts.get(made.id)).email == ADA["email"]


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compressed_responses_are_asked_for_and_read(encoding: str) -> None:
    body = b'{"payload": [], "count": 7, "next": null}'
    packed = gzip.compress(body) if encoding == "gzip" else zlib.compress(body)

    def respond(request: httpx.Request) -> httpx.Response:
        assert encoding in request.headers["accept-encoding"].split(", ")
        return httpx.Response(200, headers={"content-encoding": encoding}, stream=httpx.ByteStream(packed))

    with Client("key", transport=httpx.MockTransport(respond)) as client:
        assert client.contacts.list().count == 7


def test_a_client_of_the_callers_own_asks_for_what_it_can_read() -> None:
    asked: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["accept-encoding"])
        return httpx.Response(200, json={"payload": [], "count": 0})

    own = httpx.Client(transport=httpx.MockTransport(respond), headers={"accept-encoding": "br"})
    with own, Client("key", http_client=own) as client:
        client.contacts.list()
    assert asked == ["br"]


class TestNames:
    @pytest.mark.parametrize("name", ["trio", "", "HTTP2"])
    def test_an_unknown_one_is_refused_with_the_known_ones(self, name: Any) -> None:
        with pytest.raises(ConfigurationError, match=f"Unknown transport '{name}'. Use 'aiohttp' or 'http2'"):
            AsyncClient("key", transport=name)
        with pytest.raises(
            ConfigurationError,
            match=rf"Unknown transport '{name}'. Use 'http2' \('aiohttp' needs an AsyncClient\)",
        ):
            Client("key", transport=name)

    def test_a_sync_client_has_no_aiohttp(self) -> None:
        with pytest.raises(ConfigurationError, match="needs an AsyncClient"):
            Client("key", transport="aiohttp")  # type: ignore[arg-type]  # the fault
        with pytest.raises(ConfigurationError, match="needs an AsyncClient"):
            Client.from_config(config(transport="aiohttp"))

    @pytest.mark.parametrize(
        ("make", "name"), [(AsyncClient, "aiohttp"), (AsyncClient, "http2"), (Client, "http2")]
    )
    def test_a_missing_extra_is_named_when_the_client_is_made(
        self, monkeypatch: pytest.MonkeyPatch, make: Any, name: str
    ) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        with pytest.raises(ConfigurationError, match=rf"pip install '\.\[{name}\]'"):
            make("key", transport=name)

    @pytest.mark.parametrize(
        "given", [{"transport": object()}, {"http_client": object()}, {"http_client": "httpx"}]
    )
    @pytest.mark.parametrize("make", [Client, AsyncClient])
    def test_anything_else_is_refused_when_the_client_is_made(self, make: Any, given: Any) -> None:
        with pytest.raises(ConfigurationError, match="must be an httpx"):
            make("key", **given)

    @pytest.mark.parametrize("make", [Client, AsyncClient])
    def test_a_client_takes_the_name_and_can_be_pickled(self, make: Any) -> None:
        client = make("key", transport="http2")
        assert client.config.transport == "http2"
        assert client.transport.is_plain

    def test_a_limit_of_0_connections_is_none(self) -> None:
        assert make_limits(config(max_connections=7, keepalive_connections=3)) == httpx.Limits(
            max_connections=None, max_keepalive_connections=3
        )


def test_a_call_searches_for_no_module(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    class Finder:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            searched.append(name)

    async def calls() -> None:
        async with AsyncClient(sandbox.api_key, sandbox.url) as client:
            await client.contacts.list()
            monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
            await asyncio.gather(*(client.contacts.list() for _ in range(3)))

    asyncio.run(calls())
    assert searched == []
