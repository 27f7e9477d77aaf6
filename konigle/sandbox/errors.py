"""The exception that ends a request with an error response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class SandboxError(RuntimeError):
    """The sandbox cannot do what was requested: an invalid seed, a locked file, an incompatible spec."""


class HttpError(Exception):  # a response, not a failure of the program
    """An error response. Raised anywhere below the dispatcher, it rolls back the open transaction."""

    def __init__(self, status: int, body: Any, headers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = tuple(headers)


def invalid(fields: Mapping[str, Any]) -> HttpError:
    """Returns a 400 with messages by field, nested like the request."""
    return HttpError(400, dict(fields))


def field_error(field: str, message: str) -> HttpError:
    """Returns a 400 about one field of the body or one query parameter."""
    return HttpError(400, {field: [message]})


def conflict(detail: str) -> HttpError:
    """Returns a 409: the request is well formed, but the state of the resource does not allow it."""
    return HttpError(409, {"detail": detail})


def not_found(detail: str = "Not found.") -> HttpError:
    """Returns a 404 with the text of Django REST framework."""
    return HttpError(404, {"detail": detail})
