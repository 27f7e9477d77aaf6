"""Filters of the lists of the reachout API, as objects (`…Filters`) and as keyword arguments (`…Query`)."""

from typing import TYPE_CHECKING

from konigle._generated import filters
from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters as BaseFilters
    from konigle._generated.filters import *  # noqa: F403 - every generated filter is public

__all__ = ["BaseFilters"]
__all__ += filters.__all__

__getattr__, __dir__ = exports(
    __name__,
    dict.fromkeys(filters.__all__, filters.__name__) | {"BaseFilters": "konigle._core.models"},
)
