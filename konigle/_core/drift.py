"""Reports where responses differ from the documented API: to the log, and to whoever collects it."""

import contextlib
import logging
from collections.abc import Generator
from contextvars import ContextVar
from typing import cast

from pydantic import BaseModel, ValidationError

from konigle.hooks import DriftKind

logger = logging.getLogger("konigle")

Drift = tuple[str, str, DriftKind]
"""Model, field and kind."""

_MISSING = "is missing from the response; it is None"
_INVALID = "does not have the documented type; its raw value was kept"

_collected: ContextVar[list[Drift] | None] = ContextVar("konigle_drift", default=None)
_reported: set[tuple[str, str]] = set()


@contextlib.contextmanager
def collect_drift() -> Generator[list[Drift]]:
    """Collects the drift of the responses that are decoded inside the block."""
    found: list[Drift] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def report_missing(model: str, field: str) -> None:
    """Reports a required field that the response lacks."""
    _collect((model, field, "missing"))
    _warn(model, field, _MISSING)


def report_invalid(model: str, field: str, problem: ValidationError, decoded: object) -> None:
    """Reports an invalid value. If it consists of objects that are decoded field by field, these are collected instead."""
    if not _is_decoded_inside(decoded):
        found = problem.errors(include_url=False, include_context=False, include_input=False)
        is_enum = {error["type"] for error in found} <= {"enum", "literal_error"}
        _collect((model, field, "unknown_value" if is_enum else "invalid_value"))
    _warn(model, field, _INVALID)


def _is_decoded_inside(decoded: object) -> bool:
    parts: list[object] = cast("list[object]", decoded) if isinstance(decoded, list) else [decoded]
    return bool(parts) and all(isinstance(part, BaseModel) for part in parts)


def _collect(drift: Drift) -> None:
    found = _collected.get()
    if found is not None:
        found.append(drift)


def _warn(model: str, field: str, what: str) -> None:
    """Logs one warning for each model and field, if a handler is installed: otherwise logging would print it."""
    key = (model, field)
    if key not in _reported and logger.hasHandlers():
        _reported.add(key)
        logger.warning("%s.%s %s. Check for a newer version of this SDK.", model, field, what)
