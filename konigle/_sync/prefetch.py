# Derived from konigle/_async/prefetch.py by `python -m generator`; do not edit.
"""Prefetches pages: in order, a bounded number at a time, none before the first item is used."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from konigle._concurrency.pacing import PrefetchDepth
from konigle._concurrency.primitives import SyncFetch
from konigle._concurrency.tasks import SyncTasks

if TYPE_CHECKING:
    from konigle._concurrency.tasks import SyncTask

T = TypeVar("T")


class SyncPrefetcher(Generic[T]):
    """Fetches pages beside their reader.

    Args:
        fetch: Requests one page.
        requested: Pages to prefetch; None for what pays.
        clock: Seconds, going forward.
        limit: The most pages to prefetch; 0 for no limit.
    """

    is_async: ClassVar[bool] = False

    def __init__(
        self,
        fetch: SyncFetch[T],
        requested: int | None,
        *,
        clock: Callable[[], float],
        limit: int = 0,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._depth = PrefetchDepth(requested, limit, in_tasks=self.is_async)
        self._tasks: SyncTasks[tuple[T, float]] = SyncTasks(self._depth.maximum, "konigle-pages")
        self._started: dict[int, SyncTask[tuple[T, float]]] = {}
        self._alone = False

    def start_until(self, first: int, last: int) -> None:
        """Starts those of the next pages, up to `last`, that are not under way yet; none without a thread for it."""
        for number in range(first, min(last, first + self._depth.now - 1) + 1):
            if number not in self._started and not self._alone:
                task = self._tasks.try_start(partial(self._timed, number))
                if task is None:
                    self._alone = True
                else:
                    self._started[number] = task

    def page(self, number: int) -> T:
        """The page, waited for if it is under way, else fetched now."""
        started_at = self._clock()
        task = self._started.pop(number, None)
        page, took_s = self._timed(number) if task is None else self._tasks.result(task)
        self._depth.observe(took_s, self._clock() - started_at)
        return page

    def _timed(self, number: int) -> tuple[T, float]:
        started_at = self._clock()
        return self._fetch(number), self._clock() - started_at

    def close(self) -> None:
        """Drops what has not begun, and ends what has: tasks are cancelled, threads are waited for."""
        self._started.clear()
        self._tasks.cancel()
        self._tasks.close()
