"""Arguments of manager methods: checked here, before anything is sent, with errors of this library."""

from collections.abc import Mapping
from typing import Any, cast

from konigle._runtime.models import BaseFilters
from konigle._runtime.options import RequestOptions
from konigle._runtime.paging import MAX_PAGE_SIZE
from konigle._runtime.suggestions import did_you_mean
from konigle._runtime.validation import as_model
from konigle.exceptions import InvalidArgumentError

_OPTION_NAMES = frozenset(RequestOptions.__annotations__)
_LIST_ARGUMENTS = ("page", "page_size", "filters", "prefetch", *RequestOptions.__annotations__)


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
    if isinstance(filters, cls or BaseFilters):
        return filters
    if filters is not None and not isinstance(filters, Mapping):
        expected = cls.__name__ if cls else "a dict"
        raise InvalidArgumentError(f"Expected {expected}, got {type(filters).__name__}; nothing was sent.")
    wanted = dict(filters if filters is not None else named)
    supported = list(cls.model_fields) if cls else []
    if unknown := sorted(set(wanted) - set(supported), key=str):
        known = supported if filters is not None else [*supported, *_LIST_ARGUMENTS]
        raise InvalidArgumentError(
            f"Unknown filter {', '.join(f'{name!r}{did_you_mean(name, known)}' for name in unknown)}; "
            "nothing was sent. "
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
