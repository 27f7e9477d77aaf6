"""The representation as JSON, and the JSON Schema of it."""

import dataclasses
import inspect
import re
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from generator.representation.models import ABSENT
from generator.representation.sdk import Sdk

_SCALARS: dict[Any, dict[str, Any]] = {
    Any: {},
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def plain(value: Any) -> Any:
    """A representation as JSON has it; what is as its default is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(one, getattr(value, one.name)) for one in fields(value)]
        return {one.name: plain(found) for one, found in pairs if found != default_of(one)}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def default_of(one: "dataclasses.Field[Any]") -> Any:
    """The default of a field; `MISSING` if it has none."""
    return one.default if one.default_factory is MISSING else one.default_factory()


def schema() -> dict[str, Any]:
    """The JSON Schema of the representation, made of its classes."""
    found: dict[str, Any] = {}
    _define(Sdk, found)
    found["Sdk"]["properties"] = {"$schema": {"type": "string"}, **found["Sdk"]["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Representation of an SDK",
        "description": "What is as its default is left out.",
        "$ref": "#/$defs/Sdk",
        "$defs": dict(sorted(found.items())),
    }


def _define(cls: type[Any], found: dict[str, Any]) -> None:
    """Adds a class, and those that its fields hold."""
    found[cls.__name__] = {}
    hints, docs = get_type_hints(cls), _attributes(cls)
    properties: dict[str, Any] = {}
    for one in fields(cls):
        described = {"description": docs[one.name]} if one.name in docs else {}
        default = plain(default_of(one))
        said = {} if default in (MISSING, ABSENT) else {"default": default}
        properties[one.name] = {**described, **_schema_of(hints[one.name], found), **said}
    found[cls.__name__] = {
        "description": " ".join(inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[0].split()),
        "type": "object",
        "required": [one.name for one in fields(cls) if default_of(one) is MISSING],
        "properties": properties,
        "additionalProperties": False,
    }


def _attributes(cls: type[Any]) -> dict[str, str]:
    """What the docstring of a class says of each attribute."""
    text = inspect.cleandoc(cls.__doc__ or "").partition("Attributes:\n")[2]
    entries = re.findall(r"^    (\w+): (.*(?:\n     .*)*)", text, re.MULTILINE)
    return {name: " ".join(doc.split()) for name, doc in entries}


def _schema_of(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    arguments = get_args(hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if get_origin(hint) is Literal:
        return {"enum": list(arguments)}
    if get_origin(hint) is UnionType:
        inner = _schema_of(next(one for one in arguments if one is not NoneType), found)
        return {"anyOf": [inner, {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema_of(arguments[0], found)}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in found:
            _define(hint, found)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": "object", "additionalProperties": _schema_of(arguments[1], found)}
