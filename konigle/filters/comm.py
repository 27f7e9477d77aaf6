# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Conditions of the lists, as objects (`…Filters`) and as keyword arguments (`…Query`)."""

from typing import TYPE_CHECKING

from konigle._generated import filters
from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters as BaseFilters
    from konigle._generated.filters import *

__all__ = [
    "BaseFilters",
]
_modules = {
    "BaseFilters": "konigle._core.models",
}
__all__ += filters.__all__
_modules |= dict.fromkeys(filters.__all__, filters.__name__)

__getattr__, __dir__ = exports(__name__, _modules)
