"""Collects what differs from the documented API while a response is decoded."""

import contextlib
from collections.abc import Generator
from contextvars import ContextVar

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
