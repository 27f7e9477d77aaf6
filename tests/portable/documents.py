"""The spec and its portable form, as the tests read them: with no code of the generator in between."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
METHODS = ("get", "post", "patch", "delete")


@cache
def whole_document() -> Json:
    """The spec that is shipped with the package."""
    return json.loads((files("konigle") / "_generated" / "openapi.json").read_text(encoding="utf-8"))


@cache
def portable_document() -> Json:
    """Its portable form."""
    return json.loads((ROOT / "openapi" / "portable.json").read_text(encoding="utf-8"))


def operations(document: Json) -> list[Json]:
    """Every operation with its path, its method, and the parameters of its path."""
    return [
        {**item[method], "path": path, "method": method, "shared": item.get("parameters", [])}
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]


def resolved(document: Json, node: Json) -> Json:
    """A part of a document with its reference followed."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node
