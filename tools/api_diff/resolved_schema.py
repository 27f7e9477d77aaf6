"""Resolved schemas: references followed, `allOf` merged, null kept separate from the type."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from generator.read.spec import Raw

NULL = "null"
# Words that say something about a schema to people, and nothing about its values.
DOCUMENTATION = frozenset(
    {
        *("title", "description", "summary", "example", "examples", "externalDocs", "$comment"),
        *("deprecated", "x-deprecated"),
    }
)
_HANDLED = frozenset(
    {"$ref", "allOf", "type", "properties", "required", "items", "propertyNames", *DOCUMENTATION}
)
_OPEN = ("additionalProperties", "unevaluatedProperties")


class Document:
    """An OpenAPI document whose references can be followed."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.schemas: Raw = raw.get("components", {}).get("schemas", {})
        self.direct: dict[tuple[str, str], set[tuple[str, str]]] = {}
        """The components that a component refers to, as far as anybody asked."""

    def follow(self, raw: Any) -> tuple[Any, str]:
        """What a reference leads to, and the name of the component; the part itself and "" when it is none."""
        name = ""
        while isinstance(raw, dict) and "$ref" in raw:
            steps = [step.replace("~1", "/").replace("~0", "~") for step in raw["$ref"].split("/")[1:]]
            raw, name = self.raw, steps[-1]
            for step in steps:
                raw = raw[step]
        return raw, name

    def component(self, raw: Any) -> str:
        """The one component that a schema stands for, alone or with null or keywords around it."""
        if not isinstance(raw, dict):
            return ""
        if "$ref" in raw:
            return str(raw["$ref"]).rpartition("/")[2]
        for word in ("allOf", "oneOf", "anyOf"):
            inner = [one for one in raw.get(word, ()) if one not in ({"type": NULL}, {"type": "object"})]
            if len(inner) == 1:
                return self.component(inner[0])
        return ""


@dataclass(frozen=True)
class Node:
    """A schema that is not laid out yet.

    Attributes:
        raw: The schema.
        location: Where it stands, in words.
        chain: The components on the way to it whose classes show it.
    """

    raw: Any
    location: str
    chain: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Word:
    """The value of a keyword, and where it stands."""

    value: Any
    location: str
    chain: frozenset[str]


@dataclass
class Shape:
    """What a schema amounts to.

    Attributes:
        node: What it was laid out from.
        types: The types that values may have, null left out; None for any.
        typed: Where that is said.
        null: Where null is made a value; None if it is none.
        closed: The word that refuses other properties, if there is one.
        words: All other keywords that say something about values.
        properties: By name.
        required: The names that must be there.
        parts: The schemas of items, of names and of other values, by what they are called in words.
        branches: The members of a union.
    """

    node: Node
    types: frozenset[str] | None = None
    typed: Word | None = None
    null: Word | None = None
    closed: Word | None = None
    words: dict[str, Word] = field(default_factory=dict)
    properties: dict[str, Node] = field(default_factory=dict)
    required: dict[str, Word] = field(default_factory=dict)
    parts: dict[str, Node] = field(default_factory=dict)
    branches: list[Node] = field(default_factory=list)

    @property
    def is_object(self) -> bool:
        """Whether it is a separate class."""
        return self.types == frozenset({"object"})


def resolve(document: Document, node: Node) -> Shape:
    """Lays a schema out; properties, items and branches of it are left as they are."""
    shape = Shape(node)
    types = _Layout(document, shape).add(node, or_null=False)
    shape.types = None if types is None else types - {NULL}
    if types is None or NULL not in types:
        shape.null = None
    return shape


class _Layout:
    """Adds schemas to a shape, the outermost first."""

    def __init__(self, document: Document, shape: Shape) -> None:
        self.document = document
        self.shape = shape

    def add(self, node: Node, *, or_null: bool) -> frozenset[str] | None:
        """Adds a schema; returns the types it allows."""
        raw, name = self.document.follow(node.raw)
        if name:
            node = Node(raw, name, node.chain | {name})
        raw = raw if isinstance(raw, dict) else {} if raw is True else {"not": {}}
        types = self._types(raw.get("type"), node, or_null=or_null)
        self._add_words(raw, node)
        self._add_parts(raw, node)
        for inner in raw.get("allOf", ()):
            types = intersect(types, self.add(Node(inner, node.location, node.chain), or_null=or_null))
        for word in ("oneOf", "anyOf"):
            if word in raw:
                types = intersect(types, self._add_union(raw[word], node, or_null=or_null))
        return types

    def _types(self, said: Any, node: Node, *, or_null: bool) -> frozenset[str] | None:
        if said is None:
            return None
        found = Word(said, node.location, node.chain)
        self.shape.typed = self.shape.typed or found
        types = {said} if isinstance(said, str) else set(said)
        if NULL in types:
            self.shape.null = self.shape.null or found
        return frozenset(types | {NULL} if or_null else types)

    def _add_union(self, members: list[Any], node: Node, *, or_null: bool) -> frozenset[str] | None:
        inner = [one for one in members if one != {"type": NULL}]
        if len(inner) < len(members):
            or_null = True
            self.shape.null = self.shape.null or Word(True, node.location, node.chain)
        nodes = [Node(one, node.location, node.chain) for one in inner]
        if len(nodes) == 1:
            return self.add(nodes[0], or_null=or_null)
        self.shape.branches += nodes
        return None

    def _add_words(self, raw: Raw, node: Node) -> None:
        shape = self.shape
        for word, value in raw.items():
            found = Word(value, node.location, node.chain)
            if word in _OPEN:
                if value is False:
                    shape.closed = shape.closed or found
            elif word == "const":
                self._add_word("enum", Word([value], node.location, node.chain))
            elif word not in _HANDLED and word not in {"oneOf", "anyOf"}:
                self._add_word(word, found)
        for name in raw.get("required", ()):
            shape.required.setdefault(name, Word(True, node.location, node.chain))

    def _add_word(self, word: str, new: Word) -> None:
        words = self.shape.words
        old = words.setdefault(word, new)
        if old.value == new.value or word in {"default", "readOnly", "writeOnly"}:
            return  # what stands outermost counts
        if word in LIMITS:
            words[word] = new if stricter(word, old.value, new.value) else old
        elif word == "enum":
            words[word] = Word(
                [one for one in old.value if one in new.value], old.location, old.chain | new.chain
            )
        else:
            both = sorted({str(old.value), str(new.value)})
            words[word] = Word(" and ".join(both), old.location, old.chain | new.chain)

    def _add_parts(self, raw: Raw, node: Node) -> None:
        for name, inner in raw.get("properties", {}).items():
            known = self.shape.properties.get(name)
            both = inner if known is None else {"allOf": [known.raw, inner]}
            location = f"{node.location}.{name}" if known is None else known.location
            self.shape.properties[name] = Node(both, location, node.chain)
        for word, called in (
            ("items", "items"),
            ("propertyNames", "names"),
            *((word, "values") for word in _OPEN),
        ):
            if isinstance(raw.get(word), dict):
                self.shape.parts.setdefault(called, Node(raw[word], f"{node.location}, {called}", node.chain))


def intersect(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The types that both allow; an integer is a number."""
    if one is None or other is None:
        return other if one is None else one
    both = set(one & other)
    if ("number" in one and "integer" in other) or ("integer" in one and "number" in other):
        both.add("integer")
    return frozenset(both)


def is_subset(types: Iterable[str], wider: Iterable[str]) -> bool:
    """Whether all types are among the wider ones; an integer is a number."""
    wider = set(wider)
    return all(one in wider or (one == "integer" and "number" in wider) for one in types)


_AT_MOST = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties")
_AT_LEAST = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties")
# What the absence of a limit amounts to, where it is a number.
_NONE = {"minLength": 0, "minItems": 0, "minProperties": 0, "uniqueItems": False}
LIMITS = frozenset({*_AT_MOST, *_AT_LEAST, "multipleOf", "uniqueItems"})
# Limits of an amount of money, inside `x-decimal`.
_DECIMAL = {
    "max_digits": "maxLength",
    "decimal_places": "maxLength",
    "lt": "maximum",
    "le": "maximum",
    "gt": "minimum",
    "ge": "minimum",
}


def same(word: str, old: Any, new: Any) -> bool:
    """Whether two values of a limit, None for absent, allow the same."""
    nothing = _NONE.get(word)
    return bool((nothing if old is None else old) == (nothing if new is None else new))


def stricter(word: str, old: Any, new: Any) -> bool:
    """Whether the new value of a limit refuses anything that the old one allowed; None for an absent one."""
    if same(word, old, new) or new is None:
        return False
    if old is None:
        return True
    if word in _AT_MOST:
        return bool(new < old)
    if word in _AT_LEAST:
        return bool(new > old)
    if word == "multipleOf":
        return bool(old % new != 0)
    return bool(new)


def stricter_decimal(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether an amount that fitted the old limits may not fit the new ones.

    With a currency beside it an amount may have more decimal places, never fewer.
    """
    if old.get("currency") not in {None, new.get("currency")}:
        return True
    return any(
        stricter(_DECIMAL.get(name, "uniqueItems"), old.get(name), new.get(name))
        for name in (old.keys() | new.keys()) - {"currency"}
    )


def stricter_places(old: dict[str, int], new: dict[str, int]) -> bool:
    """Whether a currency has fewer decimal places than it had."""
    return any(new.get(currency, 0) < places for currency, places in old.items())
