"""The runs behind `create_many`, `upsert_many`, `update_many` and `delete_many`."""

import math
from collections.abc import Callable, Sized
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from konigle._async.bulk.contact_operations import ContactOperations
from konigle._async.bulk.runner import AsyncBulk, BulkRun, BulkSession
from konigle._async.lists import AsyncNumberedList
from konigle._bulk.collection_index import CollectionIndex, decode_listed
from konigle._bulk.contact_matching import TagMode
from konigle._concurrency.primitives import async_offload
from konigle._core.call import RequestOptions
from konigle._core.pagination import MAX_PAGE_SIZE
from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters
from konigle._generated.models import AsyncContact, Contact
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager

Compare = Literal["auto", "row", "list"]
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
) -> AsyncBulk[AsyncContact]:
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


FEWEST_ROWS = 200  # fewer are sent sooner than the collection is counted
CONTACTS_PER_ROW = 50  # a page of 200 contacts costs about as much as four requests for one


def check_compare(compare: object, *, can_list: bool = True) -> None:
    """Refuses a rule that does not exist, or that does not go with the other arguments.

    Raises:
        InvalidArgumentError: It is none. Nothing was sent.
    """
    if compare not in {"auto", "row", "list"}:
        raise InvalidArgumentError(
            f"compare must be 'auto', 'row' or 'list', not {compare!r}; nothing was sent."
        )
    if compare == "list" and not can_list:
        raise InvalidArgumentError(
            "compare='list' is for an import that updates contacts; nothing was sent. Use compare='auto'."
        )


async def read_collection(
    manager: "AsyncContactManager",
    compare: Compare,
    has_rows: Callable[[int], bool],
    options: RequestOptions,
) -> CollectionIndex | None:
    """The contacts of the site, to be closed; None if each row is to be sent without comparing it first.

    Args:
        manager: Its client reads them.
        compare: The rule; `auto` reads the collection for 200 rows or more, if it has at most 50 contacts a row.
        has_rows: Whether there are at least so many rows.
        options: Options of each request.
    """
    if compare == "row" or (compare == "auto" and not has_rows(FEWEST_ROWS)):
        return None
    if compare == "auto":
        first = await manager.list(1, 1, **options)
        if "count" not in first.model_fields_set or not has_rows(math.ceil(first.count / CONTACTS_PER_ROW)):
            return None
    index = CollectionIndex()
    try:
        client = manager._client  # noqa: SLF001 - the same
        listed = AsyncNumberedList(client, api.list_contacts, ContactFilters, Contact, decode=decode_listed)
        async for contact in listed.iter_all(MAX_PAGE_SIZE, None, None, options):
            if index.add(contact):
                await async_offload(index.spill)
    except BaseException:
        index.close()
        raise
    return index
