"""What may be put into a request model, derived from its fields."""

import enum
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import hypothesis
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from konigle._core.schema_types.fields import (
    AwareTime,
    EmailAddress,
    EmailOrBlank,
    FileInput,
    LowerCased,
    MaybeUnknown,
    Money,
    TagFilter,
)

Value = st.SearchStrategy[Any]

# Half of all text is plain, half is anything that is text at all: no lone surrogates. What stands in the head of a
# mail is on one line; bodies and descriptions need not be.
_texts = st.text(st.characters(codec="ascii", categories=["L", "N", "Z", "P"])) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x00")
)
_long_texts = _texts | st.text(st.characters(exclude_categories=["Cs"]))
_LONG = {"body_html", "body_text", "description"}
_local_parts = st.sampled_from(
    ["ada", "ada.lovelace", "ada+news", "o'hara", "ünï", "用户", "A_B-c", "x" * 64]
)
_domains = st.sampled_from(
    ["example.com", "EXAMPLE.org", "mail.exämple.com", "xn--exmple-cua.com", "a.b.c.example.co"]
)
addresses = st.builds("{}@{}".format, _local_parts, _domains)
offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# A day less at either end, so that every offset stays within the calendar.
moments = st.datetimes(
    datetime.fromisoformat("0001-01-02"),
    datetime.fromisoformat("9999-12-30"),
    timezones=offsets | st.just(UTC),
)


def kwargs_of(model: type[BaseModel], at_least: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments that a model takes, the required ones and any of the others.

    Args:
        model: A request model.
        at_least: How many there must be.
    """
    fields = {name: values_of(model, name) for name in model.model_fields}
    required = {name: fields.pop(name) for name, field in model.model_fields.items() if field.is_required()}
    drawn = st.fixed_dictionaries(required, optional=fields)
    return drawn.filter(lambda kwargs: len(kwargs) >= at_least) if at_least else drawn


def values_of(model: type[BaseModel], name: str) -> Value:
    """What one field takes."""
    limits = _limits(model.model_fields[name]) | ({"long": True} if name in _LONG else {})
    return _of(get_type_hints(model, include_extras=True)[name], limits)


def _limits(field: FieldInfo) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    for one in field.metadata:
        for word in ("max_length", "min_length", "ge", "le", "gt", "pattern", "max_digits", "decimal_places"):
            if getattr(one, word, None) is not None:
                limits[word] = getattr(one, word)
    return limits


def _of(annotation: Any, limits: dict[str, Any]) -> Value:
    for known, made in _KNOWN:
        if annotation is known or annotation == known:
            return made(limits)
    arguments = get_args(annotation)
    made_of = _KINDS.get(get_origin(annotation))
    if made_of is not None:
        return made_of(arguments, limits)
    if not isinstance(annotation, type):
        raise NotImplementedError(f"no strategy for {annotation}")  # a new kind of field needs one
    if issubclass(annotation, enum.StrEnum):
        return st.sampled_from(annotation) | st.sampled_from([member.value for member in annotation])
    kwargs = kwargs_of(annotation)
    return kwargs | kwargs.map(lambda given: annotation(**given))


def _one_of(parts: tuple[Any, ...], limits: dict[str, Any]) -> Value:
    return st.one_of(*(st.none() if part is NoneType else _of(part, limits) for part in parts))


def _limited(parts: tuple[Any, ...], limits: dict[str, Any]) -> Value:
    for one in parts[1:]:
        limits = limits | (_limits(one) if isinstance(one, FieldInfo) else {})
    return _of(parts[0], limits)


def _list(parts: tuple[Any, ...], limits: dict[str, Any]) -> Value:
    return st.lists(_of(parts[0], {}), min_size=limits.get("min_length", 0), max_size=3)


_KINDS: dict[Any, Callable[[tuple[Any, ...], dict[str, Any]], Value]] = {
    Union: _one_of,
    UnionType: _one_of,
    Annotated: _limited,
    Literal: lambda parts, _: st.sampled_from(parts),
    list: _list,
    dict: lambda parts, _: st.dictionaries(_of(parts[0], {}), _of(parts[1], {}), max_size=3),
}


def _strings(limits: dict[str, Any]) -> Value:
    most = limits.get("max_length")
    pattern = limits.get("pattern")
    if pattern is not None:
        matching = st.from_regex(pattern, fullmatch=pattern.endswith("$"))
        return matching.map(_on_one_line).filter(lambda text: most is None or len(text) <= most)
    texts = _long_texts if "long" in limits else _texts
    return texts.map(lambda text: text[:most]) | (st.just("ü" * most) if most else st.nothing())


def _on_one_line(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "\r\n\x00")))


def _amounts(limits: dict[str, Any]) -> Value:
    # an amount has more decimal places in some currencies only, which other tests cover
    places, digits = limits.get("decimal_places", 2), limits.get("max_digits", 19)
    least = Decimal(1).scaleb(-places) if limits.get("gt") == 0 else -(10 ** (digits - places))
    drawn = st.decimals(least, 10 ** (digits - places) - 1, places=places, allow_nan=False)
    return st.one_of(
        drawn,
        drawn.map(str),
        drawn.map(lambda amount: amount.normalize()),
        st.integers(1, 10**6),
        st.sampled_from([0.5, 19.99, Decimal("1E+2"), Decimal("1E-2"), "0.10", "007"]),
    )


def _whole_numbers(limits: dict[str, Any]) -> Value:
    return st.integers(limits.get("ge"), limits.get("le"))


def _files(_limits: dict[str, Any]) -> Value:
    contents = st.binary(max_size=50)
    names = st.sampled_from(["a.pdf", "ü.txt", "no extension", 'quo"te.bin', "back\\slash", "a;b=c.csv"])
    return st.one_of(
        contents,
        contents.map(io.BytesIO),
        st.tuples(contents, names),
        st.tuples(contents, names, st.sampled_from(["text/plain", "application/x-ünknown"])),
        st.just(Path(__file__)),
    )


_KNOWN: list[tuple[Any, Callable[[dict[str, Any]], Value]]] = [
    (EmailAddress, lambda _: addresses),
    (EmailOrBlank, lambda _: addresses | st.just("")),
    (Money, _amounts),
    (AwareTime, lambda _: moments | moments.map(datetime.isoformat)),
    (FileInput, _files),
    (TagFilter, lambda _: _texts | st.lists(_texts.map(lambda tag: tag.replace(",", "")), max_size=3)),
    (Annotated[str, LowerCased], _strings),
    (str, _strings),
    (int, _whole_numbers),
    (bool, lambda _: st.booleans()),
    (MaybeUnknown[bool], lambda _: st.booleans()),  # None is what is read, never what is given
]


def bounded(max_examples: int) -> hypothesis.settings:
    """Settings for so many examples, without shrinking: what fails is small enough."""
    return hypothesis.settings(
        max_examples=max_examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
