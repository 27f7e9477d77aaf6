"""Compares the words that say something to people and nothing to programs."""

from collections.abc import Iterator
from typing import Any

from generator.read.spec import Raw
from tools.api_diff.changes import Finding, Level
from tools.api_diff.operations import Api
from tools.api_diff.resolved_schema import DOCUMENTATION

Path = tuple[str, ...]

# Under these words stand names, which may well be called `title` or `description`.
_NAMES = frozenset(
    {
        *("properties", "patternProperties", "$defs", "paths", "responses", "content", "headers", "encoding"),
        *("schemas", "requestBodies", "securitySchemes", "links", "callbacks", "variables", "webhooks"),
    }
)
# Values of the API itself, in which no word means anything.
_VALUES = frozenset(
    {
        *("default", "enum", "const", "required", "security", "x-replay", "x-settled", "x-recipients"),
        *("x-recovery", "x-pagination", "x-poll", "x-signature", "x-final", "x-decimal", "x-decimal-places"),
    }
)

_DEPRECATED = "is deprecated"


def compare_documentation(before: Api, after: Api) -> Iterator[Finding]:
    """Differences of descriptions, titles and examples of what stands in both documents, and what is deprecated."""
    labels = _Labels(before)
    old, new = ({"info": {}, "tags": [], **api.document.raw} for api in (before, after))
    for path, what in _differences(old, new, ()):
        location, functions, models = labels.of(path)
        level = Level.ADDITIVE if what.startswith(_DEPRECATED) else Level.DOCUMENTATION
        yield Finding(location, what, level, "", models, functions)


def _differences(before: Any, after: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(before, list) and isinstance(after, list):
        before, after = _by_key(before), _by_key(after)
    if not isinstance(before, dict) or not isinstance(after, dict):
        return
    names = _holds_names(path)
    for word in (*before, *(one for one in after if one not in before)):
        if not names and _is_prose(word, path):
            if before.get(word) != after.get(word):
                yield from ((path, what) for what in _edit(word, before, after))
        elif names or word not in _VALUES:
            yield from _differences(before.get(word), after.get(word), (*path, word))


def _edit(word: str, before: Raw, after: Raw) -> Iterator[str]:
    """What an edit of a word means; `x-deprecated` says nothing more where `deprecated` comes or goes."""
    is_deprecated = bool(after.get("deprecated"))
    comes_or_goes = bool(before.get("deprecated")) != is_deprecated
    if word == "deprecated" and is_deprecated:
        said = after.get("x-deprecated", {})
        until = f", until {said['removed-in']}" if "removed-in" in said else ""
        yield f"{_DEPRECATED}{until}" + (f": use {said['use']}" if "use" in said else "")
    elif word != "x-deprecated" or not comes_or_goes:
        yield f"{word} is {'new' if word not in before else 'gone' if word not in after else 'another'}"


def _holds_names(path: Path) -> bool:
    if path[:1] == ("components",) and len(path) <= 2:  # noqa: PLR2004 - the kinds, and the names of each
        return True
    return bool(path) and path[-1] in _NAMES and not (len(path) > 1 and path[-2] in _NAMES)


def _is_prose(word: str, path: Path) -> bool:
    in_example = path[:2] == ("components", "examples")
    return (
        word in DOCUMENTATION
        or path[:1] == ("info",)
        or path[:1] == ("tags",)
        or (in_example and word == "value")
    )


def _by_key(items: list[Any]) -> dict[str, Any]:
    """A list by what tells its items apart, so that a new one in the middle moves no other."""
    return {
        str(item.get("name", item.get("$ref", index)) if isinstance(item, dict) else index): item
        for index, item in enumerate(items)
    }


class _Labels:
    """Tells what a path means to people, and whom it touches."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.by_path = {(one.path, one.method.lower()): one for one in api.operations.values()}

    def of(self, path: Path) -> tuple[str, frozenset[str], frozenset[str]]:
        """Location, functions and models."""
        if path[:1] == ("paths",) and path[1:3] in self.by_path:
            operation = self.by_path[path[1], path[2]]
            return " ".join((operation.id, *_words(path[3:]))), operation.functions, frozenset()
        if path[:1] == ("components",) and len(path) > 2:  # noqa: PLR2004 - components, kind and name
            kind, name = path[1], path[2]
            functions = self.api.touching((kind, name))
            if kind != "schemas":
                return f"{kind.removesuffix('s')} {name}", functions, frozenset()
            steps = ".".join((name, *_words(path[3:])))
            return steps, functions, self._models(name, is_inside=len(path) > 3)  # noqa: PLR2004
        return " ".join(_words(path)) or "the document", frozenset(), frozenset()

    def _models(self, name: str, *, is_inside: bool) -> frozenset[str]:
        """The component, and those that join it, since they show its properties."""
        found = {name}
        while is_inside:
            more = {
                one for one, raw in self.api.document.schemas.items() if found & self._parents(raw)
            } - found
            if not more:
                break
            found |= more
        return frozenset(found)

    def _parents(self, raw: Raw) -> set[str]:
        return {self.api.document.component(one) for one in raw.get("allOf", ())} - {""}


def _words(path: Path) -> list[str]:
    skipped = {"properties", "schema", "content", "allOf", "anyOf", "oneOf", "0", "1"}
    return [
        word.rpartition("/")[2] if word.startswith("#/") else word for word in path if word not in skipped
    ]
