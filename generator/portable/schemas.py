"""The schemas, operations and responses of a document."""

from collections.abc import Iterator
from typing import Any

from generator.read.references import SCHEMA, reached
from generator.read.spec import Raw

_RESPONSE = "#/components/responses/"
_METHODS = ("get", "put", "post", "patch", "delete")


def schemas(document: Raw) -> Iterator[tuple[str, Raw]]:
    """Yields every schema of a document with its location, the outer ones first."""
    for location, holder in _schema_holders(document):
        if "schema" in holder:
            yield from inside(f"{location}.schema", holder["schema"])
    for name, schema in document["components"]["schemas"].items():
        yield from inside(f"components.schemas.{name}", schema)


def _schema_holders(value: Any, location: str = "") -> Iterator[tuple[str, Raw]]:
    """Parameters, headers and media types: whatever has a schema, outside of the schemas themselves."""
    if isinstance(value, dict):
        yield location, value
        for word, inner in value.items():
            if word not in {"schema", "schemas", "example", "examples"}:
                yield from _schema_holders(inner, f"{location}.{word}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _schema_holders(inner, f"{location}.{index}")


def inside(location: str, schema: Any) -> Iterator[tuple[str, Raw]]:
    """Yields a schema and those inside it, with their locations."""
    if not isinstance(schema, dict):
        return
    yield location, schema
    for word in ("items", "additionalProperties"):
        yield from inside(f"{location}.{word}", schema.get(word))
    for name, inner in schema.get("properties", {}).items():
        yield from inside(f"{location}.properties.{name}", inner)
    for word in ("allOf", "oneOf", "anyOf"):
        for index, inner in enumerate(schema.get(word, [])):
            yield from inside(f"{location}.{word}.{index}", inner)


def operations(document: Raw) -> Iterator[Raw]:
    """Every operation of a document."""
    for item in document["paths"].values():
        yield from (item[method] for method in _METHODS if method in item)


def component(document: Raw, schema: Raw) -> Raw:
    """The component that a schema refers to."""
    found: Raw = document["components"]["schemas"][schema["$ref"].removeprefix(SCHEMA)]
    return found


def responses(document: Raw) -> Iterator[tuple[str, Raw]]:
    """The responses of all operations, each with its status code."""
    for operation in operations(document):
        yield from operation["responses"].items()


def followed(document: Raw, response: Raw) -> Raw:
    """A response, or the component that it refers to."""
    name = response.get("$ref", "").removeprefix(_RESPONSE)
    found: Raw = document["components"]["responses"][name] if name else response
    return found


def written(document: Raw) -> set[str]:
    """The components that request bodies are made of."""
    return reached(document, [operation.get("requestBody", {}) for operation in operations(document)])
