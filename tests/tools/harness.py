"""What the tests of several tools share: a caller for each kind of client, a server, and processes of their own."""

import asyncio
import contextlib
import contextvars
import inspect
import json
import multiprocessing
import socket
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from konigle import AsyncClient, Client

P = ParamSpec("P")
T = TypeVar("T")


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of a module's function, called in a new process; what it raises is raised here.

    What a tracing tool replaces in httpx, it does not put back.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(function, *args, **kwargs).result(timeout=120)


KINDS = ("sync", "async", "aiohttp")
KEY = "key-0123456789-of-the-tool-tests"


class Caller:
    """A client of some kind, and a loop to call it in if it needs one.

    Args:
        kind: `sync`, `async` or `aiohttp`.
        url: The base URL.
        settings: Further arguments of the client.
    """

    def __init__(self, kind: str, url: str, **settings: Any) -> None:
        settings = {"api_key": KEY, "base_url": url, "retry_backoff": 0.0, **settings}
        self._loop = asyncio.Runner()
        self.client: Any
        if kind == "sync":
            self.client = Client(**settings)
        elif kind == "async":
            self.client = AsyncClient(**settings)
        else:
            self.client = AsyncClient(transport="aiohttp", **settings)

    def wait(self, value: Any) -> Any:
        """What a method of the client returned: a value of the sync client, or the result of an awaitable."""
        if not inspect.iscoroutine(value):
            return value
        # the runner's own context is older than the span that a test has opened
        return self._loop.run(value, context=contextvars.copy_context())

    def emails(self) -> list[str]:
        """The addresses on the first page of contacts."""
        return [contact.email for contact in self.wait(self.client.contacts.list()).payload]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wait(self.client.close())
        self._loop.close()


STAMPS = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}


def page(*emails: str) -> dict[str, Any]:
    """The only page of a list of contacts."""
    contacts = [{"id": f"con_{number}", "email": email, **STAMPS} for number, email in enumerate(emails)]
    return {"payload": contacts, "count": len(emails), "next": None, "previous": None}


REAL = "real@example.com"
MOCKED = "mocked@example.com"


class Handler(BaseHTTPRequestHandler):
    """Serves a page of one contact, over connections that stay open."""

    protocol_version = "HTTP/1.1"
    server: "CountingServer"

    def do_GET(self) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        content = json.dumps(page(REAL)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Prints nothing."""


class CountingServer(ThreadingHTTPServer):
    """A server on a free port of 127.0.0.1, which runs inside a `with` block.

    Attributes:
        connections: How many connections it has accepted.
        requests: Method and path of each request.
    """

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        scheme = "https" if context else "http"
        self.url = f"{scheme}://127.0.0.1:{self.server_address[1]}"
        self._context = context
        self.connections = 0
        self.requests: list[str] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accepts the next connection."""
        connection, peer = super().get_request()
        self.connections += 1
        return connection, peer

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Serves a connection, in its thread."""
        if self._context is None:
            super().finish_request(request, client_address)
            return
        with (
            contextlib.suppress(OSError),  # the client refused the certificate
            self._context.wrap_socket(request, server_side=True) as wrapped,
        ):
            super().finish_request(wrapped, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Prints nothing of connections that a client has reset."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()
