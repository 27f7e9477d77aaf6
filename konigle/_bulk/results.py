"""What comes of many items at once: one result for each, and the sum of all."""

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
        status: `created`, `updated`, `deleted`; `unchanged`: it is on the server as given, and this call wrote
            nothing to it; `failed`: see `error`.
        error: Why it failed. An `OutcomeUnknown` says that it may have been applied.
        record: The current resource, attached to the manager; None if the item failed or was deleted.
        input: The item as given.
        key: What `key=` says of the item; without it the lower-case address of a create or upsert, or the id of an update
            or delete. None for an item that cannot be read.
    """

    index: int
    status: BulkStatus
    error: KonigleError | None = None
    record: R | None = attrs.field(default=None, repr=False)
    input: Any = attrs.field(default=None, repr=False)  # may hold addresses
    key: Any = attrs.field(default=None, repr=False)  # the same

    @property
    def ok(self) -> bool:
        """Whether it did not fail."""
        return self.status != "failed"


@attrs.frozen
class BulkSummary:
    """The results of all items that are done so far, counted.

    Attributes:
        created: Items that were created.
        updated: Items that were changed.
        unchanged: Items that were on the server as given.
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
        """How many items were done, the failed ones included."""
        return self.created + self.updated + self.unchanged + self.deleted + self.failed

    def __str__(self) -> str:
        counts = ("created", "updated", "unchanged", "deleted", "failed")
        said = ", ".join(f"{getattr(self, name):,} {name}" for name in counts if getattr(self, name))
        return f"{self.total:,} items in {self.seconds:.1f} s: {said or 'nothing to do'}"


@attrs.define
class Tally:
    """Counts results as they come, from any thread."""

    counts: dict[BulkStatus, int] = attrs.field(factory=dict["BulkStatus", int])
    started_at: float | None = None
    ended_at: float | None = None
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False)

    def add(self, status: BulkStatus) -> None:
        """One item is done."""
        with self._lock:
            self.counts[status] = self.counts.get(status, 0) + 1

    def summary(self, now_s: float) -> BulkSummary:
        """The counts, and the seconds up to the end or up to now."""
        ended_at = now_s if self.ended_at is None else self.ended_at
        seconds = 0.0 if self.started_at is None else ended_at - self.started_at
        with self._lock:
            return BulkSummary(**self.counts, seconds=seconds)


def check_concurrency(concurrency: object, max_connections: int) -> int:
    """How many items may be under way: what was asked for, but not more than there are connections.

    Raises:
        InvalidArgumentError: It is no whole number from 1. Nothing was sent.
    """
    concurrency = plain(concurrency)
    if isinstance(concurrency, bool) or not isinstance(concurrency, int) or concurrency < 1:
        raise InvalidArgumentError(
            f"concurrency must be a whole number, 1 or more, not {concurrency!r}; nothing was sent."
        )
    return min(concurrency, max_connections) if max_connections else concurrency
