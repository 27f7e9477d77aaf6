"""Values that stand in the spec: enums and defaults."""

from typing import Any

from generator.plan.python_types import constants
from generator.read.spec import Location, Raw, Spec
from generator.read.spec_grammar import types_of
from generator.representation import Type

CONSTANTS = (str, int, bool)
_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "union": (str, int, float, bool),
    "any": (str, int, float, bool),
}


def check_enum(spec: Spec, raw: Raw, location: Location) -> tuple[Any, ...]:
    """The values of an enum without null.

    Raises:
        BuildError: They have no type in Python, or not the one that the schema says.
    """
    values = tuple(one for one in raw["enum"] if one is not None)
    if not values or not all(isinstance(one, CONSTANTS) for one in values):
        spec.fail(
            (*location, "enum"),
            "must hold texts, whole numbers or booleans: say other limits of numbers by minimum and maximum",
        )
    if len({(type(one), one) for one in values}) < len(values):
        spec.fail((*location, "enum"), "holds a value twice")
    kinds = {"string": str, "integer": int, "number": int, "boolean": bool}
    said = [kinds[kind] for kind in types_of(raw) if kind in kinds]
    for one in values:
        if said and type(one) not in said:
            spec.fail((*location, "enum"), f"{one!r} is no value of type {' or '.join(types_of(raw))}")
    return values


def default_code(spec: Spec, value: Any, kind: Type, location: Location) -> str:
    """A default as code; that of a list or a map is empty.

    Raises:
        BuildError: It is no value of the type.
    """
    if value is None:
        if not kind.nullable:
            spec.fail(location, "null is the default, but not among the types")
        return "None"
    if kind.kind in {"list", "map"}:
        if value != ([] if kind.kind == "list" else {}):
            spec.fail(location, "only an empty list or object can be a default here")
        return ""
    if kind.kind == "time" or kind.format in {"date", "byte"}:
        named = kind.format or "date-time"
        spec.fail(location, f"a default beside format {named}: say it in the description")
    values = spec.schemas[kind.name]["enum"] if kind.kind == "enum" else constants(kind)
    if values:
        if value not in values:
            spec.fail(location, f"{value!r} is none of {', '.join(map(str, values))}")
    elif not isinstance(value, _KINDS.get(kind.kind, ())) or (
        isinstance(value, bool) and bool not in _KINDS[kind.kind]
    ):
        spec.fail(location, f"{value!r} is no value of type {kind.kind}")
    return repr(value)
