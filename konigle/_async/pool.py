"""The connection pools of one client, one for each event loop; requests are sent in the time they have left."""

import ssl
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import httpcore
import httpx

from konigle._async.httpx2 import AsyncHttpx2Transport
from konigle._async.rate_limiter import AsyncLimiter
from konigle._concurrency.primitives import (
    AsyncLoopEnd,
    AsyncSlots,
    async_close_in,
    async_is_gone,
    async_loop,
    async_offload,
)
from konigle._core.retry import RetryBudget
from konigle._http import connections
from konigle._http.downloads import Download
from konigle._http.environment import make_ssl_context
from konigle._http.messages import BodyReader, async_parts, is_decoded_by_httpx
from konigle._http.network_backends import async_backend
from konigle._http.rate_limit import RateLimit
from konigle._http.transport_setup import (
    AsyncHttpClient,
    AsyncHttpTransport,
    NoCookies,
    async_transport,
    httpx2_of,
    reset_after_fork,
)
from konigle.config import ClientConfig
from konigle.exceptions import ClientClosedError

_WRITE_SIZE = 64 * 1024  # a blocking socket may exceed its time limit for larger parts


class AsyncLimitedStream(httpcore.AsyncNetworkStream):
    """A connection whose reads and writes obey the time limit of the attempt."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        limit = connections.seconds(timeout, httpcore.ReadTimeout)
        return await self._stream.read(max_bytes, limit)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _WRITE_SIZE):
            part = buffer if len(buffer) <= _WRITE_SIZE else buffer[start : start + _WRITE_SIZE]
            limit = connections.seconds_to_write(timeout)
            connections.on_write(part)
            await self._stream.write(part, limit)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            limit = connections.seconds(timeout, httpcore.ConnectTimeout)
            stream = await self._stream.start_tls(ssl_context, server_hostname, limit)
        except BaseException:
            await self._stream.aclose()  # httpcore leaves the socket open when the handshake is cancelled
            raise
        return AsyncLimitedStream(stream)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class AsyncLimitedBackend(httpcore.AsyncNetworkBackend):
    """Makes connections that take no longer than what is left of the attempt."""

    def __init__(self) -> None:
        self._backend = async_backend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        connections.on_connect()
        limit = connections.seconds(timeout, httpcore.ConnectTimeout)
        stream = await self._backend.connect_tcp(host, port, limit, local_address, socket_options)
        return AsyncLimitedStream(stream)

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


@attrs.define
class _AsyncGeneration:
    """A connection pool that is replaced when connections are lost.

    httpcore never frees a connection whose request was cancelled before the connection was established, or whose
    response was cancelled. Requests in progress stay on the generation they started on, which closes after the last
    one.
    """

    transport: Any
    in_flight: int = 0
    is_suspect: bool = False
    is_retired: bool = False
    _client: httpx.AsyncClient | None = None
    _client_class: Any = None

    @property
    def has_orphans(self) -> bool:
        """Whether more connections are busy than requests are in progress."""
        return connections.busy_connections(self.transport) > self.in_flight

    def client(self) -> httpx.AsyncClient:
        """Returns an httpx client above the transport, for tools that instrument clients."""
        if (
            self._client is None or self._client_class is not httpx.AsyncClient
        ):  # one that a mock had replaced
            self._client_class = httpx.AsyncClient
            self._client = httpx.AsyncClient(transport=self.transport, cookies=NoCookies(), trust_env=False)
        return self._client

    async def aclose(self) -> None:
        """Closes every connection."""
        await self.transport.aclose()


class AsyncPool:
    """Sends requests, at most `max_connections` at a time.

    No request waits inside httpcore: one that is cancelled or times out there may take a connection with it.
    """

    def __init__(
        self, config: ClientConfig, given: object, ssl_context: Callable[[], ssl.SSLContext]
    ) -> None:
        self._config = config
        self._given = given
        self._ssl_context = ssl_context
        self._slots = AsyncSlots(sys.maxsize if given else config.max_connections or sys.maxsize)
        self._lock = threading.Lock()
        self._generations: dict[str | None, _AsyncGeneration] = {}
        self._is_closed = False
        self._loop_end = AsyncLoopEnd()
        self.limiter = AsyncLimiter()

    @property
    def transport(self) -> Any:
        """Returns the HTTP transport in use; None before the first request."""
        generation = self._generations.get(self._name)
        return generation.transport if generation else self._given

    @property
    def _name(self) -> str | None:
        """The transport to use now: a mock of httpx's transport cannot intercept requests sent by aiohttp."""
        name = self._config.transport
        return None if name == "aiohttp" and connections.is_transport_patched() else name

    async def open(self) -> None:
        """Prepares the pool before any time is measured, and registers it to be closed when the event loop ends."""
        if self._given is None:
            self._enter(requests=0)
        await self._loop_end.watch(self._close)

    async def aclose(self) -> None:
        """Closes all connections, including those of requests in progress. May be called repeatedly."""
        await self._close()
        await self._loop_end.aclose()

    async def _close(self) -> None:
        with self._lock:
            generations, self._generations = list(self._generations.values()), {}
            self._is_closed = True
        for generation in generations:
            await generation.aclose()

    async def fetch(
        self,
        request: Any,
        limit: connections.AttemptLimit,
        max_bytes: int | None,
        download: Download | None = None,
    ) -> tuple[httpx.Response, BodyReader]:
        """Sends a request once and reads the whole response, or up to `max_bytes`.

        Args:
            request: The request.
            limit: The time limit of the attempt.
            max_bytes: Maximum size of the body after decompression; None for no limit.
            download: Takes the body of a successful response instead of the result.

        Raises:
            httpx.HTTPError, OSError: As the transport raises them; TimeoutError when the time limit passes.
            SaveError: The body cannot be saved.
        """
        phases = request.extensions.get("timeout", {})
        if not await self._slots.acquire(timeout=limit.bounded(phases.get("pool"))):
            raise httpx.PoolTimeout("all connections of the client are in use")
        try:
            if self._given is not None:
                return await self._exchange(self._given, request, limit, max_bytes, download)
            generation = self._enter()
            try:
                return await self._exchange(self._carrier(generation), request, limit, max_bytes, download)
            except BaseException:
                generation.is_suspect = True
                raise
            finally:
                await self._leave(generation)
        finally:
            self._slots.release()

    def _enter(self, requests: int = 1) -> _AsyncGeneration:
        name = self._name
        with self._lock:
            if self._is_closed:
                raise ClientClosedError("The client was closed before the request was sent.")
            generation = self._generations.get(name)
            if generation is None:
                made = async_transport(self._config, name, self._ssl_context())
                connections.use_backend(made, AsyncLimitedBackend)
                generation = self._generations[name] = _AsyncGeneration(made)
            generation.in_flight += requests
            return generation

    async def _leave(self, generation: _AsyncGeneration) -> None:
        with self._lock:
            generation.in_flight -= 1
            if generation.is_suspect and generation.has_orphans:
                generation.is_retired = True
                self._generations = {
                    name: each for name, each in self._generations.items() if each is not generation
                }
            generation.is_suspect = generation.is_suspect and generation.in_flight > 0
            is_over = generation.is_retired and not generation.in_flight
        if is_over:
            await generation.aclose()

    def _carrier(self, generation: _AsyncGeneration) -> Any:
        return generation.client() if connections.is_client_patched("AsyncClient") else generation.transport

    async def _exchange(
        self,
        carrier: Any,
        request: Any,
        limit: connections.AttemptLimit,
        max_bytes: int | None,
        download: Download | None,
    ) -> tuple[httpx.Response, BodyReader]:
        token = connections.begin(limit)
        try:
            response = await _send(carrier, request)
            try:
                return response, await self._read(response, limit, max_bytes, download)
            finally:
                await response.aclose()
        finally:
            connections.end(token)

    async def _read(
        self,
        response: httpx.Response,
        limit: connections.AttemptLimit,
        max_bytes: int | None,
        download: Download | None,
    ) -> BodyReader:
        is_decoded = is_decoded_by_httpx(response, is_ours=not hasattr(self._given, "build_request"))
        reader = BodyReader(
            response.status_code, response.headers, max_bytes, is_decoded=is_decoded, download=download
        )
        if connections.is_used_up(response):
            return reader
        async for part in async_parts(response, is_decoded=is_decoded):
            if not reader.feed(part):
                return reader
            limit.check()
            if reader.is_full:
                await async_offload(reader.flush)
        if download is not None:
            await async_offload(reader.flush)
        connections.drop_if_unread(response)
        return reader


async def _send(carrier: Any, request: Any) -> httpx.Response:
    """Sends through a client, or through a transport."""
    response: httpx.Response
    try:
        if hasattr(carrier, "build_request"):
            response = await carrier.send(request, auth=None, stream=True, follow_redirects=False)
        else:
            response = await carrier.handle_async_request(request)
    except (httpx.HTTPError, OSError) as problem:
        found: httpx.Response | None = connections.on_failure(carrier, request, problem)
        if found is None:
            raise
        response = found
    return response


class AsyncPools:
    """One connection pool for each event loop, which the first call there opens, and one retry budget.

    Attributes:
        given: The caller's `http_client` or `transport`; None for connections of the client's own.
        given_client: The caller's `http_client`, unless it is one of httpx2.
        rate_limit: What the latest responses said about the rate limit.
    """

    def __init__(
        self,
        config: ClientConfig,
        *,
        http_client: AsyncHttpClient | None = None,
        transport: AsyncHttpTransport | None = None,
    ) -> None:
        self._config = config
        self.given_client: Any = http_client
        self.given: Any = http_client or transport
        if library := httpx2_of(self.given):
            self.given_client, self.given = None, AsyncHttpx2Transport(self.given, library)
        self._pools: dict[Any, AsyncPool] = {}
        self._ssl_context: ssl.SSLContext | None = None
        self._lock = threading.Lock()
        self.is_closed = False
        self.rate_limit: RateLimit | None = None
        self.budget = RetryBudget(threading.Lock())
        reset_after_fork(self)

    @property
    def route(self) -> Any:
        """Returns the HTTP transport of the running event loop; None before the first call."""
        pool = self._pools.get(async_loop())
        return pool.transport if pool else self.given

    def forget_connections(self) -> None:
        """Drops all connections in a forked child, which must not use those of the parent."""
        self._lock = threading.Lock()
        self._pools = {}

    async def aclose(self) -> None:
        """Closes the connections, but not the caller's `http_client`. May be called repeatedly."""
        with self._lock:
            was_closed, self.is_closed = self.is_closed, True
            pools, self._pools = self._pools, {}
        for loop, pool in pools.items():
            await async_close_in(loop, pool.aclose)
        if self.given is not None and self.given is not self.given_client and not was_closed:
            await self.given.aclose()

    def pool(self) -> tuple[AsyncPool, bool]:
        """Returns the pool of the running event loop, and whether it is new."""
        loop = async_loop()
        with self._lock:
            pool = self._pools.get(loop)
            if pool is not None:
                return pool, False
            # connections of a closed event loop can no longer be closed in it; they close once nothing refers to them
            self._pools = {each: of for each, of in self._pools.items() if not async_is_gone(each)}
            pool = self._pools[loop] = AsyncPool(self._config, self.given, self._tls)
            return pool, True

    def _tls(self) -> ssl.SSLContext:
        """Returns the TLS context, which is loaded once."""
        if self._ssl_context is None:
            self._ssl_context = make_ssl_context(self._config.base_url)
        return self._ssl_context

    async def open(self, operation: str) -> AsyncPool:
        """Returns the pool of the running event loop, ready for a request.

        Raises:
            ClientClosedError: The client, or the caller's `http_client`, is closed.
        """
        if self.is_closed:
            raise ClientClosedError(
                "The client is closed; nothing was sent. Create a new client.", operation=operation
            )
        if self.given_client is not None and self.given_client.is_closed:
            raise ClientClosedError(
                "The http_client of this client is closed; nothing was sent.", operation=operation
            )
        pool, is_new = self.pool()
        if is_new:
            await pool.open()
        return pool
