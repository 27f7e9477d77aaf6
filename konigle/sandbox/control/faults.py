"""Fault rules: which calls fail, and how. Deterministic."""

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
    "surplus",
]

# Kinds whose request is not applied unless the rule says `applied=True`.
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
    # written so that NaN is rejected
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _MOST_S


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None and name.lower() not in _FRAMING


def _is_value(value: object) -> bool:
    return isinstance(value, str) and _VALUE.fullmatch(value) is not None


@dataclass(slots=True)
class FaultRule:
    """One rule. The fields after `kind` apply to the kinds in parentheses.

    Attributes:
        operation: An operation id of the spec, or `*` for all of them.
        kind: The kind of fault.
        first: The first matching call that it applies to, counted from one since the rule was added.
        last: The last one; None for no end.
        status: Status code of the response (`status`, `redirect`; 200 for `html`, `garbage`, `empty`).
        headers: Additional headers of the response (`status`, `redirect`, `html`, `garbage`, `empty`).
        body: The body: JSON, or text sent unchanged (`status`, `html`, `garbage`).
        seconds: How long the request is delayed before it is processed (`delay`, and any other kind if not zero).
        location: Target of a `redirect`; default the same URL.
        size: Bytes at a time (`drip`), or bytes of the body that are sent (`truncate`; default half of the body).
        interval: Seconds between the parts (`drip`).
        applied: Whether the request is applied (see the table in docs/sandbox.md).
        id: Number of the rule, for the control endpoint.
        calls: How many calls matched since it was added.
        hits: How many calls it was applied to.
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
            raise ValueError("headers must be an object of names and strings")  # noqa: TRY004  # like all errors here
        self.headers = dict(self.headers)
        problem = self._wrong_type() or self._problem()
        if problem:
            raise ValueError(problem)
        dumps(self.body).encode()  # ValueError for a lone surrogate, which cannot be sent
        if self.applied is None:
            self.applied = self.kind not in _NOT_APPLIED
        if self.status is None:
            self.status = _DEFAULT_STATUS.get(self.kind, 200)

    def _wrong_type(self) -> str | None:
        is_text = [isinstance(self.operation, str), isinstance(self.kind, str)]
        is_number = [_is_number(value) for value in (self.seconds, self.interval)]
        is_whole = [value is None or _is_whole(value) for value in (self.last, self.status, self.size)]
        checks = (
            (all(is_text), "operation and kind must be strings"),
            (_is_whole(self.first) and all(is_whole), "first, last, status and size must be whole numbers"),
            (all(is_number), f"seconds and interval must be numbers, at most {_MOST_S:,}"),
            (self.applied is None or isinstance(self.applied, bool), "applied must be true or false"),
            (self.location is None or _is_value(self.location), "location must be one line of Latin-1 text"),
            (
                all(_is_name(name) and _is_value(value) for name, value in self.headers.items()),
                "headers must be names with one line of Latin-1 text each; the sandbox sets those that frame the body",
            ),
        )
        return next((problem for fine, problem in checks if not fine), None)

    def _problem(self) -> str | None:
        kinds = get_args(FaultKind)
        after = self.kind.replace("before", "after")
        checks = (
            (self.kind in kinds, f"kind must be one of {', '.join(kinds)}, not {self.kind!r}"),
            (
                self.first >= 1 and (self.last is None or self.last >= self.first),
                f"calls are counted from one: first={self.first}, last={self.last} matches none",
            ),
            (
                min(self.seconds, self.interval, self.size or 0) >= 0,
                "seconds, interval, size cannot be negative",
            ),
            (
                self.kind not in ("html", "garbage") or isinstance(self.body, str | None),
                f"the body of {self.kind} must be text",
            ),
            (self.kind != "drip" or self.size != 0, "a drip of no bytes would never end"),
            (
                self.status is None or self.status in _STATUSES,
                f"{self.status} is not a status code of a response",
            ),
            (
                self.kind not in _NEVER_APPLIED or not self.applied,
                f"{self.kind} takes effect before the request is applied; use {after}",
            ),
            (
                self.kind not in _ALWAYS_APPLIED or self.applied is not False,
                f"with {self.kind} the request is always applied",
            ),
        )
        return next((problem for fine, problem in checks if not fine), None)

    def matches(self) -> bool:
        """Counts one matching call; returns whether it is in the rule's range."""
        self.calls += 1
        return self.calls >= self.first and (self.last is None or self.calls <= self.last)


class FaultRules:
    """The rules of one sandbox, in the order they were added. If several apply, the oldest one is used."""

    def __init__(self, operations: Iterable[str]) -> None:
        self._operations = frozenset(operations)
        self._rules: list[FaultRule] = []
        self._added = 0

    def add(self, rule: FaultRule) -> FaultRule:
        """Adds a rule; ValueError if its operation is not in the spec."""
        if rule.operation != "*" and rule.operation not in self._operations:
            raise ValueError(f"the spec has no operation {rule.operation!r}")
        self._added += 1
        rule.id = self._added
        self._rules.append(rule)
        return rule

    def remove(self, rule_id: int) -> bool:
        """Removes one rule; returns whether it existed."""
        before = len(self._rules)
        self._rules = [rule for rule in self._rules if rule.id != rule_id]
        return len(self._rules) < before

    def clear(self) -> None:
        """Removes all rules."""
        self._rules.clear()

    def all(self) -> list[FaultRule]:
        """The rules, oldest first."""
        return list(self._rules)

    def take(self, operation: str) -> FaultRule | None:
        """Counts a call of an operation, and returns the rule that applies to it, if any."""
        struck: FaultRule | None = None
        for rule in self._rules:
            if rule.operation in ("*", operation) and rule.matches() and struck is None:
                struck = rule
                rule.hits += 1
        return struck
