"""A page in chunks equals the page: nothing is lost, nothing is duplicated, no resource is split."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from konigle._core.call import Call, Operation
from konigle._core.decoding import UnreadableResponseError, decode_model
from konigle._managers import page_chunks
from konigle._managers.page_chunks import PageChunks, chunked_list_call
from konigle.models.comm import Contact, ContactPage

LISTING = Operation("listContacts", "GET", "/contacts", "safe")
BODY = {"email": "ada@example.com", "created_at": "2026-01-01", "updated_at": "2026-01-01"}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_chunks, "CHUNK_BYTES", 100)


def contact(number: int, **more: Any) -> dict[str, Any]:
    return {**BODY, "id": f"c{number}", **more}


def page(items: list[Any], **more: Any) -> dict[str, Any]:
    return {
        "count": 900,
        "num_pages": 9,
        "next": "https://x/?page=2",
        "previous": None,
        "payload": items,
        **more,
    }


def read(body: Any, **how: Any) -> PageChunks[Contact]:
    content = body if isinstance(body, bytes) else json.dumps(body, **how).encode()
    return chunked_list_call(
        Call(LISTING, lambda text: decode_model(ContactPage, text)), Contact, 1, 200
    ).read(content)


def taken(found: PageChunks[Any]) -> list[list[Any]]:
    return list(iter(found.next_chunk, []))


def taken_until_damage(found: PageChunks[Any]) -> list[str]:
    """The ids of what is handed out before the error."""
    got: list[str] = []

    def read_on() -> None:
        while part := found.next_chunk():
            got.extend(item.id for item in part)

    with pytest.raises(UnreadableResponseError):
        read_on()
    return got


COMPACT: Any = {"separators": (",", ":")}
WIDE: Any = {"indent": 2}


class TestReading:
    @pytest.mark.parametrize("how", [COMPACT, WIDE, {}], ids=["compact", "wide", "usual"])
    def test_it_is_read_some_at_a_time(self, how: Any) -> None:
        found = read(page([contact(number) for number in range(20)]), **how)
        assert (found.page.count, found.page.num_pages, found.page.has_next()) == (900, 9, True)
        assert found.page.payload == []
        parts = taken(found)
        assert len(parts) > 5
        assert [item.id for part in parts for item in part] == [f"c{number}" for number in range(20)]
        assert found.next_chunk() == []

    def test_what_stands_after_the_array_is_said_as_well(self) -> None:
        body = page([contact(number) for number in range(20)])
        del body["next"]
        body["next"] = None
        found = read(body)
        assert (found.page.payload, found.page.has_next()) == ([], False)
        assert sum(map(len, taken(found))) == 20

    def test_a_small_page_is_read_at_once(self) -> None:
        found = read(page([contact(1)]))
        assert [item.id for item in found.page.payload] == ["c1"]
        assert [[item.id for item in part] for part in taken(found)] == [["c1"]]

    @pytest.mark.parametrize("missing", ["num_pages", "next"])
    def test_so_is_one_that_leaves_something_to_be_worked_out_from_its_resources(self, missing: str) -> None:
        body = page([contact(number) for number in range(20)])
        del body[missing]
        found = read(body)
        assert len(found.page.payload) == 20
        assert [len(part) for part in taken(found)] == [20]

    def test_and_one_whose_array_has_its_older_name(self) -> None:
        body = page([contact(number) for number in range(20)])
        body["results"] = body.pop("payload")
        assert [len(part) for part in taken(read(body))] == [20]

    def test_a_resource_with_an_odd_value_costs_nobody_else_theirs(self) -> None:
        rows = [contact(number) for number in range(20)]
        rows[7]["tags"] = 5
        items: list[Any] = [item for part in taken(read(page(rows))) for item in part]
        assert [item.id for item in items] == [f"c{number}" for number in range(20)]
        assert (items[7].tags, items[8].created_at.year) == (5, 2026)

    def test_nor_does_it_bring_the_rest_of_the_page_at_once(self) -> None:
        rows = [contact(number, tags=["a"]) for number in range(20)]
        sizes = [len(part) for part in taken(read(page(rows)))]
        rows[7]["tags"] = "abc"  # as long as the list was, so that the cuts stay where they were
        assert [len(part) for part in taken(read(page(rows)))] == sizes

    def test_what_stands_between_an_odd_value_and_damage_is_handed_out(self) -> None:
        rows = [contact(number) for number in range(20)]
        rows[3]["tags"] = 5
        found = read(json.dumps(page(rows)).encode().replace(b'"id": "c15"', b'"id" "c15"'))
        got = taken_until_damage(found)
        assert got == [f"c{number}" for number in range(len(got))]
        assert len(got) > 10

    def test_what_is_no_object_is_handed_out_as_it_is(self) -> None:
        rows = [*(contact(number) for number in range(10)), 5, "text", *(contact(n) for n in range(10, 20))]
        items: list[Any] = [item for part in taken(read(page(rows))) for item in part]
        assert items[10:12] == [5, "text"]
        assert len(items) == 22

    def test_fields_this_version_does_not_know_are_kept(self) -> None:
        found = read(page([contact(number, loyalty={"a": 1}) for number in range(20)]))
        items: list[Any] = [item for part in taken(found) for item in part]
        assert {str(item.loyalty) for item in items} == {"{'a': 1}"}


class TestBroken:
    """No text that is not valid as a whole is returned to its end, and no split is mistaken for one between resources."""

    def test_a_page_that_breaks_off_is_reported_immediately(self) -> None:
        content = json.dumps(page([contact(number) for number in range(20)])).encode()
        for length in range(0, len(content) - 1, 7):
            with pytest.raises(UnreadableResponseError):
                read(content[:length])

    def test_damage_in_the_middle_is_reported_where_it_stands(self) -> None:
        content = json.dumps(page([contact(number) for number in range(20)])).encode()
        found = read(content.replace(b'"id": "c10"', b'"id" "c10"'))
        got = taken_until_damage(found)
        assert 0 < len(got) <= 10
        assert got == [f"c{number}" for number in range(len(got))]

    def test_the_page_that_was_asked_for_again_takes_its_place(self) -> None:
        found = read(page([contact(number) for number in range(20)]))
        found.next_chunk()
        again = read(page([contact(7)], next=None, count=1)).page
        assert [item.id for item in found.replace(again)] == ["c7"]
        assert (found.page.count, found.page.has_next(), found.next_chunk()) == (1, False, [])

    @pytest.mark.parametrize(
        "more",
        [
            {"others": [contact(98), contact(99)]},
            {"results": [contact(98), contact(99)]},
            {"note": 'a "] b'},
            {"note": '"payload":[{},{}]'},
        ],
        ids=["another array after it", "both names", "a bracket in a text after it", "its name in a text"],
    )
    def test_whatever_else_stands_in_it_only_its_array_counts(self, more: dict[str, Any]) -> None:
        rows = [contact(number) for number in range(20)]
        bodies: list[dict[str, Any]] = [page(rows, **more), {**more, **page(rows)}]
        for body in bodies:
            content = json.dumps(body).encode()
            found = read(content)
            got: list[str] = []
            try:
                while part := found.next_chunk():
                    got += [item.id for item in part]
            except UnreadableResponseError:
                whole = [item.id for item in found.whole.read(content).payload]
                assert got == whole[: len(got)]
                got = whole
            assert got == [f"c{number}" for number in range(20)]

    def test_the_name_further_inside_is_another_array(self) -> None:
        body = {
            "meta": {"payload": [{"id": str(n) * 50} for n in range(9)]},
            **page([contact(1), contact(2)]),
        }
        assert [[item.id for item in part] for part in taken(read(body))] == [["c1", "c2"]]


HARD = st.text(alphabet='{}[],":\\ a', max_size=12)
VALUES: Any = st.recursive(
    HARD | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HARD, inner, max_size=3),
    max_leaves=8,
)


@given(
    extras=st.lists(st.dictionaries(HARD.filter(bool), VALUES, max_size=3), min_size=1, max_size=12),
    size=st.integers(1, 200),
    how=st.sampled_from([COMPACT, WIDE, {}]),
)
@example(extras=[{"a": [{}, {}]}] * 3, size=1, how=COMPACT)
@example(extras=[{"a": "},{"}] * 3, size=1, how=COMPACT)
def test_any_page_in_chunks_of_any_size_is_the_page(extras: list[Any], size: int, how: Any) -> None:
    rows = [{**extra, **contact(number)} for number, extra in enumerate(extras)]
    content = json.dumps(page(rows), **how).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_chunks, "CHUNK_BYTES", size)
        found = read(content)
        got: list[Any] = []
        try:
            while part := found.next_chunk():
                got += part
        except UnreadableResponseError:
            whole = found.whole.read(content).payload
            assert got == whole[: len(got)]
            got = whole
    assert [item.model_dump(mode="json") for item in got] == [
        Contact.model_validate(row, extra="allow").model_dump(mode="json") for row in rows
    ]
