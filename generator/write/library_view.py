"""The document as openapi-python-client gets it: it names things, and need not understand what is sent and returned."""

from generator.read.spec import Raw, Spec


def for_library(spec: Spec) -> Raw:
    """The document with classes, enums and operations by name, and any value where their properties and items stand.

    The planner decides about types and about what an operation sends and returns. What it understands and the library
    does not would stop the library, or be skipped.
    """
    components = {"schemas": {name: _component(schema) for name, schema in spec.schemas.items()}}
    paths = {path: _path(spec, item) for path, item in spec.raw["paths"].items()}
    return {
        **{word: spec.raw[word] for word in ("openapi", "info", "tags")},
        "paths": paths,
        "components": components,
    }


def _path(spec: Spec, item: Raw) -> Raw:
    """The operations of a path with their tags and ids, and the parameters of the path."""
    return {
        method: {
            **{word: operation[word] for word in ("tags", "operationId")},
            "parameters": _in_path(spec, [*item.get("parameters", []), *operation.get("parameters", [])]),
            "responses": {"200": {"description": "Whatever it is."}},
        }
        for method, operation in item.items()
        if method != "parameters"
    }


def _in_path(spec: Spec, parameters: list[Raw]) -> list[Raw]:
    found = [spec.follow(one, ()).raw for one in parameters]
    return [
        {"name": one["name"], "in": "path", "required": True, "schema": {"type": "string"}}
        for one in found
        if one["in"] == "path"
    ]


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
