"""How a handler says no: one exception that carries the whole answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["Refusal", "SandboxError", "conflict", "field_error", "invalid", "not_found"]


class SandboxError(RuntimeError):
    """The sandbox itself cannot do what it was asked: a bad seed, a locked file, a spec it does not fit."""


class Refusal(Exception):  # noqa: N818  # an answer, not a failure of the program
    """An answer that is no success. Raised anywhere below the dispatcher, it undoes the open transaction."""

    def __init__(self, status: int, body: Any, headers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = tuple(headers)


def invalid(fields: Mapping[str, Any]) -> Refusal:
    """400 with messages by field, nested as the request was."""
    return Refusal(400, dict(fields))


def field_error(field: str, message: str) -> Refusal:
    """400 about one field of the body or one query parameter."""
    return Refusal(400, {field: [message]})


def conflict(detail: str) -> Refusal:
    """409: the request is well formed but does not fit the resource's present state."""
    return Refusal(409, {"detail": detail})


def not_found(detail: str = "Not found.") -> Refusal:
    """404, worded as Django REST framework words it."""
    return Refusal(404, {"detail": detail})
