"""What handlers use: the spec, the data, the clock, and one validated call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from konigle.sandbox.clock import Clock, iso, microseconds
from konigle.sandbox.engine.engine import Engine
from konigle.sandbox.engine.outbox import Outbox
from konigle.sandbox.engine.scheduler import Scheduler
from konigle.sandbox.errors import field_error
from konigle.sandbox.http.request_body import Attachment
from konigle.sandbox.resources.collections import COLLECTIONS, Collection
from konigle.sandbox.spec import Json, Operation, Spec
from konigle.sandbox.store import Store

DETAIL_ONLY = {"campaigns": ("execution",)}  # returned for one resource, left out of lists
_SERVER_MADE = ("id", "created_at", "updated_at")


@dataclass(frozen=True, slots=True)
class Call:
    """A request that passed the validation against the spec."""

    operation: Operation
    url: str
    ids: tuple[str, ...] = ()
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    body: Json = field(default_factory=dict[str, Any])
    files: tuple[Attachment, ...] = ()
    now: int = 0


@dataclass(frozen=True, slots=True)
class Resource:
    """What the spec says about the resource of a collection, computed once.

    Attributes:
        names: Its fields, in the order of the spec.
        pointers: Location of the schema of each field.
        defaults: Default values of a new resource.
        times: Fields that hold instants.
        integers: Fields that hold whole numbers.
        filters: Query parameters that compare one field.
    """

    names: tuple[str, ...]
    pointers: dict[str, str]
    defaults: Json
    times: frozenset[str]
    integers: frozenset[str]
    filters: tuple[str, ...]


Handler = Callable[["Context", Call], "str | Json | None"]


def describe_resources(spec: Spec) -> dict[str, Resource]:
    """Reads the seven resources from the spec, so that a new plain field or filter needs no code here."""
    return {collection.name: _describe(spec, collection) for collection in COLLECTIONS.values()}


def _describe(spec: Spec, collection: Collection) -> Resource:
    pointers = spec.properties(f"/components/schemas/{collection.resource}")
    for name in (*_SERVER_MADE, *DETAIL_ONLY.get(collection.name, ())):
        pointers.pop(name, None)
    defaults: Json = {}
    for name, pointer in pointers.items():
        value = spec.default(pointer)
        if value is not None or spec.validator(pointer).is_valid(None):
            defaults[name] = value
    listing = spec.operations.get(f"list{collection.plural}")
    return Resource(
        names=tuple(pointers),
        pointers=pointers,
        defaults=defaults,
        times=frozenset(name for name, at in pointers.items() if spec.keyword(at, "format") == "date-time"),
        integers=frozenset(name for name, at in pointers.items() if "integer" in spec.types(at)),
        filters=tuple(
            name for name in (listing.query if listing else ()) if name in pointers and name != "tags"
        ),
    )


@dataclass(slots=True)
class Context:
    """The sandbox below HTTP. Used by the server's thread only."""

    spec: Spec
    resources: dict[str, Resource]
    store: Store
    clock: Clock
    outbox: Outbox
    engine: Engine
    scheduler: Scheduler

    def get_or_404(self, kind: str, identifier: str) -> Json:
        """Returns a resource, or raises 404."""
        return self.store.get_or_404(kind, identifier)

    def new_document(self, kind: str, values: Json) -> Json:
        """Returns a new resource: its identifier, the spec's defaults, and the given values."""
        resource = self.resources[kind]
        document = self.merge(kind, resource.defaults, values)
        return {"id": self.store.next_id(kind)} | {n: document[n] for n in resource.names if n in document}

    def merge(self, kind: str, document: Json, values: Json) -> Json:
        """Returns the resource with the given values; an object keeps its other keys."""
        resource = self.resources[kind]
        result = dict(document)
        for name, value in values.items():
            known = document.get(name)
            if value is None:
                result[name] = None
            elif name in resource.times:
                result[name] = iso(microseconds(value))
            elif name in resource.integers:
                result[name] = int(value)  # JSON Schema calls 5.0 an integer; the response has 5
            else:
                result[name] = {**known, **value} if isinstance(known, dict) else value
        return result

    def check_references(self, kind: str, values: Json) -> None:
        """Raises 400 for every identifier of a missing resource."""
        for name, target in COLLECTIONS[kind].references.items():
            identifier = values.get(name)
            if identifier is not None and self.store.text(target, identifier) is None:
                raise field_error(name, f'Invalid pk "{identifier}" - object does not exist.')

    def free_code(self, kind: str, code: str) -> str:
        """Returns the code, with the first free number appended if it is taken."""
        code = code[:90].rstrip("-")  # codes have up to 100 characters; the rest is for the number
        candidate, number = code, 1
        while self.store.by_key(kind, candidate) is not None:
            number += 1
            candidate = f"{code}-{number}"
        return candidate
