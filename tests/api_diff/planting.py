"""Plants changes in a document: JSON Patch (RFC 6902), as far as the tests need it, and any change of any part."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tools.api_diff.compare import Names

HERE = Path(__file__).parent
Json = dict[str, Any]


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def before() -> Json:
    """A copy of the document that changes are planted in."""
    return copy.deepcopy(_read("before.yaml"))


def cases() -> list[Json]:
    """The planted changes with what is to be found."""
    found: list[Json] = _read("planted.yaml")["changes"]
    return found


def names() -> Names:
    """What of the document has which name in Python."""
    said = _read("planted.yaml")["names"]
    return Names(said["classes"], {name: tuple(methods) for name, methods in said["methods"].items()})


def patched(document: Json, patch: list[Json]) -> Json:
    """The document after the steps of a patch.

    Raises:
        KeyError: A step names a location that does not exist.
    """
    for step in patch:
        *parents, last = steps(step["path"])
        if step["op"] == "move":
            *from_parents, from_last = steps(step["from"])
            source = _at(document, from_parents)
            value = source.pop(int(from_last) if isinstance(source, list) else from_last)
        else:
            value = copy.deepcopy(step.get("value"))
        holder = _at(document, parents)
        key: Any = int(last) if isinstance(holder, list) and last != "-" else last
        if step["op"] in {"replace", "remove"} and isinstance(holder, dict) and key not in holder:
            raise KeyError(step["path"])
        if step["op"] == "remove":
            del holder[key]
        elif isinstance(holder, list) and step["op"] != "replace":
            holder.insert(len(holder) if key == "-" else key, value)
        else:
            holder[key] = value
    return document


def steps(pointer: str) -> list[str]:
    """A JSON Pointer (RFC 6901) as keys."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _at(document: Any, keys: list[str]) -> Any:
    for key in keys:
        document = document[int(key) if isinstance(document, list) else key]
    return document


def locations(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a document, the document itself left out."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield (*path, key)
        yield from locations(child, (*path, key))
