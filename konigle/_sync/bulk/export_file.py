# Derived from konigle/_async/bulk/export_file.py by `python -m generator`; do not edit.
"""Contacts into a file, page by page."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from konigle._bulk.atomic_writer import AtomicWriter, ExportSummary
from konigle._bulk.contact_columns import cell, export_fields, exported
from konigle._bulk.progress import BulkProgress, Progress, as_progress, progress_reporter
from konigle._bulk.results import BulkSummary
from konigle._bulk.tabular import FileFormat
from konigle._core.pagination import MAX_PAGE_SIZE
from konigle._generated.filters import ContactFilters

if TYPE_CHECKING:
    from konigle._sync.managers.contacts import ContactManager


@attrs.frozen
class ExportOptions:
    """What the caller wants; see `contacts.export_file`."""

    path: Path
    format: FileFormat
    fields: Sequence[str] | None
    progress: Progress[BulkProgress]
    filters: ContactFilters | None
    named: Mapping[str, Any]


def export_contacts(manager: "ContactManager", order: ExportOptions) -> ExportSummary:
    """Writes every matching contact."""
    wanted = export_fields(order.fields, nested=order.format == "jsonl")
    contacts = manager.iter_all(MAX_PAGE_SIZE, order.filters, **order.named)
    started_at, rows, count = time.monotonic(), 0, 0
    with (
        progress_reporter(order.progress, f"Exporting {order.path.name}", as_progress) as report,
        AtomicWriter(order.path, order.format, wanted or ()) as file,
    ):
        if order.progress:
            count = (manager.list(1, 1, order.filters, **order.named)).count
        for contact in contacts:
            values = exported(contact, wanted)
            file.write(values if order.format == "jsonl" else [cell(value) for value in values.values()])
            rows += 1
            report(_so_far(rows, count, started_at))
    return ExportSummary(rows, time.monotonic() - started_at)


def _so_far(rows: int, count: int, started_at: float) -> BulkProgress:
    # more than were counted may have come in the meantime
    fraction = min(1.0, rows / count) if count else None
    return BulkProgress(rows, fraction, BulkSummary(seconds=time.monotonic() - started_at))
