"""Compares two versions of the spec."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.read.spec import Raw
from tools.api_diff.behaviour import compare_behaviour
from tools.api_diff.changes import UNKNOWN, Change, Direction, Finding, Level, merged
from tools.api_diff.documentation import compare_documentation
from tools.api_diff.operations import Api, Operation, references
from tools.api_diff.requests import compare_bodies, compare_parameters
from tools.api_diff.resolved_schema import Document
from tools.api_diff.responses import compare_responses
from tools.api_diff.schemas import SchemaComparison
from tools.api_diff.webhooks import compare_webhooks

# What is compared elsewhere, or is there for people.
_HANDLED = frozenset(
    {
        *("openapi", "info", "servers", "security", "tags", "paths", "components", "webhooks"),
        *("externalDocs", "x-tagGroups"),
    }
)


@dataclass(frozen=True)
class Names:
    """What of the spec has which name in Python.

    Attributes:
        classes: The class of a component; one without a class is not there.
        methods: The managers' methods that call a function.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    methods: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __or__(self, other: "Names") -> "Names":
        functions = self.methods.keys() | other.methods.keys()
        methods = {
            one: tuple(dict.fromkeys((*self.methods.get(one, ()), *other.methods.get(one, ()))))
            for one in functions
        }
        return Names({**self.classes, **other.classes}, methods)


def compare_specs(before: Raw, after: Raw, names: Names | None = None) -> list[Change]:
    """What changed, the gravest first.

    Args:
        before: The older document, as plain values.
        after: The newer one.
        names: Names in Python of both sides, for what each change affects.
    """
    return compare_apis(Api(before), Api(after), names or Names())


def compare_apis(before: Api, after: Api, names: Names) -> list[Change]:
    """The same for documents that are already parsed."""
    changes = merged(_findings(before, after))
    return [
        replace(
            change,
            models=tuple(sorted({names.classes[name] for name in change.models if name in names.classes})),
            methods=tuple(sorted({one for name in change.functions for one in names.methods.get(name, ())})),
        )
        for change in changes
    ]


def _findings(before: Api, after: Api) -> Iterator[Finding]:
    def carriers(name_before: str, name_after: str, direction: Direction) -> frozenset[str]:
        return before.carrying(name_before, direction) | after.carrying(name_after, direction)

    documents = before.document, after.document
    schemas = SchemaComparison(*documents, carriers)
    for one, other in _pairs(before.operations, after.operations):
        if one is None or other is None:
            yield from _whole(one, other, documents)
            continue
        yield from compare_behaviour(one, other, documents)
        yield from compare_parameters(one, other, schemas)
        yield from compare_bodies(one, other, schemas)
        yield from compare_responses(one, other, schemas)
    yield from compare_webhooks(schemas)
    yield from schemas.findings
    yield from _document(*(document.raw for document in documents))
    yield from compare_documentation(before, after)


def _pairs(
    old: dict[str, Operation], new: dict[str, Operation]
) -> Iterator[tuple[Operation | None, Operation | None]]:
    """Operations that are the same, by id or else by address; None where one has no counterpart."""
    by_address = {(one.method, one.form): one for one in new.values() if one.id not in old}
    for name, operation in old.items():
        found = new.get(name) or by_address.pop((operation.method, operation.form), None)
        yield operation, found
    for operation in by_address.values():
        yield None, operation


def _whole(
    old: Operation | None, new: Operation | None, documents: tuple[Document, Document]
) -> Iterator[Finding]:
    before, after = documents
    if old:
        models = _schemas(before, old.raw) - after.schemas.keys()
        what = f"{old.method} {old.path} is gone"
        yield Finding(old.id, what, Level.BREAKING, "programs call what is not there", models, old.functions)
    if new:
        models = _schemas(after, new.raw) - before.schemas.keys()
        yield Finding(new.id, f"{new.method} {new.path} is new", Level.ADDITIVE, "", models, new.functions)


def _schemas(document: Document, raw: Any) -> frozenset[str]:
    return frozenset(name for kind, name in references(document, raw) if kind == "schemas")


def _document(before: Raw, after: Raw) -> Iterator[Finding]:
    if before.get("openapi") != after.get("openapi"):
        what = f"is written in OpenAPI {after.get('openapi')}, no longer in {before.get('openapi')}"
        yield Finding("the document", what, Level.DOCUMENTATION)
    old, new = ([one.get("url") for one in raw.get("servers", ())] for raw in (before, after))
    for url in (one for one in old if one not in new):
        yield Finding(
            "the document", f"the server {url} is gone", Level.BREAKING, "programs call it by default"
        )
    for url in (one for one in new if one not in old):
        yield Finding("the document", f"the server {url} is new", Level.ADDITIVE)
    for word in sorted((before.keys() | after.keys()) - _HANDLED):
        if before.get(word) != after.get(word):
            yield Finding("the document", f"{word} is another", Level.BREAKING, UNKNOWN)
