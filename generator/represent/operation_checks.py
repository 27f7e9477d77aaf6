"""Checks that what an operation says of other parts of the spec is true of them."""

from dataclasses import replace
from typing import Any

from generator.plan.filters import main_list
from generator.plan.ir import FieldPlan
from generator.plan.planner import Planner
from generator.plan.python_types import constants
from generator.read.operations import Operation
from generator.read.spec import Location, did_you_mean
from generator.representation import Poll, Recovery, StateCheck


def state_check_of(planner: Planner, operation: Operation) -> StateCheck | None:
    """`x-settled`, checked against the response and the body, with the GET that reads the resource.

    Raises:
        BuildError: A field is not there, or cannot have the value.
    """
    state = operation.state_check
    if state is None:
        return None
    location = (*operation.location, "x-settled")
    response = operation.response.schema
    fields = planner.schemas.flat(response) if response and planner.types.is_model(response) else {}
    if state.field not in fields:
        planner.spec.fail(location, f"the response has no property {state.field!r}")
    if not state.values:
        _check_sent(planner, operation, "x-settled", state.field)
    words = _words(planner, planner.fields(response)[state.field]) or state.values
    for value in state.values:
        if value not in words:
            planner.spec.fail(location, f"{value!r} is none of {', '.join(words)}")
    read = _reading(planner, operation)
    return replace(state, operation=read.id if read else "")


def check_recipients(planner: Planner, operation: Operation) -> None:
    """Checks `x-recipients` against the body.

    Raises:
        BuildError: The field is not there.
    """
    if operation.recipients and operation.recipients.field:
        _check_sent(planner, operation, "x-recipients", operation.recipients.field)


def recovery_of(planner: Planner, operation: Operation) -> Recovery | None:
    """Returns how to check a `once` operation whose response was lost: from the spec, else from its path.

    Raises:
        BuildError: The operation to call or a field is not there, or nothing says how.
    """
    if operation.replay != "once":
        return None
    said = operation.recovery
    if said is None:
        return _usual_recovery(planner, operation)
    if said.note:
        return said
    location = (*operation.location, "x-recovery")
    other = _reader(planner, said.operation, location)
    parameters = [one.name for one in other.query_parameters]
    for name, field in said.query.items():
        if name not in parameters:
            planner.spec.fail(
                location, f"{other.id} has no parameter {name!r}{did_you_mean(name, parameters)}"
            )
        _check_sent(planner, operation, "x-recovery", field)
    fields = planner.schemas.flat(operation.response.schema) if operation.response.schema else {}
    for field in said.compare:
        if field not in fields:
            planner.spec.fail(
                location, f"the response has no property {field!r}{did_you_mean(field, fields)}"
            )
    return said


def poll_of(planner: Planner, operation: Operation, method: str) -> Poll | None:
    """`x-poll`, checked against the operation that reads the state.

    Raises:
        BuildError: That operation, its field or a state is not there.
    """
    said = operation.poll
    if said is None:
        return None
    raw = planner.spec.raw["paths"][operation.path][operation.method.lower()]
    around = operation.location if "x-poll" in raw else (*operation.location, "responses", "202")
    location = (*around, "x-poll")
    other = _reader(planner, said.operation, location)
    schema = other.response.schema
    fields = planner.fields(schema) if schema and planner.types.is_model(schema) else {}
    if said.field not in fields:
        problem = (
            f"the response of {other.id} has no property {said.field!r}{did_you_mean(said.field, fields)}"
        )
        planner.spec.fail(location, problem)
    words, kind = _words(planner, fields[said.field]), fields[said.field].neutral.type.kind
    if not words and kind != "string":
        planner.spec.fail(location, f"{said.field!r} must be a string, it is of type {kind}")
    for state in (*said.done, *said.failed):
        if words and state not in words:
            planner.spec.fail(location, f"{state!r} is none of {', '.join(words)}")
    return replace(said, method=f"wait_for_{method}")


def _reader(planner: Planner, name: str, location: Location) -> Operation:
    """The operation of a name, which must only read."""
    known = {one.id: one for one in planner.operations if one.replay == "safe"}
    if name not in known:
        planner.spec.fail(location, f"{name!r} is no operation that only reads{did_you_mean(name, known)}")
    return known[name]


def _words(planner: Planner, field: FieldPlan) -> tuple[Any, ...]:
    """The values that a field can have; empty if the spec does not name them."""
    kind = field.neutral.type
    return tuple(planner.spec.schemas[kind.name]["enum"] if kind.kind == "enum" else constants(kind))


def _usual_recovery(planner: Planner, operation: Operation) -> Recovery:
    """Reading the resource if the path names it, else its collection."""
    is_of_one = bool(operation.path_parameters)
    other = _reading(planner, operation) if is_of_one else main_list(planner, operation.tag)
    if other is None:
        planner.spec.fail(
            operation.location, "a `once` operation without a GET that shows its effect must say `x-recovery`"
        )
    return Recovery(other.id)


def _reading(planner: Planner, operation: Operation) -> Operation | None:
    """The GET of the resource that the path names."""
    head, brace, _ = operation.path.partition("}")
    wanted = ("GET", head + brace)
    return next((one for one in planner.operations if (one.method, one.path) == wanted), None)


def _check_sent(planner: Planner, operation: Operation, word: str, field: str) -> None:
    body = operation.body.schema if operation.body else ""
    carried = planner.properties(body) if body and planner.types.is_model(body) else {}
    if field not in carried:
        problem = f"the body has no property {field!r}{did_you_mean(field, carried)}"
        planner.spec.fail((*operation.location, word), problem)
