"""The operations of a document, and which of them carry which component."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.plan.code_names import snake
from generator.read.spec import Raw
from tools.api_diff.changes import Direction
from tools.api_diff.resolved_schema import Document

_METHODS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")
_PAGING = frozenset({"page", "page_size"})
Component = tuple[str, str]
"""Kind and name of a component, such as ("schemas", "Contact")."""


@dataclass(frozen=True)
class Parameter:
    """A parameter, its reference followed; `component` is "" for one that stands in its operation."""

    raw: Raw
    component: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others of its operation."""
        return self.raw["in"], self.raw["name"]


@dataclass(frozen=True)
class Operation:
    """One operation.

    Attributes:
        id: Its operationId.
        function: The generated function, with the module it stands in.
        method: In capitals.
        path: The path's template.
        raw: Everything else, as it stands in the document.
        item: What the path says of all its operations.
        parameters: Its own and its path's.
        filters: The classes its filters are fields of; none if it is no list.
    """

    id: str
    function: str
    method: str
    path: str
    raw: Raw = field(repr=False)
    item: Raw = field(repr=False)
    parameters: tuple[Parameter, ...]
    filters: frozenset[str]

    @property
    def tag(self) -> str:
        """Its first tag."""
        return str(next(iter(self.raw.get("tags", ())), ""))

    @property
    def functions(self) -> frozenset[str]:
        """Its function as a set."""
        return frozenset({self.function})

    @property
    def form(self) -> str:
        """The path without the names of its parameters."""
        return re.sub(r"\{[^}]*\}", "{}", self.path)

    @property
    def path_names(self) -> list[str]:
        """The names of the path's parameters, in order."""
        return re.findall(r"\{([^}]*)\}", self.path)

    def filter_models(self, parameter: Parameter) -> frozenset[str]:
        """The filter classes, if the parameter is a field of them."""
        location, name = parameter.key
        said = self.raw.get("x-pagination", {})
        paging = _PAGING | {said.get("parameter"), said.get("limit")}
        return self.filters if location == "query" and name not in paging else frozenset()


def operations_of(document: Document) -> dict[str, Operation]:
    """All operations by id, in the order of the document."""
    return {operation.id: operation for operation in _operations(document)}


def _operations(document: Document) -> Iterator[Operation]:
    for path, item in document.raw.get("paths", {}).items():
        for method in filter(item.__contains__, _METHODS):
            raw = item[method]
            found: dict[tuple[str, str], Parameter] = {}
            for one in (*item.get("parameters", ()), *raw.get("parameters", ())):
                parameter = Parameter(*document.follow(one))
                found[parameter.key] = parameter
            name, tag = raw["operationId"], next(iter(raw.get("tags", ())), "")
            yield Operation(
                name,
                f"{snake(tag)}.{snake(name)}",
                method.upper(),
                path,
                raw,
                {word: value for word, value in item.items() if word not in _METHODS},
                tuple(found.values()),
                _filters(document, raw, found),
            )


def _filters(document: Document, raw: Raw, parameters: dict[tuple[str, str], Parameter]) -> frozenset[str]:
    """The filter classes of a list: named by the resource in its page."""
    pagination = raw.get("x-pagination", {})
    if ("query", "page") not in parameters and not pagination:
        return frozenset()
    for component in sorted(references(document, raw.get("responses", {}))):
        properties = document.schemas.get(component[1], {}).get("properties", {})
        payload = properties.get(pagination.get("items", "payload"), {})
        item = document.component(payload.get("items")) if component[0] == "schemas" else ""
        if item:
            return frozenset({f"{item}Filters", f"{item}Query"})
    return frozenset()


def references(document: Document, raw: Any) -> frozenset[Component]:
    """Every component that a part of the document leads to."""
    found: set[Component] = set()
    waiting = _direct(raw)
    while waiting:
        component = waiting.pop()
        if component not in found:
            found.add(component)
            if component not in document.direct:
                kind, name = component
                document.direct[component] = _direct(document.raw["components"][kind][name])
            waiting |= document.direct[component]
    return frozenset(found)


def _direct(raw: Any) -> set[Component]:
    """The components that a part itself refers to."""
    if isinstance(raw, list):
        return set().union(*map(_direct, raw))
    if not isinstance(raw, dict):
        return set()
    ref = raw.get("$ref")
    found = {(ref.split("/")[-2], ref.split("/")[-1])} if isinstance(ref, str) else set()
    return found.union(*map(_direct, raw.values()))


class Api:
    """A document with its operations, and which of their functions carry which component."""

    def __init__(self, raw: Raw) -> None:
        self.document = Document(raw)
        self.operations = operations_of(self.document)
        self._sent: dict[Component, set[str]] = {}
        self._read: dict[Component, set[str]] = {}
        self._anywhere: dict[Component, set[str]] = {}
        for one in self.operations.values():
            sent = [one.raw.get("requestBody"), *(parameter.raw for parameter in one.parameters)]
            self._add(self._sent, one.function, sent)
            self._add(self._read, one.function, one.raw.get("responses"))
            self._add(self._anywhere, one.function, [one.raw, one.item])

    def _add(self, carriers: dict[Component, set[str]], function: str, part: Any) -> None:
        for component in references(self.document, part):
            carriers.setdefault(component, set()).add(function)

    def carrying(self, schema: str, direction: Direction) -> frozenset[str]:
        """Functions that carry a schema in a direction."""
        return frozenset((self._sent if direction == "sent" else self._read).get(("schemas", schema), ()))

    def touching(self, component: Component) -> frozenset[str]:
        """Functions that have anything to do with a component."""
        return frozenset(self._anywhere.get(component, ()))
