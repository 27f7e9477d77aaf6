"""Connections of httpx's transports: time limits, what the SDK must know of their pool, and whether a tool patched them.

How much time an attempt has left is known to the network operations below httpcore. A limit around the whole attempt
(`asyncio.timeout`) would cancel inside httpcore, which then never frees connections that were assigned to a request and
not yet made; and nothing can cancel a blocking call. So each connect, handshake, read and write gets the time that is
left instead.

Tracing tools and mocks replace methods of `httpx.Client` or of httpx's transports, at any time. Unless one did,
requests are sent directly through the transport, which saves a quarter of a call.

Names with a leading underscore are private to httpx and httpcore. Tests fail if they change.
"""

import sys
from collections.abc import Callable
from contextvars import ContextVar, Token
from importlib.util import find_spec
from operator import attrgetter, is_
from types import FunctionType
from typing import Any

import attrs
import httpcore
import httpx
from httpcore import _synchronization
from httpcore._utils import is_socket_readable as is_socket_readable
from httpx._client import (
    AsyncClient,
    BaseClient,
    Client,
)  # the original classes, even while a mock replaces them

from konigle._concurrency import monotonic_clock as clock


@attrs.define
class AttemptLimit:
    """The time limit of one attempt, and how far it got.

    Attributes:
        ends_at: When the time limit of the attempt ends, by the clock; None for never.
        clock: Returns the time in seconds.
        is_connecting: A connection is being established for this attempt.
        is_sent: A part of the request itself was written to a connection.
    """

    ends_at: float | None = None
    clock: Callable[[], float] = clock.monotonic
    is_connecting: bool = False
    is_sent: bool = False

    @property
    def is_unsent(self) -> bool:
        """Whether the connection for the attempt was never established."""
        return self.is_connecting and not self.is_sent

    def time_left(self) -> float | None:
        """Returns the seconds left, at least zero; None for no limit."""
        return None if self.ends_at is None else max(0.0, self.ends_at - self.clock())

    def bounded(self, timeout: float | None) -> float | None:
        """Returns the time limit of one operation: its own, or the time left of the attempt if that is less."""
        left = self.time_left()
        return timeout if left is None else left if timeout is None else min(timeout, left)

    def check(self) -> None:
        """Raises TimeoutError once the time limit has passed."""
        if self.ends_at is not None and self.clock() > self.ends_at:
            raise TimeoutError


_NO_LIMIT = AttemptLimit()
_current: ContextVar[AttemptLimit] = ContextVar("konigle_attempt_limit", default=_NO_LIMIT)


def begin(limit: AttemptLimit) -> "Token[AttemptLimit]":
    """Applies a limit to the network operations of this thread or task, until `end` is called with the result."""
    return _current.set(limit)


def end(token: "Token[AttemptLimit]") -> None:
    """Removes the limit."""
    _current.reset(token)


def current() -> AttemptLimit:
    """Returns the limit of the current attempt of this thread or task."""
    return _current.get()


def on_connect() -> None:
    """Records that a connection is about to be established."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_connecting = True


def on_connected() -> None:
    """Records that a connection was established or reused; the request follows."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_sent = True


def on_write(data: bytes) -> None:
    """Records that bytes are about to be written. Bytes that set up a proxy tunnel are not the request.

    A request starts with its method or with HTTP/2's preface, in capitals; SOCKS with its version (RFC 1928, 3).
    """
    limit = _current.get()
    if limit is not _NO_LIMIT and not limit.is_sent and data[:1] > b"\x05" and data[:8] != b"CONNECT ":
        limit.is_sent = True


def on_failure(carrier: object, request: object, problem: BaseException) -> Any:
    """Returns the response of the request if a hook of the caller's client called its `raise_for_status()`, else None.

    Otherwise records that the request was sent if a response hook may have raised the exception. httpx puts the request
    on an exception of its transport; one of a hook has none, or that of another call.
    """
    if getattr(problem, "_request", None) is request:
        return getattr(problem, "response", None)
    hooks: Any = getattr(carrier, "event_hooks", {})
    if hooks.get("response"):
        on_connected()
    return None


def seconds(timeout: float | None, error: type[Exception]) -> float | None:
    """Returns the time limit of the next network operation.

    Raises:
        Exception: The time limit of the attempt has passed; of the type given.
    """
    limit = _current.get()
    if limit.ends_at is None:
        return timeout
    left = limit.ends_at - limit.clock()
    if left <= 0:
        raise error("the time limit of the attempt has passed")
    return left if timeout is None or left < timeout else timeout


def seconds_to_write(timeout: float | None) -> float | None:
    """Returns the time limit of the next write.

    Raises:
        httpcore.ConnectTimeout: The time limit passed before the first byte of the request, so nothing was sent.
        httpcore.WriteTimeout: The time limit passed while the request was being sent.
    """
    return seconds(timeout, httpcore.WriteTimeout if _current.get().is_sent else httpcore.ConnectTimeout)


def has_unread(stream: object) -> bool:
    """Whether anyio has buffered bytes that were not read, such as a TLS record after that of a response.

    They are no longer on the socket, which is all that httpcore checks before it reuses a connection.
    """
    inner = getattr(stream, "_stream", None)
    while inner is not None:
        incoming, protocol = getattr(inner, "_read_bio", None), getattr(inner, "_protocol", None)
        if (incoming is not None and incoming.pending) or (protocol is not None and protocol.read_queue):
            return True
        inner = getattr(inner, "transport_stream", None)
    return False


def use_backend(transport: object, backend: Callable[[], object]) -> None:
    """Makes a transport use another network backend; httpx has no argument for it."""
    pool = getattr(transport, "_pool", None)
    if pool is not None:
        pool._network_backend = backend()


def end_searches_for_sniffio() -> None:
    """Makes httpcore take asyncio for the async library where the module sniffio, which could say another, is not installed.

    httpcore imports it eight times a request, and Python searches the whole path for a missing module each time: that took
    two fifths of a concurrent call. Trio depends on sniffio.
    """
    if "sniffio" not in sys.modules and find_spec("sniffio") is None:
        _synchronization.current_async_library = lambda: "asyncio"


def busy_connections(transport: object) -> int:
    """Returns the number of connections of a transport that are neither idle nor closed."""
    pool = getattr(transport, "_pool", None)
    connections: list[Any] = [] if pool is None else pool.connections
    return sum(not each.is_idle() and not each.is_closed() for each in connections)


def is_used_up(response: httpx.Response) -> bool:
    """Whether a hook closed the response, or iterated over its body, so that nothing is left to read."""
    return (response.is_closed or response.is_stream_consumed) and not hasattr(response, "_content")


def drop_if_unread(response: httpx.Response) -> None:
    """Marks the connection of a response as unusable if bytes follow the response.

    They were received in one segment with it, so the socket has nothing left to read, and httpcore would read them as
    the response to the next request. The names are private to httpcore; tests fail if they change.
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
    """Returns the file of a plain function; None for a wrapper, since some claim the file of the wrapped function."""
    return function.__code__.co_filename if type(function) is FunctionType else None


@attrs.define
class _Methods:
    """Some methods of a class, and the file that defines them."""

    get: "attrgetter[tuple[Any, ...]]"
    file: str | None
    _seen: tuple[Any, ...] = ()
    _codes: tuple[Any, ...] = ()

    def are_replaced(self, owner: Any) -> bool:
        """Whether any method was replaced. ddtrace's older wrapper replaces only the code of a function."""
        methods = self.get(owner)
        codes = tuple([getattr(method, "__code__", None) for method in methods])
        # a wrapper may compare equal to the wrapped function
        if self._seen and all(map(is_, methods, self._seen)) and all(map(is_, codes, self._codes)):
            return False
        if any(_source(method) != self.file for method in methods):
            return True
        self._seen, self._codes = methods, codes
        return False


# The file comes from a method that no tool replaces: the `__file__` of a module differs in frozen programs.
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
    """Whether to send through `httpx.Client` or `httpx.AsyncClient`, so that a tool sees the request."""
    found = getattr(httpx, name)
    return found is not CLIENTS[name] or _METHODS[name].are_replaced(found)


def is_transport_patched() -> bool:
    """Whether to use httpx's async transport, so that a mock can intercept a request."""
    return _TRANSPORT.are_replaced(httpx.AsyncHTTPTransport) or _POOL.are_replaced(
        httpcore.AsyncConnectionPool
    )
