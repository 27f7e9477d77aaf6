"""Validates what a caller gives: models, headers, and text that a server puts into mail headers."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast, get_args

import pydantic
from pydantic import BaseModel

from konigle._core.plain_values import is_missing, plain
from konigle._suggestions import did_you_mean
from konigle.exceptions import InvalidArgumentError

M = TypeVar("M", bound=BaseModel)

_WORDS = {
    "extra_forbidden": "There is no such field.",
    "missing": "This field is required.",
    "timezone_aware": "This time has no time zone: write an offset (2026-05-01T09:00:00+02:00), or pass "
    "datetime(…, tzinfo=…).",
}
_MISSING = "NaN, NaT and NA stand for a value that is not there: leave the field out."


def as_model(cls: type[M], data: object) -> M:
    """The data of a write as its model; a dict is checked by the same rules.

    Raises:
        InvalidArgumentError: The data does not fit; `field_errors` says where. Nothing was sent.
    """
    if isinstance(data, cls):
        return _checked_again(data)
    if not isinstance(data, Mapping):
        raise InvalidArgumentError(
            f"Expected {cls.__name__} or a dict, got {type(data).__name__}; nothing was sent."
        )
    try:
        return cls.model_validate(plain(dict(cast("Mapping[str, Any]", data))))
    except pydantic.ValidationError as problem:
        raise _refused(cls, problem) from None  # pydantic's text would show the values


def _checked_again(data: M) -> M:
    """A model whose lists, dicts and inner values still fit: they may have been changed in place since."""
    cls = type(data)
    values: dict[str, Any] = vars(data)
    changed = [name for name, value in values.items() if value and isinstance(value, (list, dict))]
    if not changed:
        return data
    copied = data.model_copy()
    was_set = set(data.model_fields_set)
    try:
        for name in changed:
            cls.__pydantic_validator__.validate_assignment(copied, name, plain(values[name]))
    except pydantic.ValidationError as problem:
        raise _refused(cls, problem) from None
    object.__setattr__(copied, "__pydantic_fields_set__", was_set)
    return copied


def _fields_at(cls: type[BaseModel], where: tuple[int | str, ...]) -> list[str]:
    """The fields of the model that a place inside another one belongs to; none if that is no model."""
    inner: type[BaseModel] | None = cls
    for name in where:
        if isinstance(name, int):
            continue
        field = inner.model_fields.get(name) if inner else None
        inner = model_in(field.annotation) if field else None
    return list(inner.model_fields) if inner else []


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model that an annotation names."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    return next(filter(None, map(model_in, get_args(annotation))), None)


def _refused(cls: type[BaseModel], problem: pydantic.ValidationError) -> InvalidArgumentError:
    """A pydantic error as one of this library, without the values it was about."""
    errors: dict[str, list[str]] = {}
    for item in problem.errors(include_url=False, include_context=False):
        # pydantic adds "[key]" where the name of an entry is wrong
        where = ".".join(str(part) for part in item["loc"] if part != "[key]")
        text = _WORDS.get(item["type"], f"{item['msg'].removeprefix('Value error, ').rstrip('.')}.")
        if item["type"] == "extra_forbidden":
            text = f"{text.rstrip('.')}{did_you_mean(item['loc'][-1], _fields_at(cls, item['loc'][:-1]))}."
        errors.setdefault(where, []).append(_MISSING if is_missing(item["input"]) else text)
    said = "; ".join(f"{where}: {' '.join(texts)}" for where, texts in errors.items())
    known = ""
    if any(
        item["type"] == "extra_forbidden" for item in problem.errors(include_url=False, include_input=False)
    ):
        known = f" The fields of {cls.__name__} are: {', '.join(cls.model_fields)}."
    return InvalidArgumentError(
        f"{cls.__name__} is not valid: {said}{known} Nothing was sent.", field_errors=errors
    )


_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # token, RFC 9110, 5.6.2
_VALUE = re.compile(r"([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?")  # field-value, RFC 9110, 5.5
_OURS = frozenset(
    {"authorization", "host", "content-length", "content-type", "transfer-encoding", "connection", "cookie"}
)


def check_headers(operation: str, headers: Mapping[str, str]) -> dict[str, str]:
    """The headers with lower-cased names.

    Raises:
        InvalidArgumentError: A name or value is not a header's, or the header is the client's own.
    """
    checked: dict[str, str] = {}
    for name, value in plain(dict(headers.items())).items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            problem = f"{name!r} is no header name"
        elif name.lower() in _OURS:
            problem = f"{name} is set by the client itself"
        elif not isinstance(value, str) or not _VALUE.fullmatch(value):
            problem = f"the value of {name} must be printable ASCII text without white space around it"
        else:
            checked[name.lower()] = value
            continue
        raise InvalidArgumentError(
            f"Headers of {operation}: {problem}; nothing was sent.", operation=operation
        )
    return checked


_BREAK = re.compile(r"[\r\n\x00]")


def reject_header_injection(owner: str, fields: Mapping[str, Any]) -> None:
    """Refuses line breaks and NUL in subjects, names and custom headers.

    Raises:
        InvalidArgumentError: Some text holds one; `field_errors` says which. Nothing was sent.
    """
    if broken := [where for where, text in _head_texts(fields) if _BREAK.search(text)]:
        raise InvalidArgumentError(
            f"{owner} is not valid: {', '.join(broken)} must be on one line, without line breaks and NUL. "
            "Nothing was sent.",
            field_errors={where: ["This text must be on one line."] for where in broken},
        )


def _head_texts(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, str) and (name in {"subject", "name"} or name.endswith("_name")):
            yield name, value
        elif name == "headers" and isinstance(value, dict):
            for header, text in cast("dict[str, str]", value).items():
                yield f"headers.{_BREAK.sub('', header)}", f"{header}{text}"
