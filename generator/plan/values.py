"""Values that stand in the spec, as code: enums, defaults, patterns."""

from typing import Any

from generator.plan.type_plan import TypePlan
from generator.read.spec import Location, Named, Raw, Spec
from generator.read.spec_grammar import types_of

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


def default_code(spec: Spec, value: Any, plan: TypePlan, named: Named) -> tuple[str, str]:
    """The `Field` argument that stands for a schema's default.

    Raises:
        BuildError: The default is no value of the type.
    """
    location = (*named.location, "default")
    if value is None:
        if not plan.nullable:
            spec.fail(location, "null is the default, but not among the types")
        return "default", "None"
    if plan.kind in {"array", "object"}:
        if value != ([] if plan.kind == "array" else {}):
            spec.fail(location, "only an empty list or object can be a default here")
        return "default_factory", plan.empty
    if plan.format in {"date-time", "date", "byte"}:
        spec.fail(location, f"a default beside format {plan.format}: say it in the description")
    limits = plan.neutral.limits
    values = (
        spec.schemas[plan.target]["enum"]
        if plan.kind == "enum"
        else limits.get("enum", [limits.get("const")])
    )
    if plan.kind in {"enum", "const", "choice"}:
        if value not in values:
            spec.fail(location, f"{value!r} is none of {', '.join(map(str, values))}")
    elif not isinstance(value, _KINDS.get(plan.kind, ())) or (
        isinstance(value, bool) and bool not in _KINDS[plan.kind]
    ):
        spec.fail(location, f"{value!r} is no value of type {plan.kind}")
    return "default", repr(value)


def pattern_literal(pattern: str) -> str:
    """A regular expression as a raw string where Python has one for it."""
    if '"' in pattern or pattern.endswith("\\") or "\n" in pattern:
        return repr(pattern)
    return f'r"{pattern}"'
