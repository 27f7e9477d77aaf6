"""An httpx transport over aiohttp that reports failures correctly.

httpx-aiohttp reports every broken connection as one that was never established, and aiohttp automatically retries some
requests when a keep-alive connection breaks. Either could apply a request twice. Only the retry policy of the client
decides about retries.
"""

import ssl
import weakref
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Any

import aiohttp
import httpx
from aiohttp.client_proto import ResponseHandler
from aiohttp.connector import Connection
from httpx_aiohttp import AiohttpTransport
from yarl import URL

from konigle._concurrency import monotonic_clock as clock
from konigle._http import connections
from konigle._http.connections import is_socket_readable
from konigle._http.credentials import sendable
from konigle._http.exception_mapping import chain
from konigle.config import ClientConfig

# The URL of the request that is being sent: aiohttp would decode some of its characters.
_url: ContextVar[str] = ContextVar("url")

# Most specific first. Other failures may have happened after the request was sent.
_MEANINGS: tuple[tuple[type[aiohttp.ClientError], type[httpx.TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpx.ReadTimeout),
    (aiohttp.ClientProxyConnectionError, httpx.ProxyError),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.ClientResponseError, httpx.RemoteProtocolError),
)
_FAILURES = (
    aiohttp.ClientError,
    httpx.TransportError,
    RuntimeError,  # the session was closed
    TimeoutError,  # of the attempt
)


def make_transport(config: ClientConfig, context: ssl.SSLContext) -> "CorrectedTransport":
    """Creates a transport whose first request opens the session, in its event loop."""

    def session() -> aiohttp.ClientSession:
        connector = _Connector(limit=config.max_connections, ssl=context, keepalive_timeout=5.0)
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            middlewares=(_once,),
            skip_auto_headers=("Content-Type",),  # otherwise a request without a body would name one
        )

    return CorrectedTransport(verify=context, client=session)


class _Connector(aiohttp.TCPConnector):
    """Records how far an attempt got: without a connection nothing was sent.

    Drops a keep-alive connection that received data while it was idle: the data would be mistaken for the next
    response. aiohttp checks that only when a connection is released.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # pyright: ignore[reportUnknownMemberType]  # an argument of aiohttp's
        self._kept: weakref.WeakSet[ResponseHandler] = weakref.WeakSet()

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Any],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - its signature in aiohttp
    ) -> Connection:
        connections.on_connect()
        connection = await super().connect(req, traces, timeout)
        while self._has_unread(connection.protocol):
            connection.close()
            connection = await super().connect(req, traces, timeout)
        connections.on_connected()
        return connection

    def _has_unread(self, protocol: ResponseHandler | None) -> bool:
        if protocol is None or protocol.transport is None or protocol not in self._kept:
            return False  # on a new connection TLS may have something to read
        return protocol.should_close or is_socket_readable(protocol.transport.get_extra_info("socket"))

    def _release(self, key: Any, protocol: Any, *, should_close: bool = False) -> None:
        """Closes a connection immediately if unsent request data is left that nothing waits for."""
        transport = protocol.transport
        super()._release(key, protocol, should_close=should_close)
        self._kept.add(protocol)
        if transport is not None and transport.is_closing() and transport.get_write_buffer_size():
            transport.abort()


class CorrectedTransport(AiohttpTransport):
    """Raises the same exceptions as httpx's own transports, and obeys the time limit of the attempt."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request once."""
        shown, request.url = request.url, sendable(request.url)  # aiohttp is given its text
        _url.set(str(request.url))
        try:
            async with clock.async_limit(connections.current().time_left()):
                response = await super().handle_async_request(request)
        except _FAILURES as problem:
            failure = _mapped(problem)
        else:
            request.url = shown
            assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101 - for type checkers
            response.stream = _Body(response.stream)
            return response
        request.url = shown
        raise failure  # out here: what aiohttp raised holds the whole request, the key included


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = aiter(self._stream)
        try:
            while True:
                async with clock.async_limit(connections.current().time_left()):
                    part = await anext(parts)
                yield part
        except StopAsyncIteration:
            return
        except _FAILURES as problem:
            failure = _mapped(problem)
        raise failure

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Session middleware: hides aiohttp's exceptions from aiohttp, so that it never retries; keeps the URL as it is."""
    request.url = URL(_url.get(), encoded=True)
    try:
        return await handler(request)
    except aiohttp.ClientError as problem:
        failure = _mapped(problem)
    raise failure


def _mapped(problem: Exception) -> httpx.TransportError:
    """Converts a failure of any of the three layers to an httpx exception."""
    if isinstance(problem, httpx.TransportError):
        if not isinstance(problem.__cause__, aiohttp.ClientError):
            return problem  # already converted
        problem = problem.__cause__
    if isinstance(problem, TimeoutError) and not isinstance(problem, aiohttp.ClientError):
        is_unsent = connections.current().is_unsent
        return (httpx.ConnectTimeout if is_unsent else httpx.ReadTimeout)("the attempt took too long")
    # the text of a ClientResponseError contains the request
    text = type(problem).__name__ if isinstance(problem, aiohttp.ClientResponseError) else str(problem)
    meaning = next((meaning for kind, meaning in _MEANINGS if isinstance(problem, kind)), httpx.ReadError)
    mapped = meaning(text)
    # the reason; aiohttp's own exception holds the request
    mapped.__cause__ = next(
        (
            one
            for one in chain(problem)
            if isinstance(one, OSError) and not isinstance(one, aiohttp.ClientError)
        ),
        None,
    )
    return mapped
