"""Every hint must have something to act on; one that names nothing is a leftover or a misspelling."""

import keyword
from collections.abc import Iterable

from generator.hints import ANSWER_BASES
from generator.plan import Planner
from generator.schemas import RESOURCE
from generator.spec import did_you_mean


def check_hints(planner: Planner) -> None:
    """Checks the hints of every schema against its fields and its uses.

    Raises:
        BuildError: A hint names a field that is not there, or says what cannot be done.
    """
    for name in planner.hints.names():
        _check_fields(planner, name)
        _check_uses(planner, name)


def _check_fields(planner: Planner, name: str) -> None:
    hint = planner.hints.of(name)
    has_fields = planner.types.kind_of(name) == "model"
    flat = planner.schemas.flat(name) if has_fields else {}
    own = planner.schemas.own(name) if has_fields else {}
    _check_names(planner, name, "str", hint.shown, flat)
    _check_names(planner, name, "detail_only", hint.detail_only, flat)
    for word in ("default_empty", "lower", "aliases", "required"):
        _check_names(planner, name, word, getattr(hint, word), own)
    for key, other in hint.aliases.items():
        if other in flat:
            planner.hints.fail(("schemas", name, "aliases", key), f"{other!r} is the name of another field")
        if not other.isidentifier() or keyword.iskeyword(other):
            planner.hints.fail(
                ("schemas", name, "aliases", key), f"{other!r} cannot be the name of an argument"
            )
        if [*hint.aliases.values()].count(other) > 1:
            planner.hints.fail(("schemas", name, "aliases", key), f"{other!r} is a second name of two fields")
    for key in hint.required:
        if key in planner.spec.schemas[name].get("required", ()):
            planner.hints.fail(("schemas", name, "required"), f"{key!r} is required by the spec already")
    for key in hint.lower:
        if own[key].raw.get("type") != "string":
            planner.hints.fail(("schemas", name, "lower"), f"{key!r} is no string")


def _check_names(
    planner: Planner, schema: str, word: str, names: Iterable[str], known: Iterable[str]
) -> None:
    known = list(known)
    for name in names:
        if name not in known:
            where = "" if word in {"str", "detail_only"} else "itself declares "
            problem = f"{schema} {where or 'has '}no property {name!r}{did_you_mean(name, known)}"
            planner.hints.fail(("schemas", schema, word), problem)


def _check_uses(planner: Planner, name: str) -> None:
    hint, uses = planner.hints.of(name), planner.uses.of(name)
    hows = {use.how for use in uses}
    place = ("schemas", name)
    if (hint.shown or hint.detail_only or hint.both or hint.base or hint.form) and not planner.is_class(name):
        planner.hints.fail(place, f"{name} has no class that this could be said of")
    if hint.both and {use.written for use in uses if use.how != "base"} != {True, False}:
        planner.hints.fail((*place, "both"), f"{name} is not both sent and read")
    if hint.detail_only and RESOURCE not in planner.schemas.parents(name):
        planner.hints.fail((*place, "detail_only"), f"{name} is no {RESOURCE}")
    of_answer = hint.base in ANSWER_BASES
    if of_answer and any(use.written for use in uses):
        planner.hints.fail((*place, "base"), f"{name} is sent, and {hint.base} is for answers")
    for word in ("form",) if of_answer else ("base", "form"):
        if getattr(hint, word) and "create" not in hows:
            planner.hints.fail((*place, word), f"{name} is not the body of a POST")
    if (hint.required or hint.aliases or hint.lower) and not any(use.written for use in uses):
        planner.hints.fail(place, f"{name} is never sent, so there is nothing to check before")
