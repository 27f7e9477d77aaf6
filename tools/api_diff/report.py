"""Says what changed, in words for the person who edits the spec."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tools.api_diff.changes import Change, Level
from tools.api_diff.history import VERSION, is_major_bump

_WIDTH = 110
_HEADINGS = {
    Level.BREAKING: "Breaking",
    Level.ADDITIVE: "Additive",
    Level.DOCUMENTATION: "Documentation",
}


def report(
    spec: Sequence[Change], surface: Sequence[Change], known: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Lines of Markdown.

    Args:
        spec: Changes of the API.
        surface: Changes of the Python surface that do not follow from those.
        known: All functions with the methods that call them; a module that is affected as a whole is reported as one.
    """
    everything = [*spec, *surface]
    counts = ", ".join(f"{_count(everything, level)} {name.lower()}" for level, name in _HEADINGS.items())
    yield f"Changes: {counts}."
    for title, changes in (("The API", spec), ("The Python surface", surface)):
        for level, name in _HEADINGS.items():
            found = [change for change in changes if change.level is level]
            if found:
                yield ""
                yield f"## {title}: {name.lower()}"
                yield ""
            for change in found:
                yield from _change(change, known)


def _count(changes: Iterable[Change], level: Level) -> int:
    return sum(change.level is level for change in changes)


def _change(change: Change, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield from _wrapped(f"- {change}", 2)
    if change.why:
        yield from _wrapped(f"  because {'; '.join(change.why)}", 4)
    methods = [name for names in known.values() for name in names]
    for title, names in (
        ("models", list(change.models)),
        ("functions", list(_grouped(change.functions, known))),
        ("methods", list(_grouped(change.methods, methods))),
    ):
        if names:
            yield from _wrapped(f"  {title}: {', '.join(names)}", 4)


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    )


def _grouped(names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Names by what stands before the dot; all of them in one word where none is missing."""
    groups: dict[str, list[str]] = {}
    for name in names:
        owner, _, member = name.rpartition(".")
        groups.setdefault(owner, []).append(member)
    everything: dict[str, set[str]] = {}
    for name in known:
        owner, _, member = name.rpartition(".")
        everything.setdefault(owner, set()).add(member)
    for owner, members in groups.items():
        is_all = len(members) > 1 and set(members) == everything.get(owner)
        yield f"all of {owner}" if is_all else f"{owner} ({', '.join(members)})"


def verdict(changes: Iterable[Change], before: str, after: str) -> tuple[str, int]:
    """What the versions have to do with it, and the exit status.

    Args:
        changes: All changes.
        before: Version of the older side.
        after: Version of the newer side.
    """
    breaking = _count(changes, Level.BREAKING)
    if not breaking:
        return f"Nothing breaks between {before} and {after}.", 0
    if is_major_bump(before, after):
        return f"{breaking} breaking, and {after} is a new major version after {before}.", 0
    said = (
        f"{breaking} breaking, but {before} and {after} have the same major number: what breaks programs "
        f"needs a new one in {VERSION}, or must stay as it was."
    )
    return said, 1
