# Derived from konigle/_async/bulk/export_file.py by `python -m generator`; do not edit.
"""Exports contacts to a file, page by page."""

import csv
import json
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import attrs

from konigle._bulk.atomic_writer import ExportSummary, atomic_file
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
        atomic_file(order.path) as file,
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
    file: BinaryIO, format_: ExportFormat, wanted: tuple[str, ...] | None
) -> Generator[Callable[[Contact], object]]:
    """What writes one contact."""
    if format_ == "parquet":
        from konigle.arrow.parquet import ParquetRows

        with ParquetRows(file, Contact, wanted) as rows:
            yield rows.add
        return
    text = TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    try:
        if format_ == "jsonl":
            yield lambda contact: text.write(json.dumps(exported(contact, wanted), ensure_ascii=False) + "\n")
        else:
            table = csv.writer(text)
            table.writerow(wanted or ())
            yield lambda contact: table.writerow(map(cell, exported(contact, wanted).values()))
    finally:
        text.detach()  # of the file, which stays open


def _so_far(rows: int, count: int, started_at: float) -> BulkProgress:
    # contacts may have been created after the count
    fraction = min(1.0, rows / count) if count else None
    return BulkProgress(rows, fraction, BulkSummary(seconds=time.monotonic() - started_at))
