"""Detects whether a tool has replaced methods of httpx.

Tracing tools and mocks replace methods of `httpx.Client` or of httpx's transports, at any time. Unless one did,
requests are sent directly through the transport, which saves a quarter of a call.
"""

from operator import attrgetter, is_
from types import FunctionType
from typing import Any

import attrs
import httpcore
import httpx
from httpx._client import (
    AsyncClient,
    BaseClient,
    Client,
)  # the original classes, even while a mock replaces them


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


def is_async_transport_patched() -> bool:
    """Whether to use httpx's async transport, so that a mock can intercept a request."""
    return _TRANSPORT.are_replaced(httpx.AsyncHTTPTransport) or _POOL.are_replaced(
        httpcore.AsyncConnectionPool
    )
