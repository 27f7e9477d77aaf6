"""Maps method and raw path to an operation: literal segments take precedence over parameters, as in OpenAPI."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from konigle.sandbox.spec import Operation


class _Node:
    __slots__ = ("literals", "operations", "parameter")

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.parameter: _Node | None = None
        self.operations: dict[str, Operation] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """The match of a path: its operations by method, and the values of its parameters, in order."""

    operations: dict[str, Operation]
    values: tuple[str, ...]


class Router:
    """A tree of path segments. It uses the raw path, so an escaped slash stays inside its identifier."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = _Node()
        for operation in operations:
            node = self._root
            for segment in operation.path.split("/")[1:]:
                if segment.startswith("{"):
                    node.parameter = node.parameter or _Node()
                    node = node.parameter
                else:
                    node = node.literals.setdefault(segment, _Node())
            node.operations[operation.method] = operation

    def match(self, raw_path: str) -> Match | None:
        """Returns the match of a path, or None."""
        return self._descend(self._root, raw_path.split("/")[1:], 0, ())

    def _descend(self, node: _Node, segments: list[str], at: int, values: tuple[str, ...]) -> Match | None:
        if at == len(segments):
            return Match(node.operations, values) if node.operations else None
        found = None
        literal = node.literals.get(segments[at])
        if literal is not None:
            found = self._descend(literal, segments, at + 1, values)
        if found is None and node.parameter is not None and segments[at]:
            found = self._descend(node.parameter, segments, at + 1, (*values, unquote(segments[at])))
        return found
