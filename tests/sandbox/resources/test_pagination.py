"""Pages, filters and orderings."""

from __future__ import annotations

from typing import Any

import pytest

from konigle.sandbox import Sandbox


def names(page: Any, field: str) -> list[Any]:
    return [item[field] for item in page["payload"]]


@pytest.fixture
def five(api: Any) -> Any:
    """Five contacts with tags and sources."""
    api.contact("ann@people.example", source="lead", tags=["a", "b"])
    api.contact("Bob@people.example", source="purchase", tags=["b"])
    api.contact("cat@pets.example", source="lead", tags=["c"])
    api.contact("dog@pets.example", tags=["c", "a"])
    api.contact("elk@pets.example", tags=[])
    return api


def test_a_page_says_how_much_there_is_and_where_to_go_on(sandbox: Sandbox, five: Any) -> None:
    page = five.ok("GET", "/contacts?page_size=2&page=2")
    base = f"{sandbox.url}/reachout/api/v1/contacts?page_size=2&page="
    assert names(page, "email") == ["cat@pets.example", "dog@pets.example"]
    assert (page["count"], page["num_pages"]) == (5, 3)
    assert (page["next"], page["previous"]) == (f"{base}3", f"{base}1")
    assert names(five.ok("GET", page["next"]), "email") == ["elk@pets.example"]


def test_the_first_and_the_last_page_have_one_neighbour(five: Any) -> None:
    first = five.ok("GET", "/contacts?page_size=3")
    last = five.ok("GET", first["next"])
    assert (first["previous"], last["next"]) == (None, None)
    assert names(first, "id") + names(last, "id") == [f"con_00000{i}" for i in range(1, 6)]


def test_links_keep_the_filters_escaped(five: Any) -> None:
    page = five.ok("GET", "/contacts", params={"tags": "a,b", "page_size": 1, "q": "@people"})
    assert "tags=a%2Cb&page_size=1&q=%40people&page=2" in page["next"]
    assert names(five.ok("GET", page["next"]), "email") == ["Bob@people.example"]


def test_links_keep_boolean_filters(api: Any) -> None:
    api.template("one", is_base=True)
    api.template("two", is_base=True)
    page = api.ok("GET", "/email-templates?is_base=true&page_size=1")
    assert "is_base=true" in page["next"]
    assert names(api.ok("GET", page["next"]), "code") == ["two"]


@pytest.mark.parametrize("query", ["page=4&page_size=2", "page=999999999999999999", "q=elk&page=2"])
def test_a_page_past_the_end_is_404(five: Any, query: str) -> None:
    assert five.refused(404, "GET", f"/contacts?{query}") == {"detail": "Invalid page."}


def test_an_empty_list_has_one_empty_page(api: Any) -> None:
    page = {"payload": [], "count": 0, "next": None, "previous": None, "num_pages": 1}
    assert api.ok("GET", "/contacts") == page
    assert api.refused(404, "GET", "/contacts?page=2") == {"detail": "Invalid page."}


def test_a_page_has_twenty_items_by_default(api_of: Any) -> None:
    with Sandbox(seed={"contacts": 30}) as sandbox:
        assert len(api_of(sandbox).ok("GET", "/contacts")["payload"]) == 20


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=PEOPLE", "ann Bob"),
        ("q=bob@", "Bob"),
        ("q=%20cat%20", "cat"),
        ("q=%25", ""),
        ("q=", "ann Bob cat dog elk"),
        ("source=lead", "ann cat"),
        ("tags=a", "ann dog"),
        ("tags=a,c", "ann cat dog"),
        ("tags=%20b%20,,", "ann Bob"),
        ("tags=A", ""),
        ("tags=,", "ann Bob cat dog elk"),
        ("source=lead&tags=c&q=pets", "cat"),
    ],
)
def test_contacts_are_filtered(five: Any, query: str, found: str) -> None:
    page = five.ok("GET", f"/contacts?{query}")
    assert [email.partition("@")[0] for email in names(page, "email")] == found.split()
    assert page["count"] == len(found.split())


def test_filters_see_every_change_at_once(five: Any) -> None:
    def found() -> list[str]:
        return names(five.ok("GET", "/contacts?tags=c"), "id")

    assert found() == ["con_000003", "con_000004"]
    five.ok("PATCH", "/contacts/con_000005", {"tags": ["c", "c"]})
    five.ok("PATCH", "/contacts/con_000003", {"tags": []})
    assert found() == ["con_000004", "con_000005"]
    five.ok("DELETE", "/contacts/con_000004")
    five.contact("fox@pets.example", tags=["c"])
    assert found() == ["con_000005", "con_000006"]


def test_a_deleted_item_leaves_no_hole(five: Any) -> None:
    five.ok("DELETE", "/contacts/con_000002")
    assert names(five.ok("GET", "/contacts?page_size=2"), "id") == ["con_000001", "con_000003"]


def test_q_looks_into_the_documented_fields(api: Any) -> None:
    api.template("welcome", name="First", tags=["spring"])
    api.template("other", name="Second", subject="welcome")
    for words, codes in (
        ("WELCOME", ["welcome"]),
        ("first", ["welcome"]),
        ("spring", ["welcome"]),
        ("c", ["welcome", "other"]),
    ):
        assert names(api.ok("GET", f"/email-templates?q={words}"), "code") == codes
    api.audience(["findme"], "Name", description="findme")
    assert api.ok("GET", "/audiences?q=findme")["count"] == 0
    assert api.ok("GET", "/audiences?q=nam")["count"] == 1
    api.channel("plain", "broadcast")
    assert api.ok("GET", "/channels?q=broad")["count"] == 1
    api.ok("POST", "/identities", {"identity_value": "people.example"})
    assert api.ok("GET", "/identities?q=people")["count"] == 1
    campaign = api.campaign(0, description="For the Few")
    assert names(api.ok("GET", "/campaigns?q=the few"), "id") == [campaign["id"]]


def test_campaigns_are_filtered_by_the_code_of_the_audience(api: Any) -> None:
    campaign = api.campaign(0)
    assert names(api.ok("GET", "/campaigns?audience=everyone"), "id") == [campaign["id"]]
    for other in (campaign["audience"], "nothing"):
        assert api.ok("GET", f"/campaigns?audience={other}")["count"] == 0


def test_campaigns_are_filtered_by_state_and_channel(api: Any) -> None:
    campaign = api.campaign(0)
    assert api.ok("GET", "/campaigns?status=draft&channel_type=email")["count"] == 1
    api.act(campaign, "cancel")
    assert api.ok("GET", "/campaigns?status=draft")["count"] == 0


def test_a_list_of_campaigns_leaves_the_execution_out(api: Any) -> None:
    campaign = api.campaign(0)
    assert "execution" not in api.ok("GET", "/campaigns")["payload"][0]
    assert api.read_campaign(campaign)["execution"] is None


def test_channels_identities_and_templates_are_filtered(sandbox: Sandbox, api: Any) -> None:
    api.channel("one", "broadcast")
    api.channel("two", "marketing")
    sandbox.channels.set("two", status="suspended")
    assert names(api.ok("GET", "/channels?channel_type=broadcast"), "code") == ["one"]
    assert names(api.ok("GET", "/channels?status=suspended"), "code") == ["two"]
    api.ok("POST", "/identities", {"identity_value": "people.example"})
    api.ok("POST", "/identities", {"identity_value": "me@people.example"})
    assert names(api.ok("GET", "/identities?identity_type=email"), "identity_value") == ["me@people.example"]
    api.template("base", is_base=True)
    api.template("plain")
    assert names(api.ok("GET", "/email-templates?is_base=true"), "code") == ["base"]
    assert names(api.ok("GET", "/email-templates?is_base=false"), "code") == ["plain"]


def test_orderings_order_and_turn_round(sandbox: Sandbox, api: Any) -> None:
    for code, kind in (("b", "marketing"), ("c", "broadcast"), ("a", "marketing")):
        api.channel(code, kind)
        sandbox.clock.advance(1)
    api.ok("PATCH", "/channels/chn_000001", {"code": "b"})
    for ordering, codes in {
        "code": "abc",
        "-code": "cba",
        "channel_type": "cba",
        "-channel_type": "abc",
        "created_at": "bca",
        "-created_at": "acb",
        "updated_at": "cab",
        "-updated_at": "bac",
        "status": "bca",
    }.items():
        page = api.ok("GET", f"/channels?ordering={ordering}")
        assert "".join(names(page, "code")) == codes, ordering
    api.refused(400, "GET", "/channels?ordering=daily_quota")


def test_many_questions_at_once_are_all_answered_right(api_of: Any) -> None:
    """More different filters than the store remembers, then the first ones again."""
    with Sandbox(seed={"contacts": 40}) as sandbox:
        api = api_of(sandbox)
        for _ in range(2):
            for i in range(1, 31):
                assert names(api.ok("GET", f"/contacts?q=contact{i:06d}@"), "id") == [f"con_{i:06d}"]
