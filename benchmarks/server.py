"""The server of the rows with a network: sends prepared JSON as fast as it can, in a separate process.

`python -m benchmarks.server` prints its port and serves until its standard input ends. The path contains size and
latency, so that one server is enough for all rows: `/<contacts>/<latency in ms>/reachout/api/v1/contacts…`.
"""

import asyncio
import functools
import math
import re
import sys

from benchmarks.data import contact_json

_LOCATION = re.compile(rb"(GET|POST) /(\d+)/(\d+)/reachout/api/v1/contacts(?:/\w+)?(?:\?(\S+))? ")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"  # of a head
_MARK = "@@@@@@"  # placeholder for the page number in the ids of a page


def message(status: bytes, body: bytes) -> bytes:
    """A whole response."""
    head = b"HTTP/1.1 %s\r\ncontent-type: application/json\r\nx-request-id: r\r\ncontent-length: %d\r\n\r\n"
    return head % (status, len(body)) + body


ONE = message(b"200 OK", contact_json("con000001").encode())
CREATED = message(b"201 Created", contact_json("con000001").encode())
UNKNOWN = message(b"404 Not Found", b'{"detail":"no such path"}')


@functools.cache
def _items(page_size: int) -> bytes:
    return ",".join(contact_json(f"con{_MARK}{location:03}") for location in range(page_size)).encode()


def page(count: int, number: int, page_size: int) -> bytes:
    """One page; its resources differ from those of other pages only in their ids."""
    pages = math.ceil(count / page_size)
    items = _items(page_size).replace(_MARK.encode(), b"%06d" % number)
    following = b'"http://api/contacts?page=%d"' % (number + 1) if number < pages else b"null"
    head = b'{"count":%d,"num_pages":%d,"next":%s,"previous":null,"payload":[' % (count, pages, following)
    return head + items + b"]}"


def respond(head: bytes) -> tuple[bytes, float]:
    """Returns the response to a request, and the seconds to delay it."""
    found = _LOCATION.match(head)
    if found is None:
        return UNKNOWN, 0.0
    method, count, latency_ms, query = found.groups()
    latency_s = int(latency_ms) / 1000
    if query is None:
        return ONE if method == b"GET" else CREATED, latency_s
    said = dict(part.split(b"=", 1) for part in query.split(b"&"))
    return message(b"200 OK", page(int(count), int(said[b"page"]), int(said[b"page_size"]))), latency_s


class Connection(asyncio.Protocol):
    """One connection: one request at a time; bodies are ignored."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the transport."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Responds to every complete request."""
        self._received += data
        while _END in self._received:
            head = self._received[: self._received.index(_END) + len(_END)]
            length = _LENGTH.search(head)
            whole = len(head) + (int(length[1]) if length else 0)
            if len(self._received) < whole:
                return
            self._received = self._received[whole:]
            content, latency_s = respond(head)
            if latency_s:
                asyncio.get_running_loop().call_later(latency_s, self._transport.write, content)
            else:
                self._transport.write(content)


async def serve() -> None:
    """Serves until standard input ends, which happens when the benchmark ends, even after a crash."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve())
