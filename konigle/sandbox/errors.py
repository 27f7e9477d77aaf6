"""How a handler says no: one exception that carries the whole answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class SandboxError(RuntimeError):
    """The sandbox itself cannot do what it was asked: a bad seed, a locked file, a spec it does not fit."""


class HttpError(Exception):  # an answer, not a failure of the program
    """An answer that is no success. Raised anywhere below the dispatcher, it undoes the open transaction."""

    def __init__(self, status: int, body: Any, headers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = tuple(headers)


def invalid(fields: Mapping[str, Any]) -> HttpError:
    """400 with messages by field, nested as the request was."""
    return HttpError(400, dict(fields))


def field_error(field: str, message: str) -> HttpError:
    """400 about one field of the body or one query parameter."""
    return HttpError(400, {field: [message]})


def conflict(detail: str) -> HttpError:
    """409: the request is well formed but does not fit the resource's present state."""
    return HttpError(409, {"detail": detail})


def not_found(detail: str = "Not found.") -> HttpError:
    """404, worded as Django REST framework words it."""
    return HttpError(404, {"detail": detail})
