# Derived from tests/_async/managers/test_values.py by `python -m generator`; do not edit.
"""Values that stand for plain ones, as they go over the wire."""

from collections.abc import Callable
from typing import Any

import pytest

from konigle import Client, InvalidArgumentError
from konigle.filters.comm import ContactFilters
from tests._sync.harness import CAMPAIGN, CHANNEL, CONTACT, MAIL, Server, page, pages, reply
from tests.lookalikes import MISSING, NAN, NAT, Array, Bare, Lazy, Modern, Number, Scalar, Tag

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("tags", [Tag.VIP, [Tag.VIP], (Modern.VIP,), Array(Bare.VIP), Lazy("vip")])
def test_a_filter_sends_the_plain_value(client: Client, server: Server, tags: Any) -> None:
    server.will(page(CONTACT))
    client.contacts.list(tags=tags, source=Tag.LEAD, q=Lazy("ada"))  # type: ignore[arg-type]  # what people pass
    client.contacts.list(filters=ContactFilters(tags=tags, source=Tag.LEAD, q=Lazy("ada")))  # type: ignore[arg-type]  # what people pass
    for request in server.requests:
        assert dict(request.url.params) == {
            "page": "1",
            "page_size": "20",
            "q": "ada",
            "source": "lead",
            "tags": "vip",
        }


@pytest.mark.parametrize("filters", [{"is_base": Scalar("b", False)}, {"is_base": False}])
def test_a_truth_value_of_another_kind_is_one(
    client: Client, server: Server, filters: dict[str, Any]
) -> None:
    server.will(page())
    client.email_templates.list(**filters)
    assert server.requests[0].url.params["is_base"] == "false"


def test_numbers_of_pages_are_plain(client: Client, server: Server) -> None:
    server.will(page(CONTACT, count=60))
    found = client.contacts.list(page=Number.TWO, page_size=Scalar("i", 50))  # type: ignore[arg-type]  # what people pass
    assert server.seen == ["GET /reachout/api/v1/contacts?page=2&page_size=50"]
    assert (repr(found.current_page), repr(found.page_size)) == ("2", "50")
    server.will(pages(page(CONTACT)))
    walk = client.contacts.iter_all(Number.FIFTY, prefetch=Number.TWO)
    assert [contact.id for contact in walk] == ["c1"]


def test_ids_are_plain(client: Client, server: Server) -> None:
    client.contacts.get(Tag.VIP)
    client.contacts.update(Lazy("vip"), {"country": Tag.VIP})  # type: ignore[arg-type]  # what people pass
    assert server.sent == {"country": "vip"}
    server.will(reply(200, CAMPAIGN))
    client.campaigns.start(Bare.VIP)  # type: ignore[arg-type]  # what people pass
    assert server.seen == [
        "GET /reachout/api/v1/contacts/vip",
        "PATCH /reachout/api/v1/contacts/vip",
        "POST /reachout/api/v1/campaigns/vip/start",
    ]


def test_arguments_of_actions_are_plain(client: Client, server: Server) -> None:
    server.will(reply(200, CHANNEL))
    client.email_channels.set_engagement_tracking("h1", Scalar("b", True))  # type: ignore[arg-type]  # what people pass
    assert server.sent == {"enable": True}
    server.will(reply(200, {}))
    client.campaigns.send_test_email("k1", Lazy("ada@example.com"))  # type: ignore[arg-type]  # what people pass
    assert server.sent == {"email_address": "ada@example.com"}
    server.will(reply(200, {**CAMPAIGN, "status": "completed"}))
    until: Any = Bare("vip")
    with pytest.raises(InvalidArgumentError, match="until must be some of"):
        client.campaigns.wait("k1", until=until)
    done = client.campaigns.wait("k1", until=Lazy("completed"), timeout=Scalar("i", 5))  # type: ignore[arg-type]  # what people pass
    assert done.status == "completed"


def test_options_are_plain(client: Client, server: Server) -> None:
    options: dict[str, Any] = {
        "timeout": Scalar("i", 5),
        "deadline": Scalar("f", 60.0),
        "retry_count": Number.TWO,
        "idempotency_key": Tag.VIP,
        "extra_headers": {Lazy("X-Trace"): Tag.VIP},
    }
    client.contacts.create({"email": "ada@example.com"}, **options)
    headers = server.requests[0].headers
    assert (headers["Idempotency-Key"], headers["X-Trace"]) == ("vip", "vip")
    assert server.limits[0]["read"] == 5


def test_the_head_of_a_client_is_plain(make: Callable[..., Client], server: Server) -> None:
    client = make(auth_prefix=Tag.VIP, user_agent=Lazy("shop/1"))
    client.contacts.get("c1")
    assert server.requests[0].headers["Authorization"].startswith("vip ")
    assert server.requests[0].headers["User-Agent"] == "shop/1"


def test_headers_of_a_mail_and_names_of_its_files_are_plain(client: Client, server: Server) -> None:
    server.will(reply(200, {"status": "sent"}))
    mail = {**MAIL, "subject": Lazy("Hi"), "headers": {Lazy("X-Kind"): Tag.VIP}}
    client.emails.send(mail)
    assert server.sent == {**MAIL, "headers": {"X-Kind": "vip"}}
    client.emails.send({**mail, "attachments": [(b"x", Lazy("a.txt")), (b"y", Tag.VIP, Lazy("text/x"))]})
    for part in (b'filename="a.txt"', b'filename="vip"', b"Content-Type: text/x"):
        assert part in server.bodies[-1]


def test_a_record_saves_the_plain_value(client: Client, server: Server) -> None:
    contact = client.contacts.get("c1")
    contact.country = Lazy("Portugal")  # type: ignore[assignment]  # what people pass
    contact.tags.append(Tag.VIP)
    contact.save()
    assert server.sent == {"country": "Portugal", "tags": ["a", "vip"]}


class TestMissing:
    @pytest.mark.parametrize("method", ["create_many", "upsert_many"])
    def test_of_many_it_means_not_given(self, client: Client, server: Server, method: str) -> None:
        rows = [
            {
                "email": "ada@example.com",
                "first_name": "Ada",
                "country": value,
                "source": value,
                "tags": value,
                "marketing_consent": {"email": False, "sms": value},
            }
            for value in MISSING
        ]
        server.will(reply(201, CONTACT))
        summary = getattr(client.contacts, method)(rows).run()
        assert summary.created == len(MISSING)
        sent = b'{"email":"ada@example.com","first_name":"Ada","marketing_consent":{"email":false}}'
        assert set(server.bodies) == {sent}

    def test_of_many_changes_it_leaves_the_field_alone(self, client: Client, server: Server) -> None:
        changes = {"first_name": NAN, "country": "Portugal", "phone": None, "source": NAT}
        summary = client.contacts.update_many([("c1", changes), {"id": Tag.VIP, **changes}]).run()
        assert summary.updated == 2
        assert set(server.bodies) == {b'{"phone":null,"country":"Portugal"}'}
        assert sorted(server.seen) == [f"PATCH /reachout/api/v1/contacts/{id_}" for id_ in ("c1", "vip")]

    def test_changes_that_are_all_missing_are_a_bad_row(self, client: Client, server: Server) -> None:
        results = [one for one in client.contacts.update_many([{"id": "c1", "country": NAN}])]
        assert "at least one field" in str(results[0].error)
        assert server.requests == []

    @pytest.mark.parametrize("id_", MISSING)
    def test_an_id_that_is_missing_is_a_bad_row(self, client: Client, server: Server, id_: Any) -> None:
        for bulk in (
            client.contacts.delete_many([id_]),
            client.contacts.update_many([{"id": id_, "country": "Portugal"}]),
        ):
            assert (bulk.run()).failed == 1
        assert server.requests == []

    def test_of_one_it_is_an_error(self, client: Client, server: Server) -> None:
        for value in MISSING:
            with pytest.raises(InvalidArgumentError, match="leave the field out"):
                client.contacts.create({"email": "ada@example.com", "country": value})
            with pytest.raises(InvalidArgumentError, match="leave the field out"):
                client.contacts.update("c1", {"country": value})
        assert server.requests == []
