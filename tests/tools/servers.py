"""A server that counts its connections, for tests that claim that nothing reaches it."""

import contextlib
import json
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

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
