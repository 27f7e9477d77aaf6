"""What carries requests: a transport of httpx's own, or one by name, which comes with an extra of the same name."""

import importlib.util
import os
import ssl
import sys
import weakref
from http.cookiejar import CookieJar
from typing import Any, Literal, Protocol

import httpx

from konigle._http.connections import CLIENTS
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
    """Refuses the name of a transport that is unknown, or whose extra is not installed.

    Args:
        name: The name.
        kind: Class of the client of httpx: `Client` has no aiohttp.

    Raises:
        ConfigurationError: The client cannot be made.
    """
    if name not in _MODULES or (name == "aiohttp" and kind == "Client"):
        known = "http2; aiohttp is for an AsyncClient" if kind == "Client" else "aiohttp or http2"
        raise ConfigurationError(f"There is no transport {name!r} here. By name there is {known}.")
    if any(importlib.util.find_spec(module) is None for module in _MODULES[name]):
        raise ConfigurationError(
            f"transport={name!r} needs the extra of that name: in a checkout of this project, pip install '.[{name}]'."
        )


def check_transports(http_client: object, transport: object, kind: str, base: str) -> None:
    """Refuses both at once, and objects that are no client or transport of httpx or httpx2.

    Args:
        http_client: What the caller gave.
        transport: What the caller gave; the name of a transport is one, too.
        kind: Class that the client must be of.
        base: Class that the transport must be of.

    Raises:
        ConfigurationError: The client cannot be made.
    """
    if http_client is not None and transport is not None:
        raise ConfigurationError("Give http_client= or transport=, not both: a client has its own transport.")
    if http_client is not None and not isinstance(http_client, _classes(kind)):
        raise ConfigurationError(f"http_client must be an httpx.{kind}, not {type(http_client).__name__}.")
    if isinstance(transport, str):
        check_name(transport, kind)
    elif transport is not None and not isinstance(transport, _classes(base)):
        raise ConfigurationError(
            f"transport must be an httpx.{base} or a name, not {type(transport).__name__}."
        )


def _classes(name: str) -> tuple[type, ...]:
    """The class of httpx, and that of httpx2 where a program uses it."""
    library = sys.modules.get("httpx2")
    own = CLIENTS.get(name) or getattr(httpx, name)
    return (own, getattr(library, name)) if library else (own,)


def httpx2_of(given: object) -> Any:
    """The module `httpx2` if an object is a client or transport of it, else None."""
    library: Any = sys.modules.get("httpx2")
    if library is None:
        return None
    kinds = (library.Client, library.AsyncClient, library.BaseTransport, library.AsyncBaseTransport)
    return library if isinstance(given, kinds) else None


def async_transport(
    config: ClientConfig, name: str | None, context: ssl.SSLContext
) -> httpx.AsyncBaseTransport:
    """Opens a transport.

    A bare one: cookies, redirects, authentication and logs of httpx's client are of no use here, and cost a quarter of
    a call. aiohttp goes without the proxies of the environment.

    Raises:
        ConfigurationError: The environment names a proxy that cannot be used.
    """
    if name == "aiohttp":
        from konigle._http.aiohttp_transport import make_transport

        return make_transport(config, context)
    return httpx.AsyncHTTPTransport(**_settings(config, name, context))


def sync_transport(config: ClientConfig, name: str | None, context: ssl.SSLContext) -> httpx.BaseTransport:
    """The same for a `Client`, which has no aiohttp."""
    return httpx.HTTPTransport(**_settings(config, name, context))


def _settings(config: ClientConfig, name: str | None, context: ssl.SSLContext) -> dict[str, Any]:
    return {
        "verify": context,
        "http2": name == "http2",
        "limits": make_limits(config),
        "proxy": find_proxy(config.base_url),
    }


def make_limits(config: ClientConfig) -> httpx.Limits:
    """The size of the pool. How many requests may be under way is decided above it."""
    return httpx.Limits(max_connections=None, max_keepalive_connections=config.keepalive_connections)


class NoCookies(CookieJar):
    """Keeps no cookies: what a call does depends on its key alone, and looking for them costs a call 2 to 3 %."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Ignores what a response sets."""


class Resettable(Protocol):
    """Something that must start anew in a forked child."""

    def forget_connections(self) -> None: ...


_live: "weakref.WeakSet[Resettable]" = weakref.WeakSet()


def reset_after_fork(owner: Resettable) -> None:
    """Has `owner.forget_connections()` called in every forked child: two processes must not share a connection."""
    _live.add(owner)


def _reset_all() -> None:
    for owner in list(_live):
        owner.forget_connections()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_reset_all)
