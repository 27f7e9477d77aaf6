"""Compares how one operation is called: address, credentials, pages, and what may be repeated."""

from collections.abc import Callable, Iterator
from typing import Any

from tools.api_diff.changes import UNKNOWN, Finding, Level
from tools.api_diff.operations import Operation
from tools.api_diff.resolved_schema import DOCUMENTATION, Document

_HANDLED = frozenset(
    {
        "tags",
        "operationId",
        "parameters",
        "requestBody",
        "responses",
        "security",
        "x-replay",
        "x-settled",
        "x-recipients",
        "x-recovery",  # the text of an error
        "x-pagination",
        "x-poll",
        "x-method",  # reported by the comparison of the package
        *DOCUMENTATION,
    }
)
# From the word that promises nothing to the one that promises most.
_PROMISES = ("once", "settled", "safe")
_NOBODY = "a call without credentials"
_BREAKING, _ADDITIVE = Level.BREAKING, Level.ADDITIVE
_LOST = "a lost response that was retried now raises OutcomeUnknown"
_ALLOWED = "recipients_allowlist refuses other calls than before"
_CHECK = "calls are repeated that were not: be sure that the server bears it"


def compare_behaviour(
    before: Operation, after: Operation, documents: tuple[Document, Document]
) -> Iterator[Finding]:
    """Differences of everything except parameters, body and responses."""
    found = [
        *_address(before, after),
        *_replay(before, after),
        *_settled(before.raw.get("x-settled"), after.raw.get("x-settled")),
        *_pagination(before, after),
        *_poll(*(_said_of_polling(*pair) for pair in zip(documents, (before, after), strict=True))),
        *_recipients(before.raw, after.raw),
        *_security(*(_alternatives(*pair) for pair in zip(documents, (before, after), strict=True))),
        *_rest(before, after),
    ]
    functions = before.functions | after.functions
    for what, level, why in found:
        yield Finding(before.id, what, level, why, functions=functions)


Found = tuple[str, Level, str]


def _address(before: Operation, after: Operation) -> Iterator[Found]:
    old = "programs that are out there call what is not there"
    if before.id != after.id:
        yield f"is called {after.id} now", _BREAKING, "the function has another name"
    if before.method != after.method:
        yield f"{before.method} became {after.method}", _BREAKING, old
    if before.form != after.form:
        yield f"{before.path} became {after.path}", _BREAKING, old
    if before.raw.get("tags") != after.raw.get("tags"):
        yield f"moved from {before.tag} to {after.tag}", _BREAKING, "the function stands in another module"


def _replay(before: Operation, after: Operation) -> Iterator[Found]:
    old, new = before.raw.get("x-replay"), after.raw.get("x-replay")
    if old == new:
        return
    what = f"x-replay {old} became {new}"
    if old in _PROMISES and new in _PROMISES and _PROMISES.index(new) > _PROMISES.index(old):
        yield what, _ADDITIVE, _CHECK
    else:
        yield what, _BREAKING, _LOST


def _settled(old: Any, new: Any) -> Iterator[Found]:
    def is_wider() -> bool:
        is_same = {**old, "values": 0} == {**new, "values": 0}
        return is_same and set(old.get("values", ())) <= set(new.get("values", ()))

    yield from extension(
        "x-settled", old, new, is_wider, "a refused repeat that counted as done is an error now"
    )


def _pagination(before: Operation, after: Operation) -> Iterator[Found]:
    """`limit` may be added; a list that had numbered pages is another one without them."""
    old, new = (one.raw.get("x-pagination", {}) for one in (before, after))
    broken = "programs that iterate over the list miss pages of it"
    if new and not old and before.filters:
        yield "x-pagination is new", _BREAKING, broken
    else:
        yield from extension("x-pagination", old, new, lambda: old.items() <= new.items(), broken)


def _poll(old: Any, new: Any) -> Iterator[Found]:
    def is_wider() -> bool:
        states = {"done": 0, "failed": 0}
        is_same = {**old, **states} == {**new, **states}
        return is_same and all(set(old.get(word, ())) <= set(new.get(word, ())) for word in states)

    yield from extension(
        "x-poll", old, new, is_wider, "programs that wait for its work do not see the end of it"
    )


def _said_of_polling(document: Document, operation: Operation) -> Any:
    """`x-poll` of the operation, or of its 202 response, which goes before."""
    accepted, _ = document.follow(operation.raw.get("responses", {}).get("202", {}))
    return accepted.get("x-poll", operation.raw.get("x-poll"))


def extension(word: str, old: Any, new: Any, is_wider: Callable[[], bool], broken: str) -> Iterator[Found]:
    """What it means that an extension comes, goes or says something else.

    Args:
        word: The extension.
        old: What it said; nothing if it was not there.
        new: What it says.
        is_wider: Whether it allows all that it did; called if it says something else.
        broken: Why anything less breaks programs.
    """
    if old == new:
        return
    is_other = bool(old and new)
    what = f"{word} {old} became {new}" if is_other else f"{word} is {'new' if new else 'gone'}"
    yield what, *((_ADDITIVE, "") if new and (not old or is_wider()) else (_BREAKING, broken))


def _recipients(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Found]:
    before, after = (raw.get("x-recipients", "none") for raw in (old, new))
    if before != after:
        yield f"x-recipients {before} became {after}", _ADDITIVE, _ALLOWED


def _alternatives(document: Document, operation: Operation) -> dict[str, Any]:
    """The ways to be let in, by the names of what they ask for; what each of those is."""
    schemes = document.raw.get("components", {}).get("securitySchemes", {})
    asked = operation.raw.get("security", document.raw.get("security", []))
    return {
        " and ".join(f"{name}{scopes or ''}" for name, scopes in sorted(one.items())) or _NOBODY: [
            {word: value for word, value in schemes.get(name, {}).items() if word not in DOCUMENTATION}
            for name in sorted(one)
        ]
        for one in (asked or [{}])
    }


def _security(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Found]:
    refused = "programs are not let in any more"
    for name in sorted(old.keys() - new.keys()):
        is_open = _NOBODY in new  # whoever could come in can still do so
        level = (_ADDITIVE, "") if is_open else (_BREAKING, refused)
        yield f"not let in any more: {name}", *level
    for name in sorted(new.keys() - old.keys()):
        yield f"let in now: {name}", _ADDITIVE, ""
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield f"{name} is carried another way", _BREAKING, refused


def _rest(before: Operation, after: Operation) -> Iterator[Found]:
    handled = _HANDLED
    for word in sorted((before.raw.keys() | after.raw.keys()) - handled):
        if before.raw.get(word) != after.raw.get(word):
            yield f"{word} is another", _BREAKING, UNKNOWN
    for word in sorted((before.item.keys() | after.item.keys()) - handled):
        if before.item.get(word) != after.item.get(word):
            yield f"{word} of its path is another", _BREAKING, UNKNOWN
