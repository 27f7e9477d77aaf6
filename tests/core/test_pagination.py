"""Pages in all forms a server may give them, and the walk through a list that moves."""

import json
import logging
from types import SimpleNamespace
from typing import Any

import pytest

from konigle._core import pagination
from konigle._core.call import Call, Operation
from konigle._core.decoding import UnreadableResponseError, decode_model
from konigle._core.pagination import PageCursor, PaginatedResponse, list_page_call, public_page
from konigle.models.comm import Contact, ContactPage

BODY = {"email": "ada@example.com", "created_at": "2026-01-01", "updated_at": "2026-01-01"}
NEXT = "https://tim.konigle.com/reachout/api/v1/contacts?page=2"


def contacts(*ids: object) -> list[dict[str, Any]]:
    return [{**BODY, "id": id_} for id_ in ids]


def page_of(page: int = 1, page_size: int = 2, **body: Any) -> PaginatedResponse[Contact]:
    return public_page(decode_model(ContactPage, json.dumps(body).encode()), page, page_size)


class TestForms:
    def test_the_documented_one(self) -> None:
        page = page_of(payload=contacts("a", "b"), count=5, next=NEXT, previous=None, num_pages=3)
        assert [item.id for item in page.payload] == ["a", "b"]
        assert (page.count, page.next, page.previous) == (5, NEXT, None)
        assert (page.page_size, page.current_page, page.num_pages) == (2, 1, 3)
        assert (page.has_next(), page.has_previous()) == (True, False)
        assert (page.is_first_page, page.is_last_page) == (True, False)

    def test_the_last_page(self) -> None:
        page = page_of(3, payload=contacts("e"), count=5, next=None, previous=NEXT, num_pages=3)
        assert (page.has_next(), page.has_previous()) == (False, True)
        assert (page.is_first_page, page.is_last_page) == (False, True)

    def test_the_array_under_its_older_name(self) -> None:
        assert [item.id for item in page_of(results=contacts("a"), count=1).payload] == ["a"]

    def test_payload_wins_when_both_are_there(self) -> None:
        page = page_of(payload=contacts("a"), results=contacts("b"), count=1)
        assert [item.id for item in page.payload] == ["a"]

    def test_an_array_wins_over_something_else(self) -> None:
        assert [item.id for item in page_of(payload="odd", results=contacts("b"), count=1).payload] == ["b"]

    def test_an_empty_list_is_a_page(self) -> None:
        page = page_of(payload=[], count=0, next=None)
        assert (page.payload, page.count, page.num_pages, page.is_last_page) == ([], 0, 1, True)

    def test_so_is_a_count_of_zero_without_an_array(self) -> None:
        assert page_of(count=0).payload == []

    @pytest.mark.parametrize(
        "body",
        [{}, {"detail": "no"}, {"count": 3}, {"payload": None}, {"payload": "abc"}, {"payload": {"id": "a"}}],
    )
    def test_without_a_list_it_is_no_page(self, body: dict[str, Any]) -> None:
        with pytest.raises(UnreadableResponseError, match="no list"):
            page_of(**body)


class TestWhatIsLeftOut:
    """Nothing the server leaves out may end a list early, or be taken for something it said."""

    def test_num_pages_is_worked_out_from_the_count(self) -> None:
        page = page_of(payload=contacts("a", "b"), count=5)
        assert page.num_pages == 3
        assert page.has_next()

    def test_next_is_worked_out_from_the_pages(self) -> None:
        assert page_of(payload=contacts("a", "b"), count=5, num_pages=3).has_next()
        assert not page_of(3, payload=contacts("e"), count=5, num_pages=3).has_next()

    def test_without_any_of_them_a_full_page_has_a_next_one(self) -> None:
        page = page_of(payload=contacts("a", "b"))
        assert page.has_next()
        assert (page.count, page.num_pages) == (3, 2)

    def test_and_one_that_is_not_full_is_the_last(self) -> None:
        page = page_of(2, payload=contacts("c"))
        assert not page.has_next()
        assert (page.count, page.num_pages) == (3, 2)

    def test_a_next_address_is_believed_without_a_count(self) -> None:
        page = page_of(payload=contacts("a"), next=NEXT)
        assert (page.has_next(), page.count) == (True, 2)

    def test_a_next_of_null_or_blank_ends_the_list_whatever_else_is_said(self) -> None:
        for nothing in (None, ""):
            assert not page_of(payload=contacts("a", "b"), count=9, num_pages=5, next=nothing).has_next()

    def test_a_blank_previous_address_is_none(self) -> None:
        page = page_of(payload=contacts("a"), count=1, next="", previous="")
        assert (page.previous, page.has_previous()) == (None, False)

    @pytest.mark.parametrize("odd", [5, True, [], {}])
    def test_a_next_that_is_no_address_says_nothing(self, odd: Any) -> None:
        assert page_of(payload=contacts("a", "b"), count=5, next=odd).has_next()

    @pytest.mark.parametrize("odd", ["many", None, -1, [], 1.5])
    def test_a_count_that_is_no_number_says_nothing(self, odd: Any) -> None:
        page = page_of(payload=contacts("a", "b"), count=odd)
        assert (page.count, page.num_pages) == (3, 2)

    @pytest.mark.parametrize("odd", ["many", None, -1])
    def test_num_pages_that_is_no_number_says_nothing(self, odd: Any) -> None:
        assert page_of(payload=contacts("a", "b"), count=5, num_pages=odd).num_pages == 3

    def test_a_count_in_text_is_a_number(self) -> None:
        assert page_of(payload=contacts("a"), count="7").count == 7


class TestPublicPage:
    def test_a_page_made_by_hand_knows_its_neighbours(self) -> None:
        page = PaginatedResponse[int](payload=[1], count=3, page_size=1, current_page=2, num_pages=3)
        assert (page.has_next(), page.has_previous(), page.is_first_page, page.is_last_page) == (
            True,
            True,
            False,
            False,
        )

    def test_it_dumps(self) -> None:
        page = page_of(payload=contacts("a"), count=1, next=None)
        assert page.model_dump(mode="json")["payload"][0]["id"] == "a"

    def test_a_list_call_reads_it(self) -> None:
        listing = Operation("listContacts", "GET", "/contacts", "safe")
        call = Call(listing, lambda content: decode_model(ContactPage, content), query={"page": 2})
        made = list_page_call(call, 2, 10)
        assert (made.operation, made.path, made.query) == (call.operation, call.path, call.query)
        page = made.read(json.dumps({"payload": contacts("a"), "count": 11}).encode())
        assert (page.current_page, page.page_size, page.num_pages) == (2, 10, 2)


def items(*ids: Any) -> list[SimpleNamespace]:
    return [SimpleNamespace(id=id_) for id_ in ids]


def made(payload: list[Any], count: int | None = None, **more: Any) -> PaginatedResponse[Any]:
    said = {"payload", "current_page", "num_pages", *more} | ({"count"} if count is not None else set())
    return PaginatedResponse[Any].model_construct(
        said, payload=payload, count=count, page_size=2, current_page=1, num_pages=9, **more
    )


class TestWalk:
    def test_it_hands_out_every_item_once(self) -> None:
        cursor = PageCursor()
        taken = [item.id for page in (items("a", "b"), items("b", "c")) for item in cursor.deduplicate(page)]
        assert taken == ["a", "b", "c"]

    def test_ids_of_other_kinds_are_the_same_as_text(self) -> None:
        cursor = PageCursor()
        assert len(cursor.deduplicate(items(1, "1", 2))) == 2

    def test_items_without_an_id_are_all_handed_out(self) -> None:
        cursor = PageCursor()
        assert len(cursor.deduplicate(["odd", "odd", *items(None, None)])) == 4

    def test_it_goes_on_while_there_is_a_next_page(self) -> None:
        cursor = PageCursor()
        assert cursor.page == 1
        assert cursor.advance(made(items("a"), next="url"), is_empty=False)
        assert cursor.page == 2
        assert not cursor.advance(made(items("b"), next=None), is_empty=False)

    def test_an_empty_page_ends_it_whatever_it_says_of_a_next_one(self) -> None:
        assert not PageCursor().advance(made([], 100, next="url"), is_empty=True)

    def test_a_shift_is_logged_once(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, "konigle")
        cursor = PageCursor()
        for page in (made(items("a", "b"), 4), made(items("b", "c"), 5), made(items("c"), 6)):
            cursor.deduplicate(page.payload)
            cursor.advance(page, is_empty=False)
        assert [record.levelname for record in caplog.records] == ["INFO"]
        assert "duplicates were skipped" in caplog.text

    @pytest.mark.parametrize(
        "pages",
        [
            [made(items("a", "b"), 4), made(items("c", "d"), 4)],
            [made(items("a", "b")), made(items("c", "d"))],
            [made(items("a", "b"), 4), made(items("c", "d"))],
        ],
        ids=["same count", "no count", "count once"],
    )
    def test_a_list_that_stands_still_logs_nothing(
        self, pages: list[PaginatedResponse[Any]], caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "konigle")
        cursor = PageCursor()
        for page in pages:
            cursor.deduplicate(page.payload)
            cursor.advance(page, is_empty=False)
        assert caplog.records == []

    def test_a_changed_count_alone_is_a_shift(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, "konigle")
        cursor = PageCursor()
        cursor.advance(made(items("a"), 2), is_empty=False)
        cursor.advance(made(items("b"), 3), is_empty=False)
        assert len(caplog.records) == 1

    def test_its_memory_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pagination, "_REMEMBERED_IDS", 3)
        cursor = PageCursor()
        for number in range(10):
            cursor.deduplicate(items(number))
        assert len(cursor.latest) == 3
        assert cursor.seen == {"7", "8", "9"}

    def test_but_the_latest_page_is_remembered_whatever_its_size(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pagination, "_REMEMBERED_IDS", 2)
        cursor = PageCursor()
        cursor.deduplicate(items("a", "b", "c", "d"))
        assert [item.id for item in cursor.deduplicate(items("d", "e"))] == ["e"]

    def test_repeats_within_a_page_and_ids_that_cannot_be_hashed_are_looked_at_one_by_one(self) -> None:
        cursor = PageCursor()
        assert [item.id for item in cursor.deduplicate(items("a", "a", ["x"], ["x"], {}))] == ["a", ["x"], {}]
        assert [item.id for item in cursor.deduplicate(items("a", "b", {}))] == ["b"]

    def test_a_page_in_parts_counts_as_one(self) -> None:
        cursor, page = PageCursor(), made(items("a"), next="http://x/?page=2")
        for number in range(20):
            for part in ([f"{number}a"], [f"{number}a"], [f"{number}a"]):
                cursor.deduplicate(items(*part))
            assert cursor.advance(page, is_empty=False)

    def test_pages_without_anything_new_end_the_list(self) -> None:
        cursor, page = PageCursor(), made(items("a"), next="http://x/?page=2")
        read = 0
        while True:
            read += 1
            cursor.deduplicate(page.payload)
            if not cursor.advance(page, is_empty=False):
                break
        assert 1 < read < 10
