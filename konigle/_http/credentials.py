"""Credentials beside the API key on requests of httpx, and the redirects that they may follow."""

from collections.abc import Mapping
from typing import Any

import httpx

from konigle._core.secret import STARS, Scheme, Secret
from konigle.config import ClientConfig

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class KeyedURL(httpx.URL):
    """A URL with keys in its query; its texts, which end up in logs and tracebacks, have asterisks in their place."""

    def __init__(self, url: httpx.URL, keys: Mapping[str, Secret]) -> None:
        super().__init__(url.copy_merge_params({name: key.reveal() for name, key in keys.items()}))
        self.keys = keys
        self._shown = str(url.copy_merge_params(dict.fromkeys(keys, STARS)))

    def revealed(self) -> httpx.URL:
        """Returns the plain URL, for what sends the text of a URL."""
        return httpx.URL(self)

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"URL({self._shown!r})"


class KeyedHeaders(httpx.Headers):
    """Headers of which some are keys, with asterisks in their place in `repr`; httpx hides `Authorization` alone."""

    def __init__(self, headers: httpx.Headers, names: frozenset[str]) -> None:
        super().__init__(headers)
        self.names = names

    def __repr__(self) -> str:
        shown = httpx.Headers(
            [(name, STARS if name.lower() in self.names else value) for name, value in self.multi_items()]
        )
        return repr(shown)


def add(request: httpx.Request, schemes: tuple[Scheme, ...], config: ClientConfig) -> None:
    """Adds credentials to a request, which has the API key; takes that out if it is none of them."""
    if not any(scheme.is_main for scheme in schemes):
        del request.headers["authorization"]
    keys: dict[str, Secret] = {}
    names: set[str] = set()
    for scheme in schemes:
        if scheme.is_main:
            continue
        if scheme.location == "query":
            keys[scheme.parameter] = config.credentials[scheme.name]
        else:
            names.add(scheme.parameter.lower())
            # no local variable ever holds the text
            request.headers[scheme.parameter] = (
                f"{scheme.prefix} {config.credentials[scheme.name].reveal()}".strip()
            )
    if keys:
        request.url = KeyedURL(request.url, keys)
    if names:
        request.headers = KeyedHeaders(request.headers, frozenset(names))


def redirected(request: httpx.Request, response: httpx.Response) -> httpx.Request | None:
    """Returns the request that follows a redirect of a read; None unless scheme, host and port are the same."""
    if response.status_code not in _REDIRECTS or request.method != "GET":
        return None
    location = response.headers.get("location")
    if not location:
        return None
    try:
        target = request.url.join(location)
    except httpx.InvalidURL:
        return None
    if (target.scheme, target.host, target.port) != (request.url.scheme, request.url.host, request.url.port):
        return None
    if target.userinfo:  # some HTTP libraries would send it in place of the key
        return None
    follow = httpx.Request("GET", target, headers=request.headers, extensions=request.extensions)
    _keep(request, follow)
    return follow


def _keep(request: httpx.Request, follow: httpx.Request) -> None:
    """Adds the keys of a request to the one that follows its redirect, which goes to the same host."""
    if isinstance(request.url, KeyedURL):
        follow.url = KeyedURL(follow.url, request.url.keys)
    if isinstance(request.headers, KeyedHeaders):
        follow.headers = KeyedHeaders(follow.headers, request.headers.names)


def sendable(url: Any) -> Any:
    """The URL for a library that sends the text of it."""
    return url.revealed() if isinstance(url, KeyedURL) else url
