"""A TCP relay in front of a sandbox, which misbehaves below HTTP: it decides about every byte of a response."""

import asyncio
import contextlib
import re
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Self
from urllib.parse import urlsplit

GIVE_UP_S = (
    6.0  # an endless misbehaviour ends after this, so that a client that waits for ever is found, and let go
)
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER of zero seconds: close() sends RST
_RECEIVE_BUFFER_BYTES = 64 * 1024  # small, so that an upload stops when the server reads no more
_BACKLOG = 1024
_HOP = re.compile(rb"(?i)\r\n(?:host|connection):[^\r]*(?=\r\n)")  # headers of one connection
_HANDSHAKE = b"\x16"  # the first byte of a TLS handshake
_FAILURES = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)

Strike = Callable[["Exchange"], Awaitable[None]]


class Exchange:
    """One request on one connection, and the means to misbehave.

    Attributes:
        request_id: Value of its X-Request-ID header.
    """

    def __init__(
        self, line: "Line", head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._line, self._head, self._reader, self._writer = line, head, reader, writer
        found = re.search(rb"(?i)\r\nx-request-id: *([^\r]*)\r\n", head)
        self.request_id = found[1].decode() if found else ""
        self._body: bytes | None = None

    async def read(self) -> bytes:
        """The rest of the request."""
        if self._body is None:
            self._body = await _body_of(self._head, self._reader)
        return self._body

    async def response(self) -> bytes:
        """The sandbox's response; the request has been carried out."""
        return await self._line.forward(self._head, await self.read())

    async def send(self, data: bytes) -> None:
        """Sends bytes as they are, in one segment where they fit into one."""
        self._writer.write(data)
        await self._writer.drain()

    async def send_endlessly(self, data: bytes, pause_s: float) -> None:
        """Sends the same again and again."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GIVE_UP_S):
                while True:
                    await self.send(data)
                    await asyncio.sleep(pause_s)
        self.close()

    async def read_slowly(self, size: int, pause_s: float) -> None:
        """Reads a few bytes at a time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GIVE_UP_S):
                while not self._reader.at_eof():
                    await self._reader.read(size)
                    await asyncio.sleep(pause_s)
        self.close()

    async def stay_mute(self) -> None:
        """Sends nothing until the client closes the connection."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GIVE_UP_S):
                while await self._reader.read(65536):
                    pass
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._writer.close()

    def reset(self) -> None:
        """Resets the connection."""
        self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._writer.transport.abort()


class Gate:
    """A port at which no connection is established before `open` is called.

    Args:
        line: The relay that serves it once it is open.
        kind: `refused`: the port is closed. `unanswered`: nobody acknowledges a SYN.
    """

    def __init__(self, line: "Line", kind: str) -> None:
        self._line = line
        self._socket = _bound()
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._fillers: list[socket.socket] = []
        self._is_open = False
        if kind == "unanswered":
            self._fill()

    def _fill(self) -> None:
        """Linux drops a SYN while the queue of connections that nobody accepted is full."""
        self._socket.listen(0)
        for _ in range(3):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(self._socket.getsockname())
            self._fillers.append(filler)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Frees the port; one that is open closes with the relay."""
        self._drop_fillers()
        if not self._is_open:
            self._socket.close()

    def open(self) -> None:
        """Makes connections from now on."""
        if not self._is_open:
            self._is_open = True
            self._drop_fillers()
            self._socket.listen(_BACKLOG)
            self._line.serve(self._socket)

    def _drop_fillers(self) -> None:
        for filler in self._fillers:
            filler.close()
        self._fillers.clear()


class Line:
    """The relay, in a separate thread.

    Args:
        upstream: The sandbox's URL.
        tls: For clients that speak TLS.

    Attributes:
        weather: Which misbehaviour a request meets, by its X-Request-ID; None lets it through.
        seen: Requests that arrived, by X-Request-ID, whether they were let through or not.
    """

    def __init__(self, upstream: str, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._host, self._port = urlsplit(upstream).hostname, urlsplit(upstream).port
        self.weather: Callable[[str], Strike | None] = calm
        self.seen: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._servers: list[asyncio.Server] = []
        self._tasks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._busy = 0
        self._thread = threading.Thread(target=self._loop.run_forever, name="chaos-line", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        listener = _bound()
        listener.listen(_BACKLOG)
        self.port = listener.getsockname()[1]
        self.url = f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}"
        self.serve(listener)
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def is_quiet(self) -> bool:
        """Whether no request is being dealt with."""
        return not self._busy

    def serve(self, listener: socket.socket) -> None:
        """Serves a listening socket."""
        self._run(self._serve(listener))

    async def forward(self, head: bytes, body: bytes) -> bytes:
        """The response of the sandbox, over a separate connection for each request."""
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            own = f"\r\nhost: {self._host}:{self._port}\r\nconnection: close\r\n\r\n".encode()
            writer.write(_HOP.sub(b"", head[:-2])[:-2] + own + body)
            await writer.drain()
            return _HOP.sub(b"", await reader.read(), count=1)
        finally:
            writer.close()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _serve(self, listener: socket.socket) -> None:
        self._servers.append(
            await asyncio.start_server(self._accept, sock=listener, backlog=_BACKLOG, ssl=self._tls)
        )

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        for task, writer in self._tasks.items():
            writer.transport.abort()
            task.cancel()
        if self._tasks:
            await asyncio.wait(list(self._tasks))
        await asyncio.sleep(0)  # transports close their sockets in the loop's next step

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._talk(reader, writer))
        self._tasks[task] = writer
        task.add_done_callback(self._tasks.pop)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while first := await reader.read(1):
                if first == _HANDSHAKE:
                    await reader.read()  # and no ServerHello
                    return
                exchange = Exchange(self, first + await reader.readuntil(b"\r\n\r\n"), reader, writer)
                self.seen[exchange.request_id] += 1
                self._busy += 1
                try:
                    await (self.weather(exchange.request_id) or relay)(exchange)
                finally:
                    self._busy -= 1
        except _FAILURES:
            pass
        except asyncio.CancelledError:
            pass  # the relay stops
        finally:
            if writer.transport.is_closing():
                writer.transport.abort()  # nobody reads what it still has to send
            else:
                writer.close()


async def relay(exchange: Exchange) -> None:
    """Does what a good server does."""
    await exchange.send(await exchange.response())


def calm(_: str) -> None:
    """No misbehaviour at all."""


async def _body_of(head: bytes, reader: asyncio.StreamReader) -> bytes:
    if found := re.search(rb"(?i)\r\ncontent-length: *(\d+)", head):
        return await reader.readexactly(int(found[1]))
    if not re.search(rb"(?i)\r\ntransfer-encoding: *chunked", head):
        return b""
    parts: list[bytes] = []
    while not parts or not parts[-1].startswith(b"0\r\n"):
        size = await reader.readuntil(b"\r\n")
        parts.append(size + await reader.readexactly(int(size, 16) + 2))
    return b"".join(parts)


def _bound() -> socket.socket:
    """A socket that keeps its port, and refuses connections as long as it does not listen."""
    # asyncio sets TCP_NODELAY where the protocol is named; else a second small segment waits for an ACK
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER_BYTES)
    made.bind(("127.0.0.1", 0))
    return made
