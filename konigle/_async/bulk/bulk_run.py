"""The state of a bulk run: keys, a journal, and the collection that items are compared with."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from konigle._async.bulk.ordered_map import AsyncJob
from konigle._bulk.collection_index import CollectionIndex
from konigle._bulk.item_journal import ItemJournal
from konigle._bulk.output_files import check_output
from konigle._bulk.results import BulkResult, BulkStatus
from konigle._concurrency.primitives import AsyncWork, async_offload
from konigle.exceptions import InvalidArgumentError


class BulkRun:
    """The state of one run, apart from its results.

    Args:
        key: Function that returns the key of an item.
        journal: The file that records which items are done.
        settings: Settings that have to be equal to continue the run.
        read: Reads the collection before the first item.

    Raises:
        InvalidArgumentError: There is a journal and no key, or the journal cannot be written. Nothing was sent.
    """

    def __init__(
        self,
        key: Callable[[Any], object] | None = None,
        journal: Path | None = None,
        settings: object = None,
        read: AsyncWork[CollectionIndex | None] | None = None,
    ) -> None:
        if journal is not None:
            if key is None:
                raise InvalidArgumentError("journal= needs key=, a function of the item; nothing was sent.")
            check_output(journal)
        self._key = key
        self._path = journal
        self._settings = settings
        self._read = read
        self._journal: ItemJournal | None = None
        self._index: CollectionIndex | None = None

    async def open(self) -> None:
        """Opens the journal and reads the collection."""
        if self._path is not None:
            self._journal = await async_offload(partial(ItemJournal, self._path, self._settings))
        if self._read is not None:
            self._index = await self._read()

    def key_of(self, item: Any) -> object:
        """Returns the key of an item; None without a key function."""
        try:
            return None if self._key is None else self._key(item)
        except Exception as problem:
            raise InvalidArgumentError(
                f"key= raised {type(problem).__name__} for this item; nothing was sent."
            ) from problem

    def prepare(self, key: object, item: Any, prepare: Callable[..., AsyncJob[Any]]) -> AsyncJob[Any]:
        """Returns the job of an item, which does nothing if an earlier run completed it."""
        if self._journal is None:
            return prepare(item)
        digest = self._journal.take(key)
        if digest in self._journal.done:
            return AsyncJob(None, _done_before)
        job = prepare(item, check_first=digest in self._journal.started)
        self._journal.start(digest)
        return job

    async def record(self, result: BulkResult[Any]) -> None:
        """Records the next result."""
        if self._journal is not None and result.ok and self._journal.finish(result.key):
            await async_offload(self._journal.save)

    async def aclose(self) -> None:
        """Closes the journal and drops the collection."""
        if self._journal is not None:
            await async_offload(self._journal.close)
        if self._index is not None:
            self._index.close()


async def _done_before() -> tuple[BulkStatus, None]:
    return "unchanged", None
