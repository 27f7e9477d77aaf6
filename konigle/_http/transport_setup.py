"""Creates transports: one of httpx, or one selected by name, which needs the extra of the same name."""

import importlib.util
import os
import ssl
import sys
import weakref
from http.cookiejar import CookieJar
from typing import Any, Literal, Protocol

import httpx

from konigle._http.connections import CLIENTS, end_searches_for_sniffio
from konigle._http.environment import find_proxy
from konigle.config import ClientConfig
from konigle.exceptions import ConfigurationError

AsyncTransportName = Literal["aiohttp", "http2"]
SyncTransportName = Literal["http2"]


class AsyncHttpClient(Protocol):
    """An `httpx.AsyncClient` or `httpx2.AsyncClient`."""

    def build_request(self, method: str, url: Any) -> Any: ...
    async def aclose(self) -> None: ...


class SyncHttpClient(Protocol):
    """An `httpx.Client` or `httpx2.Client`."""

    def build_request(self, method: str, url: Any) -> Any: ...
    def close(self) -> None: ...


class AsyncHttpTransport(Protocol):
    """A transport of httpx or httpx2 for an `AsyncClient`."""

    async def handle_async_request(self, request: Any) -> Any: ...
    async def aclose(self) -> None: ...


class SyncHttpTransport(Protocol):
    """A transport of httpx or httpx2 for a `Client`."""

    def handle_request(self, request: Any) -> Any: ...
    def close(self) -> None: ...


_MODULES = {"aiohttp": ("httpx_aiohttp", "aiohttp"), "http2": ("h2",)}


def check_name(name: str, kind: str) -> None:
    """Rejects the name of a transport that is unknown, or whose extra is not installed.

    Args:
        name: The name.
        kind: Class of httpx's client: `Client` does not support aiohttp.

    Raises:
        ConfigurationError: The name cannot be used.
    """
    if name not in _MODULES or (name == "aiohttp" and kind == "Client"):
        known = "'http2' ('aiohttp' needs an AsyncClient)" if kind == "Client" else "'aiohttp' or 'http2'"
        raise ConfigurationError(f"Unknown transport {name!r}. Use {known}.")
    if any(importlib.util.find_spec(module) is None for module in _MODULES[name]):
        raise ConfigurationError(
            f"transport={name!r} needs the extra of that name. Run pip install '.[{name}]' in a checkout of this project."
        )


def check_transports(http_client: object, transport: object, kind: str, base: str) -> None:
    """Rejects both arguments at once, and objects that are not a client or transport of httpx or httpx2.

    Args:
        http_client: The caller's argument.
        transport: The caller's argument; may be the name of a transport.
        kind: Required class of the client.
        base: Required class of the transport.

    Raises:
        ConfigurationError: An argument is invalid.
    """
    if http_client is not None and transport is not None:
        raise ConfigurationError(
            "Pass http_client= or transport=, not both: an HTTP client has its own transport."
        )
    if http_client is not None and not isinstance(http_client, _classes(kind)):
        raise ConfigurationError(f"http_client must be an httpx.{kind}, not {type(http_client).__name__}.")
    if isinstance(transport, str):
        check_name(transport, kind)
    elif transport is not None and not isinstance(transport, _classes(base)):
        raise ConfigurationError(
            f"transport must be an httpx.{base} or a name, not {type(transport).__name__}."
        )


def _classes(name: str) -> tuple[type, ...]:
    """Returns the class of httpx, and that of httpx2 if the program uses it."""
    library = sys.modules.get("httpx2")
    own = CLIENTS.get(name) or getattr(httpx, name)
    return (own, getattr(library, name)) if library else (own,)


def httpx2_of(given: object) -> Any:
    """Returns the module `httpx2` if an object is one of its clients or transports, else None."""
    library: Any = sys.modules.get("httpx2")
    if library is None:
        return None
    kinds = (library.Client, library.AsyncClient, library.BaseTransport, library.AsyncBaseTransport)
    return library if isinstance(given, kinds) else None


def async_transport(
    config: ClientConfig, name: str | None, context: ssl.SSLContext
) -> httpx.AsyncBaseTransport:
    """Opens a transport.

    It is used without httpx's client, whose cookies, redirects, authentication and logs are not needed and cost a
    quarter of a call. aiohttp does not use the proxies of the environment.

    Raises:
        ConfigurationError: A proxy from the environment cannot be used.
    """
    if name == "aiohttp":
        from konigle._http.aiohttp_transport import make_transport

        return make_transport(config, context)
    end_searches_for_sniffio()
    return httpx.AsyncHTTPTransport(**_settings(config, name, context))


def sync_transport(config: ClientConfig, name: str | None, context: ssl.SSLContext) -> httpx.BaseTransport:
    """Opens a transport for a `Client`, which does not support aiohttp."""
    return httpx.HTTPTransport(**_settings(config, name, context))


def _settings(config: ClientConfig, name: str | None, context: ssl.SSLContext) -> dict[str, Any]:
    return {
        "verify": context,
        "http2": name == "http2",
        "limits": make_limits(config),
        "proxy": find_proxy(config.base_url),
    }


def make_limits(config: ClientConfig) -> httpx.Limits:
    """Returns the limits of the connection pool. The number of requests in progress is limited above it."""
    return httpx.Limits(max_connections=None, max_keepalive_connections=config.keepalive_connections)


class NoCookies(CookieJar):
    """Keeps no cookies: calls depend on the key alone, and extracting cookies costs 2 to 3 % of a call."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Ignores the cookies of a response."""


class Resettable(Protocol):
    """An object that must drop its connections in a forked child."""

    def forget_connections(self) -> None: ...


_live: "weakref.WeakSet[Resettable]" = weakref.WeakSet()


def reset_after_fork(owner: Resettable) -> None:
    """Calls `owner.forget_connections()` in every forked child: two processes must not share a connection."""
    _live.add(owner)


def _reset_all() -> None:
    for owner in list(_live):
        owner.forget_connections()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_reset_all)
