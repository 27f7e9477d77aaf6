"""A large page read some resources at a time, so that those of one piece are gone before the next ones are made.

A whole page of records is thousands of objects at once. Python's garbage collector visits them again and again while
they are handed out one by one; a few dozen it never sees. It also keeps the memory of pages read ahead at their bytes.

The text is cut between objects, never parsed here: `[` + piece + `]` is valid JSON only where the cut stands between
two resources of the array, since a cut inside a text leaves that open, and one further inside leaves more than one
bracket open. What does not read as JSON is read whole instead.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Generic, TypeVar

import attrs
from pydantic import BaseModel

from konigle._core.call import Call
from konigle._core.models import UnreadableResponseError, decode_items
from konigle._core.pagination import PaginatedResponse, has_total, list_page_call, public_page

P = TypeVar("P")

CHUNK_BYTES = 16_384  # some 35 contacts of 9 objects each; the collector starts at 700 new ones
_ARRAY = re.compile(rb'"payload"\s*:\s*\[')
_BETWEEN = re.compile(rb"(?<=\})\s*,\s*(?=\{)")


@attrs.define
class PageChunks(Generic[P]):
    """A page and those of its resources that are still to be handed out.

    Attributes:
        page: What the server said of the page; without its resources where they come in parts.
        whole: The call that reads all of it at once.
        parts: The resources.
    """

    page: PaginatedResponse[P]
    whole: Call[PaginatedResponse[P]]
    parts: Iterator[list[P]]

    def next_chunk(self) -> list[P]:
        """The next of the resources; none at the end.

        Raises:
            UnreadableResponseError: The page is broken; it has to be asked for again.
        """
        return next(self.parts, None) or []

    def replace(self, page: PaginatedResponse[P]) -> list[P]:
        """Goes on with the page that was asked for again; all of its resources."""
        self.page, self.parts = page, iter(())
        return page.payload


def from_page(page: PaginatedResponse[P], whole: Call[PaginatedResponse[P]]) -> PageChunks[P]:
    """A page whose resources are all read."""
    return PageChunks(page, whole, iter((page.payload,)))


def chunked_list_call(
    call: Call[Any], cls: type[BaseModel], page: int, page_size: int
) -> Call[PageChunks[Any]]:
    """A list call whose result is the page in pieces; one that is small or says too little is read at once."""
    whole = list_page_call(call, page, page_size)

    def read(content: bytes) -> PageChunks[Any]:
        if len(content) > 2 * CHUNK_BYTES and (found := _split(content)):
            frame, parts = found
            try:
                head = call.read(frame)
                if has_total(head):
                    lists = _lists(cls, parts, partial(whole.read, content))
                    return PageChunks(public_page(head, page, page_size), whole, lists)
            except UnreadableResponseError:
                pass  # cut in the wrong place, or broken: reading it whole decides
        return from_page(whole.read(content), whole)

    return Call(call.operation, read, call.ids, call.query, call.body)


def _lists(
    cls: type[BaseModel], parts: Iterator[bytes], read_whole: Callable[[], PaginatedResponse[Any]]
) -> Iterator[list[Any]]:
    """The resources of each part; from the first wrong cut on, those of the page as a whole."""
    given = 0
    for part in parts:
        try:
            items = decode_items(cls, b"[" + part + b"]")
        except UnreadableResponseError:
            yield read_whole().payload[given:]
            return
        given += len(items)
        yield items
        del items  # gone before the next ones are made, see above


def _split(content: bytes) -> tuple[bytes, Iterator[bytes]] | None:
    """The page with an empty array, and what stood in the array."""
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
