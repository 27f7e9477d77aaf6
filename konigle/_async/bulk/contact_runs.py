"""The runs behind `create_many`, `upsert_many`, `update_many` and `delete_many`."""

from collections.abc import Callable, Sized
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from konigle._async.bulk.bulk_run import BulkRun
from konigle._async.bulk.contact_operations import ContactOperations
from konigle._async.bulk.list_comparison import Compare, check_compare, read_collection
from konigle._async.bulk.runner import AsyncBulk, BulkSession
from konigle._bulk.collection_index import CollectionIndex
from konigle._bulk.contact_matching import TagMode
from konigle._generated.models import Contact

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager

RunAction = Literal["create", "upsert", "update", "delete", "delete_address"]


def contact_run(
    manager: "AsyncContactManager",
    session: BulkSession,
    action: RunAction,
    items: Any,
    *,
    concurrency: int,
    key: Callable[[Any], object] | None,
    journal: Any,
    compare: Compare = "row",
    tags: TagMode = "add",
) -> AsyncBulk[Contact]:
    """Returns a run that sends nothing before its first result is read."""
    check_compare(compare)
    operations = ContactOperations(manager, session, tags)
    prepare: Callable[..., Any] = getattr(operations, f"prepare_{action}")
    rows = len(cast("Sized", items)) if hasattr(items, "__len__") else None
    if hasattr(items, "__arrow_c_stream__"):
        from konigle.arrow.frames import rows_of

        items, prepare = rows_of(items, prepare, states_consent=action in {"create", "upsert"})

    async def read() -> CollectionIndex | None:
        operations.index = await read_collection(
            manager, compare, lambda least: rows is not None and rows >= least, session.options
        )
        return operations.index

    run = BulkRun(key, journal and Path(journal), [action, tags, session.transport.config.base_url], read)
    return AsyncBulk(items, prepare, concurrency, session, run)
