"""A server made of a document: it checks each request against the document, keeps what it received, and sends an example."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.public_specs.contract import Contract, Endpoint, Media, Raw
from tests.public_specs.parameters import received

Response = tuple[Media, Any] | None


class Stub:
    """One server.

    Attributes:
        url: Its base URL.
        requests: What was received and fitted, by the name of the operation: `parameters` and `body`.
        problems: Why a request did not fit the document.
    """

    def __init__(self, contract: Contract, responses: dict[str, Response]) -> None:
        self.contract, self._responses = contract, responses
        self.url = ""
        self.requests: dict[str, Raw] = {}
        self.problems: dict[str, str] = {}

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        """Checks and keeps one request, and sends the response."""
        target = urlsplit(handler.path)
        content = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        found = self._find(handler.command.lower(), target.path)
        if found is None:
            self.problems[f"{handler.command} {target.path}"] = "no operation of the document has this path"
            self._send(handler, 404, None)
            return
        endpoint, path = found
        values = {
            "path": {name: unquote(value) for name, value in path.items()},
            "query": parse_qsl(target.query, keep_blank_values=True),
            "header": {name.lower(): value for name, value in handler.headers.items()},
            "cookie": dict(parse_qsl(handler.headers.get("cookie", "").replace("; ", "&"))),
        }
        try:
            self.requests[endpoint.name] = self._read(endpoint, values, content)
        except ValueError as problem:
            self.problems[endpoint.name] = str(problem)
            self._send(handler, 400, None)
            return
        self._send(handler, endpoint.status, self._responses.get(endpoint.name))

    def _find(self, method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
        """The operation of a path; one without parameters goes before one that has them."""
        found = [
            (one, names)
            for one in self.contract.endpoints
            if one.method == method and (names := one.match(path)) is not None
        ]
        return min(found, key=lambda pair: len(pair[1])) if found else None

    def _read(self, endpoint: Endpoint, values: Raw, content: bytes) -> Raw:
        parameters: Raw = {}
        for raw in endpoint.parameters:
            value = received(self.contract, raw, values)
            if value is None:
                if raw.get("required"):
                    raise ValueError(f"the {raw['in']} parameter {raw['name']!r} is missing")
                continue
            if problem := self.contract.fits(raw.get("schema", True), value) if "schema" in raw else "":
                raise ValueError(f"the parameter {raw['name']!r} is {value!r}: {problem}")
            parameters[f"{raw['in']} {raw['name']}"] = value
        return {
            "parameters": parameters,
            "headers": values["header"],
            "query": dict(values["query"]),
            "body": self._body(endpoint, values["header"].get("content-type", ""), content),
        }

    def _body(self, endpoint: Endpoint, kind: str, content: bytes) -> Any:
        if not content and not kind:
            return None
        name = kind.partition(";")[0].strip().lower()
        same = [one for one in endpoint.bodies if one.kind.partition(";")[0].strip().lower() == name]
        media = next(
            iter(same or [one for one in endpoint.bodies if one.is_json and name == "application/json"]), None
        )
        if media is None:
            raise ValueError(f"a body of {kind!r}, which the document does not name")
        if media.is_json:
            value = json.loads(content)
            if problem := self.contract.fits(media.schema, value):
                raise ValueError(f"the body does not fit: {problem}")
            return value
        if name == "application/x-www-form-urlencoded":
            return parse_qsl(content.decode(), keep_blank_values=True)
        return _form(kind, content) if name == "multipart/form-data" else content.decode()

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, status: int, response: Response) -> None:
        content, kind = b"", ""
        if response is not None:
            media, value = response
            kind = "application/json" if media.kind.startswith("*") else media.kind
            content = json.dumps(value).encode() if media.is_json else str(value).encode()
        handler.send_response(status)
        if kind:
            handler.send_header("content-type", kind)
        if status not in {204, 205}:
            handler.send_header("content-length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)


def _form(kind: str, content: bytes) -> list[tuple[str, str]]:
    """The fields of a multipart form, files as their text."""
    message = BytesParser(policy=HTTP).parsebytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + content)
    return [
        (str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True).decode())
        for part in message.iter_parts()
    ]


@contextmanager
def serving(contract: Contract, responses: dict[str, Response]) -> Iterator[Stub]:
    """A running server on loopback."""
    stub = Stub(contract, responses)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return lambda: stub.handle(self)
            raise AttributeError(name)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        stub.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield stub
        finally:
            server.shutdown()
            thread.join()
