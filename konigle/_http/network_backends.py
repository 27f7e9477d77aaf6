"""Network backends: those of httpcore, with a time limit for the whole connection set-up."""

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Awaitable, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

import httpcore

from konigle._concurrency import monotonic_clock as clock
from konigle._http.connections import has_unread

T = TypeVar("T")


def async_backend() -> httpcore.AsyncNetworkBackend:
    """Returns the backend for asyncio; all IP addresses of a host share one time limit (RFC 8305)."""
    return _AsyncBackend()


def sync_backend() -> httpcore.NetworkBackend:
    """Returns the backend for blocking sockets."""
    return _SyncBackend()


async def _in_time(work: Awaitable[T], seconds: float | None, error: type[Exception]) -> T:
    """Ends an operation also where a tool has stopped the clock that its own time limit goes by."""
    if not clock.is_replaced():
        return await work
    try:
        async with clock.async_limit(seconds):
            return await work
    except TimeoutError:
        raise error("the time limit has passed") from None


class _AsyncStream(httpcore.AsyncNetworkStream):
    """A connection of asyncio whose operations end in time, whatever clock asyncio goes by."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's
        return await _in_time(self._stream.read(max_bytes, timeout), timeout, httpcore.ReadTimeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await _in_time(self._stream.write(buffer, timeout), timeout, httpcore.WriteTimeout)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        handshake = self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _AsyncStream(await _in_time(handshake, timeout, httpcore.ConnectTimeout))

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and has_unread(self._stream):
            return True
        return self._stream.get_extra_info(info)


class _AsyncBackend(httpcore.AsyncNetworkBackend):
    """Also connects if no thread can be started, which event loops need for a DNS lookup."""

    def __init__(self) -> None:
        inner: Any = httpcore.AnyIOBackend()
        self._inner: httpcore.AsyncNetworkBackend = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        connecting = self._connect(host, port, timeout, local_address, socket_options)
        return _AsyncStream(await _in_time(connecting, timeout, httpcore.ConnectTimeout))

    async def _connect(self, host: str, port: int, *more: Any) -> httpcore.AsyncNetworkStream:
        try:
            return await self._inner.connect_tcp(host, port, *more)
        except RuntimeError:
            if _is_ip(host):
                raise
        *others, last = _addresses(host, port)
        for address in others:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._inner.connect_tcp(address, port, *more)
        return await self._inner.connect_tcp(last, port, *more)

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class _SyncBackend(httpcore.SyncBackend):
    """Resolves names within the time limit, and divides the time between the IP addresses of a host.

    `socket.create_connection` gives each IP address the whole time limit, and the DNS lookup none.
    """

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if timeout is None or _is_ip(host):
            return super().connect_tcp(host, port, timeout, local_address, socket_options)
        ends_at = clock.monotonic() + timeout
        *others, last = _resolve(host, port, timeout)
        for number, address in enumerate(others):
            share = max(0.001, ends_at - clock.monotonic()) / (len(others) + 1 - number)
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return super().connect_tcp(address, port, share, local_address, socket_options)
        left = max(0.001, ends_at - clock.monotonic())
        return super().connect_tcp(last, port, left, local_address, socket_options)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _resolve(host: str, port: int, timeout: float) -> list[str]:
    """Resolves a host, best IP address first. `getaddrinfo` has no time limit, so it runs in a thread."""
    found: Future[list[str]] = Future()

    def work() -> None:
        try:
            found.set_result(_addresses(host, port))
        except BaseException as problem:  # noqa: BLE001 - raised by result()
            found.set_exception(problem)

    try:
        threading.Thread(target=work, name="konigle-look-up", daemon=True).start()
    except RuntimeError:  # no thread can be started
        work()
    try:
        return found.result(timeout)
    except TimeoutError:
        raise httpcore.ConnectTimeout("the DNS lookup took too long") from None


def _addresses(host: str, port: int) -> list[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise httpcore.ConnectError(problem) from problem  # httpcore's pool keeps only the arguments
    return list(dict.fromkeys(str(row[4][0]) for row in rows))
