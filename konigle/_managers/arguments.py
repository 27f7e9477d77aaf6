"""Arguments of manager methods: checked here, before anything is sent, with errors of this library."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

import pydantic
from pydantic import BaseModel

from konigle._runtime.models import BaseFilters
from konigle._runtime.options import RequestOptions
from konigle._runtime.paging import MAX_PAGE_SIZE
from konigle.exceptions import InvalidArgumentError

M = TypeVar("M", bound=BaseModel)

_WORDS = {
    "extra_forbidden": "There is no such field.",
    "missing": "This field is required.",
    "timezone_aware": "This time has no time zone: write an offset (2026-05-01T09:00:00+02:00), or pass "
    "datetime(…, tzinfo=…).",
}
_OPTION_NAMES = frozenset(RequestOptions.__annotations__)


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
        return cls.model_validate(dict(cast("Mapping[str, Any]", data)))
    except pydantic.ValidationError as problem:
        raise refused(cls, problem) from None  # pydantic's text would show the values


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
            cls.__pydantic_validator__.validate_assignment(copied, name, values[name])
    except pydantic.ValidationError as problem:
        raise refused(cls, problem) from None
    object.__setattr__(copied, "__pydantic_fields_set__", was_set)
    return copied


def refused(cls: type[BaseModel], problem: pydantic.ValidationError) -> InvalidArgumentError:
    """A pydantic error as one of this library, without the values it was about."""
    errors: dict[str, list[str]] = {}
    for item in problem.errors(include_url=False, include_context=False, include_input=False):
        where = ".".join(str(part) for part in item["loc"])
        errors.setdefault(where, []).append(_WORDS.get(item["type"], f"{item['msg'].rstrip('.')}."))
    said = "; ".join(f"{where}: {' '.join(texts)}" for where, texts in errors.items())
    known = ""
    if any(
        item["type"] == "extra_forbidden" for item in problem.errors(include_url=False, include_input=False)
    ):
        known = f" The fields of {cls.__name__} are: {', '.join(cls.model_fields)}."
    return InvalidArgumentError(
        f"{cls.__name__} is not valid: {said}{known} Nothing was sent.", field_errors=errors
    )


def split_options(arguments: Mapping[str, Any]) -> tuple[dict[str, Any], RequestOptions]:
    """Keyword arguments of a list call, parted into filters and options of the request."""
    options = {name: value for name, value in arguments.items() if name in _OPTION_NAMES}
    filters = {name: value for name, value in arguments.items() if name not in _OPTION_NAMES}
    return filters, cast("RequestOptions", options)


def as_filters(
    cls: type[BaseFilters] | None, filters: BaseFilters | Mapping[str, Any] | None, named: Mapping[str, Any]
) -> BaseFilters | None:
    """The filters of a list call, given as an object or by name.

    Raises:
        InvalidArgumentError: Both were given, a name is unknown, or a value does not fit. Nothing was sent.
    """
    if filters is not None and named:
        raise InvalidArgumentError(
            "Give filters= or filters by name, not both; nothing was sent. "
            f"By name were given: {', '.join(sorted(named))}."
        )
    if isinstance(filters, BaseFilters):
        if cls is not None and not isinstance(filters, cls):
            raise InvalidArgumentError(
                f"Expected {cls.__name__}, got {type(filters).__name__}; nothing was sent."
            )
        return filters
    wanted = dict(filters if filters is not None else named)
    supported = list(cls.model_fields) if cls else []
    if unknown := sorted(set(wanted) - set(supported)):
        raise InvalidArgumentError(
            f"Unknown filter {', '.join(map(repr, unknown))}; nothing was sent. "
            + (f"Supported filters: {', '.join(supported)}." if supported else "This list takes no filters.")
        )
    given = {name: value for name, value in wanted.items() if value is not None}
    return as_model(cls, given) if cls and given else None


def check_prefetch(prefetch: object) -> None:
    """Refuses a look-ahead that is no number of pages.

    Raises:
        InvalidArgumentError: It is below 0, or no whole number. Nothing was sent.
    """
    if prefetch is None:
        return
    if isinstance(prefetch, bool) or not isinstance(prefetch, int) or prefetch < 0:
        raise InvalidArgumentError(
            f"prefetch must be a number of pages, 0 or more, not {prefetch!r}; nothing was sent."
        )


def check_page(page: object, page_size: object) -> None:
    """Refuses a page that cannot be.

    Raises:
        InvalidArgumentError: `page` is below 1, or `page_size` is not within 1 and 200. Nothing was sent.
    """
    for name, value, most in (("page", page, None), ("page_size", page_size, MAX_PAGE_SIZE)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 1 or (most and value > most):
            limits = f"from 1 to {most}" if most else "1 or more"
            raise InvalidArgumentError(
                f"{name} must be a whole number, {limits}, not {value!r}; nothing was sent."
            )
