"""What may happen to one exchange below HTTP; each is a coroutine that has the connection in its hands."""

import asyncio
import functools
import json
import struct
import zlib

from tests.chaos.line import Exchange, Strike, relay

STRANGER = "a-strangers-record"  # the id in every surplus response
_RECORD = json.dumps({"id": STRANGER, "email": "stranger@example.com", "name": STRANGER}).encode()
_SURPLUS = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (
    len(_RECORD),
    _RECORD,
)
_CHUNKED = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n"
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"  # RFC 1952, 2.3
_EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"  # RFC 1951, 3.2.4: stored, of length zero
_BLANKS = b" " * 65536
_ENDLESS_BYTES = 256 * 2**20  # past every limit on a response, and little enough for a client without one
_DRIP_S = 0.05


def after(seconds: float) -> Strike:
    """A response that takes a while; the request is carried out, whether the client still waits or not."""

    async def strike(exchange: Exchange) -> None:
        await exchange.read()
        await asyncio.sleep(seconds)
        await relay(exchange)

    return strike


async def mute(exchange: Exchange) -> None:
    """No response, and nothing is carried out."""
    await exchange.stay_mute()


async def mute_after(exchange: Exchange) -> None:
    """Carried out, and no response."""
    await exchange.response()
    await exchange.stay_mute()


async def slow_reader(exchange: Exchange) -> None:
    """A server that reads the request a few bytes at a time."""
    await exchange.read_slowly(1024, _DRIP_S)


async def dripped_head(exchange: Exchange) -> None:
    """A status line, and then one header byte by byte."""
    await exchange.response()
    await exchange.send(b"HTTP/1.1 200 OK\r\nx-slow: ")
    await exchange.send_endlessly(b"a", _DRIP_S)


async def informational(exchange: Exchange) -> None:
    """Interim responses without end."""
    await exchange.read()
    await exchange.send_endlessly(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" * 3, _DRIP_S / 2)


async def chunk_extensions(exchange: Exchange) -> None:
    """A chunk size whose extension never ends."""
    await exchange.response()
    await exchange.send(_CHUNKED + b"\r\n5;")
    await exchange.send_endlessly(b"x", _DRIP_S)


async def empty_blocks(exchange: Exchange) -> None:
    """gzip blocks that decode to nothing."""
    await exchange.response()
    await exchange.send(_CHUNKED + b"content-encoding: gzip\r\n\r\n" + _chunk(_GZIP_HEAD))
    await exchange.send_endlessly(_chunk(_EMPTY_BLOCK), _DRIP_S)


async def dripped_body(exchange: Exchange) -> None:
    """A body byte by byte."""
    await exchange.response()
    await exchange.send(_CHUNKED + b"\r\n")
    await exchange.send_endlessly(_chunk(b" "), _DRIP_S)


async def reset_at_request(exchange: Exchange) -> None:
    """A reset before the request is read."""
    exchange.reset()


async def reset_in_head(exchange: Exchange) -> None:
    """Carried out, and a reset within the header fields of the response."""
    response = await exchange.response()
    await exchange.send(response[:30])
    exchange.reset()


async def reset_in_body(exchange: Exchange) -> None:
    """Carried out, and a reset before the response is complete."""
    response = await exchange.response()
    await exchange.send(response[:-1])
    exchange.reset()


async def surplus(exchange: Exchange) -> None:
    """Two responses to one request, in one segment."""
    await exchange.send(await exchange.response() + _SURPLUS)


async def surplus_record(exchange: Exchange) -> None:
    """Two responses in one segment; under TLS each is a separate record (RFC 8446, 5.1: 2**14 bytes at most)."""
    head, separator, body = (await exchange.response()).partition(b"\r\n\r\n")
    missing = 2**14 - len(head + separator + body)
    filler = (b"\r\nx-filler: " + b"x" * 4000) * 5
    last = b"\r\nx-last: "  # a header must have its name
    await exchange.send(head + filler[: missing - 100] + last.ljust(100, b"x") + separator + body + _SURPLUS)


async def unsolicited(exchange: Exchange) -> None:
    """A response that nobody asked for, on a connection that is idle."""
    await exchange.send(await exchange.response())
    await asyncio.sleep(0.01)
    await exchange.send(_SURPLUS)


async def small_bomb(exchange: Exchange) -> None:
    """Nothing is carried out; 100 kB that decode to 100 MB: blanks around a record, which is valid JSON."""
    await exchange.read()
    await exchange.send(_bomb(100, b"200 OK"))


async def bomb(exchange: Exchange) -> None:
    """1 MB that decodes to 1 GB."""
    await exchange.read()
    await exchange.send(_bomb(1000, b"200 OK"))


async def error_bomb(exchange: Exchange) -> None:
    """An error response of that kind."""
    await exchange.read()
    await exchange.send(_bomb(100, b"500 Internal Server Error"))


async def nested_error(exchange: Exchange) -> None:
    """An error response nested deeper than a decoder may recurse, and wider than anybody wants to read."""
    await exchange.read()
    wide = json.dumps({f"field{number}": ["No."] for number in range(20_000)}).encode()
    body = b'{"deep":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"," + wide[1:]
    await exchange.send(b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n")
    await exchange.send(b"content-length: %d\r\n\r\n" % len(body) + body)


async def endless_body(exchange: Exchange) -> None:
    """A body that comes as fast as the client reads, and does not end within any limit."""
    await exchange.read()
    await exchange.send(_CHUNKED + b"\r\n")
    for _ in range(_ENDLESS_BYTES // len(_BLANKS)):
        await exchange.send(_chunk(_BLANKS))
    exchange.close()


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


@functools.cache
def _bomb(megabytes: int, status: bytes) -> bytes:
    """A record and blanks after it. After a full flush the same input gives the same bytes, so a block is packed once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    blanks = b" " * 1_000_000
    first = packer.compress(_RECORD) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.crc32(_RECORD)
    for _ in range(megabytes):
        checksum = zlib.crc32(blanks, checksum)
    size = len(_RECORD) + megabytes * len(blanks)
    trailer = struct.pack("<II", checksum, size % 2**32)
    body = _GZIP_HEAD + first + block * megabytes + packer.flush() + trailer
    head = b"content-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n"
    return b"HTTP/1.1 %s\r\n" % status + head % len(body) + body
