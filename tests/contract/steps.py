"""How each operation of the spec is called through the client.

Manager, method and arguments are derived from the spec; `tests/operations.yaml` has what cannot be derived.
"""

import inspect
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

import yaml

from konigle import Client
from konigle.sandbox.resources.handlers import all_handlers
from tests.contract.conformity import properties_of
from tests.spec.document import Json, SpecOperation, operations, resolve

TABLE = Path(__file__).parents[1] / "operations.yaml"
ATTACK = (
    b'--+++\r\nContent-Disposition: form-data; name="to_email"\r\n\r\nmallory@evil.example\r\n--+++--\r\n'
)
WORDS = {"call", "needs", "after", "body", "unique", "picked", "again"}
_METHODS = {"GET": "get", "PATCH": "update", "DELETE": "delete"}


class Ground(Protocol):
    """Where the arguments of a call come from."""

    def ids(self, operation: SpecOperation, after: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Identifiers for the operation's path."""
        ...

    def body(self, operation: SpecOperation, example: Json, unique: tuple[str, ...] = ()) -> Json:
        """The example with names and identifiers of what exists."""
        ...

    def fill(self, operation: SpecOperation) -> None:
        """Puts some resources into the collection that is listed."""


class Nowhere:
    """A ground without a server: identifiers are made up, bodies are the examples of the spec."""

    def ids(self, operation: SpecOperation, after: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The names of the parameters."""
        return tuple(operation.parameters_in("path"))

    def body(self, operation: SpecOperation, example: Json, unique: tuple[str, ...] = ()) -> Json:
        """A copy of the example."""
        return dict(example)

    def fill(self, operation: SpecOperation) -> None:
        """Does nothing."""


NOWHERE = Nowhere()


@dataclass(frozen=True)
class Step:
    """One call through the client.

    Attributes:
        operation: Operation id of the request that must arrive.
        call: Manager and method, such as `campaigns.start`.
        variant: What sets it apart from other steps of the same operation.
        after: Operations that the resource goes through first.
        unique: Fields of the body whose value no two calls may share.
        picked: The key of the response that is returned, where it is not the whole response.
        media_type: Of the body; empty if there is none.
        as_model: Pass a body as its model instead of as a dict.
        example: The body, with the identifiers of the spec's examples.
        paging: Positional arguments of a list.
        named: Keyword arguments.
    """

    operation: str
    call: str
    variant: str = ""
    after: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    picked: str | None = None
    media_type: str = ""
    as_model: bool = False
    example: Json = field(default_factory=dict[str, Any], compare=False)
    paging: tuple[int, ...] = ()
    named: Json = field(default_factory=dict[str, Any], compare=False)

    @property
    def name(self) -> str:
        """What a test report calls it."""
        return f"{self.operation}-{self.variant}" if self.variant else self.operation

    @property
    def takes_body(self) -> bool:
        """Whether the method takes the body as one argument, rather than the one field it has."""
        method = method_of(self.call)
        return method is not None and "data" in inspect.signature(method).parameters

    def arguments(self, ground: Ground) -> tuple[tuple[Any, ...], Json]:
        """Positional and keyword arguments."""
        operation = operations()[self.operation]
        if operation.is_list:
            ground.fill(operation)
            return self.paging, dict(self.named)
        ids = ground.ids(operation, self.after)
        if not self.media_type:
            return ids, {}
        body = ground.body(operation, self.example, self.unique)
        if self.media_type.startswith("multipart/"):
            files = [b"plain", (ATTACK, "+++.bin"), (io.BytesIO(b"\x00\xff"), "ü.pdf", "a/b")]
            body[_file_field(operation)] = files
        return (*ids, body if self.takes_body else next(iter(body.values()), None)), {}


@cache
def table() -> Json:
    """What cannot be derived from the spec."""
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@cache
def method_of(call: str) -> Any:
    """The method of the client; None if there is none."""
    try:
        return attrgetter(call)(Client(api_key="key", base_url="http://127.0.0.1:9"))
    except AttributeError:
        return None


def call_of(operation: SpecOperation) -> str:
    """Manager and method of an operation, whether they are there or not."""
    entry = table()["operations"].get(operation.id, {})
    return entry["call"] if "call" in entry else f"{snake(operation.tag)}.{_method_name(operation)}"


def snake(name: str) -> str:
    """A name in the way Python writes it."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def _method_name(operation: SpecOperation) -> str:
    if operation.is_list:
        return "list"
    if operation.is_create:
        return "create"
    if operation.path.endswith("}") and operation.method in _METHODS:
        return _METHODS[operation.method]
    words = snake(operation.id)
    creates = [one for one in operations().values() if one.tag == operation.tag and one.is_create]
    resource = snake(creates[0].resource) if creates else ""
    return re.sub(rf"(^|_){resource}s?(?=_|$)", "", words).strip("_") if resource else words


@cache
def all_steps() -> list[Step]:
    """Steps for every operation that the client calls and the sandbox handles; `test_completeness.py` names the others."""
    return [step for operation in operations().values() for step in _steps_of(operation)]


def first_steps() -> list[Step]:
    """The first step of each operation that has any."""
    found: dict[str, Step] = {}
    for step in all_steps():
        found.setdefault(step.operation, step)
    return list(found.values())


def step_of(operation: str) -> Step:
    """The first step of an operation."""
    return next(step for step in all_steps() if step.operation == operation)


def _steps_of(operation: SpecOperation) -> Iterator[Step]:
    call = call_of(operation)
    if method_of(call) is None or operation.id not in all_handlers():
        return
    step = Step(operation.id, call)
    if operation.is_list:
        yield from _lists(operation, step)
        return
    entry = table()["operations"].get(operation.id, {})
    for media_type in operation.bodies or ("",):
        variant = media_type.partition("/")[2].partition("-")[0] if len(operation.bodies) > 1 else ""
        made = _with_entry(replace(step, variant=variant, media_type=media_type), entry, operation)
        yield made
        if media_type and made.takes_body:
            yield replace(made, variant=f"{variant}-model".removeprefix("-"), as_model=True)
    if "again" in entry:
        media_type = next(iter(operation.bodies), "")
        yield _with_entry(replace(step, media_type=media_type), entry["again"], operation)


def _with_entry(step: Step, entry: Json, operation: SpecOperation) -> Step:
    example = operation.body_example(step.media_type) if step.media_type else {}
    changes = entry.get("body", {})
    return replace(
        step,
        variant=entry.get("name", step.variant),
        after=tuple(entry.get("after", ())),
        unique=tuple(entry.get("unique", ())),
        picked=entry.get("picked"),
        example={} if changes is None else example | changes,
    )


def _lists(operation: SpecOperation, step: Step) -> Iterator[Step]:
    yield step
    iter_all = step.call.removesuffix(".list") + ".iter_all"
    yield replace(step, call=iter_all, variant="iter-all", paging=(2,), named={"prefetch": 0})
    known = operation.parameters_in("query")
    filters = {name: _filter_value(name, known[name]["schema"]) for name in operation.filters}
    if filters:
        yield replace(step, variant="filtered", paging=(1, 7), named=filters)


def _filter_value(name: str, schema: Json) -> Any:
    """A value that a parameter may have."""
    if name == "tags":
        return ["world", "ü & co"]
    schema = resolve(schema)
    for part in (schema, *map(resolve, schema.get("allOf", ()))):
        if "enum" in part:
            return part["enum"][-1]
        if "examples" in part:
            return part["examples"][-1]
    values = {"boolean": True, "integer": 3, "number": 1.5, "date-time": "2026-05-01T09:00:00Z"}
    return values.get(schema.get("format", schema.get("type", "")), "wörld & co")


def _file_field(operation: SpecOperation) -> str:
    fields = properties_of(operation.bodies["multipart/form-data"]["schema"])
    (name,) = (name for name, schema in fields.items() if schema.get("items", {}).get("format") == "binary")
    return name
