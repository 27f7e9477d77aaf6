"""What a user does with lists, over real HTTP, with both clients."""

import pytest

from konigle import NotFoundError
from konigle.filters.comm import ContactFilters
from konigle.sandbox import Sandbox
from tests.flows.conftest import User


@pytest.fixture
def people(sandbox: Sandbox) -> list[str]:
    """Twenty-three contacts; their addresses in the order they were made."""
    sandbox.seed({"contacts": 23})
    return [f"contact{number:06d}@people.example" for number in range(1, 24)]


def test_five_pages_can_be_turned_forth_and_back(user: User, people: list[str]) -> None:
    pages = [user.contacts.list(page=number, page_size=5) for number in range(1, 6)]
    assert [contact.email for page in pages for contact in page.payload] == people
    assert [len(page.payload) for page in pages] == [5, 5, 5, 5, 3]
    assert {(page.count, page.num_pages, page.page_size) for page in pages} == {(23, 5, 5)}
    assert [page.current_page for page in pages] == [1, 2, 3, 4, 5]
    assert [page.has_next() for page in pages] == [True, True, True, True, False]
    assert [page.has_previous() for page in pages] == [False, True, True, True, True]
    assert [page.is_first_page for page in pages] == [True, False, False, False, False]
    assert [page.is_last_page for page in pages] == [False, False, False, False, True]
    with pytest.raises(NotFoundError):
        user.contacts.list(page=6, page_size=5)


@pytest.mark.parametrize("prefetch", [0, 3])
def test_iter_all_reads_every_page_once(
    user: User, sandbox: Sandbox, people: list[str], prefetch: int
) -> None:
    assert [contact.email for contact in user.contacts.iter_all(page_size=5, prefetch=prefetch)] == people
    asked = [request.query for request in sandbox.requests]
    assert (sorted(asked) if prefetch else asked) == [f"page={page}&page_size=5" for page in range(1, 6)]


def test_iter_all_asks_for_nothing_before_it_is_used(sandbox: Sandbox, people: list[str]) -> None:
    with sandbox.client() as client:
        contacts = client.contacts.iter_all(page_size=5)
        assert sandbox.requests == []
        assert next(contacts).email == people[0]
        assert len(sandbox.requests) == 1
        one_by_one = client.contacts.iter_all(page_size=5, prefetch=0)
        assert [next(one_by_one).email for _ in range(6)] == people[:6]
        assert len(sandbox.requests) == 3


def test_filters_narrow_what_is_listed(user: User, people: list[str]) -> None:
    user.contacts.create({"email": "eve@example.com", "source": "lead", "tags": ["vip", "odd"]})
    assert [contact.email for contact in user.contacts.list(tags="vip").payload] == ["eve@example.com"]
    assert user.contacts.list(tags=["vip", "even"]).count == 12
    assert user.contacts.list(q="EVE@").count == 1
    odd_leads = ContactFilters(source="lead", tags="odd")
    assert user.contacts.list(filters=odd_leads).payload == list(user.contacts.iter_all(filters=odd_leads))
    assert {contact.source for contact in user.contacts.iter_all(source="lead")} == {"lead"}
    assert user.contacts.list(q="nobody").payload == []


def test_lists_are_sorted_as_asked(user: User) -> None:
    user.email_accounts.create({"name": "Shop"})
    for code in ("b", "c", "a"):
        user.email_channels.create({"code": code, "channel_type": "marketing"})
        user.email_templates.create(
            {"name": code, "code": code, "subject": "s", "body_html": "b", "is_base": code == "c"}
        )
    for manager, field in ((user.email_channels, "code"), (user.email_templates, "name")):
        upwards = [item.code for item in manager.list(ordering=field).payload]
        downwards = [item.code for item in manager.iter_all(page_size=2, ordering=f"-{field}")]
        assert (upwards, downwards) == (["a", "b", "c"], ["c", "b", "a"])
    assert [item.code for item in user.email_templates.list(is_base=True).payload] == ["c"]
    assert [item.code for item in user.email_templates.list(is_base=False).payload] == ["b", "a"]


def test_an_item_of_a_list_loads_what_it_lacks(user: User, sandbox: Sandbox) -> None:
    audience = user.audiences.create({"name": "A", "tags": ["x"]})
    user.campaigns.create({"name": "C", "audience": audience.id})
    (campaign,) = user.campaigns.list(audience=audience.code).payload
    assert not campaign.is_detail_loaded()
    user.on(campaign, "load_detail")
    assert campaign.is_detail_loaded()
    count = len(sandbox.requests)
    user.on(campaign, "load_detail")
    assert len(sandbox.requests) == count
