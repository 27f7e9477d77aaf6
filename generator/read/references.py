"""Follows the references in a document."""

from collections.abc import Iterator
from typing import Any

from generator.read.spec import Location, Named, Raw

SCHEMA = "#/components/schemas/"
_VALUES = frozenset({"example", "examples", "default", "enum", "const"})


def references(part: Any, location: Location = ()) -> Iterator[Named]:
    """The references in a part, with their locations; values such as examples hold none."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield Named(part, location)
        for word, value in part.items():
            if word == "properties" and isinstance(value, dict):  # one of them may be called `default`
                for name, one in value.items():
                    yield from references(one, (*location, word, name))
            elif word not in _VALUES:
                yield from references(value, (*location, word))
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from references(value, (*location, str(index)))


def reached(document: Raw, part: Any) -> set[str]:
    """The schema components that a part refers to, and those that they refer to."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        for one in references(waiting.pop()):
            name = one.raw["$ref"].removeprefix(SCHEMA)
            if one.raw["$ref"].startswith(SCHEMA) and name not in found:
                found.add(name)
                waiting.append(document["components"]["schemas"].get(name, {}))
    return found
