"""Compares what one operation takes: its parameters and its body."""

from collections.abc import Iterator
from typing import Any

from generator.read.spec import Raw
from tools.api_diff.changes import Finding, Level
from tools.api_diff.operations import Operation, Parameter
from tools.api_diff.resolved_schema import DOCUMENTATION, Node
from tools.api_diff.schemas import Context, SchemaComparison

_REFUSED = "requests without it are refused"


def compare_parameters(before: Operation, after: Operation, schemas: SchemaComparison) -> Iterator[Finding]:
    """Differences of the path, the query and the headers."""
    renamed = (
        dict(zip(after.path_names, before.path_names, strict=False)) if before.form == after.form else {}
    )
    old = {one.key: one for one in before.parameters}
    functions = before.functions | after.functions
    for parameter in after.parameters:
        location, name = parameter.key
        known = old.pop((location, renamed.get(name, name) if location == "path" else name), None)
        models = after.filter_models(parameter)
        if known is None:
            needed = parameter.raw.get("required", False)
            level = Level.BREAKING if needed else Level.ADDITIVE
            what = f"the {location} parameter {name} is new" + (", and required" if needed else "")
            yield Finding(after.id, what, level, _REFUSED if needed else "", models, functions)
        else:
            yield from _parameter(after, known, parameter, models, functions)
            schemas.compare(
                Node(known.raw.get("schema", {}), _location(after, known)),
                Node(parameter.raw.get("schema", {}), _location(after, parameter)),
                Context("sent", functions, models),
            )
    for parameter in old.values():
        location, name = parameter.key
        models = before.filter_models(parameter)
        what = f"the {location} parameter {name} is gone"
        yield Finding(before.id, what, Level.BREAKING, "the server no longer takes it", models, functions)


def _location(operation: Operation, parameter: Parameter) -> str:
    return (
        f"parameter {parameter.component}" if parameter.component else f"{operation.id}({parameter.key[1]})"
    )


def _parameter(
    operation: Operation, old: Parameter, new: Parameter, models: frozenset[str], functions: frozenset[str]
) -> Iterator[Finding]:
    def found(what: str, level: Level, why: str = "") -> Finding:
        return Finding(_location(operation, old), what, level, why, models, functions)

    if old.key != new.key:
        yield found(f"is called {new.key[1]} now", Level.BREAKING, "functions take it by its name")
    needed = new.raw.get("required", False)
    if bool(old.raw.get("required", False)) != bool(needed):
        yield found(f"is {'required' if needed else 'optional'} now", *_required(is_needed=needed))
    for word in sorted(
        (old.raw.keys() | new.raw.keys()) - {"name", "in", "required", "schema"} - DOCUMENTATION
    ):
        if old.raw.get(word) != new.raw.get(word):
            yield found(f"{word} is another", Level.BREAKING, "it is sent in another form")


def _required(*, is_needed: bool) -> tuple[Level, str]:
    return (Level.BREAKING, _REFUSED) if is_needed else (Level.ADDITIVE, "")


def compare_bodies(before: Operation, after: Operation, schemas: SchemaComparison) -> Iterator[Finding]:
    """Differences of the request body."""
    old: Raw = schemas.before.follow(before.raw.get("requestBody", {}))[0]
    new: Raw = schemas.after.follow(after.raw.get("requestBody", {}))[0]
    functions = before.functions | after.functions

    def found(what: str, level: Level, why: str = "") -> Finding:
        return Finding(after.id, what, level, why, frozenset(), functions)

    was_needed, needed = bool(old.get("required")), bool(new.get("required"))
    if old and not new:
        yield found("takes no body any more", Level.BREAKING, "the server no longer takes it")
    elif new and not old:
        yield found(f"takes a body now{', a required one' if needed else ''}", *_required(is_needed=needed))
    elif was_needed != needed:
        yield found(f"the body is {'required' if needed else 'optional'} now", *_required(is_needed=needed))
    if old and new:
        yield from _media(old.get("content", {}), new.get("content", {}), after, schemas, functions)


def _media(
    old: Raw, new: Raw, operation: Operation, schemas: SchemaComparison, functions: frozenset[str]
) -> Iterator[Finding]:
    for kind in sorted(old.keys() | new.keys()):
        if kind not in new:
            yield Finding(
                operation.id,
                f"no body of {kind} any more",
                Level.BREAKING,
                "the server no longer takes it",
                functions=functions,
            )
        elif kind not in old:
            yield Finding(operation.id, f"takes a body of {kind}, too", Level.ADDITIVE, functions=functions)
        else:
            if encoding_of(old[kind]) != encoding_of(new[kind]):
                yield Finding(
                    operation.id,
                    f"parts of a body of {kind} are encoded another way",
                    Level.BREAKING,
                    "it is sent in another form",
                    functions=functions,
                )
            compare_media(old[kind], new[kind], f"{operation.id}, body", schemas, Context("sent", functions))


def encoding_of(media: Raw) -> dict[str, Any]:
    """All that a body says of its form beside its schema."""
    return {word: value for word, value in media.items() if word not in {"schema", *DOCUMENTATION} and value}


def compare_media(old: Raw, new: Raw, location: str, schemas: SchemaComparison, context: Context) -> None:
    """Compares the schemas of a body in a request or a response."""
    schemas.compare(Node(old.get("schema", {}), location), Node(new.get("schema", {}), location), context)
