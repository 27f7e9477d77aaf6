"""Decodes a large page in chunks, so that the records of one chunk are freed before the next are created.

A whole page of records is thousands of objects at once. Python's garbage collector scans them repeatedly while they are
iterated; a few dozen do not trigger it. Prefetched pages then also need only the memory of their bytes.

The text is split between objects and not parsed here: `[` + chunk + `]` is valid JSON only if the split is between two
resources of the array. A split inside a string leaves the string open, and a deeper split leaves more than one bracket
open. If a chunk is not valid JSON, the whole page is decoded at once instead.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Generic, TypeVar

import attrs
from pydantic import BaseModel

from konigle._core.call import Call
from konigle._core.decoding import UnreadableResponseError, decode_items
from konigle._core.pagination import PaginatedResponse, has_total, list_page_call, public_page

P = TypeVar("P")
Decoder = Callable[[bytes], list[Any]]

CHUNK_BYTES = 16_384  # about 35 contacts of 9 objects each; the collector runs after 700 new ones
_ARRAY = re.compile(rb'"payload"\s*:\s*\[')
_BETWEEN = re.compile(rb"(?<=\})\s*,\s*(?=\{)")


@attrs.define
class PageChunks(Generic[P]):
    """A page, and those of its resources that were not yet returned.

    Attributes:
        page: The metadata of the page; without its resources if they are decoded in chunks.
        whole: The call that decodes the whole page.
        parts: The resources.
    """

    page: PaginatedResponse[P]
    whole: Call[PaginatedResponse[P]]
    parts: Iterator[list[P]]

    def next_chunk(self) -> list[P]:
        """Returns the next resources; an empty list at the end.

        Raises:
            UnreadableResponseError: The page is invalid; it has to be requested again.
        """
        return next(self.parts, None) or []

    def replace(self, page: PaginatedResponse[P]) -> list[P]:
        """Continues with the page that was requested again; returns all of its resources."""
        self.page, self.parts = page, iter(())
        return page.payload


def from_page(page: PaginatedResponse[P], whole: Call[PaginatedResponse[P]]) -> PageChunks[P]:
    """Returns a page whose resources are all decoded."""
    return PageChunks(page, whole, iter((page.payload,)))


def chunked_list_call(
    call: Call[Any], cls: type[BaseModel], page: int, page_size: int, decode: Decoder | None = None
) -> Call[PageChunks[Any]]:
    """Returns a list call whose result is a page in chunks; a small page, or one without totals, is decoded at once.

    Args:
        call: The call, which decodes a whole page.
        cls: The model of the resources.
        page: Number of the page.
        page_size: The requested number of resources.
        decode: Decodes the JSON array of a chunk, if not as models.
    """
    whole = list_page_call(call, page, page_size)

    def read(content: bytes) -> PageChunks[Any]:
        if len(content) > 2 * CHUNK_BYTES and (found := _split(content)):
            frame, parts = found
            try:
                head = call.read(frame)
                if has_total(head):
                    lists = _lists(decode or partial(decode_items, cls), parts, partial(whole.read, content))
                    return PageChunks(public_page(head, page, page_size), whole, lists)
            except UnreadableResponseError:
                pass  # split at the wrong position, or invalid: decoding the whole page shows which
        return from_page(whole.read(content), whole)

    return attrs.evolve(call, read=read)


def _lists(
    decode: Decoder, parts: Iterator[bytes], read_whole: Callable[[], PaginatedResponse[Any]]
) -> Iterator[list[Any]]:
    """Yields the resources of each chunk; after a wrong split, those of the whole page."""
    given = 0
    for part in parts:
        try:
            items = decode(b"[" + part + b"]")
        except UnreadableResponseError:
            yield read_whole().payload[given:]
            return
        given += len(items)
        yield items
        del items  # freed before the next ones are created, see above


def _split(content: bytes) -> tuple[bytes, Iterator[bytes]] | None:
    """Returns the page with an empty array, and the content of the array in chunks."""
    found = _ARRAY.search(content)
    if found is None:
        return None
    first, last = found.end(), content.rfind(b"]")
    return (content[:first] + content[last:], _cut(content, first, last)) if first <= last else None


def _cut(content: bytes, first: int, last: int) -> Iterator[bytes]:
    while between := _BETWEEN.search(content, first + CHUNK_BYTES, last):
        yield content[first : between.start()]
        first = between.end()
    yield content[first:last]
