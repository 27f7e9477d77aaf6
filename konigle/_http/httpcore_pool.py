"""What the SDK has to know of the connection pool inside of httpx's transports.

The names with a leading underscore are private to httpx and httpcore; tests fail should they change.
"""

from collections.abc import Callable
from typing import Any

import httpx
from httpcore._utils import is_socket_readable

__all__ = ["busy_connections", "drop_if_unread", "has_unread", "is_socket_readable", "use_backend"]


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
