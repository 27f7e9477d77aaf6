"""A server on loopback that keeps what it receives and returns what it is told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


class Stub:
    """One server; `received` is the last request."""

    def __init__(self) -> None:
        self.url = ""
        self.received: dict[str, Any] = {}
        self._response: dict[str, Any] = {}

    def prepare(self, response: dict[str, Any]) -> None:
        """Says what the next response is: `status`, `headers`, and `json` or `text`."""
        self.received, self._response = {}, response

    def keep(self) -> None:
        """Is called with each request, before its response is sent."""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Keeps the request, and sends the response."""
        target = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        kind = (handler.headers.get("content-type") or "").partition(";")[0]
        self.received = {
            "method": handler.command,
            "path": target.path,
            "query": parse_qsl(target.query, keep_blank_values=True),
            "headers": {name.lower(): value for name, value in handler.headers.items()},
            "text": body.decode("utf-8", "replace"),
        }
        if kind == "application/json":
            self.received["json"] = json.loads(body)
        elif kind == "multipart/form-data":
            self.received["form"] = _parts(handler.headers["content-type"], body)
        self.keep()
        content, kind = b"", ""
        if "json" in self._response:
            content, kind = json.dumps(self._response["json"]).encode(), "application/json"
        elif "text" in self._response:
            content, kind = self._response["text"].encode(), "text/plain"
        handler.send_response(self._response.get("status", 200))
        headers = {"content-type": kind} if kind else {}
        for name, value in (headers | self._response.get("headers", {})).items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)


def _parts(kind: str, body: bytes) -> list[dict[str, str]]:
    """The parts of a multipart form: `name`, `text`, and of a file `file` and `type`."""
    message = message_from_bytes(f"content-type: {kind}\r\n\r\n".encode() + body)
    parts = []
    for part in message.get_payload():
        found = {
            "name": part.get_param("name", header="content-disposition"),
            "text": part.get_payload(decode=True).decode(),
        }
        if part.get_filename():
            found |= {"file": part.get_filename(), "type": part.get_content_type()}
        parts.append(found)
    return parts


def made_as_expected(sends: dict[str, Any], received: dict[str, Any]) -> bool:
    """Whether a request is what a step says that it sends."""
    assert {word: received.get(word) for word in sends.keys() - {"query", "headers"}} == {
        word: value for word, value in sends.items() if word not in {"query", "headers"}
    }
    assert received["headers"].items() >= sends.get("headers", {}).items()
    assert "query" not in sends or received["query"] == [tuple(pair) for pair in sends["query"]]
    return True


@contextmanager
def started(stub: Stub | None = None) -> Iterator[Stub]:
    """A running server, of a kind of its own if one is given."""
    stub = stub or Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return lambda: stub.answer(self)
            raise AttributeError(name)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        stub.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield stub
        finally:
            server.shutdown()
            thread.join()
