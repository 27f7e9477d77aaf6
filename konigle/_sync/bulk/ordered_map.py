# Derived from konigle/_async/bulk/ordered_map.py by `python -m generator`; do not edit.
"""Processes many items concurrently, up to a limit, with results in the order of the items.

Items are taken from their source when a result is requested, and never more than the window allows. An async source
delays no available result: it may yield the next item only after that result was read. Items with the same key are
processed in order. If the reader stops early, items that have not started are dropped and items in progress are
completed: a write in progress cannot be undone, and cancelling it would only hide whether it was applied.
"""

from collections import deque
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from konigle._concurrency.item_source import Nothing, SyncSource
from konigle._concurrency.pacing import Abandoned, Stop
from konigle._concurrency.primitives import SyncItems, SyncKinds, SyncWork
from konigle._concurrency.tasks import SyncTasks
from konigle._sync.rate_limiter import SyncLimiter
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._concurrency.tasks import SyncTask

ITEMS_PER_LANE = 4  # items taken for each one in progress, so that a slow one does not block the others

T = TypeVar("T")
R = TypeVar("R")


class SyncJob(NamedTuple, Generic[R]):
    """The job of an item, with the key that orders it; None if it needs no order."""

    key: Hashable | None
    work: SyncWork[R]


def check_items(items: object) -> None:
    """Rejects a single item.

    Raises:
        InvalidArgumentError: It is not iterable, or is a text or a mapping. Nothing was sent.
    """
    kind = type(items)
    if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, SyncKinds):
        raise InvalidArgumentError(
            f"Expected an iterable of items, such as a list or a generator, got {kind.__name__}; nothing was sent."
        )


class SyncOrderedMap(Generic[T, R]):
    """Processes `lanes` items concurrently.

    Args:
        items: The source.
        begin: Makes the job of an item, given its index.
        lanes: Maximum number of items in progress.
        stop: Set when the run ends.
        limiter: Its waiting calls wake up when the run ends.
        in_turn: Whether the source runs only while the reader waits for a result.
    """

    def __init__(
        self,
        items: SyncItems[T],
        begin: Callable[[int, T], SyncJob[R]],
        lanes: int,
        stop: Stop,
        limiter: SyncLimiter,
        *,
        in_turn: bool = False,
    ) -> None:
        self._begin = begin
        self._tasks: SyncTasks[R] = SyncTasks(lanes, "konigle-bulk")
        self._source: SyncSource[T] = SyncSource(items, self._tasks, in_turn=in_turn)
        self._window = lanes * ITEMS_PER_LANE
        self._stop = stop
        self._limiter = limiter
        self._more = True
        self._taken = 0
        self._problem: Exception | None = None
        self._pending: deque[tuple[Hashable | None, SyncTask[R]]] = deque()
        self._latest: dict[Hashable, SyncTask[R]] = {}

    def next_result(self) -> R | None:
        """Returns the next result; None at the end. An exception of the source is raised after the results of earlier items."""
        while self._more and len(self._pending) < self._window and not self._is_ready():
            self._schedule_next()
        if not self._pending:
            if self._problem is not None:
                raise self._problem
            return None
        key, head = self._pending[0]
        try:
            return self._tasks.result(head)
        finally:
            self._pending.popleft()
            if key is not None and self._latest.get(key) is head:
                del self._latest[key]

    def _is_ready(self) -> bool:
        # a slow source must not delay an available result
        return bool(self._pending) and self._pending[0][1].done()

    def _schedule_next(self) -> None:
        try:
            item = self._source.take(self._pending[0][1] if self._pending else None)
        except Exception as problem:  # noqa: BLE001 - raised by `next_result` in order
            self._more, self._problem = False, problem
            return
        if isinstance(item, Nothing):
            if item is Nothing.END:
                self._more = False
            return
        key, work = self._begin(self._taken, item)
        self._taken += 1
        before = None if key is None else self._latest.get(key)
        task = self._tasks.start(partial(self._run, work), before)
        self._pending.append((key, task))
        if key is not None:
            self._latest[key] = task

    def _run(self, work: SyncWork[R]) -> R:
        if self._stop.over:
            raise Abandoned
        return work()

    def close(self) -> None:
        """Drops items that have not started, and waits for the rest. If it is cancelled while waiting, it cancels them too."""
        self._more, self._stop.over = False, True
        self._source.stop()
        self._limiter.wake()
        self._tasks.close()
