# Derived from konigle/_async/httpx2.py by `python -m generator`; do not edit.
"""Clients and transports of httpx2, the maintained fork of httpx, with httpx's interface."""

import contextlib
from collections.abc import Generator, Iterator
from typing import Any

import httpx

from konigle._http import connections
from konigle._http.credentials import sendable
from konigle.exceptions import ClientClosedError

_OF_CONTENT = {"content-encoding", "content-length", "transfer-encoding"}


class SyncHttpx2Transport(httpx.BaseTransport):
    """Sends through a client or a transport of httpx2.

    Args:
        given: The caller's client, which is not closed with this object, or transport.
        library: The module `httpx2`.
    """

    def __init__(self, given: Any, library: Any) -> None:
        self._given = given
        self._library = library

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        content = request.read()
        headers, extensions = request.headers.raw, request.extensions
        with _as_httpx(self._library):
            response = self._send(request.method, str(sendable(request.url)), headers, content, extensions)
        if response.is_stream_consumed:  # already read and decoded by a hook
            raw = [
                (name, value)
                for name, value in response.headers.raw
                if name.lower().decode() not in _OF_CONTENT
            ]
            content = getattr(response, "_content", b"")  # none if the hook iterated over the body
            return httpx.Response(response.status_code, headers=raw, content=content)
        stream = _SyncStream(response, self._library)
        return httpx.Response(
            response.status_code, headers=response.headers.raw, stream=stream, extensions=response.extensions
        )

    def _send(
        self, method: str, url: str, headers: list[tuple[bytes, bytes]], content: bytes, extensions: Any
    ) -> Any:
        made: dict[str, Any] = {"headers": headers, "content": content, "extensions": extensions}
        if not hasattr(self._given, "build_request"):
            return self._given.handle_request(self._library.Request(method, url, **made))
        if self._given.is_closed:
            raise ClientClosedError("The http_client of this client is closed; nothing was sent.")
        request = self._given.build_request(method, url, **made)
        try:
            return self._given.send(request, auth=None, stream=True, follow_redirects=False)
        except (self._library.HTTPError, OSError) as problem:
            response = connections.on_failure(self._given, request, problem)
            if response is None:
                raise
            return response

    def close(self) -> None:
        if not hasattr(self._given, "build_request"):
            self._given.close()


class _SyncStream(httpx.SyncByteStream):
    def __init__(self, response: Any, library: Any) -> None:
        self._stream = response.stream
        self._response = response
        self._library = library

    def __iter__(self) -> Iterator[bytes]:
        if self._response.is_closed:
            return
        with _as_httpx(self._library):
            for part in self._stream:
                yield part

    def close(self) -> None:
        with _as_httpx(self._library):
            self._response.close()


@contextlib.contextmanager
def _as_httpx(library: Any) -> Generator[None]:
    """Raises httpx2's exceptions as httpx's exceptions of the same name."""
    try:
        yield
    except library.HTTPError as problem:
        kind = getattr(httpx, type(problem).__name__, httpx.TransportError)
        raise kind(str(problem)) from problem
