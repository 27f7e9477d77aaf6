"""Checks that hand-written classes and hints agree with the spec."""

import keyword
from collections.abc import Iterable
from typing import Annotated, Any

from generator.plan.planner import Planner
from generator.read.hints import RESPONSE_BASES
from generator.read.schemas import RESOURCE
from generator.read.spec import did_you_mean
from konigle._core import models
from konigle._core.schema_types import fields


def check_base_classes(planner: Planner) -> None:
    """Compares `TimestampedResource` of the spec with the hand-written class.

    Raises:
        BuildError: They differ in a field, its type, or whether it is required.
    """
    spec = planner.spec
    if RESOURCE not in spec.schemas:
        return
    written = {name: _shape(field) for name, field in models.TimestampedResource.model_fields.items()}
    described = {
        name: (plan.annotation, not any(word.startswith("default") for word, _ in plan.args))
        for name, plan in planner.fields(RESOURCE).items()
    }
    for name in sorted(written.keys() | described.keys()):
        if written.get(name) != described.get(name):
            spec.fail(
                (*planner.schemas.location(RESOURCE), "properties", name),
                f"the spec says {_words(described.get(name))}, konigle/_core/models.py says {_words(written.get(name))}",
            )


def _shape(field: Any) -> tuple[str, bool]:
    whole: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    named = next((name for name, value in vars(fields).items() if value == whole), None)
    return str(named or getattr(whole, "__name__", whole)), bool(field.is_required())


def _words(shape: tuple[str, bool] | None) -> str:
    if shape is None:
        return "nothing"
    annotation, required = shape
    return f"{'a required' if required else 'an optional'} {annotation}"


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
    has_fields = planner.types.is_model(name)
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
    location = ("schemas", name)
    if (hint.shown or hint.detail_only or hint.base or hint.form) and not planner.is_class(name):
        planner.hints.fail(location, f"{name} has no class that this could be said of")
    if hint.detail_only and RESOURCE not in planner.schemas.parents(name):
        planner.hints.fail((*location, "detail_only"), f"{name} is no {RESOURCE}")
    of_response = hint.base in RESPONSE_BASES
    if of_response and any(use.written for use in uses):
        planner.hints.fail((*location, "base"), f"{name} is sent, and {hint.base} is for responses")
    for word in ("form",) if of_response else ("base", "form"):
        if getattr(hint, word) and "create" not in hows:
            planner.hints.fail((*location, word), f"{name} is not the body of a POST")
    if (hint.required or hint.aliases or hint.lower) and not any(use.written for use in uses):
        planner.hints.fail(location, f"{name} is never sent, so there is nothing to check before")
