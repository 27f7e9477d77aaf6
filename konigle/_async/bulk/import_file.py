"""A file of contacts, sent row by row; what may have been sent before is looked up first."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from konigle._async.bulk.contact_operations import ContactRows, Done
from konigle._async.bulk.runner import AsyncBulk, BulkCalls
from konigle._bulk.contact_columns import Columns
from konigle._bulk.contact_matching import with_every_consent
from konigle._bulk.import_state import Books, ImportSummary, check_paths
from konigle._bulk.journal import Journal, fingerprint, header
from konigle._bulk.output_files import opening
from konigle._bulk.progress import BulkProgress, Progress, telling, view_of
from konigle._bulk.reject_file import Rejects
from konigle._bulk.results import check_concurrency
from konigle._bulk.tabular import FileFormat, FileRow, Table, open_table
from konigle._concurrency.ordered_map import AsyncJob
from konigle._concurrency.sleep import async_offload
from konigle._generated.models import Contact
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager


@attrs.frozen
class ImportOrder:
    """What the caller wants; see `contacts.import_file`."""

    path: Path
    format: FileFormat
    mapping: Mapping[str, str | None] | None
    upsert: bool
    concurrency: int
    journal: Path | None
    rejects: Path | None
    progress: Progress[BulkProgress]


class ContactImport:
    """One run of an import.

    Args:
        manager: Its client sends the rows.
        calls: The calls of the run.
        order: What is to be imported, and how.
    """

    def __init__(self, manager: "AsyncContactManager", calls: BulkCalls, order: ImportOrder) -> None:
        check_paths(order.path, order.journal, order.rejects)
        check_concurrency(order.concurrency, 0)
        self._calls = calls
        self._order = order
        self._rows = ContactRows(manager, calls)
        self._columns = Columns.of(order.mapping, nested=order.format == "jsonl")
        self._names: Sequence[str] | None = None
        self._in_doubt = 0

    async def run(self) -> ImportSummary:
        """Sends the rows that are not done yet."""
        order = self._order
        with ExitStack() as stack:
            with opening(order.path):
                table = stack.enter_context(open_table(order.path, order.format))
            self._names = table.columns
            self._check_columns(table)
            tell = stack.enter_context(telling(order.progress, f"Importing {order.path.name}", view_of))
            journal = await self._open_journal(stack)
            finished = journal.place.finished  # then the reject file is somebody's to mend
            rejects = Rejects(None if finished else order.rejects, table, journal.place.rejects_size)
            stack.callback(rejects.close)
            books = Books(table, journal, rejects, tell)
            if not finished:
                self._in_doubt = journal.place.started
                rejects.begin()
                journal.begin()
                await self._send(table, journal, books)
            return books.finish()

    def _check_columns(self, table: Table) -> None:
        """Refuses a file whose columns do not fit; of JSON lines, a mistake in all of them shows in the first."""
        names = table.columns
        if names is None:
            with open_table(self._order.path, self._order.format) as same:
                first = next((row for row in same.rows() if not row.problem), None)
            names = list(first.cells) if first else []
        self._columns.check(names)

    async def _open_journal(self, stack: ExitStack) -> Journal:
        order, config = self._order, self._calls.transport.config
        path = None if config.dry_run else order.journal
        rules = [config.base_url, order.format, sorted((order.mapping or {}).items()), order.upsert]
        content = "" if path is None else await async_offload(partial(fingerprint, order.path))
        journal = Journal(path, header(content, rules))
        stack.callback(journal.close)
        return journal

    async def _send(self, table: Table, journal: Journal, books: Books) -> None:
        bulk: AsyncBulk[Contact] = AsyncBulk(
            self._read(table, journal), self._prepare, self._order.concurrency, self._calls
        )
        try:
            async with bulk:
                async for result in bulk:
                    books.add(result)
                    if books.is_due():
                        await async_offload(books.save)
        finally:
            books.save()

    async def _read(self, table: Table, journal: Journal) -> AsyncGenerator[FileRow]:
        for row in table.rows():
            if row.number <= journal.place.done:
                continue
            if row.number > journal.place.started:
                await async_offload(partial(journal.allow, row.number))
            yield row

    def _prepare(self, row: FileRow) -> AsyncJob[Done]:
        if row.problem:
            raise InvalidArgumentError(f"{row.problem} Nothing was sent.")
        names = self._names
        cells = row.cells if names is None else dict(zip(names, row.cells, strict=False))
        contact = self._columns.contact(cells)
        new = with_every_consent(contact)
        in_doubt = row.number <= self._in_doubt
        if self._order.upsert:
            return self._rows.to_upsert(new, stated=contact, look_first=in_doubt)
        return self._rows.to_resume(new) if in_doubt else self._rows.to_create(new)
