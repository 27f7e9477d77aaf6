"""Connections of httpx's transports: time limits, what the SDK must know of their pool, and whether a tool patched them.

How much time an attempt has left is known to the network operations below httpcore. A limit around the whole attempt
(`asyncio.timeout`) would cancel inside httpcore, which then never frees connections that were assigned to a request and
not yet made; and nothing can cancel a blocking call. So each connect, handshake, read and write gets the time that is
left instead.

Tracing tools and mocks replace methods of `httpx.Client` or of httpx's transports, at any time. As long as none did,
requests go to the transport directly, which saves a quarter of a call.

Names with a leading underscore are private to httpx and httpcore; tests fail should they change.
"""

from collections.abc import Callable
from contextvars import ContextVar, Token
from operator import attrgetter, is_
from types import FunctionType
from typing import Any

import attrs
import httpcore
import httpx
from httpcore._utils import is_socket_readable as is_socket_readable
from httpx._client import AsyncClient, BaseClient, Client  # httpx's own, even while a mock replaces them

from konigle._concurrency import monotonic_clock as clock


@attrs.define
class AttemptLimit:
    """The time limit of one attempt, and how far it got.

    Attributes:
        ends_at: When the attempt's time is up, by the clock; None for never.
        clock: The time in seconds.
        is_connecting: A connection is being made for this attempt.
        is_sent: Something of the request itself was written to a connection.
    """

    ends_at: float | None = None
    clock: Callable[[], float] = clock.monotonic
    is_connecting: bool = False
    is_sent: bool = False

    @property
    def is_unsent(self) -> bool:
        """Whether the connection that the attempt needed was never made."""
        return self.is_connecting and not self.is_sent

    def time_left(self) -> float | None:
        """Seconds left, never below zero; None for no limit."""
        return None if self.ends_at is None else max(0.0, self.ends_at - self.clock())

    def bounded(self, timeout: float | None) -> float | None:
        """The time limit of one operation: its own, or what is left of the attempt if that is less."""
        left = self.time_left()
        return timeout if left is None else left if timeout is None else min(timeout, left)

    def check(self) -> None:
        """Raises TimeoutError once the time is up."""
        if self.ends_at is not None and self.clock() > self.ends_at:
            raise TimeoutError


_NO_LIMIT = AttemptLimit()
_current: ContextVar[AttemptLimit] = ContextVar("konigle_attempt_limit", default=_NO_LIMIT)


def begin(limit: AttemptLimit) -> "Token[AttemptLimit]":
    """Puts the network operations of this thread or task under a limit, until `end` is called with the result."""
    return _current.set(limit)


def end(token: "Token[AttemptLimit]") -> None:
    """Takes the limit away."""
    _current.reset(token)


def current() -> AttemptLimit:
    """The limit of the attempt that is under way here."""
    return _current.get()


def on_connect() -> None:
    """A connection is about to be made."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_connecting = True


def on_connected() -> None:
    """A connection was made or reused, and what follows is the request."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_sent = True


def on_write(data: bytes) -> None:
    """Bytes are about to be written. What only sets up a proxy's tunnel is not the request.

    A request starts with its method or with HTTP/2's preface, in capitals; SOCKS with its version (RFC 1928, 3).
    """
    limit = _current.get()
    if limit is not _NO_LIMIT and not limit.is_sent and data[:1] > b"\x05" and data[:8] != b"CONNECT ":
        limit.is_sent = True


def seconds(timeout: float | None, error: type[Exception]) -> float | None:
    """Time limit of the next network operation.

    Raises:
        Exception: The attempt's time is up; of the type given.
    """
    limit = _current.get()
    if limit.ends_at is None:
        return timeout
    left = limit.ends_at - limit.clock()
    if left <= 0:
        raise error("the time limit of the attempt has passed")
    return left if timeout is None or left < timeout else timeout


def seconds_to_write(timeout: float | None) -> float | None:
    """Time limit of the next write.

    Raises:
        httpcore.ConnectTimeout: The attempt's time was up before the first byte of the request, so nothing was sent.
        httpcore.WriteTimeout: It is up within the request.
    """
    return seconds(timeout, httpcore.WriteTimeout if _current.get().is_sent else httpcore.ConnectTimeout)


def has_unread(stream: object) -> bool:
    """Whether anyio holds bytes of a connection that nobody read, such as a TLS record after that of a response.

    They were taken off the socket, which is all that httpcore checks before it uses a connection again.
    """
    inner = getattr(stream, "_stream", None)
    while inner is not None:
        incoming, protocol = getattr(inner, "_read_bio", None), getattr(inner, "_protocol", None)
        if (incoming is not None and incoming.pending) or (protocol is not None and protocol.read_queue):
            return True
        inner = getattr(inner, "transport_stream", None)
    return False


def use_backend(transport: object, backend: Callable[[], object]) -> None:
    """Has a transport make its connections by another network backend, for which httpx has no argument."""
    pool = getattr(transport, "_pool", None)
    if pool is not None:
        pool._network_backend = backend()


def busy_connections(transport: object) -> int:
    """How many connections of a transport are neither idle nor closed."""
    pool = getattr(transport, "_pool", None)
    connections: list[Any] = [] if pool is None else pool.connections
    return sum(not each.is_idle() and not each.is_closed() for each in connections)


def drop_if_unread(response: httpx.Response) -> None:
    """Marks the connection of a response as unusable if bytes follow the response.

    They came in one segment with it, so nothing is left to read on the socket, and httpcore would take them for the
    response to the next request. The names are httpcore's private ones; tests fail should they change.
    """
    node: object = response.stream
    while node is not None:
        state = getattr(node, "_h11_state", None)
        if state is not None:
            if state.trailing_data[0]:
                state.send_failed()  # the connection is then closed instead of kept
            return
        node = (
            getattr(node, "_httpcore_stream", None)
            or getattr(node, "_stream", None)
            or getattr(node, "_connection", None)
        )


def _source(function: Any) -> str | None:
    """The file a plain function was written in; None for a wrapper, some of which claim the file of what they wrap."""
    return function.__code__.co_filename if type(function) is FunctionType else None


@attrs.define
class _Methods:
    """Some methods of a class, and the file they come from."""

    get: "attrgetter[tuple[Any, ...]]"
    file: str | None
    _seen: tuple[Any, ...] = ()
    _codes: tuple[Any, ...] = ()

    def are_replaced(self, owner: Any) -> bool:
        """Whether any is not the library's own function. ddtrace's older wrapper replaces a function's code only."""
        methods = self.get(owner)
        codes = tuple([getattr(method, "__code__", None) for method in methods])
        # a wrapper may equal what it wraps
        if self._seen and all(map(is_, methods, self._seen)) and all(map(is_, codes, self._codes)):
            return False
        if any(_source(method) != self.file for method in methods):
            return True
        self._seen, self._codes = methods, codes
        return False


# A method that no tool has a reason to replace shows the file: the `__file__` of a module differs in frozen programs.
_CLIENT_FILE = _source(vars(BaseClient)["_merge_url"])
_CLIENT = attrgetter(
    "send",
    "_send_handling_auth",
    "_send_handling_redirects",
    "_send_single_request",
    "_transport_for_url",
)
CLIENTS: dict[str, type] = {"Client": Client, "AsyncClient": AsyncClient}
_METHODS = {name: _Methods(_CLIENT, _CLIENT_FILE) for name in CLIENTS}
_TRANSPORT = _Methods(
    attrgetter("handle_async_request", "aclose"), _source(httpx.AsyncHTTPTransport.__aenter__)
)
_POOL = _Methods(
    attrgetter("handle_async_request", "create_connection"),
    _source(httpcore.AsyncConnectionPool.__aenter__),
)


def is_client_patched(name: str) -> bool:
    """Whether `httpx.Client` or `httpx.AsyncClient` has to be sent through, so that a tool sees the request."""
    found = getattr(httpx, name)
    return found is not CLIENTS[name] or _METHODS[name].are_replaced(found)


def is_transport_patched() -> bool:
    """Whether httpx's asynchronous transport has to be used, so that a mock can stop a request."""
    return _TRANSPORT.are_replaced(httpx.AsyncHTTPTransport) or _POOL.are_replaced(
        httpcore.AsyncConnectionPool
    )
