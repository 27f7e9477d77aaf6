"""Fault rules: which calls go wrong, and how. Rules only, never chance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from konigle.sandbox.store import dumps

FaultKind = Literal[
    "status",
    "delay",
    "close_before",
    "reset_before",
    "close_after",
    "reset_after",
    "truncate",
    "garbage",
    "html",
    "empty",
    "drip",
    "redirect",
]

# Kinds whose request is not carried out unless the rule says `applied=True`.
_NOT_APPLIED = frozenset({"status", "close_before", "reset_before", "html", "redirect"})
_NEVER_APPLIED = frozenset({"close_before", "reset_before"})
_ALWAYS_APPLIED = frozenset({"delay", "close_after", "reset_after"})
_STATUSES = range(200, 600)
_DEFAULT_STATUS = {"status": 503, "redirect": 307}


_MOST_S = 1_000_000_000  # three decades
# RFC 9110, 5.1 and 5.5
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"([!-~\x80-\xff]([\t -~\x80-\xff]*[!-~\x80-\xff])?)?")
_FRAMING = frozenset({"content-length", "transfer-encoding"})


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST_S


def _is_number(value: object) -> bool:
    # written so that NaN is none
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _MOST_S


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None and name.lower() not in _FRAMING


def _is_value(value: object) -> bool:
    return isinstance(value, str) and _VALUE.fullmatch(value) is not None


@dataclass(slots=True)
class FaultRule:
    """One rule. The fields after `kind` matter to the kinds named.

    Attributes:
        operation: An operation id of the spec, or `*` for all of them.
        kind: What happens.
        first: The first matching call it strikes, counted from one since the rule was added.
        last: The last one; None for no end.
        status: Answered status (`status`, `redirect`; 200 for `html`, `garbage`, `empty`).
        headers: Further headers of the answer (`status`, `redirect`, `html`, `garbage`, `empty`).
        body: The body: JSON, or text as it is (`status`, `html`, `garbage`).
        seconds: How long the request waits before it is looked at (`delay`, and any other kind if not zero).
        location: Where to (`redirect`); the same address if not given.
        size: Bytes at a time (`drip`), or bytes that get through (`truncate`; half of the body if not given).
        interval: Seconds between the pieces (`drip`).
        applied: Whether the request is carried out all the same (see the table in docs/sandbox.md).
        id: Number of the rule, for the control endpoint.
        calls: How many matching calls there were since it was added.
        hits: How many of them it struck.
    """

    operation: str
    kind: FaultKind
    first: int = 1
    last: int | None = 1
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Any = None
    seconds: float = 0.0
    location: str | None = None
    size: int | None = None
    interval: float = 0.0
    applied: bool | None = None
    id: int = 0
    calls: int = 0
    hits: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.headers, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # from outside
            raise ValueError("headers are an object of names and texts")  # noqa: TRY004  # as all that is wrong here
        self.headers = dict(self.headers)
        problem = self._wrong_type() or self._problem()
        if problem:
            raise ValueError(problem)
        dumps(self.body).encode()  # ValueError for half of a surrogate pair, which could not be sent
        if self.applied is None:
            self.applied = self.kind not in _NOT_APPLIED
        if self.status is None:
            self.status = _DEFAULT_STATUS.get(self.kind, 200)

    def _wrong_type(self) -> str | None:
        is_text = [isinstance(self.operation, str), isinstance(self.kind, str)]
        is_number = [_is_number(value) for value in (self.seconds, self.interval)]
        is_whole = [value is None or _is_whole(value) for value in (self.last, self.status, self.size)]
        checks = (
            (all(is_text), "operation and kind are texts"),
            (_is_whole(self.first) and all(is_whole), "first, last, status and size are whole numbers"),
            (all(is_number), f"seconds and interval are numbers, {_MOST_S:,} at most"),
            (self.applied is None or isinstance(self.applied, bool), "applied is true or false"),
            (self.location is None or _is_value(self.location), "location is a line of Latin-1 text"),
            (
                all(_is_name(name) and _is_value(value) for name, value in self.headers.items()),
                "headers are names with a line of Latin-1 text each; those that frame the body are set by the sandbox",
            ),
        )
        return next((problem for fine, problem in checks if not fine), None)

    def _problem(self) -> str | None:
        kinds = get_args(FaultKind)
        after = self.kind.replace("before", "after")
        checks = (
            (self.kind in kinds, f"a fault is one of {', '.join(kinds)}, not {self.kind!r}"),
            (
                self.first >= 1 and (self.last is None or self.last >= self.first),
                f"calls are counted from one: first={self.first}, last={self.last} strikes none",
            ),
            (
                min(self.seconds, self.interval, self.size or 0) >= 0,
                "seconds, interval, size cannot be negative",
            ),
            (
                self.kind not in ("html", "garbage") or isinstance(self.body, str | None),
                f"the body of {self.kind} is text",
            ),
            (self.kind != "drip" or self.size != 0, "a drip of no bytes would never end"),
            (self.status is None or self.status in _STATUSES, f"{self.status} is no status of an answer"),
            (
                self.kind not in _NEVER_APPLIED or not self.applied,
                f"{self.kind} strikes before the request is carried out; use {after}",
            ),
            (
                self.kind not in _ALWAYS_APPLIED or self.applied is not False,
                f"with {self.kind} the request is always carried out",
            ),
        )
        return next((problem for fine, problem in checks if not fine), None)

    def matches(self) -> bool:
        """Count one matching call; whether it falls into the rule's range."""
        self.calls += 1
        return self.calls >= self.first and (self.last is None or self.calls <= self.last)


class FaultRules:
    """The rules of one sandbox, in the order they were added. Of several that strike, the oldest acts."""

    def __init__(self, operations: Iterable[str]) -> None:
        self._operations = frozenset(operations)
        self._rules: list[FaultRule] = []
        self._added = 0

    def add(self, rule: FaultRule) -> FaultRule:
        """Add a rule; ValueError if it names no operation of the spec."""
        if rule.operation != "*" and rule.operation not in self._operations:
            raise ValueError(f"the spec has no operation {rule.operation!r}")
        self._added += 1
        rule.id = self._added
        self._rules.append(rule)
        return rule

    def remove(self, rule_id: int) -> bool:
        """Take back one rule; whether it was there."""
        before = len(self._rules)
        self._rules = [rule for rule in self._rules if rule.id != rule_id]
        return len(self._rules) < before

    def clear(self) -> None:
        """Take back all of them."""
        self._rules.clear()

    def all(self) -> list[FaultRule]:
        """The rules, oldest first."""
        return list(self._rules)

    def take(self, operation: str) -> FaultRule | None:
        """Count a call of an operation, and the rule that strikes it, if any."""
        struck: FaultRule | None = None
        for rule in self._rules:
            if rule.operation in ("*", operation) and rule.matches() and struck is None:
                struck = rule
                rule.hits += 1
        return struck
