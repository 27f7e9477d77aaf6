"""JSON Schemas for the arguments of tools."""

from collections.abc import Iterable, Mapping
from typing import Any

from konigle._operations import Operation, Parameter, rank

MOST_ITEMS = 20  # of a page
_MOST_COLUMNS = 8  # of the items of a list, where none are chosen
_NESTED = frozenset({"model", "map", "any"})
_TYPES: Mapping[str, Mapping[str, Any]] = {
    "any": {},
    "decimal": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    "map": {"type": "object", "additionalProperties": {"type": "string"}},
    "time": {"type": "string", "format": "date-time"},
}
_LIMITS = ("maxLength", "minimum", "maximum")


def input_schema(operation: Operation) -> dict[str, Any]:
    """The schema of the arguments of an operation, with `fields` for the fields of the result."""
    schema = _object(operation.parameters)
    if operation.columns:
        names = [one.name for one in operation.columns]
        schema["properties"]["fields"] = {
            "type": "array",
            "items": {"type": "string", "enum": names},
            "description": f"Fields of the result; default: {_default(operation)}.",
        }
    return schema


def default_fields(operation: Operation) -> list[str]:
    """The fields of a result where none are chosen: of the items of a list some, of one resource all but long ones."""
    columns = [one for one in operation.columns if not one.is_long]
    if not operation.is_list:
        return [one.name for one in columns]
    short = [one for one in columns if one.item_type["kind"] not in _NESTED]
    return [one.name for one in sorted(short, key=lambda one: rank(one.name, one))[:_MOST_COLUMNS]]


def _default(operation: Operation) -> str:
    left_out = [one.name for one in operation.columns if one.is_long]
    if operation.is_list:
        return ", ".join(default_fields(operation))
    return f"all but {', '.join(left_out)}" if left_out else "all"


def _object(parameters: Iterable[Parameter]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    for one in parameters:
        properties[one.name] = _described(one)
        if one.required:
            required.append(one.name)
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _described(parameter: Parameter) -> dict[str, Any]:
    schema = _value(parameter)
    if parameter.name == "page_size":
        schema |= {"minimum": 1, "maximum": MOST_ITEMS}
    if parameter.default is not None:
        schema["default"] = parameter.default
    if parameter.source == "body" and parameter.type.get("nullable") and "type" in schema:
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return {**schema, "description": parameter.doc} if parameter.doc else schema


def _value(parameter: Parameter) -> dict[str, Any]:
    if parameter.fields:
        return _object(parameter.fields)
    if parameter.choices:
        return {"type": "string", "enum": list(parameter.choices)}
    if parameter.kind == "list":
        return {"type": "array", "items": _simple(parameter.item_type)}
    return _simple(parameter.type)


def _simple(facts: Mapping[str, Any]) -> dict[str, Any]:
    kind = facts["kind"]
    schema = dict(_TYPES.get(kind, {"type": kind}))
    if facts.get("format") == "email":
        schema["format"] = "email"
    limits: Mapping[str, Any] = facts.get("limits") or {}
    return schema | {word: limits[word] for word in _LIMITS if word in limits and kind != "decimal"}
