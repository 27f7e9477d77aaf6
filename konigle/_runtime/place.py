"""Where a connection pool belongs: one process, and for async code one event loop."""

import os
import weakref
from typing import Protocol

from konigle.exceptions import ConfigurationError


class Resettable(Protocol):
    """Something that must start anew in a forked child."""

    def forget_connections(self) -> None: ...


_live: "weakref.WeakSet[Resettable]" = weakref.WeakSet()


def reset_after_fork(owner: Resettable) -> None:
    """Has `owner.forget_connections()` called in every forked child: two processes must not share a connection."""
    _live.add(owner)


def _reset_all() -> None:
    for owner in list(_live):
        owner.forget_connections()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_reset_all)


def async_place() -> object:
    """The running event loop."""
    import asyncio  # not loaded by a program without async code

    return asyncio.get_running_loop()


def sync_place() -> object:
    """Sync connections belong to the process, and to no thread of it."""
    return None


def check_place(first: object, now: object) -> None:
    """Refuses a pool on another event loop than its own.

    Raises:
        ConfigurationError: The loops differ; a connection of one cannot be used or closed by the other.
    """
    if first is not now:
        raise ConfigurationError(
            "This AsyncClient has connections of another event loop. Make one AsyncClient per loop: inside each "
            "asyncio.run(), `async with AsyncClient(...) as client:`. Nothing was sent."
        )
