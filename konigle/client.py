"""The two clients."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._async.client import AsyncClient as AsyncClient
    from konigle._sync.client import Client as Client

__all__ = [
    "AsyncClient",
    "Client",
]

_EXPORTS = {
    "AsyncClient": "konigle._async.client",
    "Client": "konigle._sync.client",
}
__getattr__, __dir__ = exports(__name__, _EXPORTS)
