"""What carries requests: a transport of httpx's own, or one by name, which comes with an extra of the same name."""

import importlib.util
from http.cookiejar import CookieJar
from typing import Any, Literal
from urllib.request import getproxies

import httpx

from konigle.config import ClientConfig, is_local
from konigle.exceptions import ConfigurationError

AsyncTransportName = Literal["aiohttp", "http2"]
SyncTransportName = Literal["http2"]
AsyncRoute = httpx.AsyncClient | httpx.AsyncBaseTransport
SyncRoute = httpx.Client | httpx.BaseTransport


def make_limits(config: ClientConfig) -> httpx.Limits:
    """The size of the pool."""
    return httpx.Limits(
        max_connections=config.max_connections or None, max_keepalive_connections=config.keepalive_connections
    )


def async_route(config: ClientConfig) -> AsyncRoute:
    """What carries the requests of a client that was given nothing for it.

    A bare transport: cookies, redirects, authentication and logs of httpx's client are of no use here, and cost a
    quarter of a call. Where the environment names proxies it is that client all the same, which knows when to take
    which of them; aiohttp goes without them, and so does what stays on this machine.

    Raises:
        ConfigurationError: The name is unknown, or the extra is not installed.
    """
    if config.transport == "aiohttp":
        return _aiohttp(config)
    http2 = _is_http2(config.transport, "aiohttp or http2")
    if getproxies() and not is_local(config.base_url):
        return httpx.AsyncClient(http2=http2, limits=make_limits(config), cookies=_NoCookies())
    return httpx.AsyncHTTPTransport(http2=http2, limits=make_limits(config))


def sync_route(config: ClientConfig) -> SyncRoute:
    """The same for a `Client`, which has no aiohttp."""
    http2 = _is_http2(config.transport, "http2; aiohttp is for an AsyncClient")
    if getproxies() and not is_local(config.base_url):
        return httpx.Client(http2=http2, limits=make_limits(config), cookies=_NoCookies())
    return httpx.HTTPTransport(http2=http2, limits=make_limits(config))


def _is_http2(name: str | None, known: str) -> bool:
    if name not in (None, "http2"):
        raise ConfigurationError(f"There is no transport {name!r} here. By name there is {known}.")
    if name and importlib.util.find_spec("h2") is None:  # httpx asks for it only when a transport is made
        raise _missing(name)
    return name == "http2"


class _NoCookies(CookieJar):
    """Keeps no cookies: what a call does depends on its key alone, and looking for them costs a call 2 to 3 %."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Passes over what an answer sets."""


def _aiohttp(config: ClientConfig) -> httpx.AsyncBaseTransport:
    try:
        from konigle._aiohttp import make_transport
    except ImportError:
        raise _missing("aiohttp") from None
    return make_transport(config)


def _missing(extra: str) -> ConfigurationError:
    return ConfigurationError(
        f"transport={extra!r} needs the extra of that name: in a checkout of this project, pip install '.[{extra}]'."
    )
