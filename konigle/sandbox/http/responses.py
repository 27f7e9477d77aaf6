"""Sends complete responses, broken responses, or none."""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from konigle.sandbox.control.faults import FaultRule
from konigle.sandbox.store import dumps

# Under this name the server's protocol passes the connection's transport to the application (ASGI "extensions").
TRANSPORT = "konigle.sandbox.transport"

_NO_CONTENT = 204
_BODILESS = frozenset({_NO_CONTENT, 205, 304})  # RFC 9110, 15.3.5, 15.3.6 and 15.4.5
_HTML = (
    "<!DOCTYPE html>\n<html><head><title>Please wait</title></head><body><h1>Please wait</h1></body></html>\n"
)
_SURPLUS = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
_GARBAGE = '{"id": "con_0000\x00\x1f]]'


@dataclass(slots=True)
class Response:
    """A status code, headers and a body to send."""

    status: int
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    media_type: str = "application/json"

    @classmethod
    def of_json(cls, status: int, value: Any, headers: list[tuple[str, str]] | None = None) -> Response:
        """Creates a response with a JSON body."""
        return cls(status, dumps(value).encode(), headers or [])

    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """Returns the headers for ASGI; adds those that describe the body."""
        named = {name.lower() for name, _ in self.headers}
        full = list(self.headers)
        if self.status != _NO_CONTENT and "content-type" not in named and self.media_type:
            full.append(("content-type", self.media_type))
        if self.status != _NO_CONTENT and "content-length" not in named:
            full.append(("content-length", str(len(self.body))))
        return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in full]


class ResponseSender:
    """Sends the response to one request."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._transport: asyncio.Transport = scope["extensions"][TRANSPORT]

    async def send(self, response: Response) -> None:
        """Sends a complete response."""
        await self._start(response)
        await self._send({"type": "http.response.body", "body": response.body})

    async def _start(self, response: Response) -> None:
        await self._send(
            {"type": "http.response.start", "status": response.status, "headers": response.raw_headers()}
        )

    async def close(self) -> None:
        """Closes the connection regularly, without a response."""
        self._transport.close()
        await self._gone()

    async def reset(self) -> None:
        """Resets the connection: with a linger time of zero the kernel sends RST instead of FIN (socket(7))."""
        if self._transport.is_closing():  # the client was faster
            return
        connection: socket.socket = self._transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()
        await self._gone()

    async def _gone(self) -> None:
        """Waits until the server has seen the end, so that it sends nothing itself."""
        message: Message = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await self._receive()

    async def send_truncated(self, response: Response, size: int | None) -> None:
        """Announces the whole body, sends a part of it, and closes; a response without a body is not sent."""
        if not response.body:
            await self.close()
            return
        part = len(response.body) // 2 if size is None else min(size, max(0, len(response.body) - 1))
        await self._start(response)
        await self._send({"type": "http.response.body", "body": response.body[:part], "more_body": True})
        await self.close()

    async def send_twice(self, response: Response) -> None:
        """Sends a complete response, and another one that no request asked for.

        Where the system can do that, both are sent at once: a client cannot use the connection between the two.
        """
        connection: socket.socket = self._transport.get_extra_info("socket")
        if cork := getattr(socket, "TCP_CORK", None):  # tcp(7), Linux
            connection.setsockopt(socket.IPPROTO_TCP, cork, 1)
        await self.send(response)
        self._transport.write(_SURPLUS)
        if cork:
            connection.setsockopt(socket.IPPROTO_TCP, cork, 0)

    async def send_dripping(self, response: Response, size: int, interval: float) -> None:
        """Sends the body in small parts with pauses, until it is complete or the client disconnects."""
        if not response.body:
            await self.send(response)
            return
        await self._start(response)
        gone = asyncio.ensure_future(self._gone())
        try:
            for at in range(0, len(response.body), size):
                chunk = response.body[at : at + size]
                more = at + size < len(response.body)
                await self._send({"type": "http.response.body", "body": chunk, "more_body": more})
                if more:
                    await asyncio.wait({gone}, timeout=interval)
                if gone.done():
                    return
        finally:
            gone.cancel()


def faulty(rule: FaultRule, url: str) -> Response:
    """Returns the response that a rule sends instead of the normal one."""
    headers = [*rule.headers.items()]
    media_type = "application/json"
    text = ""
    if rule.kind == "status":
        plain = isinstance(rule.body, str)
        text = rule.body if plain else dumps(rule.body or {"detail": f"Fault rule {rule.id}."})
        media_type = "text/plain; charset=utf-8" if plain else media_type
    elif rule.kind == "redirect":
        headers.append(("location", rule.location or url))
        media_type = ""
    elif rule.kind == "html":
        text, media_type = rule.body or _HTML, "text/html; charset=utf-8"
    elif rule.kind == "garbage":
        text = rule.body or _GARBAGE
    if rule.status in _BODILESS:
        text, media_type = "", ""
    return Response(rule.status or 200, text.encode(), headers, media_type)
