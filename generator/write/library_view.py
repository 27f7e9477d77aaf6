"""The document as openapi-python-client gets it: it names things, and need not understand what any value may be."""

import copy
from typing import Any

from generator.read.spec import Raw


def for_library(raw: Raw) -> Raw:
    """The document with classes and enums by name, and any value where their properties and items stand.

    The planner decides about types. What it understands and the library does not would stop the library, or be skipped.
    """
    raw = copy.deepcopy(raw)
    schemas: Raw = raw["components"]["schemas"]
    classes = {name for name, schema in schemas.items() if schema.get("properties") or "allOf" in schema}
    raw["components"]["schemas"] = {name: _component(schema) for name, schema in schemas.items()}
    _simplify(raw["paths"], classes)
    for kind, holders in raw["components"].items():
        if kind != "schemas":
            _simplify(holders, classes)
    return raw


def _component(schema: Raw) -> Raw:
    if "enum" in schema:
        return {"type": "string", "enum": [str(one) for one in schema["enum"] if one is not None]}
    if not schema.get("properties") and "allOf" not in schema:
        return {}
    kept: Raw = {word: schema[word] for word in ("type", "required") if word in schema}
    if "allOf" in schema:
        # a lone reference would be taken for the schema itself, and all that stands beside it would be dropped
        kept["allOf"] = [*schema["allOf"], {"type": "object"}]
    return {**kept, "properties": {name: {} for name in schema.get("properties", {})}}


def _simplify(part: Any, classes: set[str]) -> None:
    """Puts any value for every schema outside of the components but a reference to a class."""
    if isinstance(part, list):
        for inner in part:
            _simplify(inner, classes)
    elif isinstance(part, dict):
        if "in" in part and "schema" in part:
            part["schema"] = {"type": "string"}
        elif "schema" in part and part["schema"].get("$ref", "").rpartition("/")[2] not in classes:
            part["schema"] = {}
        for word, inner in part.items():
            if word not in {"schema", "example", "examples"}:
                _simplify(inner, classes)
