"""Access to the connection pool inside httpx's transports.

Names with a leading underscore are private to httpx and httpcore. Tests fail if they change.
"""

from collections.abc import Callable
from typing import Any

import httpx
from httpcore._utils import is_socket_readable

__all__ = ["busy_connections", "drop_if_unread", "has_unread", "is_socket_readable", "use_backend"]


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


def busy_connections(transport: object) -> int:
    """Returns the number of connections of a transport that are neither idle nor closed."""
    pool = getattr(transport, "_pool", None)
    connections: list[Any] = [] if pool is None else pool.connections
    return sum(not each.is_idle() and not each.is_closed() for each in connections)


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
