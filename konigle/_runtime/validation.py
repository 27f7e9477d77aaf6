"""What a caller gives, as the model it is to be: checked here, with errors of this library."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args

import pydantic
from pydantic import BaseModel

from konigle._runtime.plain import is_missing, plain
from konigle._runtime.suggestions import did_you_mean
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
        where = ".".join(str(part) for part in item["loc"])
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
