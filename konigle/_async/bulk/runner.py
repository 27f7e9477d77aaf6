"""Sends many items through one client, within its rate limiter; each item gets a result."""

import math
import warnings
from collections.abc import AsyncGenerator, Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from konigle._async.bulk.ordered_map import AsyncJob, AsyncOrderedMap, check_items
from konigle._async.transport import AsyncTransport
from konigle._bulk.collection_index import CollectionIndex
from konigle._bulk.item_journal import ItemJournal
from konigle._bulk.output_files import check_output
from konigle._bulk.results import BulkResult, BulkStatus, BulkSummary, Tally, check_concurrency
from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.pacing import Stop
from konigle._concurrency.primitives import AsyncItems, AsyncWork, async_offload
from konigle._core.call import BulkOptions, Call, RawResponse, RequestOptions
from konigle._core.retry import was_throttled
from konigle._http import messages
from konigle.exceptions import APIError, InvalidArgumentError, KonigleError

R = TypeVar("R")
T = TypeVar("T")


class BulkSession:
    """The calls of one run.

    Args:
        transport: Sends the calls.
        options: Options of each call.
        probe: Any call, used to validate the options before the first item.
    """

    def __init__(self, transport: AsyncTransport, options: BulkOptions, probe: Call[Any]) -> None:
        self.transport = transport
        self.stop = Stop()
        self.options = cast("RequestOptions", dict(options))
        if "idempotency_key" in self.options:
            raise InvalidArgumentError(
                "idempotency_key cannot be used for many calls; nothing was sent. With "
                "assume_idempotent=True on the client, each create gets its own key."
            )
        try:
            messages.Settings.of(transport.config, probe, **self.options)
        except InvalidArgumentError as error:
            error.operation = None  # the caller did not request the probe
            raise

    async def exchange(self, call: Call[T]) -> RawResponse[T]:
        """Makes a call when the rate limiter allows it, and again if the server throttles it.

        Raises:
            Abandoned: The run has ended; this call was not sent.
            KonigleError: As for any call.
        """
        options, limiter = self.options, self.transport.limiter
        if key := messages.new_key(
            self.transport.config, call.operation
        ):  # one for the item, however often it is throttled
            options = cast("RequestOptions", {**options, "idempotency_key": key})
        throttled_at = math.inf
        while True:
            await limiter.acquire(self.stop)
            well = False
            try:
                response = await self.transport.exchange(call, throttle_raises=True, **options)
                well = True
            except KonigleError as error:
                throttled = was_throttled(error)
                well = isinstance(error, APIError) and not throttled
                throttled_at = min(throttled_at, clock.monotonic())
                may_wait = self.transport.config.enable_retry and limiter.may_wait(throttled_at)
                if not throttled or not may_wait:
                    raise
                reason = f"the server responded with {error.status_code}"
                await self.transport.hooks.on_retry(error.attempts[-1], limiter.hold_s(), reason)
            else:
                return response
            finally:
                limiter.release(well=well)


class BulkRun:
    """The state of one run beside its results.

    Args:
        key: What an item is recognised by.
        journal: Where it is written which items are done.
        settings: What has to be the same for the run to be continued.
        read: Reads the collection before the first item is taken.

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
        """What the caller's function says of an item; None without a function."""
        try:
            return None if self._key is None else self._key(item)
        except Exception as problem:
            raise InvalidArgumentError(
                f"key= raised {type(problem).__name__} for this item; nothing was sent."
            ) from problem

    def prepare(self, key: object, item: Any, prepare: Callable[..., AsyncJob[Any]]) -> AsyncJob[Any]:
        """The job of an item, which does nothing where an earlier run has done it."""
        if self._journal is None:
            return prepare(item)
        digest = self._journal.take(key)
        if digest in self._journal.done:
            return AsyncJob(None, nothing_to_do)
        job = prepare(item, check_first=digest in self._journal.started)
        self._journal.start(digest)
        return job

    async def record(self, result: BulkResult[Any]) -> None:
        """The next result was made."""
        if self._journal is not None and result.ok and self._journal.finish(result.key):
            await async_offload(self._journal.save)

    async def aclose(self) -> None:
        """Closes the journal and drops the collection."""
        if self._journal is not None:
            await async_offload(self._journal.close)
        if self._index is not None:
            self._index.close()


async def nothing_to_do() -> tuple[BulkStatus, None]:
    """The work for an item that is on the server as given."""
    return "unchanged", None


class AsyncBulk(Generic[R]):
    """Results of many items, in order, produced while they are read; can be iterated once.

    Nothing is sent before the first result is requested. Leaving the loop early starts no more calls. Calls in progress
    are completed, and `aclose()` or the end of the `async with` block waits for them.

    Example:
        bulk = client.contacts.create_many({"email": address} for address in addresses)
        async for result in bulk:
            if not result.ok:
                log.warning("row %s: %s", result.index, result.error)
        print(bulk.summary)
    """

    def __init__(
        self,
        items: AsyncItems[Any],
        prepare: Callable[[Any], AsyncJob[tuple[BulkStatus, R | None]]],
        concurrency: int,
        session: BulkSession,
        run: BulkRun | None = None,
        *,
        in_turn: bool = False,
    ) -> None:
        self._begun = True  # until it can be run
        check_items(items)
        self._items = items
        self._prepare: Callable[..., AsyncJob[tuple[BulkStatus, R | None]]] = prepare
        self._lanes = check_concurrency(concurrency, session.transport.config.max_connections)
        self._session = session
        self._run = run or BulkRun()
        self._in_turn = in_turn
        self._tally = Tally()
        self._ordered_map: AsyncOrderedMap[Any, BulkResult[R]] | None = None
        self._begun = False

    @property
    def summary(self) -> BulkSummary:
        """The number of items for each result so far; of all items once the loop has ended."""
        return self._tally.summary(clock.monotonic())

    async def run(self) -> BulkSummary:
        """Processes all items and returns the summary; the results are dropped."""
        async for _ in self:
            pass
        return self.summary

    async def __aiter__(self) -> AsyncGenerator[BulkResult[R]]:
        if self._begun:
            raise InvalidArgumentError("A bulk run can be iterated only once; nothing more was sent.")
        self._begun, self._tally.started_at = True, clock.monotonic()
        ordered_map = self._ordered_map = AsyncOrderedMap(
            self._items,
            self._begin,
            self._lanes,
            self._session.stop,
            self._session.transport.limiter,
            in_turn=self._in_turn,
        )
        try:
            await self._run.open()
            while (result := await ordered_map.next_result()) is not None:
                await self._run.record(result)
                yield result
        finally:
            await ordered_map.aclose()
            await self._run.aclose()
            self._tally.ended_at = clock.monotonic()

    async def aclose(self) -> None:
        """Starts no more calls, and waits for those in progress. May be called repeatedly."""
        self._begun = True
        if self._ordered_map is not None:
            await self._ordered_map.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        if not getattr(self, "_begun", True):
            warnings.warn(
                "A bulk run was never iterated, so nothing was sent: loop over it or call its run().",
                RuntimeWarning,
                stacklevel=2,
                source=self,
            )

    def _begin(self, index: int, item: Any) -> AsyncJob[BulkResult[R]]:
        key: object = None
        try:
            key = self._run.key_of(item)
            lane, work = self._run.prepare(key, item, self._prepare)
        except KonigleError as error:
            return AsyncJob(None, partial(self._refused, index, item, key, error))
        return AsyncJob(lane, partial(self._work, index, item, lane if key is None else key, work))

    async def _refused(self, index: int, item: Any, key: object, error: KonigleError) -> BulkResult[R]:
        self._tally.add("failed")
        return BulkResult(index, "failed", error, None, item, key)

    async def _work(
        self, index: int, item: Any, key: object, work: AsyncWork[tuple[BulkStatus, R | None]]
    ) -> BulkResult[R]:
        try:
            status, record = await work()
        except KonigleError as error:
            return await self._refused(index, item, key, error)
        self._tally.add(status)
        return BulkResult(index, status, None, record, item, key)
