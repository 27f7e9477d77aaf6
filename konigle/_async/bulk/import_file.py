"""Imports a file of contacts: reads the whole file, then sends each row. Rows that may have been sent are looked up."""

import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from konigle._async.bulk.contact_operations import ContactOperations, Done
from konigle._async.bulk.contact_runs import Compare, check_compare, read_collection
from konigle._async.bulk.ordered_map import AsyncJob
from konigle._async.bulk.runner import AsyncBulk, BulkSession
from konigle._bulk.contact_matching import address_key
from konigle._bulk.import_state import ImportState, ImportSummary, check_paths
from konigle._bulk.journal import Journal, fingerprint, header
from konigle._bulk.output_files import open_or_raise
from konigle._bulk.planning.preview import FilePreview, OnlinePreview
from konigle._bulk.planning.rows import RowValues
from konigle._bulk.planning.rules import FileRules
from konigle._bulk.planning.survey import FilePlan, survey
from konigle._bulk.progress import BulkProgress, Progress, as_progress, progress_reporter
from konigle._bulk.reject_file import RejectFile
from konigle._bulk.results import check_concurrency
from konigle._bulk.tabular import FileRow, Table, import_format
from konigle._concurrency.primitives import async_offload
from konigle._core.call import DEFAULT_CONCURRENCY
from konigle._generated.models import Contact
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager


@attrs.frozen
class ImportOptions:
    """The arguments of `contacts.import_file`."""

    path: Path
    format: str | None
    rules: FileRules
    upsert: bool
    compare: Compare
    concurrency: int
    journal: Path | None
    rejects: Path | None
    progress: Progress[BulkProgress]


_ROWS_READ = 32  # at a time, in a thread, beside the requests of earlier ones


async def preview_file(
    manager: "AsyncContactManager",
    session: BulkSession,
    path: Path,
    format_: str | None,
    rules: FileRules,
    *,
    online: bool,
) -> FilePreview:
    """Returns what an import would do with a file; makes requests only to find the contacts of its e-mail addresses."""
    check_paths(path, None, None)
    with ExitStack() as stack:
        plan = await _open_plan(stack, path, format_, rules)
        preview = await async_offload(partial(survey, plan))
        return attrs.evolve(preview, online=await _look_up(manager, session, plan)) if online else preview


async def _look_up(manager: "AsyncContactManager", session: BulkSession, plan: FilePlan) -> OnlinePreview:
    """Finds the contacts of the e-mail addresses of a file, in the list or one by one, whichever takes fewer requests."""
    operations = ContactOperations(manager, session)
    plan.index = operations.index = await read_collection(manager, "auto", plan.has_rows, session.options)
    exists: dict[str | None, bool] = {}
    losing, lost = 0, Counter[str]()
    with plan.open() as table:
        bulk: AsyncBulk[Contact] = AsyncBulk(
            table.rows(),
            lambda row: operations.prepare_lookup(plan.address(row)),
            DEFAULT_CONCURRENCY,
            session,
        )
        async for result in bulk:
            if isinstance(result.error, InvalidArgumentError):  # a row that is rejected
                continue
            if result.error is not None:
                raise result.error
            key = address_key(plan.address(result.input))
            if key in exists:
                continue
            exists[key] = result.record is not None
            if result.record is not None and (gone := plan.lost_tags(result.input, result.record.tags or ())):
                losing += 1
                lost.update(sorted(gone))
    existing = sum(exists.values())
    return OnlinePreview(
        existing=existing,
        new=len(exists) - existing,
        losing_tags=losing,
        lost_tags=dict(lost.most_common(10)),
    )


async def _open_plan(stack: ExitStack, path: Path, format_: str | None, rules: FileRules) -> FilePlan:
    form = import_format(path, format_)
    with open_or_raise(path):
        plan = await async_offload(partial(FilePlan, path, form, rules))
    stack.callback(plan.close)
    return plan


class ContactImport:
    """One run of an import.

    Args:
        manager: Its client sends the rows.
        session: The calls of the run.
        order: The arguments of the import.
    """

    def __init__(self, manager: "AsyncContactManager", session: BulkSession, order: ImportOptions) -> None:
        check_paths(order.path, order.journal, order.rejects)
        check_concurrency(order.concurrency, 0)
        check_compare(order.compare, can_list=order.upsert and order.rules.action == "import")
        self._manager = manager
        self._session = session
        self._order = order
        self._operations = ContactOperations(manager, session, tags=order.rules.tags)
        self._in_doubt = 0
        self._has_duplicates = False
        self._last_read = 0  # number of the row

    async def run(self) -> ImportSummary:
        """Sends the rows that are not done."""
        order, began_s = self._order, time.monotonic()
        with ExitStack() as stack:
            plan = await _open_plan(stack, order.path, order.format, order.rules)
            table = stack.enter_context(plan.open())
            report = stack.enter_context(
                progress_reporter(order.progress, f"Importing {order.path.name}", as_progress)
            )
            journal = await self._open_journal(stack)
            finished = journal.checkpoint.finished  # the user may already be correcting the reject file
            preview = None if finished else await self._survey(plan)
            rejects = RejectFile(None if finished else order.rejects, table, journal.checkpoint.rejects_size)
            stack.callback(rejects.close)
            state = ImportState(journal, rejects, report, preview, began_s=began_s)
            if preview is not None:
                self._in_doubt = journal.checkpoint.started
                rejects.begin()
                journal.begin()
                self._has_duplicates = preview.duplicates > 0
                self._last_read = preview.rows if plan.to_send is not None else 0
                await self._send(plan, table, journal, state)
            return attrs.evolve(
                state.summarize(), preview=preview if self._session.transport.config.dry_run else None
            )

    async def _open_journal(self, stack: ExitStack) -> Journal:
        order, config = self._order, self._session.transport.config
        path = None if config.dry_run else order.journal
        rules = [config.base_url, order.format, order.rules.as_json(), order.upsert]
        content = "" if path is None else await async_offload(partial(fingerprint, order.path))
        journal = Journal(path, header(content, rules))
        stack.callback(journal.close)
        return journal

    async def _survey(self, plan: FilePlan) -> FilePreview:
        """Reads the collection, if rows are compared with it, and then the file.

        Raises:
            InvalidArgumentError: The file is rejected. Nothing was sent.
        """
        order = self._order
        is_update = order.upsert and order.rules.action == "import"
        compare: Compare = order.compare if is_update and not plan.has_bad_columns() else "row"
        options = self._session.options
        plan.index = self._operations.index = await read_collection(
            self._manager, compare, plan.has_rows, options
        )
        preview = await async_offload(partial(survey, plan))
        if preview.problems:
            name = f"{order.path.name} is not imported."
            raise InvalidArgumentError("\n".join([name, *preview.problems, "Nothing was sent."]))
        return preview

    async def _send(self, plan: FilePlan, table: Table, journal: Journal, state: ImportState) -> None:
        prepare = partial(self._prepare, plan)
        bulk: AsyncBulk[Contact] = AsyncBulk(
            self._read(plan, table, journal),
            prepare,
            self._order.concurrency,
            self._session,
            in_turn=True,  # rows are reserved in the journal in which results are recorded
        )
        try:
            async with bulk:
                async for result in bulk:
                    state.record(result)
                    if state.is_due():
                        await async_offload(state.save)
                state.record_unchanged(self._last_read)
        finally:
            state.save()

    async def _read(self, plan: FilePlan, table: Table, journal: Journal) -> AsyncGenerator[FileRow]:
        """Yields the rows that are not done, and do not equal their contacts in the collection."""
        rows = self._differing(plan, table, journal.checkpoint.done)
        while chunk := await async_offload(lambda: list(islice(rows, _ROWS_READ))):
            for row in chunk:
                # an earlier row with the e-mail address may have changed the contact since the survey
                if plan.is_unchanged(row) and plan.is_as_known(plan.stated(row, RowValues())):
                    continue
                if row.number > journal.checkpoint.started:
                    await async_offload(partial(journal.reserve, row.number))
                yield row

    def _differing(self, plan: FilePlan, table: Table, done: int) -> Iterator[FileRow]:
        for row in table.rows() if plan.to_send is None else plan.to_send:
            self._last_read = max(self._last_read, row.number)
            if row.number > done and (self._has_duplicates or not plan.is_unchanged(row)):
                yield row

    def _prepare(self, plan: FilePlan, row: FileRow) -> AsyncJob[Done]:
        rules = self._order.rules
        if rules.action == "unsubscribe":
            return self._operations.prepare_unsubscribe(plan.address(row), rules.channels)
        if rules.action == "delete":
            return self._operations.prepare_delete_address(plan.address(row), check_first=True)
        new, stated = plan.read(row, RowValues())
        in_doubt = row.number <= self._in_doubt
        if self._order.upsert:
            return self._operations.prepare_upsert(new, stated=stated, check_first=in_doubt)
        return self._operations.prepare_create(new, check_first=in_doubt)
