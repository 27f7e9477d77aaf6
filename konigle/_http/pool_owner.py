"""Connection pools belong to one process."""

import os
import weakref
from typing import Protocol


class Resettable(Protocol):
    """An object that must drop its connections in a forked child."""

    def forget_connections(self) -> None: ...


_live: "weakref.WeakSet[Resettable]" = weakref.WeakSet()


def reset_after_fork(owner: Resettable) -> None:
    """Calls `owner.forget_connections()` in every forked child: two processes must not share a connection."""
    _live.add(owner)


def _reset_all() -> None:
    for owner in list(_live):
        owner.forget_connections()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_reset_all)
