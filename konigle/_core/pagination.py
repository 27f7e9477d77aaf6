"""Pagination: the public page, and which page is next."""

import logging
import math
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, cast

import attrs
from pydantic import BaseModel, ConfigDict, Field

from konigle._core.call import Call, RequestOptions
from konigle._core.decoding import UnreadableResponseError
from konigle.exceptions import DetachedRecordError

R_co = TypeVar("R_co", covariant=True)
P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)
logger = logging.getLogger("konigle")

MAX_PAGE_SIZE = 200  # reference, section 3
_MOST_STALE_PAGES = 5
_REMEMBERED_IDS = (
    10_000  # limits the memory of iter_all; a list would have to shift by more than this between two pages
)


class WirePage(Protocol[R_co]):
    """The attributes of every generated page model."""

    @property
    def payload(self) -> Sequence[R_co] | None: ...
    @property
    def results(self) -> Sequence[R_co] | None: ...
    @property
    def count(self) -> int | None: ...
    @property
    def next(self) -> str | None: ...
    @property
    def previous(self) -> str | None: ...
    @property
    def num_pages(self) -> int | None: ...


class PagedList(Protocol):
    """The methods of a list that a page calls; of an async client they are asynchronous."""

    def page_after(self, page: Any, source: "PageSource", /) -> Any: ...
    def pages_from(self, page: Any, source: "PageSource", /) -> Any: ...


@attrs.frozen
class PageSource:
    """The list that a page belongs to.

    Attributes:
        pages: The list.
        call: The call that the page came from, with its filters.
        options: The options of that call.
    """

    pages: PagedList
    call: Call[Any]
    options: RequestOptions


class PaginatedResponse(BaseModel, Generic[P_co]):
    """One page of a list: iterates over its resources, and has their number as its length.

    Attributes:
        payload: The resources of this page.
        count: The number of matching resources; if the server does not send it, the number known so far.
        next: URL of the next page; None on the last page.
        previous: URL of the previous page; None on the first page.
        page_size: The requested number of resources per page.
        current_page: Number of this page, from 1.
        num_pages: The number of pages.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, defer_build=True)
    __slots__ = ("_list",)  # neither compared, copied nor pickled

    payload: list[P_co]
    count: int = Field(ge=0)
    next: str | None = None
    previous: str | None = None
    page_size: int = Field(gt=0)
    current_page: int = Field(ge=1)
    num_pages: int = Field(ge=0)

    def __iter__(self) -> Iterator[P_co]:  # type: ignore[override]  # pydantic's would yield the names of the fields
        """Iterates over the resources of this page; `iter_pages()` continues with the next pages."""
        return iter(self.payload)

    def __len__(self) -> int:
        """The number of resources of this page; `count` is that of all pages."""
        return len(self.payload)

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        # the resources may be hundreds, and have e-mail addresses, which do not belong into logs
        yield "len", len(self.payload)
        for name in ("count", "page_size", "current_page", "num_pages"):
            yield name, getattr(self, name, None)

    def next_page(self) -> "Self | None":
        """Requests the next page of the list, with the same filters and options; awaited on an async client.

        Idempotent; retried automatically.

        Returns:
            The next page; None on the last page, and if the next page has disappeared meanwhile.

        Raises:
            DetachedRecordError: The page did not come from a client: it was constructed, copied or unpickled.

        Example:
            page = client.contacts.list(page_size=50)
            following = page.next_page()
        """
        source = self._source("next_page")
        found: Self | None = source.pages.page_after(self, source)
        return found

    def iter_pages(self) -> "Iterator[Self]":
        """Iterates over this page and those after it, each requested when it is needed; `async for` on an async client.

        Idempotent; retried automatically. `iter_all()` of the manager iterates over the resources instead, and yields
        none twice.

        Raises:
            DetachedRecordError: The page did not come from a client: it was constructed, copied or unpickled.

        Example:
            for page in client.contacts.list(page_size=50).iter_pages():
                print(page.current_page, len(page))
        """
        source = self._source("iter_pages")
        found: Iterator[Self] = source.pages.pages_from(self, source)
        return found

    def _source(self, wanted: str) -> PageSource:
        try:
            found: PageSource = object.__getattribute__(self, "_list")
        except AttributeError:
            raise DetachedRecordError(
                "This page is not attached to a client (it was constructed, copied or unpickled), so "
                f"{wanted}() cannot be called. Call the manager instead: client.….list(page=…)."
            ) from None
        return found

    def attach(self, source: PageSource) -> Self:
        """Ties the page to its list; for managers."""
        object.__setattr__(self, "_list", source)
        return self

    def has_next(self) -> bool:
        """Whether there is a next page."""
        if "next" in self.model_fields_set:
            return self.next is not None
        return self.current_page < self.num_pages

    def has_previous(self) -> bool:
        """Whether there is a previous page."""
        return self.previous is not None or self.current_page > 1

    @property
    def is_first_page(self) -> bool:
        """Whether this is the first page."""
        return self.current_page == 1

    @property
    def is_last_page(self) -> bool:
        """Whether this is the last page."""
        return not self.has_next()


if TYPE_CHECKING:

    class AsyncPaginatedResponse(PaginatedResponse[P_co]):
        """A page of an async client: its methods are awaited. When the program runs, the class is the same."""

        async def next_page(self) -> "Self | None": ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # awaited

        def iter_pages(self) -> "AsyncIterator[Self]": ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # asynchronous

else:
    AsyncPaginatedResponse = PaginatedResponse


def public_page(wire: WirePage[P], page: int, page_size: int) -> PaginatedResponse[P]:
    """Returns the public page; values that the response lacks are computed from the rest.

    Raises:
        UnreadableResponseError: It has no list of resources.
    """
    items = _items(wire)
    known = (page - 1) * page_size + len(items)
    said_next, said_previous = getattr(wire, "next", None), getattr(wire, "previous", None)
    following = said_next if isinstance(said_next, str) and said_next else None
    counted, paged = _said_number(wire, "count"), _said_number(wire, "num_pages")
    more = 1 if len(items) >= page_size or following else 0
    count = known + more if counted is None else counted
    pages = max(1, math.ceil(count / page_size)) if paged is None else paged
    said = {"payload", "previous", "page_size", "current_page", "num_pages"}
    if following or (_is_said(wire, "next") and (said_next is None or said_next == "")):
        said.add("next")
    if counted is not None:
        said.add("count")
    made: type[PaginatedResponse[Any]] = PaginatedResponse  # a subscripted one cannot be pickled
    return made.model_construct(
        said,
        payload=items,
        count=count,
        next=following,
        previous=said_previous or None,
        page_size=page_size,
        current_page=page,
        num_pages=pages,
    )


def _items(wire: WirePage[P]) -> list[P]:
    lists: list[object] = [getattr(wire, name, None) for name in ("payload", "results")]
    for found in lists:
        if isinstance(found, list):
            return cast("list[P]", found)
    if lists == [None, None] and _said_number(wire, "count") == 0:
        return []
    raise UnreadableResponseError("it has no list of resources")


def has_total(wire: WirePage[Any]) -> bool:
    """Whether the page has all its totals, so that nothing has to be computed from its resources."""
    return wire.payload == [] and _is_said(wire, "next") and _said_number(wire, "num_pages") is not None


def _is_said(wire: WirePage[Any], name: str) -> bool:
    # a field missing from the response has a default, which the server did not send
    return name in getattr(wire, "model_fields_set", ())


def _said_number(wire: WirePage[Any], name: str) -> int | None:
    value = getattr(wire, name) if _is_said(wire, name) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def list_page_call(call: Call[Any], page: int, page_size: int) -> Call[Any]:
    """Returns a list call whose result is the public page, which the two clients type differently."""

    def read(content: bytes) -> PaginatedResponse[Any]:
        return public_page(call.read(content), page, page_size)

    return attrs.evolve(call, read=read)


def other_page(call: Call[P], page: int) -> Call[P]:
    """Returns the list call of another page, with the same filters."""
    return attrs.evolve(call, query={**call.query, "page": page})


_id_of = attrgetter("id")


def _ids_of(items: list[Any]) -> set[str]:
    """Returns the ids of items; fewer than there are items unless each has a unique string id."""
    try:
        ids = list(map(_id_of, items))
    except AttributeError:
        return set()
    return set(ids) if {str}.issuperset(map(type, ids)) else set()


@attrs.define
class PageCursor:
    """The state of one `iter_all`: the ids returned lately, and whether the list changed."""

    page: int = 1
    count: int | None = None
    warned: bool = False
    seen: set[str] = attrs.field(factory=set[str])
    latest: deque[set[str]] = attrs.field(factory=deque[set[str]])
    fresh: int = 0  # of this page
    stale: int = 0  # pages in a row

    def deduplicate(self, items: list[P]) -> list[P]:
        """Returns those of the items that were not returned before."""
        ids = _ids_of(items)
        if len(ids) == len(items) and self.seen.isdisjoint(ids):
            fresh = items
        else:
            fresh, ids = self._drop_seen(items)
        self.seen |= ids
        self._forget_oldest(ids)
        self.fresh += len(fresh)
        return fresh

    def _drop_seen(self, items: list[P]) -> tuple[list[P], set[str]]:
        """Returns the items that were not returned before, and their ids; an item without an id is always returned."""
        fresh: list[P] = []
        ids: set[str] = set()
        for item in items:
            id_ = getattr(item, "id", None)
            if id_ is not None:
                if str(id_) in self.seen or str(id_) in ids:
                    self._moved()
                    continue
                ids.add(str(id_))
            fresh.append(item)
        return fresh, ids

    def advance(self, page: PaginatedResponse[Any], *, is_empty: bool) -> bool:
        """Advances to the next page; returns False at the end.

        Whatever the server says about a next page, an empty page ends the iteration. So do several pages in a row
        without new items, as from a server that ignores page numbers.
        """
        if "count" in page.model_fields_set:  # sent by the server, not computed
            if self.count is not None and page.count != self.count:
                self._moved()
            self.count = page.count
        self.page += 1
        return self.turn() and not is_empty and page.has_next()

    def turn(self) -> bool:
        """Counts a page; returns False after several pages in a row without new items."""
        self.stale = 0 if self.fresh else self.stale + 1
        self.fresh = 0
        return self.stale < _MOST_STALE_PAGES

    def _forget_oldest(self, newest: set[str]) -> None:
        self.latest.append(newest)
        while len(self.seen) > _REMEMBERED_IDS and len(self.latest) > 1:
            self.seen -= self.latest.popleft()

    def _moved(self) -> None:
        if not self.warned:
            self.warned = True
            logger.info(
                "The list changed during iteration: duplicates were skipped; items may have been missed."
            )
