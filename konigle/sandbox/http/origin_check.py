"""Rejects requests from web pages whose origin is not allowed.

A web page can send requests to a local server. It is detected by the `Origin` header, by `Sec-Fetch-Site` if there is
no `Origin` (Fetch Metadata, section 2.3), and after DNS rebinding by the `Host`, which names the page's own site.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from konigle.sandbox.errors import SandboxError

_OWN_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_READABLE = ("Date", "Retry-After", "X-Request-Id", "Idempotency-Replayed", "Allow", "WWW-Authenticate")
_ABSOLUTE = re.compile(r"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+?)\.?(?::([0-9]{1,5}))?", re.ASCII)
_SHOWN = 100  # characters of a header that are shown in an error


def read_origins(origins: str | Iterable[str]) -> tuple[str, ...]:
    """Parses origins as browsers write them.

    Raises:
        SandboxError: A value is not an origin, such as `*` or a URL with a path.
    """
    given = (origins,) if isinstance(origins, str) else tuple(origins)
    return tuple(_origin(one) for one in given)


def _origin(text: str) -> str:
    problem = SandboxError(
        f"{text!r} is not an origin: pass scheme, host and port, such as http://localhost:3000; list each origin"
    )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise problem from error
    known = _authority(parts.netloc, _DEFAULT_PORTS.get(parts.scheme, 0))
    if parts.scheme not in _DEFAULT_PORTS or known is None or parts.path not in ("", "/"):
        raise problem
    if parts.query or parts.fragment or parts.username is not None:
        raise problem
    is_default = port is None or port == _DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{known[0]}" + ("" if is_default else f":{port}")


def _authority(text: str, default_port: int) -> tuple[str, int] | None:
    """Normalizes host and port: lower case, no final dot, IP addresses in their shortest form; None if invalid."""
    found = _AUTHORITY.fullmatch(text.strip().lower())
    if found is None:
        return None
    host, port = found[1], int(found[2] or default_port)
    if host.startswith("["):
        try:
            host = f"[{ipaddress.IPv6Address(host[1:-1])}]"
        except ValueError:
            return None
    return host, port


class OriginCheck:
    """Accepts requests to the sandbox's own host, and of pages of the allowed origins, with CORS headers.

    Args:
        app: The application behind it.
        port: The port the sandbox listens on.
        origins: Allowed origins, as returned by `read_origins`. Their hosts are also accepted as
            `Host`, as behind a proxy.
    """

    def __init__(self, app: ASGIApp, port: int, origins: tuple[str, ...]) -> None:
        own = {(host, port) for host in _OWN_HOSTS}
        split = [urlsplit(origin) for origin in origins]
        named = [_authority(parts.netloc, _DEFAULT_PORTS[parts.scheme]) for parts in split]
        self._hosts = own | {known for known in named if known is not None}
        self._own_origins = {_origin(f"http://{host}:{port}") for host in _OWN_HOSTS}
        self._allowed = frozenset(origins)
        self._app = app
        self._for_pages: ASGIApp = CORSMiddleware(
            app, origins, allow_methods=_METHODS, allow_headers=("*",), expose_headers=_READABLE
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or responds with 403 and the reason."""
        headers: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name, []).append(value.decode("latin-1"))
        problem = self._wrong_host(scope, headers) or self._foreign_page(headers)
        if problem:
            await JSONResponse({"detail": problem}, status_code=403)(scope, receive, send)
            return
        await (self._for_pages if self._allowed else self._app)(scope, receive, send)

    def _wrong_host(self, scope: Scope, headers: dict[bytes, list[str]]) -> str | None:
        named = headers.get(b"host", [])
        target = _ABSOLUTE.fullmatch(scope["raw_path"].decode("latin-1"))
        if target is not None:  # RFC 9112, 3.2.2: a server accepts a whole URL too, which overrides Host
            named = [*named, target[1]]
            path = target[2] or "/"
            scope["raw_path"] = path.encode("latin-1")
            scope["path"] = _ABSOLUTE.sub(r"\2", scope["path"]) or "/"
        if not named:
            return "The sandbox rejects requests without a Host header."
        for text in named:
            if _authority(text, 80) not in self._hosts:
                return (
                    f"The sandbox does not accept the host {text[:_SHOWN]!r}, only its own, such as 127.0.0.1 with its "
                    "port. To use another host name, start it with --allow-origin."
                )
        return None

    def _foreign_page(self, headers: dict[bytes, list[str]]) -> str | None:
        origins = headers.get(b"origin", [])
        for origin in origins:
            if origin not in self._allowed and origin.lower() not in self._own_origins:
                return (
                    f"The sandbox rejects pages of the origin {origin[:_SHOWN]!r}. To allow them, start it with "
                    "--allow-origin ORIGIN, or Sandbox(allow_origins=[...])."
                )
        sites = headers.get(b"sec-fetch-site", [])
        if not origins and not {"none", "same-origin"}.issuperset(site.strip().lower() for site in sites):
            return (
                "The sandbox rejects this request, because a page of another site made it (Sec-Fetch-Site)."
            )
        return None
