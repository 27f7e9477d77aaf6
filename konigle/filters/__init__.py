"""Filters, by area; `konigle.filters.comm` has those of the reachout API."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters as BaseFilters

__all__ = ["BaseFilters"]

__getattr__, __dir__ = exports(__name__, {"BaseFilters": "konigle._core.models"})
