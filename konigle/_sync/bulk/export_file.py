# Derived from konigle/_async/bulk/export_file.py by `python -m generator`; do not edit.
"""Exports contacts to a file, page by page."""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs

from konigle._bulk.atomic_writer import AtomicWriter, ExportSummary
from konigle._bulk.contact_columns import cell, export_fields, exported
from konigle._bulk.progress import BulkProgress, Progress, as_progress, progress_reporter
from konigle._bulk.results import BulkSummary
from konigle._bulk.tabular import FileFormat, format_of
from konigle._core.pagination import MAX_PAGE_SIZE
from konigle._generated.filters import ContactFilters
from konigle._generated.models import Contact

if TYPE_CHECKING:
    from konigle._sync.managers.contacts import ContactManager


ExportFormat = FileFormat | Literal["parquet"]


def export_format(path: Path, given: str | None) -> ExportFormat:
    """Returns the format of an export: the given one, or by the file name.

    Raises:
        InvalidArgumentError: The format is unknown.
    """
    by_name = given is None and path.suffix.lower() == ".parquet"
    return "parquet" if by_name or given == "parquet" else format_of(path, given)


@attrs.frozen
class ExportOptions:
    """The arguments of `contacts.export_file`."""

    path: Path
    format: ExportFormat
    fields: Sequence[str] | None
    progress: Progress[BulkProgress]
    filters: ContactFilters | None
    named: Mapping[str, Any]


def export_contacts(manager: "ContactManager", order: ExportOptions) -> ExportSummary:
    """Writes every matching contact."""
    wanted = export_fields(order.fields, nested=order.format != "csv")
    contacts = manager.iter_all(MAX_PAGE_SIZE, order.filters, **order.named)
    started_at, rows, count = time.monotonic(), 0, 0
    with (
        progress_reporter(order.progress, f"Exporting {order.path.name}", as_progress) as report,
        AtomicWriter(order.path, "csv" if order.format == "csv" else "jsonl", wanted or ()) as file,
        _rows(file, order.format, wanted) as write,
    ):
        if order.progress:
            count = (manager.list(1, 1, order.filters, **order.named)).count
        for contact in contacts:
            write(contact)
            rows += 1
            report(_so_far(rows, count, started_at))
    return ExportSummary(rows, time.monotonic() - started_at)


@contextmanager
def _rows(
    file: AtomicWriter, format_: ExportFormat, wanted: tuple[str, ...] | None
) -> Generator[Callable[[Contact], None]]:
    """Returns the function that writes one contact."""
    if format_ == "parquet":
        from konigle.arrow.parquet import ParquetRows

        with ParquetRows(file.binary, Contact, wanted) as rows:
            yield rows.add
    elif format_ == "jsonl":
        yield lambda contact: file.write(exported(contact, wanted))
    else:
        yield lambda contact: file.write([cell(value) for value in exported(contact, wanted).values()])


def _so_far(rows: int, count: int, started_at: float) -> BulkProgress:
    # contacts may have been created after the count
    fraction = min(1.0, rows / count) if count else None
    return BulkProgress(rows, fraction, BulkSummary(seconds=time.monotonic() - started_at))
