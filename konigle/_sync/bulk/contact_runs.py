# Derived from konigle/_async/bulk/contact_runs.py by `python -m generator`; do not edit.
"""The runs behind `create_many`, `upsert_many`, `update_many` and `delete_many`."""

from collections.abc import Callable, Sized
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import attrs

from konigle._bulk.collection_index import CollectionIndex
from konigle._bulk.contact_matching import with_every_consent
from konigle._generated.models import Contact
from konigle._sync.bulk.bulk_run import BulkRun
from konigle._sync.bulk.contact_operations import ContactOperations
from konigle._sync.bulk.list_comparison import Compare, check_compare, read_collection
from konigle._sync.bulk.runner import Bulk, BulkSession

if TYPE_CHECKING:
    from konigle._sync.managers.contacts import ContactManager

Action = Literal["create", "upsert", "update", "delete"]


@attrs.frozen
class RunOptions:
    """What the caller wants beside the items; see `contacts.create_many`."""

    concurrency: int
    key: Callable[[Any], object] | None
    journal: str | PathLike[str] | None
    compare: Compare = "row"


def _prepare_row(prepare: Callable[..., Any], row: dict[str, Any], **options: Any) -> Any:
    """A row of a data frame, which like a row of a file gives no consent that it does not state."""
    return prepare(with_every_consent(row), stated=row, **options)


def contact_run(
    manager: "ContactManager", session: BulkSession, action: Action, items: Any, order: RunOptions
) -> Bulk[Contact]:
    """A run that sends nothing before its first result is read."""
    check_compare(order.compare)
    operations = ContactOperations(manager, session)
    rows = len(cast("Sized", items)) if hasattr(items, "__len__") else None

    def read() -> CollectionIndex | None:
        operations.index = read_collection(manager, order.compare, rows, session.options)
        return operations.index

    run = BulkRun(
        order.key,
        None if order.journal is None else Path(order.journal),
        [action, session.transport.config.base_url],
        read if order.compare != "row" else None,
    )
    prepare: Callable[..., Any] = getattr(operations, f"prepare_{action}")
    if hasattr(items, "__arrow_c_stream__"):
        from konigle.arrow.frames import frame_rows, is_frame

        if is_frame(items):
            items = frame_rows(items)
            prepare = partial(_prepare_row, prepare) if action in {"create", "upsert"} else prepare
    return Bulk(items, prepare, order.concurrency, session, run)
