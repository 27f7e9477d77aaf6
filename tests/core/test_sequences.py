"""How lists without numbered pages end, whatever the server says."""

from types import SimpleNamespace
from typing import Any

import pytest

from konigle._core.decoding import UnreadableResponseError
from konigle._core.sequences import CursorPaging, OffsetPaging, SequenceCursor

CURSOR = CursorPaging("cursor", "data", next="next_cursor")
OFFSET = OffsetPaging("offset", "data")


def _page(*items: Any, following: Any = None) -> Any:
    return SimpleNamespace(data=[SimpleNamespace(id=one) for one in items], next_cursor=following)


def _read(cursor: SequenceCursor, *pages: Any) -> tuple[list[Any], int]:
    """The ids that are returned, and the number of pages that are read."""
    found: list[Any] = []
    for number, page in enumerate(pages, 1):
        found += [one.id for one in cursor.new_items(page)]
        if not cursor.advance(page):
            return found, number
    return found, -1


@pytest.mark.parametrize("last", [None, ""])
def test_no_cursor_ends_a_list(last: Any) -> None:
    pages = _page("a", following="1"), _page("b", following=last)
    assert _read(SequenceCursor(CURSOR, None), *pages) == (["a", "b"], 2)


def test_a_cursor_that_was_used_ends_a_list(caplog: pytest.LogCaptureFixture) -> None:
    pages = [_page(number, following=str(number % 3)) for number in range(1, 9)]
    assert _read(SequenceCursor(CURSOR, None), *pages) == ([1, 2, 3, 4], 4)
    assert "The server repeats the pages of a list" in caplog.text


def test_pages_without_new_items_end_a_list() -> None:
    pages = [_page("a", following=str(number)) for number in range(10)]
    assert _read(SequenceCursor(CURSOR, None), *pages) == (["a"], 6)


def test_so_does_a_repeated_page_of_items_without_ids() -> None:
    cursor, pages = SequenceCursor(OFFSET, 0), 0
    while cursor.new_items(SimpleNamespace(data=["x", "y"])) and cursor.advance(
        SimpleNamespace(data=["x", "y"])
    ):
        pages += 1
    assert pages == 5


def test_an_offset_counts_the_items_that_came() -> None:
    cursor = SequenceCursor(OFFSET, 0)
    assert cursor.advance(_page("a", "b"))
    assert cursor.position == 2
    assert not cursor.advance(_page())


@pytest.mark.parametrize("page", [SimpleNamespace(), _page(following=["x"]), _page(following=True)])
def test_what_is_no_page_is_unreadable(page: Any) -> None:
    with pytest.raises(UnreadableResponseError):
        CURSOR.check(page)
