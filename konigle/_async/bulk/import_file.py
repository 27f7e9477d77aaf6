"""A file of contacts, sent row by row; what may have been sent before is looked up first."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from konigle._async.bulk.contact_operations import ContactOperations, Done
from konigle._async.bulk.list_comparison import Compare, check_compare, read_collection
from konigle._async.bulk.runner import AsyncBulk, BulkSession
from konigle._bulk.collection_index import is_as_given
from konigle._bulk.contact_columns import Columns
from konigle._bulk.contact_matching import with_every_consent
from konigle._bulk.import_state import ImportState, ImportSummary, check_paths
from konigle._bulk.journal import Journal, fingerprint, header
from konigle._bulk.output_files import open_or_raise
from konigle._bulk.progress import BulkProgress, Progress, as_progress, progress_reporter
from konigle._bulk.reject_file import RejectFile
from konigle._bulk.results import BulkResult, check_concurrency
from konigle._bulk.tabular import FileFormat, FileRow, Table, count_lines, open_table
from konigle._concurrency.ordered_map import AsyncJob
from konigle._concurrency.sleep import async_offload
from konigle._generated.models import Contact
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager


@attrs.frozen
class ImportOptions:
    """What the caller wants; see `contacts.import_file`."""

    path: Path
    format: FileFormat
    mapping: Mapping[str, str | None] | None
    upsert: bool
    compare: Compare
    concurrency: int
    journal: Path | None
    rejects: Path | None
    progress: Progress[BulkProgress]


_UNCHANGED_ROWS = 500  # that become one item, so that they cost no task or thread each


class ContactImport:
    """One run of an import.

    Args:
        manager: Its client sends the rows.
        session: The calls of the run.
        order: What is to be imported, and how.
    """

    def __init__(self, manager: "AsyncContactManager", session: BulkSession, order: ImportOptions) -> None:
        check_paths(order.path, order.journal, order.rejects)
        check_concurrency(order.concurrency, 0)
        check_compare(order.compare, can_list=order.upsert)
        self._manager = manager
        self._session = session
        self._order = order
        self._operations = ContactOperations(manager, session)
        self._columns = Columns.of(order.mapping, nested=order.format == "jsonl")
        self._names: Sequence[str] | None = None
        self._in_doubt = 0

    async def run(self) -> ImportSummary:
        """Sends the rows that are not done yet."""
        order = self._order
        with ExitStack() as stack:
            with open_or_raise(order.path):
                table = stack.enter_context(open_table(order.path, order.format))
            self._names = table.columns
            self._check_columns(table)
            report = stack.enter_context(
                progress_reporter(order.progress, f"Importing {order.path.name}", as_progress)
            )
            journal = await self._open_journal(stack)
            finished = journal.checkpoint.finished  # then the reject file is somebody's to mend
            rejects = RejectFile(None if finished else order.rejects, table, journal.checkpoint.rejects_size)
            stack.callback(rejects.close)
            state = ImportState(table, journal, rejects, report)
            if not finished:
                self._in_doubt = journal.checkpoint.started
                rejects.begin()
                journal.begin()
                await self._compare(stack)
                await self._send(table, journal, state)
            return state.summarize()

    def _check_columns(self, table: Table) -> None:
        """Refuses a file whose columns do not fit; of JSON lines, a mistake in all of them shows in the first."""
        names = table.columns
        if names is None:
            with open_table(self._order.path, self._order.format) as same:
                first = next((row for row in same.rows() if not row.problem), None)
            names = list(first.cells) if first else []
        self._columns.check(names)

    async def _open_journal(self, stack: ExitStack) -> Journal:
        order, config = self._order, self._session.transport.config
        path = None if config.dry_run else order.journal
        rules = [config.base_url, order.format, sorted((order.mapping or {}).items()), order.upsert]
        content = "" if path is None else await async_offload(partial(fingerprint, order.path))
        journal = Journal(path, header(content, rules))
        stack.callback(journal.close)
        return journal

    async def _compare(self, stack: ExitStack) -> None:
        """Reads the collection, if the rows are to be compared with it."""
        order = self._order
        compare: Compare = order.compare if order.upsert else "row"
        rows = count_lines(order.path) if compare == "auto" else None  # every row is one line at least
        index = await read_collection(self._manager, compare, rows, self._session.options)
        if index is not None:
            stack.callback(index.close)
            self._operations.index = index

    async def _send(self, table: Table, journal: Journal, state: ImportState) -> None:
        bulk: AsyncBulk[Contact] = AsyncBulk(
            self._read(table, journal), self._prepare, self._order.concurrency, self._session
        )
        try:
            async with bulk:
                async for result in bulk:
                    rows: FileRow | list[FileRow] = result.input
                    if isinstance(rows, list):
                        state.record_unchanged(
                            BulkResult(result.index, "unchanged", input=row) for row in rows
                        )
                    else:
                        state.record(result)
                    if state.is_due():
                        await async_offload(state.save)
        finally:
            state.save()

    async def _read(self, table: Table, journal: Journal) -> AsyncGenerator[FileRow | list[FileRow]]:
        same: list[FileRow] = []
        for row in table.rows():
            if row.number <= journal.checkpoint.done:
                continue
            if row.number > journal.checkpoint.started:
                await async_offload(partial(journal.reserve, row.number))
            is_same = self._is_unchanged(row)
            if is_same:
                same.append(row)
            if same and (not is_same or len(same) == _UNCHANGED_ROWS):
                yield same
                same = []
            if not is_same:
                yield row
        if same:
            yield same

    def _is_unchanged(self, row: FileRow) -> bool:
        """Whether the collection showed the contact exactly as the row gives it."""
        index = self._operations.index
        if index is None or row.problem:
            return False
        try:
            contact = self._contact(row)
        except InvalidArgumentError:
            return False
        values = index.find(contact.get("email"))
        return values is not None and is_as_given(contact, values)

    def _contact(self, row: FileRow) -> dict[str, Any]:
        names = self._names
        return self._columns.contact(
            row.cells if names is None else dict(zip(names, row.cells, strict=False))
        )

    def _prepare(self, row: FileRow | list[FileRow]) -> AsyncJob[Done]:
        if isinstance(row, list):
            return AsyncJob(None, _unchanged)
        if row.problem:
            raise InvalidArgumentError(f"{row.problem} Nothing was sent.")
        contact = self._contact(row)
        new = with_every_consent(contact)
        in_doubt = row.number <= self._in_doubt
        if self._order.upsert:
            return self._operations.prepare_upsert(new, stated=contact, check_first=in_doubt)
        return self._operations.prepare_create(new, check_first=in_doubt)


async def _unchanged() -> Done:
    return "unchanged", None
