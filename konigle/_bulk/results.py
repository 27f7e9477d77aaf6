"""Results of bulk operations: one for each item, and the summary."""

import threading
from typing import Any, Generic, Literal, TypeVar

import attrs

from konigle._core.plain_values import plain
from konigle.exceptions import InvalidArgumentError, KonigleError

R = TypeVar("R")
BulkStatus = Literal["created", "updated", "unchanged", "deleted", "failed"]


@attrs.frozen(eq=False)
class BulkResult(Generic[R]):
    """The result of one item.

    Attributes:
        index: Its position among the items, from 0.
        status: `created`, `updated`, `deleted`; `unchanged`: the server has it as given, and this call wrote
            nothing; `failed`: see `error`.
        error: Why it failed. An `OutcomeUnknown` says that it may have been applied.
        record: The current resource, attached to the manager; None if the item failed or was deleted.
        input: The item as given.
        key: The key from `key=`; without it the lower-case e-mail address of a create or upsert, or the id of an update
            or delete. None for an item that cannot be read.
    """

    index: int
    status: BulkStatus
    error: KonigleError | None = None
    record: R | None = attrs.field(default=None, repr=False)
    input: Any = attrs.field(default=None, repr=False)  # may contain e-mail addresses
    key: Any = attrs.field(default=None, repr=False)  # the same

    @property
    def ok(self) -> bool:
        """Whether the item did not fail."""
        return self.status != "failed"


@attrs.frozen
class BulkSummary:
    """The number of items for each result so far.

    Attributes:
        created: Items that were created.
        updated: Items that were changed.
        unchanged: Items that the server had as given.
        deleted: Items that were deleted.
        failed: Items that were rejected, or whose call failed.
        seconds: Seconds from the first item until now, or until the end.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    failed: int = 0
    seconds: float = attrs.field(default=0.0, kw_only=True)

    @property
    def total(self) -> int:
        """Returns the number of items done, including failed ones."""
        return self.created + self.updated + self.unchanged + self.deleted + self.failed

    def __str__(self) -> str:
        counts = ("created", "updated", "unchanged", "deleted", "failed")
        said = ", ".join(f"{getattr(self, name):,} {name}" for name in counts if getattr(self, name))
        return f"{self.total:,} items in {self.seconds:.1f} s: {said or 'nothing to do'}"


@attrs.define
class Tally:
    """Counts results, from any thread."""

    counts: dict[BulkStatus, int] = attrs.field(factory=dict["BulkStatus", int])
    started_at: float | None = None
    ended_at: float | None = None
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False)

    def add(self, status: BulkStatus) -> None:
        """Counts one item."""
        with self._lock:
            self.counts[status] = self.counts.get(status, 0) + 1

    def summary(self, now_s: float) -> BulkSummary:
        """Returns the counts, and the seconds until the end or until now."""
        ended_at = now_s if self.ended_at is None else self.ended_at
        seconds = 0.0 if self.started_at is None else ended_at - self.started_at
        with self._lock:
            return BulkSummary(**self.counts, seconds=seconds)


def check_concurrency(concurrency: object, max_connections: int) -> int:
    """Returns the maximum number of items in progress: the given one, at most the number of connections.

    Raises:
        InvalidArgumentError: It is not a whole number of at least 1. Nothing was sent.
    """
    concurrency = plain(concurrency)
    if isinstance(concurrency, bool) or not isinstance(concurrency, int) or concurrency < 1:
        raise InvalidArgumentError(
            f"concurrency must be a whole number, 1 or more, not {concurrency!r}; nothing was sent."
        )
    return min(concurrency, max_connections) if max_connections else concurrency
