"""Collects what differs from the documented API while a response is decoded."""

import contextlib
from collections.abc import Generator
from contextvars import ContextVar
from typing import Any, cast

from pydantic import ValidationError

from konigle._core.body import model_in
from konigle.hooks import DriftKind

Drift = tuple[str, str, DriftKind]
"""Model, field and kind."""

_found: ContextVar[list[Drift] | None] = ContextVar("konigle_drift", default=None)


@contextlib.contextmanager
def collect_drift() -> Generator[list[Drift]]:
    """Collects the drift of the responses that are decoded inside the block."""
    found: list[Drift] = []
    token = _found.set(found)
    try:
        yield found
    finally:
        _found.reset(token)


def add_drift(model: str, field: str, kind: DriftKind) -> None:
    """Adds one difference to what is collected, if anything is."""
    found = _found.get()
    if found is not None:
        found.append((model, field, kind))


def is_decoded_inside(annotation: Any, value: Any) -> bool:
    """Whether an invalid value consists of objects whose fields are decoded one by one."""
    if model_in(annotation) is None:
        return False
    parts = cast("list[Any]", value) if isinstance(value, list) else [value]
    return all(isinstance(part, dict) for part in parts)


def kind_of(problem: ValidationError) -> DriftKind:
    """Returns the kind of an invalid value."""
    found = problem.errors(include_url=False, include_context=False, include_input=False)
    return (
        "unknown_value"
        if {error["type"] for error in found} <= {"enum", "literal_error"}
        else "invalid_value"
    )
