"""Compares the webhooks: which requests the API sends, what they hold, and how they are signed."""

from collections.abc import Iterator
from typing import Any

from generator.read.spec import Raw
from tools.api_diff.behaviour import extension
from tools.api_diff.changes import UNKNOWN, Finding, Level
from tools.api_diff.requests import compare_media
from tools.api_diff.resolved_schema import DOCUMENTATION, Document
from tools.api_diff.schemas import Context, SchemaComparison

_JSON = "application/json"
# The response is that of the receiver, and no name is made of the operation id.
_HANDLED = frozenset({"requestBody", "x-signature", "responses", "operationId", *DOCUMENTATION})
_TOLERANCE_S = 300  # if `x-signature` says none


def compare_webhooks(schemas: SchemaComparison) -> Iterator[Finding]:
    """Differences of all webhooks; those of the payloads are kept with the others of schemas."""
    old, new = (document.raw.get("webhooks", {}) for document in (schemas.before, schemas.after))
    for name in (one for one in old if one not in new):
        models = _models(schemas.before, old[name])
        yield Finding(_location(name), "is gone", Level.BREAKING, "programs wait for it in vain", models)
    for name in new:
        if name not in old:
            yield Finding(_location(name), "is new", Level.ADDITIVE, "", _models(schemas.after, new[name]))
        else:
            yield from _webhook(name, old[name].get("post", {}), new[name].get("post", {}), schemas)


def _location(name: str) -> str:
    return f"webhook {name}"


def _media(document: Document, raw: Raw) -> Raw:
    """The JSON that a request holds."""
    body, _ = document.follow(raw.get("requestBody", {}))
    found: Raw = body.get("content", {}).get(_JSON, {})
    return found


def _models(document: Document, item: Raw) -> frozenset[str]:
    return frozenset({document.component(_media(document, item.get("post", {})).get("schema"))} - {""})


def _webhook(name: str, old: Raw, new: Raw, schemas: SchemaComparison) -> Iterator[Finding]:
    for what, level, why in _signature(old.get("x-signature"), new.get("x-signature")):
        yield Finding(_location(name), what, level, why)
    media = _media(schemas.before, old), _media(schemas.after, new)
    compare_media(*media, _location(name), schemas, Context("read", frozenset()))
    for word in ("responses", "operationId"):
        if old.get(word) != new.get(word):
            yield Finding(_location(name), f"{word} is another", Level.DOCUMENTATION)
    for word in sorted((old.keys() | new.keys()) - _HANDLED):
        if old.get(word) != new.get(word):
            yield Finding(_location(name), f"{word} is another", Level.BREAKING, UNKNOWN)


def _signature(old: Any, new: Any) -> Iterator[tuple[str, Level, str]]:
    """Receivers check what the spec said when they were released; only a time may differ by more than it could."""

    def is_wider() -> bool:
        is_same = {**old, "tolerance": 0} == {**new, "tolerance": 0}
        return is_same and old.get("tolerance", _TOLERANCE_S) <= new.get("tolerance", _TOLERANCE_S)

    if new and not old:
        yield "x-signature is new", Level.BREAKING, "`parse` raises an error without a secret"
    else:
        yield from extension("x-signature", old, new, is_wider, "programs refuse what is signed another way")
