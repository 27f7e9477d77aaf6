"""Receives the body of a request, up to a limit."""

from __future__ import annotations

from starlette.types import Receive

from konigle.sandbox.errors import HttpError

__all__ = ["receive_body"]

# Beyond its limit a body is discarded as it arrives: a client reads no response before it has sent everything.
_MOST_DRAINED = 1024 * 1024 * 1024


async def receive_body(receive: Receive, limit: int) -> bytes | None:
    """Returns the whole body; None if the client disconnected.

    Raises:
        Refusal: 413 if it has more bytes than the limit.
    """
    kept: list[bytes] = []
    size = 0
    more = True
    while more and size <= _MOST_DRAINED:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        more = message.get("more_body", False)
        size += len(message["body"])
        if size > limit:
            kept.clear()
        else:
            kept.append(message["body"])
    if size > limit:
        raise HttpError(413, {"detail": "The request body is too large."}, [("connection", "close")])
    return b"".join(kept)
