"""Writes the representation for programs that make SDKs in other languages, and the schema that it follows."""

import inspect
import json
import re
import types
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from generator.representation import ABSENT, Sdk, default_of, plain

PATH = "openapi/sdk.json"
SCHEMA = "openapi/sdk.schema.json"
BUNDLED = "konigle/_generated/sdk.json"
_SCALARS: dict[Any, dict[str, Any]] = {
    Any: {},
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def sdk_files(sdk: Sdk) -> dict[str, str]:
    """The representation as JSON, in the order of the spec; its schema; and a compact copy that the package carries."""
    name, content = SCHEMA.rpartition("/")[2], plain(sdk)
    return {PATH: _text({"$schema": name, **content}), SCHEMA: _text(schema()), BUNDLED: bundled(sdk)}


def bundled(sdk: Sdk) -> str:
    """The compact copy that a package carries."""
    return json.dumps(plain(sdk), ensure_ascii=False, separators=(",", ":")) + "\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


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
    if get_origin(hint) is types.UnionType:
        inner = _schema_of(next(one for one in arguments if one is not types.NoneType), found)
        return {"anyOf": [inner, {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema_of(arguments[0], found)}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in found:
            _define(hint, found)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": "object", "additionalProperties": _schema_of(arguments[1], found)}
