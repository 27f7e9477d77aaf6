"""Whether the classes of httpx are as httpx made them.

Tracing tools and mocks replace methods of `httpx.Client` or of httpx's transports, at any time. As long as none did,
requests go to the transport directly, which saves a quarter of a call.
"""

from operator import attrgetter, is_
from types import FunctionType
from typing import Any

import attrs
import httpcore
import httpx
from httpx._client import AsyncClient, BaseClient, Client  # httpx's own, even while a mock replaces them


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


# A method that no tool has a reason to replace tells the file: the `__file__` of a module differs in frozen programs.
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


def is_async_transport_patched() -> bool:
    """Whether httpx's asynchronous transport has to be used, so that a mock can stop a request."""
    return _TRANSPORT.are_replaced(httpx.AsyncHTTPTransport) or _POOL.are_replaced(
        httpcore.AsyncConnectionPool
    )
