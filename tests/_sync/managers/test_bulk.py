# Derived from tests/_async/managers/test_bulk.py by `python -m generator`; do not edit.
"""The requests of a bulk run, response by response."""

from collections.abc import Callable
from typing import Any

import pytest

from konigle import Client, ClientClosedError, NotFoundError, OutcomeUnknown, ServerError
from konigle.types import BulkResult
from tests._sync.harness import CONTACT, STAMPS, Server, page, reply

pytestmark = pytest.mark.anyio

ADA = {"email": "ada@example.com", "first_name": "Ada"}
LOST = OSError()
SEARCH = "GET /reachout/api/v1/contacts?page=1&page_size=100&q=ada%40example.com"
CREATE = "POST /reachout/api/v1/contacts"
# `Date` in whole seconds, as the server's clock would show it just after the create
NOW = {"date": "Thu, 01 Jan 2026 00:00:01 GMT"}


def one(bulk: Any) -> BulkResult[Any]:
    [result] = [result for result in bulk]
    assert isinstance(result, BulkResult)
    return result


@pytest.fixture
def client(make: Callable[..., Client]) -> Client:
    return make(retry_backoff=0.0)


class TestWhatIsClaimed:
    def test_a_contact_made_since_the_call_is_its_own(self, client: Client, server: Server) -> None:
        server.will(LOST, reply(200, {"payload": [CONTACT], "count": 1, "next": None}, **NOW))
        result = one(client.contacts.create_many([ADA]))
        assert (result.status, result.record.id) == ("created", "c1")
        assert server.seen == [CREATE, SEARCH]

    @pytest.mark.parametrize(
        "headers",
        [{}, {"date": ""}, {"date": "yesterday"}, {"date": "Thu, 01 Jan 2026 00:05:00 GMT"}],
    )
    def test_one_that_may_be_older_is_not(
        self, client: Client, server: Server, headers: dict[str, str]
    ) -> None:
        server.will(LOST, reply(200, {"payload": [CONTACT], "count": 1, "next": None}, **headers))
        result = one(client.contacts.create_many([ADA]))
        assert isinstance(result.error, OutcomeUnknown)
        assert "whether this call created it is unknown" in str(result.error)

    def test_nor_is_one_whose_age_cannot_be_read(self, client: Client, server: Server) -> None:
        for created_at in ("long ago", "2026-01-01T00:00:00", None):
            contact = {**CONTACT, "created_at": created_at}
            server.will(LOST, reply(200, {"payload": [contact], "count": 1, "next": None}, **NOW))
            result = one(client.contacts.create_many([ADA]))
            assert isinstance(result.error, OutcomeUnknown)

    def test_nor_one_whose_data_are_others(self, client: Client, server: Server) -> None:
        contact = {**CONTACT, "first_name": "Augusta"}
        server.will(LOST, reply(200, {"payload": [contact], "count": 1, "next": None}, **NOW))
        assert (one(client.contacts.create_many([ADA]))).status == "failed"

    def test_an_upsert_says_unchanged_where_it_cannot_know(self, client: Client, server: Server) -> None:
        server.will(LOST, page(CONTACT))
        assert (one(client.contacts.upsert_many([ADA]))).status == "unchanged"


class TestLookingUp:
    def test_it_goes_on_to_the_last_page(self, client: Client, server: Server) -> None:
        other = {**CONTACT, "id": "c2", "email": "mada@example.com"}
        taken = reply(400, {"email": ["taken"]})
        server.will(taken, page(other, next="?page=2", count=101), page(CONTACT, count=101))
        result = one(client.contacts.upsert_many([ADA]))
        assert (result.status, result.record.id) == ("unchanged", "c1")
        assert server.seen[2] == SEARCH.replace("page=1&", "page=2&")

    def test_a_page_that_vanished_is_the_end(self, client: Client, server: Server) -> None:
        other = {**CONTACT, "id": "c2", "email": "mada@example.com"}
        server.will(reply(400, {"email": ["taken"]}), page(other, next="?page=2", count=101), reply(404))
        result = one(client.contacts.upsert_many([ADA]))
        assert result.error is not None
        assert result.error.field_errors == {"email": ["taken"]}

    def test_what_cannot_be_read_as_a_contact_is_none(self, client: Client, server: Server) -> None:
        server.will(reply(400, {"email": ["taken"]}), page("c1", CONTACT))
        assert (one(client.contacts.upsert_many([ADA]))).status == "unchanged"

    def test_a_conflict_may_mean_that_the_address_is_taken(self, client: Client, server: Server) -> None:
        server.will(reply(409, {"detail": "exists"}), page(CONTACT))
        assert (one(client.contacts.upsert_many([ADA]))).status == "unchanged"

    def test_a_refusal_of_another_field_is_not_looked_into(self, client: Client, server: Server) -> None:
        server.will(reply(400, {"country": ["No such country."]}))
        assert (one(client.contacts.upsert_many([ADA]))).status == "failed"
        assert server.seen == [CREATE]

    @pytest.mark.parametrize("consent", [None, {"email": True}, {"email": True, "sms": "?"}])
    def test_consent_is_compared_channel_by_channel(
        self, client: Client, server: Server, consent: Any
    ) -> None:
        found = {**CONTACT, "marketing_consent": consent}
        server.will(reply(400, {"email": ["taken"]}), page(found), reply(200, CONTACT))
        given = {**ADA, "marketing_consent": {"email": True, "sms": False}}
        assert (one(client.contacts.upsert_many([given]))).status == "updated"
        known = {} if consent is None else {"email": True}
        assert server.sent == {
            "marketing_consent": {
                channel: agreed
                for channel, agreed in (("email", True), ("sms", False))
                if channel not in known
            }
        }


class TestPatience:
    def test_being_put_off_is_no_repeat(self, client: Client, server: Server) -> None:
        server.will(*[reply(429)] * 5, reply(201, {**CONTACT, **STAMPS}))
        result = one(client.contacts.create_many([ADA], retry_count=0))
        assert result.status == "created"
        assert server.seen == [CREATE] * 6

    def test_other_trouble_is_repeated_as_always(self, client: Client, server: Server) -> None:
        server.will(reply(500), reply(429), reply(500), reply(200, CONTACT))
        result = one(client.contacts.update_many([("c1", {"country": "UK"})], retry_count=3))
        assert result.status == "updated"
        server.will(reply(500))
        result = one(client.contacts.update_many([("c1", {"country": "UK"})], retry_count=1))
        assert isinstance(result.error, ServerError)

    def test_a_delete_that_may_be_done_knows_of_it_when_it_was_put_off(
        self, client: Client, server: Server
    ) -> None:
        server.will(LOST, reply(429), reply(404))
        assert (one(client.contacts.delete_many(["c1"]))).status == "deleted"
        server.will(reply(429), reply(404))
        assert isinstance((one(client.contacts.delete_many(["c1"]))).error, NotFoundError)


class TestTheClient:
    def test_after_it_is_closed_each_item_fails(self, client: Client, server: Server) -> None:
        bulk = client.contacts.create_many([ADA, ADA])
        client.close()
        assert [type(result.error) for result in bulk] == [ClientClosedError] * 2
        assert server.requests == []

    def test_no_more_is_under_way_than_it_has_connections(self, make: Callable[..., Client]) -> None:
        bulk = make(max_connections=2).contacts.create_many([ADA], concurrency=50)
        assert bulk._lanes == 2
        bulk.close()
        bulk = make(max_connections=0).contacts.create_many([ADA], concurrency=50)
        assert bulk._lanes == 50
        bulk.close()
