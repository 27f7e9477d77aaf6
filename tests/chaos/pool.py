"""Reads the state of a client's connection pool."""

from typing import Any


def loose_connections(client: Any) -> int:
    """Connections that are neither idle nor closed, in a client with no call in progress: nothing owns them."""
    route = client.transport.pools.route
    if hasattr(route, "_pool"):  # httpx over httpcore
        return sum(not (one.is_idle() or one.is_closed()) for one in route._pool.connections)
    session = getattr(route, "client", None)  # httpx-aiohttp; a callable before the first request
    return len(session.connector._acquired) if hasattr(session, "connector") else 0
