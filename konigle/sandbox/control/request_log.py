"""The request log: every request with its headers, the status code of its response, and whether it was applied."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

MAX_KEPT_BODY_BYTES = 1024 * 1024  # of each request; the outbox has complete files
_SECRET = frozenset({b"authorization", b"proxy-authorization", b"cookie"})


@dataclass(slots=True)
class ReceivedRequest:
    """One request. The values of secret headers are not recorded.

    Attributes:
        sequence: Its number, counted from one since the sandbox started.
        method: The HTTP method.
        path: The path as sent, escapes included.
        query: The query string as sent.
        operation_id: Its operationId; None if the spec has no such operation.
        raw_headers: Names (lower case) and values in the order sent.
        body: The body, up to 1 MiB of it.
        status: Status code of the response; None if no response was sent.
        fault: The kind of fault that was injected, or None.
        applied: Whether this request was applied, whatever the response was.
        replayed: Whether an earlier response was replayed for its Idempotency-Key.
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
        """Headers by lower-case name; repeated ones are joined by a comma."""
        if self._headers is None:
            joined: dict[str, str] = {}
            for name, value in self.raw_headers:
                joined[name] = f"{joined[name]}, {value}" if name in joined else value
            self._headers = joined
        return self._headers

    @property
    def json(self) -> Any:
        """The body parsed as JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return json.loads(self.body)


class RequestLog:
    """The newest requests, up to a number; older ones are dropped to limit the memory."""

    def __init__(self, keep: int | None) -> None:
        self._kept: deque[ReceivedRequest] = deque(maxlen=keep)
        self.count = 0

    def add(
        self, method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]]
    ) -> ReceivedRequest:
        """Records a request as soon as its headers are received."""
        self.count += 1
        shown = [
            (name.decode("latin-1"), "[redacted]" if name in _SECRET else value.decode("latin-1"))
            for name, value in headers
        ]
        request = ReceivedRequest(self.count, method, path, query.decode("latin-1"), shown)
        self._kept.append(request)
        return request

    def all(self) -> list[ReceivedRequest]:
        """The recorded requests, oldest first."""
        return list(self._kept)

    def clear(self) -> None:
        """Deletes the recorded requests and restarts the numbering at one."""
        self._kept.clear()
        self.count = 0
