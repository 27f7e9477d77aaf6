"""The arguments of a list: which are filters, which are options, and whether they can be sent."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from konigle._core.body import as_model
from konigle._core.call import Call, RequestOptions
from konigle._core.models import BaseFilters
from konigle._core.pagination import MAX_PAGE_SIZE
from konigle._core.sequences import Position, SequentialPaging
from konigle._suggestions import did_you_mean
from konigle.exceptions import InvalidArgumentError

P = TypeVar("P")

_OPTION_NAMES = tuple(RequestOptions.__annotations__)


def numbered_call(
    make: Callable[[Any, int, int], Call[Any]],
    filter_class: type[BaseFilters] | None,
    filters: BaseFilters | None,
    arguments: Mapping[str, Any],
    *,
    page: int,
    page_size: int,
    prefetch: int | None = None,
) -> tuple[Call[Any], RequestOptions]:
    """Returns the call of a numbered page and the request options, both from the arguments by name."""
    try:
        check_page(page, page_size)
        check_prefetch(prefetch)
        named, options = split_options(arguments)
        return make(as_filters(filter_class, filters, named), page, page_size), options
    except InvalidArgumentError as error:
        error.operation = error.operation or make(None, 1, 1).operation.id
        raise


def sequential_call(
    make: Callable[[Any], Call[P]],
    filter_class: type[BaseFilters],
    paging: SequentialPaging,
    filters: BaseFilters | None,
    arguments: Mapping[str, Any],
    *,
    position: Position,
    limit: int | None,
) -> tuple[Call[P], RequestOptions]:
    """Returns the call of a list that is paged by a cursor or an offset, and the request options."""
    try:
        check_position(paging, position)
        if limit is not None:
            check_number(paging.limit, limit, 1, paging.most)
        named, options = split_options(arguments)
        known = (paging.parameter, *filter(None, (paging.limit,)), "filters")
        return make(as_filters(filter_class, filters, named, known)), options
    except InvalidArgumentError as error:
        error.operation = error.operation or make(None).operation.id
        raise


def split_options(arguments: Mapping[str, Any]) -> tuple[dict[str, Any], RequestOptions]:
    """Splits the keyword arguments of a list call into filters and request options."""
    options = {name: value for name, value in arguments.items() if name in _OPTION_NAMES}
    filters = {name: value for name, value in arguments.items() if name not in _OPTION_NAMES}
    return filters, cast("RequestOptions", options)


def as_filters(
    cls: type[BaseFilters] | None,
    filters: BaseFilters | Mapping[str, Any] | None,
    named: Mapping[str, Any],
    arguments: Iterable[str] = ("page", "page_size", "filters", "prefetch"),
) -> BaseFilters | None:
    """Returns the filters of a list call, given as an object or by name.

    Raises:
        InvalidArgumentError: Both were given, a name is unknown, or a value is invalid. Nothing was sent.
    """
    if filters is not None and named:
        raise InvalidArgumentError(
            "Pass filters= or filters by name, not both; nothing was sent. "
            f"Given by name: {', '.join(sorted(named))}."
        )
    if isinstance(filters, cls or BaseFilters):
        return filters
    if filters is not None and not isinstance(filters, Mapping):
        expected = cls.__name__ if cls else "a dict"
        raise InvalidArgumentError(f"Expected {expected}, got {type(filters).__name__}; nothing was sent.")
    wanted = dict(filters if filters is not None else named)
    supported = list(cls.model_fields) if cls else []
    if unknown := sorted(set(wanted) - set(supported), key=str):
        known = supported if filters is not None else [*supported, *arguments, *_OPTION_NAMES]
        raise InvalidArgumentError(
            f"Unknown filter {', '.join(f'{name!r}{did_you_mean(name, known)}' for name in unknown)}; "
            "nothing was sent. "
            + (f"Supported filters: {', '.join(supported)}." if supported else "This list has no filters.")
        )
    given = {name: value for name, value in wanted.items() if value is not None}
    needs_some = cls is not None and any(field.is_required() for field in cls.model_fields.values())
    return as_model(cls, given) if cls and (given or needs_some) else None


def check_prefetch(prefetch: object) -> None:
    """Rejects an invalid number of prefetched pages.

    Raises:
        InvalidArgumentError: It is below 0, or not a whole number. Nothing was sent.
    """
    if prefetch is None:
        return
    if isinstance(prefetch, bool) or not isinstance(prefetch, int) or prefetch < 0:
        raise InvalidArgumentError(
            f"prefetch must be a number of pages, 0 or more, not {prefetch!r}; nothing was sent."
        )


def check_page(page: object, page_size: object) -> None:
    """Rejects an invalid page or page size.

    Raises:
        InvalidArgumentError: `page` is below 1, or `page_size` is not between 1 and 200. Nothing was sent.
    """
    check_number("page", page, 1, None)
    check_number("page_size", page_size, 1, MAX_PAGE_SIZE)


def check_number(name: str, value: object, least: int, most: int | None) -> None:
    """Rejects an invalid number of a page, of items, or of an offset.

    Raises:
        InvalidArgumentError: It is not a whole number within the limits. Nothing was sent.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < least or (most and value > most):
        limits = f"from {least} to {most}" if most else f"{least} or more"
        raise InvalidArgumentError(
            f"{name} must be a whole number, {limits}, not {value!r}; nothing was sent."
        )


def check_position(paging: SequentialPaging, position: object) -> None:
    """Rejects an invalid cursor or offset.

    Raises:
        InvalidArgumentError: The offset is no number from 0, or the cursor nothing that a page can name. Nothing was sent.
    """
    if paging.start is not None:
        check_number(paging.parameter, position, 0, None)
    elif isinstance(position, bool) or not isinstance(position, str | int | None) or position == "":
        raise InvalidArgumentError(
            f"{paging.parameter} must be a cursor that a page named, or None for the first page; nothing was sent."
        )
