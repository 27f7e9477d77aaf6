"""Servers on loopback that do one thing to every connection, and calls to them in every world."""

import asyncio
import contextlib
import gc
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from konigle import AsyncClient, Client, KonigleError
from konigle.sandbox import Sandbox

CERTIFICATES = Path(__file__).parent / "certificates"
CLIENT_KINDS = ("sync", "async", "aiohttp", "http2", "given")
KEY = "sk-live/0123456789+abcdef"

Handle = Callable[[socket.socket], None]


@contextlib.contextmanager
def serving(handle: Handle, count: list[int] | None = None) -> Iterator[int]:
    """The port of a server that hands each connection to a function and then closes it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                if count is not None:
                    count.append(1)
                with connection, contextlib.suppress(OSError):
                    connection.settimeout(5)
                    handle(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def presenting(certificate: str, then: Handle = lambda connection: None) -> Handle:
    """Shakes hands with a certificate from this folder."""

    def handle(connection: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
        with context.wrap_socket(connection, server_side=True) as secured:
            then(secured)

    return handle


def responding(*parts: bytes) -> Handle:
    """Reads a request and sends these bytes."""

    def handle(connection: socket.socket) -> None:
        head, body = b"", b""
        while b"\r\n\r\n" not in head and (part := connection.recv(65536)):
            head += part
        head, _, body = head.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        while length and len(body) < int(length[1]):
            body += connection.recv(65536)
        for part in parts:
            connection.sendall(part)

    return handle


def speaking_first(text: bytes) -> Handle:
    """Sends these bytes once the first byte of anything has come."""

    def handle(connection: socket.socket) -> None:
        connection.recv(1)
        connection.sendall(text)

    return handle


def reset(connection: socket.socket) -> None:
    """Reads a request and breaks the connection."""
    responding()(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


def closed_port() -> int:
    """A port where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def failure(client_kind: str, url: str, what: str = "get", **settings: Any) -> KonigleError:
    """The error that one call ends with, its traceback included."""
    settings = {"allow_http": True, "retry_count": 1, "retry_backoff": 0.0, **settings}
    call = _async_call if client_kind in {"async", "aiohttp"} else _sync_call
    try:
        call(client_kind, url, what, settings)
    except KonigleError as error:
        return error
    raise AssertionError(f"{client_kind}: the call succeeded")


def _sync_call(client_kind: str, url: str, what: str, settings: dict[str, Any]) -> None:
    own = httpx.Client() if client_kind == "given" else None
    named = {"http_client": own} if own else {"transport": "http2"} if client_kind == "http2" else {}
    with own or contextlib.nullcontext(), Client(KEY, url, **named, **settings) as client:
        if what == "get":
            client.contacts.get("c1")
        else:
            client.contacts.create({"email": "ada@example.com"})


def _async_call(client_kind: str, url: str, what: str, settings: dict[str, Any]) -> None:
    async def run() -> None:
        named: dict[str, Any] = {"transport": "aiohttp"} if client_kind == "aiohttp" else {}
        async with AsyncClient(KEY, url, **named, **settings) as client:
            if what == "get":
                await client.contacts.get("c1")
            else:
                await client.contacts.create({"email": "ada@example.com"})

    asyncio.run(run())


def connections(sandbox: Sandbox) -> int:
    """How many open sockets of this process lead to the sandbox; its own ends, which lead back, do not count."""
    port = int(sandbox.url.rpartition(":")[2])
    found = 0
    for one in gc.get_objects():
        if type(one) is socket.socket and one.fileno() >= 0:
            with contextlib.suppress(OSError):  # it listens
                found += one.getpeername()[1:2] == (port,)
    return found
