# Derived from konigle/_async/bulk/list_comparison.py by `python -m generator`; do not edit.
"""Reads the whole collection once, if that needs fewer requests than a lookup for each row."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from konigle._bulk.collection_index import CollectionIndex
from konigle._concurrency.primitives import sync_offload
from konigle._core.call import RequestOptions
from konigle._core.pagination import MAX_PAGE_SIZE
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._sync.managers.contacts import ContactManager

Compare = Literal["auto", "row", "list"]

FEWEST_ROWS = 200  # fewer rows are sent faster than the collection is counted
CONTACTS_PER_ROW = 50  # a page of 200 contacts costs about as much as four requests for one


def check_compare(compare: object, *, can_list: bool = True) -> None:
    """Rejects an unknown rule, or one that conflicts with the other arguments.

    Raises:
        InvalidArgumentError: The rule is invalid. Nothing was sent.
    """
    if compare not in {"auto", "row", "list"}:
        raise InvalidArgumentError(
            f"compare must be 'auto', 'row' or 'list', not {compare!r}; nothing was sent."
        )
    if compare == "list" and not can_list:
        raise InvalidArgumentError(
            "compare='list' is for an import that updates contacts; nothing was sent. Use compare='auto'."
        )


def read_collection(
    manager: "ContactManager",
    compare: Compare,
    has_rows: Callable[[int], bool],
    options: RequestOptions,
) -> CollectionIndex | None:
    """Returns the contacts of the site, to be closed by the caller; None if rows are not compared first.

    Args:
        manager: Its client reads them.
        compare: The rule; `auto` reads the collection for 200 rows or more, if it has at most 50 contacts a row.
        has_rows: Whether there are at least that many rows.
        options: Options of each request.
    """
    if compare == "row" or (compare == "auto" and not has_rows(FEWEST_ROWS)):
        return None
    if compare == "auto":
        first = manager.list(1, 1, **options)
        if "count" not in first.model_fields_set or not has_rows(math.ceil(first.count / CONTACTS_PER_ROW)):
            return None
    index = CollectionIndex()
    try:
        for contact in manager.iter_all(MAX_PAGE_SIZE, **options):
            if index.add(contact):
                sync_offload(index.spill)
    except BaseException:
        index.close()
        raise
    return index
