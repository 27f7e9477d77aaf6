"""What carries requests: a transport of httpx's own, or one by name, which comes with an extra of the same name."""

import importlib.util
import ssl
from http.cookiejar import CookieJar
from typing import Any, Literal

import httpx

from konigle._http.environment import find_proxy
from konigle._http.instrumentation import is_async_transport_patched
from konigle.config import ClientConfig
from konigle.exceptions import ConfigurationError

AsyncTransportName = Literal["aiohttp", "http2"]
SyncTransportName = Literal["http2"]
_MODULES = {"aiohttp": ("httpx_aiohttp", "aiohttp"), "http2": ("h2",)}


def check_name(name: str | None, kind: type) -> None:
    """Refuses the name of a transport that is unknown, or whose extra is not installed.

    Args:
        name: The name; None for httpx's own transport.
        kind: Of client: `httpx.Client` has no aiohttp.

    Raises:
        ConfigurationError: The client cannot be made.
    """
    if name is None:
        return
    if name not in _MODULES or (name == "aiohttp" and kind is httpx.Client):
        known = "http2; aiohttp is for an AsyncClient" if kind is httpx.Client else "aiohttp or http2"
        raise ConfigurationError(f"There is no transport {name!r} here. By name there is {known}.")
    if any(importlib.util.find_spec(module) is None for module in _MODULES[name]):
        raise ConfigurationError(
            f"transport={name!r} needs the extra of that name: in a checkout of this project, pip install '.[{name}]'."
        )


def transport_name(config: ClientConfig) -> str | None:
    """The transport to use now: a mock of httpx's own transport cannot stop requests that go over aiohttp."""
    if config.transport == "aiohttp" and is_async_transport_patched():
        return None
    return config.transport


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
        from konigle._aiohttp import make_transport

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
