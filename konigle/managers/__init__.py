"""Managers, by area; `konigle.managers.comm` has those of the reachout API."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._async.base_manager import BaseAsyncManager as BaseAsyncManager
    from konigle._managers.base import BaseManager as BaseManager
    from konigle._sync.base_manager import BaseSyncManager as BaseSyncManager

__all__ = [
    "BaseAsyncManager",
    "BaseManager",
    "BaseSyncManager",
]

_EXPORTS = {
    "BaseAsyncManager": "konigle._async.base_manager",
    "BaseManager": "konigle._managers.base",
    "BaseSyncManager": "konigle._sync.base_manager",
}
__getattr__, __dir__ = exports(__name__, _EXPORTS)
