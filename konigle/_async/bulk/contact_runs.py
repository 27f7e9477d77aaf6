"""The runs behind `create_many`, `upsert_many`, `update_many` and `delete_many`."""

from collections.abc import Callable, Sized
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import attrs

from konigle._async.bulk.bulk_run import BulkRun
from konigle._async.bulk.contact_operations import ContactOperations
from konigle._async.bulk.list_comparison import Compare, check_compare, read_collection
from konigle._async.bulk.runner import AsyncBulk, BulkSession
from konigle._bulk.collection_index import CollectionIndex
from konigle._generated.models import Contact

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager

Action = Literal["create", "upsert", "update", "delete"]


@attrs.frozen
class RunOptions:
    """What the caller wants beside the items; see `contacts.create_many`."""

    concurrency: int
    key: Callable[[Any], object] | None
    journal: str | PathLike[str] | None
    compare: Compare = "row"


def contact_run(
    manager: "AsyncContactManager", session: BulkSession, action: Action, items: Any, order: RunOptions
) -> AsyncBulk[Contact]:
    """A run that sends nothing before its first result is read."""
    check_compare(order.compare)
    operations = ContactOperations(manager, session)
    rows = len(cast("Sized", items)) if hasattr(items, "__len__") else None

    async def read() -> CollectionIndex | None:
        operations.index = await read_collection(manager, order.compare, rows, session.options)
        return operations.index

    run = BulkRun(
        order.key,
        None if order.journal is None else Path(order.journal),
        [action, session.transport.config.base_url],
        read if order.compare != "row" else None,
    )
    return AsyncBulk(items, getattr(operations, f"prepare_{action}"), order.concurrency, session, run)
