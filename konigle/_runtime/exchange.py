"""One finished call with everything known of it, and who wants to see it."""

import contextlib
from collections.abc import Generator, Mapping
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

import attrs

from konigle.exceptions import Attempt

T = TypeVar("T")


@attrs.frozen
class RawResponse(Generic[T]):
    """A finished call beside its result.

    Attributes:
        operation: The spec's operationId.
        status_code: HTTP status of the answer; None when nothing was sent (dry run).
        headers: Headers of the answer, names in lower case.
        request_id: The `X-Request-ID` the server answered with, else the one that was sent.
        attempts: The tries that were made.
        value: The result, as read from the answer.
        content: The body, as it came.
        is_stand_in: Whether the value was made of the request, because there was no answer to read.
    """

    operation: str
    status_code: int | None
    headers: Mapping[str, str] = attrs.field(repr=False)
    request_id: str
    attempts: tuple[Attempt, ...]
    value: T = attrs.field(repr=False)
    content: bytes = attrs.field(repr=False, default=b"")
    is_stand_in: bool = False


_watchers: ContextVar[tuple[tuple[object, list[RawResponse[Any]]], ...]] = ContextVar(
    "konigle_watchers", default=()
)


@contextlib.contextmanager
def watch(transport: object) -> Generator[list[RawResponse[Any]]]:
    """Collects the calls over one transport inside the block, by this thread or task and the tasks it starts."""
    seen: list[RawResponse[Any]] = []
    token = _watchers.set((*_watchers.get(), (transport, seen)))
    try:
        yield seen
    finally:
        _watchers.reset(token)


def is_watched(transport: object) -> bool:
    """Whether anyone collects the calls over a transport."""
    return any(watched is transport for watched, _ in _watchers.get())


def show(transport: object, response: RawResponse[Any]) -> None:
    """Hands a finished call to whoever watches."""
    for watched, seen in _watchers.get():
        if watched is transport:
            seen.append(response)
