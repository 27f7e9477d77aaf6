"""One bad value never costs the page: whatever one value of a page turns into, all its items are still there."""

import json
import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import pytest

from konigle import KonigleError
from tests.contract.agreement import differences, reachable
from tests.properties.senders import Sender, filter_calls, sender_for
from tests.spec.document import example

BAD_VALUES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        2**70,
        1.5,
        1e308,
        "",
        " ",
        "x",
        "ü\x00",
        "x" * 5000,
        "2030-13-45",
        "NaN",
        "-",
    ),
    *([], [None], ["x", 5], [[[]]], [{"a": 1}], {}, {"a": {"b": []}}, {"id": 5}, {"email": "no"}),
]
each_list = pytest.mark.parametrize("operation", filter_calls())


def page_of(operation: str) -> dict[str, Any]:
    """A page of three resources like the spec's example."""
    page = example(operation.removeprefix("list").removesuffix("s").replace("Identitie", "Identity") + "Page")
    (item,) = page["payload"]
    page |= {"count": 3, "next": None, "previous": None, "num_pages": 1}
    page["payload"] = [{**json.loads(json.dumps(item)), "id": f"id_{index}"} for index in range(3)]
    return page


def locations_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every location inside a value: its container, and its key."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from locations_in(value[key])


def listed(operation: str, page: Any) -> Any:
    sender: Sender = sender_for(operation)
    sender.response = json.dumps(page).encode()
    return attrgetter(filter_calls()[operation][1])(sender.client)()


def mutations(operation: str, start: str) -> Iterator[tuple[str, Any, Any, Any]]:
    """Pages with one changed value below their second item, or beside the items: what was changed, and the page."""
    count = len(list(locations_in(_part(page_of(operation), start))))
    for index in range(count):
        for bad in BAD_VALUES:
            page = page_of(operation)
            holder, key = list(locations_in(_part(page, start)))[index]
            holder[key] = bad
            yield f"{key}={bad!r}", page, holder, key


def _part(page: dict[str, Any], start: str) -> Any:
    return page["payload"][1] if start == "item" else page


@each_list
def test_every_item_is_there_whatever_one_value_of_an_item_is(operation: str) -> None:
    intact = listed(operation, page_of(operation)).payload[1]
    typed = {name: type(value) for name, value in reachable(intact).items()}
    for what, page, holder, key in mutations(operation, "item"):
        items = listed(operation, page).payload
        assert [item.id for item in (items[0], items[2])] == ["id_0", "id_2"], what
        assert len(items) == 3, what
        # What was changed may be read as what it stands for (0 as the first second of 1970), but must not be lost.
        found = [text for one in zip(items, page["payload"], strict=True) for text in differences(*one)]
        at_it = re.compile(rf"[.\[]{key}[].:\[]")
        lost = [text for text in found if not at_it.search(text) or "lost" in text or "became None" in text]
        assert lost == [], what
        if holder is page["payload"][1]:
            others = {name: type(value) for name, value in reachable(items[1]).items() if name != key}
            assert others == {name: kind for name, kind in typed.items() if name != key}, what


@each_list
def test_every_item_is_there_whatever_stands_beside_the_items(operation: str) -> None:
    for name in ("count", "next", "previous", "num_pages", "page", "detail"):
        for bad in BAD_VALUES:
            found = listed(operation, {**page_of(operation), name: bad})
            assert [item.id for item in found.payload] == ["id_0", "id_1", "id_2"], f"{name}={bad!r}"
            assert isinstance(found.count, int)
            assert isinstance(found.num_pages, int)
            assert found.has_next() in {True, False}


@each_list
def test_the_other_items_are_there_when_one_is_no_object(operation: str) -> None:
    for bad in BAD_VALUES:
        page = page_of(operation)
        page["payload"][1] = bad
        items = listed(operation, page).payload
        assert [getattr(item, "id", None) for item in (items[0], items[-1])] == ["id_0", "id_2"], repr(bad)


@each_list
def test_what_is_no_page_is_an_error_of_this_library(operation: str) -> None:
    for bad in BAD_VALUES:
        for page in (bad, {"payload": bad}, {"results": bad, "count": 3}):
            try:
                found = listed(operation, page)
            except KonigleError:
                continue
            assert isinstance(found.payload, list), repr(page)
