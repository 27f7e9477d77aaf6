"""Lists whose next page is known only once a page is read: paged by a cursor, or by an offset."""

import logging
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar, cast

import attrs

from konigle._core.call import Call
from konigle._core.decoding import UnreadableResponseError
from konigle._core.pagination import PageCursor

P = TypeVar("P")
Position = str | int | None
logger = logging.getLogger("konigle")

_REMEMBERED_POSITIONS = (
    1_000  # limits the memory of iter_all; a server that repeats cursors has a shorter cycle
)


@attrs.frozen
class SequentialPaging:
    """How such a list is paged.

    Attributes:
        parameter: The query parameter that says where a page begins.
        items: The field of a page that holds its items.
        limit: The query parameter with the number of items; empty if there is none.
        most: The largest number of items; None if it is not known.
    """

    parameter: str
    items: str
    limit: str = ""
    most: int | None = None

    @property
    def start(self) -> Position:
        """The position of the first page."""
        return None

    def following(self, position: Position, page: object) -> Position:
        """Returns the position of the page after this one; None after the last page."""
        raise NotImplementedError  # each style has its own

    def at(self, call: Call[P], position: Position, limit: int | None) -> Call[P]:
        """Returns the call of the page at a position, which fails if the response is no page."""
        query = {**call.query, self.parameter: position} | ({self.limit: limit} if self.limit else {})
        return attrs.evolve(call, read=self._checked(call.read), query=query)

    def items_of(self, page: object) -> list[Any]:
        """Returns the items of a page."""
        found: object = getattr(page, self.items, None)
        return cast("list[Any]", found) if isinstance(found, list) else []

    def _checked(self, read: Callable[[bytes], P]) -> Callable[[bytes], P]:
        def read_page(content: bytes) -> P:
            page = read(content)
            self.check(page)
            return page

        return read_page

    def check(self, page: object) -> None:
        """Rejects a response that is no page.

        Raises:
            UnreadableResponseError: It has no list of items, or what should be a cursor is none.
        """
        if not isinstance(getattr(page, self.items, None), list):
            raise UnreadableResponseError(f"it has no list of items under {self.items!r}")


@attrs.frozen
class CursorPaging(SequentialPaging):
    """Each page names the cursor of the next one.

    Attributes:
        next: The field of a page with that cursor.
    """

    next: str = attrs.field(kw_only=True)

    def following(self, position: Position, page: object) -> Position:
        """Returns the cursor that the page names; nothing and an empty text mean that it is the last page."""
        del position
        found: Position = getattr(page, self.next, None)
        return None if found == "" else found

    def check(self, page: object) -> None:
        """Rejects a response without items, or whose cursor cannot be sent."""
        super().check(page)
        found: object = getattr(page, self.next, None)
        if isinstance(found, bool) or not isinstance(found, str | int | None):
            raise UnreadableResponseError(f"its {self.next!r} is not a cursor")


@attrs.frozen
class OffsetPaging(SequentialPaging):
    """The offset of a page is the number of items before it."""

    @property
    def start(self) -> Position:
        """The position of the first page."""
        return 0

    def following(self, position: Position, page: object) -> Position:
        """Returns the offset after the items of the page; an empty page is the last.

        A page with fewer items than requested is not: the server may allow fewer.
        """
        count = len(self.items_of(page))
        return cast("int", position) + count if count else None


@attrs.define
class SequenceCursor:
    """The state of one iteration over such a list.

    Attributes:
        paging: How the list is paged.
        position: Where the next page begins.
    """

    paging: SequentialPaging
    position: Position
    _items: PageCursor = attrs.field(factory=PageCursor)
    _visited: deque[Position] = attrs.field(factory=lambda: deque[Position](maxlen=_REMEMBERED_POSITIONS))
    _latest: list[Any] = attrs.field(factory=list[Any])

    def new_items(self, page: object) -> list[Any]:
        """Returns those of the items of a page that were not returned before."""
        items = self.paging.items_of(page)
        fresh = self._items.deduplicate(items)
        if (
            items == self._latest
        ):  # items without an id are always returned, but a repeated page is nothing new
            self._items.fresh = 0
        self._latest = items
        return fresh

    def advance(self, page: object) -> bool:
        """Advances to the next page; returns False at the end.

        Whatever the server says about a next page, several pages in a row without new items end the iteration, and so
        does a cursor that was used before.
        """
        following = self.paging.following(self.position, page)
        self._visited.append(self.position)
        self.position = following
        if following is None:
            return False
        if following in self._visited or not self._items.turn():
            logger.warning(
                "The server repeats the pages of a list: the iteration ended, and items may have been missed."
            )
            return False
        return True
