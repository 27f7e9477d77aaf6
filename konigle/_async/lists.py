"""The lists of the API: one page of them, and iterating over all their items."""

import builtins
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from konigle._async.prefetch import AsyncPrefetcher
from konigle._concurrency import monotonic_clock as clock
from konigle._core.call import Call, RequestOptions, is_captured
from konigle._core.decoding import UnreadableResponseError
from konigle._core.models import BaseFilters
from konigle._core.pagination import (
    AsyncPaginatedResponse,
    PageCursor,
    PageSource,
    list_page_call,
    other_page,
)
from konigle._core.plain_values import plain
from konigle._core.records import attach_all
from konigle._core.sequences import Position, SequenceCursor, SequentialPaging
from konigle._managers.list_arguments import numbered_call, sequential_call
from konigle._managers.page_chunks import Decoder, PageChunks, chunked_list_call, from_page
from konigle.exceptions import NotFoundError

if TYPE_CHECKING:
    from konigle._async.client import AsyncClient

T = TypeVar("T")
P = TypeVar("P")


class AsyncNumberedList(Generic[T]):
    """A list whose pages have numbers.

    Args:
        client: The client that requests the pages.
        make: Returns the call of a page, from the filters, its number and its size.
        filter_class: The model of the filters; None if there are none.
        item_class: The model of the items.
        owner: The manager that the items are attached to; None for none.
        decode: Decodes the chunks of large pages in `iter_all`, if not as models.
    """

    def __init__(
        self,
        client: "AsyncClient",
        make: Callable[[Any, int, int], Call[Any]],
        filter_class: type[BaseFilters] | None,
        item_class: type[T],
        owner: Any = None,
        *,
        decode: Decoder | None = None,
    ) -> None:
        self._decode = decode
        self._client, self._make, self._filter_class = client, make, filter_class
        self._item_class: type[Any] = item_class
        self._owner = owner

    async def list(
        self, page: int, page_size: int, filters: BaseFilters | None, arguments: Mapping[str, Any]
    ) -> AsyncPaginatedResponse[T]:
        """Reads one page."""
        page, page_size = plain((page, page_size))
        call, options = numbered_call(
            self._make, self._filter_class, filters, arguments, page=page, page_size=page_size
        )
        return await self._page(call, page, page_size, options)

    async def _page(
        self, call: Call[Any], page: int, page_size: int, options: RequestOptions
    ) -> AsyncPaginatedResponse[T]:
        found: AsyncPaginatedResponse[T] = await self._client.transport.send(
            list_page_call(call, page, page_size), **options
        )
        self._attach(found.payload)
        return found.attach(PageSource(self, call, options))

    async def page_after(
        self, page: AsyncPaginatedResponse[T], source: PageSource, /
    ) -> AsyncPaginatedResponse[T] | None:
        """Requests the next page; returns None if there is none, or no longer. `page.next_page()` calls this."""
        if not page.has_next():
            return None
        number = page.current_page + 1
        try:
            return await self._page(other_page(source.call, number), number, page.page_size, source.options)
        except NotFoundError:  # the list has become shorter
            return None

    async def pages_from(
        self, page: AsyncPaginatedResponse[T], source: PageSource, /
    ) -> AsyncIterator[AsyncPaginatedResponse[T]]:
        """Iterates over a page and those after it, until an end as that of `iter_all`; `page.iter_pages()` calls this."""
        cursor = PageCursor(page.current_page)
        following: AsyncPaginatedResponse[T] | None = page
        while following is not None:
            yield following
            cursor.deduplicate(following.payload)
            if not cursor.advance(following, is_empty=not following.payload):
                return
            following = await self.page_after(following, source)

    def iter_all(
        self,
        page_size: int,
        filters: BaseFilters | None,
        prefetch: int | None,
        arguments: Mapping[str, Any],
    ) -> AsyncIterator[T]:
        """Iterates over all items; a request with a wrong argument is rejected before the first item is requested."""
        page_size, prefetch = plain((page_size, prefetch))
        first, options = numbered_call(
            self._make, self._filter_class, filters, arguments, page=1, page_size=page_size, prefetch=prefetch
        )

        async def fetch(number: int) -> PageChunks[T]:
            transport = self._client.transport
            call = other_page(first, number)
            if is_captured(transport.pools):  # captured calls have whole pages
                whole = list_page_call(call, number, page_size)
                return from_page(await transport.send(whole, **options), whole)
            return await transport.send(
                chunked_list_call(call, self._item_class, number, page_size, self._decode), **options
            )

        limit = self._client.config.max_connections
        return self._iterate(AsyncPrefetcher(fetch, prefetch, clock=clock.monotonic, limit=limit), options)

    async def _iterate(
        self, prefetcher: AsyncPrefetcher[PageChunks[T]], options: RequestOptions
    ) -> AsyncIterator[T]:
        cursor = PageCursor()
        try:
            while True:
                try:
                    found = await prefetcher.page(cursor.page)
                except NotFoundError:
                    if cursor.page == 1:
                        raise
                    return  # the last page disappeared during the iteration
                is_empty = True
                while items := await self._next_items(found, options):
                    is_empty = False
                    items = cursor.deduplicate(items)
                    for item in items[:1]:
                        yield item
                        prefetcher.start_until(cursor.page + 1, found.page.num_pages)
                    for item in items[1:]:
                        yield item
                    del items  # freed before the next ones are created
                if not cursor.advance(found.page, is_empty=is_empty):
                    return
                del found
        finally:
            await prefetcher.aclose()

    async def _next_items(self, found: PageChunks[T], options: RequestOptions) -> "builtins.list[T]":
        """The next items of a page; a page that turns out broken is requested again, and duplicates are dropped."""
        try:
            items = await self._client.transport.hooks.decode(found.next_chunk)
        except UnreadableResponseError:
            items = found.replace(await self._client.transport.send(found.whole, **options))
        self._attach(items)
        return items

    def _attach(self, items: "builtins.list[T]") -> None:
        if self._owner is not None:
            attach_all(items, self._owner)


class AsyncSequentialList(Generic[P]):
    """A list that is paged by a cursor, or by an offset.

    Args:
        client: The client that requests the pages.
        make: Returns the call of a page, from the filters.
        filter_class: The model of the filters.
        paging: How it is paged.
        owner: The manager that the items are attached to; None for none.
    """

    def __init__(
        self,
        client: "AsyncClient",
        make: Callable[[Any], Call[P]],
        filter_class: type[BaseFilters],
        paging: SequentialPaging,
        owner: Any = None,
    ) -> None:
        self._client, self._make, self._filter_class = client, make, filter_class
        self._paging, self._owner = paging, owner

    async def list(
        self,
        position: Position,
        limit: int | None,
        filters: BaseFilters | None,
        arguments: Mapping[str, Any],
    ) -> P:
        """Reads one page."""
        position, limit = plain((position, limit))
        call, options = sequential_call(
            self._make, self._filter_class, self._paging, filters, arguments, position=position, limit=limit
        )
        return await self._page(self._paging.at(call, position, limit), options)

    def iter_all(
        self, limit: int | None, filters: BaseFilters | None, arguments: Mapping[str, Any]
    ) -> AsyncIterator[Any]:
        """Iterates over all items; a wrong argument is rejected before the first page is requested."""
        start, limit = self._paging.start, plain(limit)
        call, options = sequential_call(
            self._make, self._filter_class, self._paging, filters, arguments, position=start, limit=limit
        )
        return self._iterate(call, limit, options)

    async def _iterate(self, call: Call[P], limit: int | None, options: RequestOptions) -> AsyncIterator[Any]:
        cursor = SequenceCursor(self._paging, self._paging.start)
        while True:
            try:
                page = await self._page(self._paging.at(call, cursor.position, limit), options)
            except NotFoundError:
                if cursor.position == self._paging.start:
                    raise
                return  # the last page disappeared during the iteration
            for item in cursor.new_items(page):
                yield item
            if not cursor.advance(page):
                return

    async def _page(self, call: Call[P], options: RequestOptions) -> P:
        page = await self._client.transport.send(call, **options)
        if self._owner is not None:
            attach_all(self._paging.items_of(page), self._owner)
        return page
