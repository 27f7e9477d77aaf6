"""Compares two schemas: what values may be sent, what may be read, and what the classes made of them look like."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tools.api_diff.changes import RULES, Direction, Finding, Level
from tools.api_diff.resolved_schema import (
    DOCUMENTATION,
    LIMITS,
    Document,
    Node,
    Shape,
    Word,
    is_subset,
    resolve,
    same,
    stricter,
    stricter_decimal,
    stricter_places,
)

# Formats that decide the Python type of a value; any other only narrows text.
_TYPED_FORMATS = frozenset({"date-time", "date", "time", "duration", "binary", "byte", "uuid"})
# Keywords that keep a property out of requests, or out of responses; and one that changes neither.
_ONE_WAY = {"readOnly": "narrower", "writeOnly": "optional", "x-final": "wider"}
# Each of these formats allows all that stands before it.
_WIDER_FORMATS = {("email", "email-or-blank")}


@dataclass(frozen=True)
class Context:
    """What surrounds the schemas that are compared.

    Attributes:
        direction: Which way their values go.
        functions: The functions that carry them.
        models: Classes that show them although they are no part of the schema's own chain.
    """

    direction: Direction
    functions: frozenset[str]
    models: frozenset[str] = frozenset()


Carriers = Callable[[str, str, Direction], frozenset[str]]
"""The functions that carry a component (its name before, its name after) in a direction."""


@dataclass
class SchemaComparison:
    """Compares schemas and keeps what it finds; a component that many operations share is compared once.

    Attributes:
        before: The older document.
        after: The newer one.
        carriers: Tells which functions carry a component.
        findings: What was found.
    """

    before: Document
    after: Document
    carriers: Carriers
    findings: list[Finding] = field(default_factory=list)
    _seen: set[tuple[str, str, Direction]] = field(default_factory=set)

    def compare(self, before: Node, after: Node, context: Context, *, is_required: bool = False) -> None:
        """Compares two schemas.

        Args:
            before: The older one.
            after: The newer one.
            context: What surrounds them.
            is_required: Whether every response has the value, so that a default has no effect there.
        """
        names = self.before.component(before.raw), self.after.component(after.raw)
        old, new = resolve(self.before, before), resolve(self.after, after)
        is_class = all(names) and old.is_object and new.is_object
        is_enum = all(names) and "enum" in old.words and "enum" in new.words
        if (is_class or is_enum) and names[0] != names[1]:
            self._report("other name", names[0], f"{names[1]} replaces it", context, {*names}, old.node.chain)
        self._null(old, new, context)
        self._default(old, new, context, is_required=is_required)
        if is_class:
            self._component(*names, context.direction)
        if not is_class or not (_is_bare(before.raw) and _is_bare(after.raw)):
            self._inside(old, new, context)

    def _component(self, before: str, after: str, direction: Direction) -> None:
        key = (before, after, direction)
        if key in self._seen:
            return
        self._seen.add(key)
        old, new = (
            resolve(document, Node({"$ref": f"#/components/schemas/{name}"}, name))
            for document, name in ((self.before, before), (self.after, after))
        )
        self._inside(old, new, Context(direction, self.carriers(before, after, direction)))

    def _inside(self, old: Shape, new: Shape, context: Context) -> None:
        self._types(old, new, context)
        self._words(old, new, context)
        self._closed(old, new, context)
        self._properties(old, new, context)
        self._parts(old, new, context)
        self._branches(old, new, context)

    def _report(self, rule: str, location: str, what: str, context: Context, *chains: Iterable[str]) -> None:
        level, why = RULES[rule].of(context.direction)
        models = context.models.union(*chains)
        self.findings.append(Finding(location, what, level, why, models, context.functions))

    def _report_word(
        self, rule: str, what: str, context: Context, old: Word | None, new: Word | None
    ) -> None:
        found = new or old
        if found:
            chains = [word.chain for word in (old, new) if word]
            self._report(rule, found.location, what, context, *chains)

    def _null(self, old: Shape, new: Shape, context: Context) -> None:
        if bool(old.null) != bool(new.null):
            rule, what = (
                ("may be null", "may be null now") if new.null else ("never null", "may not be null any more")
            )
            self._report_word(rule, what, context, old.null, new.null)

    def _default(self, old: Shape, new: Shape, context: Context, *, is_required: bool) -> None:
        before, after = old.words.get("default"), new.words.get("default")
        if _values(before) == _values(after):
            return
        what = _became("default", before, after)
        if is_required and context.direction == "read":
            found = before or after
            if found:
                self.findings.append(
                    Finding(
                        found.location,
                        what,
                        Level.DOCUMENTATION,
                        "",
                        found.chain | context.models,
                        context.functions,
                    )
                )
        else:
            self._report_word("other default" if before else "new", what, context, before, after)

    def _types(self, old: Shape, new: Shape, context: Context) -> None:
        if old.types == new.types:
            return
        is_narrower = new.types is not None and (old.types is None or not is_subset(old.types, new.types))
        is_wider = old.types is not None and (new.types is None or not is_subset(new.types, old.types))
        rule = "other type" if is_narrower and is_wider else "narrower" if is_narrower else "wider type"
        what = f"type {_type_names(old)} became {_type_names(new)}"
        self._report_word(rule, what, context, old.typed, new.typed)

    def _words(self, old: Shape, new: Shape, context: Context) -> None:
        for word in sorted((old.words.keys() | new.words.keys()) - {"default"}):
            before, after = old.words.get(word), new.words.get(word)
            if _values(before) == _values(after):
                continue
            if word == "enum":
                self._enum(before, after, context)
            elif rule := _rule_of(word, before.value if before else None, after.value if after else None):
                self._report_word(rule, _became(word, before, after), context, before, after)

    def _enum(self, before: Word | None, after: Word | None, context: Context) -> None:
        if before is None or after is None:
            rule = "wider" if after is None else "narrower"
            self._report_word(rule, _became("enum", before, after), context, before, after)
            return
        for value in before.value:
            if value not in after.value:
                self._report_word("narrower", f"the value {_json(value)} is gone", context, before, after)
        for value in after.value:
            if value not in before.value:
                self._report_word("wider", f"the value {_json(value)} is new", context, before, after)

    def _closed(self, old: Shape, new: Shape, context: Context) -> None:
        if bool(old.closed) != bool(new.closed):
            rule, what = (
                ("narrower", "properties it does not name are refused now")
                if new.closed
                else ("wider", "properties it does not name are let through now")
            )
            self._report_word(rule, what, context, old.closed, new.closed)

    def _properties(self, old: Shape, new: Shape, context: Context) -> None:
        for name, node in old.properties.items():
            if name not in new.properties:
                self._report("gone", node.location, "the property is gone", context, node.chain)
        for name, node in new.properties.items():
            known = old.properties.get(name)
            required = new.required.get(name)
            if known is not None:
                self.compare(known, node, context, is_required=bool(required and name in old.required))
            elif required:
                self._report(
                    "new and required",
                    node.location,
                    "is a new property, and required",
                    context,
                    node.chain,
                    required.chain,
                )
            else:
                self._report("new", node.location, "is a new property", context, node.chain)
        for name in sorted(old.required.keys() ^ new.required.keys()):
            if (name in old.properties) == (name in new.properties):
                self._required(name, old.required.get(name), new.required.get(name), context)

    def _required(self, name: str, before: Word | None, after: Word | None, context: Context) -> None:
        found = before or after
        if found:
            rule, what = ("required", "is required now") if after else ("optional", "is optional now")
            self._report(rule, f"{found.location}.{name}", what, context, found.chain)

    def _parts(self, old: Shape, new: Shape, context: Context) -> None:
        for called in sorted(old.parts.keys() | new.parts.keys()):
            before, after = old.parts.get(called), new.parts.get(called)
            if before and after:
                self.compare(before, after, context)
            elif after:
                self._report("narrower", after.location, "must fit a schema now", context, after.chain)
            elif before:
                self._report(
                    "wider", before.location, "need not fit a schema any more", context, before.chain
                )

    def _branches(self, old: Shape, new: Shape, context: Context) -> None:
        before = {self._branch_name(self.before, node): node for node in old.branches}
        after = {self._branch_name(self.after, node): node for node in new.branches}
        for name in before.keys() & after.keys():
            self.compare(before[name], after[name], context)
        gone = [name for name in before if name not in after]
        more = [name for name in after if name not in before]
        if len(gone) == len(more) == 1:
            self.compare(before[gone[0]], after[more[0]], context)
            return
        for name in gone:
            self._report(
                "narrower", before[name].location, f"the form {name} is gone", context, before[name].chain
            )
        for name in more:
            self._report(
                "wider type", after[name].location, f"the form {name} is new", context, after[name].chain
            )

    @staticmethod
    def _branch_name(document: Document, node: Node) -> str:
        return document.component(node.raw) or _json(node.raw)


def _is_bare(raw: Any) -> bool:
    """Whether a schema around a component adds no constraint, except null and default."""
    return set(raw) <= {"$ref", "allOf", "oneOf", "anyOf", "default", *DOCUMENTATION}


def _rule_of(word: str, old: Any, new: Any) -> str:
    """The kind of difference between two values of a keyword, None for absent; "" for none that counts."""
    if word in LIMITS:
        return "" if same(word, old, new) else "narrower" if stricter(word, old, new) else "wider"
    if word == "x-decimal-places" or (word == "x-decimal" and old and new):
        is_stricter = stricter_places if word == "x-decimal-places" else stricter_decimal
        return "narrower" if is_stricter(old or {}, new or {}) else "wider"
    if word == "x-decimal" or (word == "format" and {old, new} & _TYPED_FORMATS):
        return "other type"
    if word in {"pattern", "format"}:
        # Whether one pattern allows all that another does cannot be decided, so a new one counts as stricter.
        return "wider" if new is None or (old, new) in _WIDER_FORMATS else "narrower"
    if word in _ONE_WAY:
        return _ONE_WAY[word] if new else "wider"
    return "unknown"


def _values(word: Word | None) -> tuple[Any, ...]:
    return () if word is None else (_json(word.value),)


def _became(word: str, before: Word | None, after: Word | None) -> str:
    if before and after:
        return f"{word} {_json(before.value)} became {_json(after.value)}"
    found = before or after
    return f"{word} {_json(found.value) if found else ''} {'is gone' if before else 'is new'}"


def _type_names(shape: Shape) -> str:
    return "any" if shape.types is None else " or ".join(sorted(shape.types)) or "none"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
