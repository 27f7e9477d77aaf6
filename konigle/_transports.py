"""Transports other than httpx's own, by name; each comes with an extra of the same name."""

import importlib.util
from typing import TYPE_CHECKING, Literal

import httpx

from konigle.config import ClientConfig
from konigle.exceptions import ConfigurationError

if TYPE_CHECKING:
    import httpx_aiohttp

AsyncTransportName = Literal["aiohttp", "http2"]
SyncTransportName = Literal["http2"]


def make_limits(config: ClientConfig) -> httpx.Limits:
    """The size of the pool."""
    return httpx.Limits(
        max_connections=config.max_connections or None, max_keepalive_connections=config.keepalive_connections
    )


def async_transport(config: ClientConfig) -> httpx.AsyncBaseTransport | None:
    """The transport a configuration names; None for httpx's own.

    Raises:
        ConfigurationError: The name is unknown, or the extra is not installed.
    """
    if config.transport == "aiohttp":
        return _aiohttp(config)
    if config.transport == "http2":
        return httpx.AsyncHTTPTransport(http2=_have_http2(), limits=make_limits(config))
    _check_none(config.transport, "aiohttp or http2")
    return None


def sync_transport(config: ClientConfig) -> httpx.BaseTransport | None:
    """The same for a `Client`, which has no aiohttp."""
    if config.transport == "http2":
        return httpx.HTTPTransport(http2=_have_http2(), limits=make_limits(config))
    _check_none(config.transport, "http2; aiohttp is for an AsyncClient")
    return None


def _check_none(name: str | None, known: str) -> None:
    if name is not None:
        raise ConfigurationError(f"There is no transport {name!r} here. By name there is {known}.")


def _aiohttp(config: ClientConfig) -> "httpx_aiohttp.AiohttpTransport":
    try:
        import aiohttp
        from httpx_aiohttp import AiohttpTransport
    except ImportError:
        raise _missing("aiohttp") from None
    context = httpx.create_ssl_context()

    def session() -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(limit=config.max_connections, ssl=context, keepalive_timeout=5.0)
        return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    return AiohttpTransport(verify=context, client=session)


def _have_http2() -> bool:
    if importlib.util.find_spec("h2") is None:  # httpx asks for it only when a transport is made
        raise _missing("http2")
    return True


def _missing(extra: str) -> ConfigurationError:
    return ConfigurationError(
        f"transport={extra!r} needs the extra of that name: in a checkout of this project, pip install '.[{extra}]'."
    )
