"""What arrived: every request with its headers, what was answered, and whether it took effect."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

MAX_KEPT_BODY_BYTES = 1024 * 1024  # of each request; files as they were sent are in the outbox
_SECRET = frozenset({b"authorization", b"proxy-authorization", b"cookie"})


@dataclass(slots=True)
class ReceivedRequest:
    """One request. The values of headers with secrets are not kept.

    Attributes:
        sequence: Its number, counted from one since the sandbox began.
        method: The HTTP method.
        path: The path as sent, escapes included.
        query: The query string as sent.
        operation_id: The spec's name for it; None if it is no operation.
        raw_headers: Names (lower case) and values in the order sent.
        body: The body, up to 1 MiB of it.
        status: The status of the answer; None if no answer was sent.
        fault: The kind of fault that struck it, or None.
        applied: Whether this very request was carried out with success, whatever was answered.
        replayed: Whether an earlier answer was given again for its Idempotency-Key.
    """

    sequence: int
    method: str
    path: str
    query: str
    raw_headers: list[tuple[str, str]]
    operation_id: str | None = None
    body: bytes = b""
    status: int | None = None
    fault: str | None = None
    applied: bool = False
    replayed: bool = False
    _headers: dict[str, str] | None = field(default=None, repr=False, compare=False)

    @property
    def headers(self) -> dict[str, str]:
        """Headers by lower-case name; repeated ones joined by a comma."""
        if self._headers is None:
            joined: dict[str, str] = {}
            for name, value in self.raw_headers:
                joined[name] = f"{joined[name]}, {value}" if name in joined else value
            self._headers = joined
        return self._headers

    @property
    def json(self) -> Any:
        """The body read as JSON.

        Raises:
            ValueError: It is no JSON.
        """
        return json.loads(self.body)


class RequestLog:
    """The newest requests, up to a number; older ones are dropped so that long runs do not fill the memory."""

    def __init__(self, keep: int | None) -> None:
        self._kept: deque[ReceivedRequest] = deque(maxlen=keep)
        self.count = 0

    def add(
        self, method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]]
    ) -> ReceivedRequest:
        """Note a request as soon as its head is there."""
        self.count += 1
        shown = [
            (name.decode("latin-1"), "[redacted]" if name in _SECRET else value.decode("latin-1"))
            for name, value in headers
        ]
        request = ReceivedRequest(self.count, method, path, query.decode("latin-1"), shown)
        self._kept.append(request)
        return request

    def all(self) -> list[ReceivedRequest]:
        """The kept requests, oldest first."""
        return list(self._kept)

    def clear(self) -> None:
        """Forget them, and count from one again."""
        self._kept.clear()
        self.count = 0
