# Derived from tests/_async/managers/test_records.py by `python -m generator`; do not edit.
"""Records over the wire: what `save()` sends, and what a failed one leaves behind."""

from typing import Any

import pytest

from konigle import Client, InvalidArgumentError
from konigle import exceptions as errors
from konigle.exceptions import DetachedRecordError
from tests._sync.harness import CAMPAIGN, CONTACT, Server, page, reply

pytestmark = pytest.mark.anyio


def test_save_sends_the_changed_fields_and_holds_the_response(client: Client, server: Server) -> None:
    server.will(reply(200, CONTACT), reply(200, {**CONTACT, "first_name": "GRACE", "tags": ["a", "b"]}))
    contact = client.contacts.get("c1")
    contact.first_name = "Grace"
    contact.tags.append("b")
    assert contact.save() is contact
    assert server.sent == {"first_name": "Grace", "tags": ["a", "b"]}
    assert (contact.first_name, contact.is_dirty) == ("GRACE", False)


def test_a_clean_record_sends_nothing(client: Client, server: Server) -> None:
    contact = client.contacts.get("c1")
    contact.first_name = "Grace"
    contact.first_name = "Ada"
    contact.save()
    assert len(server.requests) == 1


def test_none_clears_a_field(client: Client, server: Server) -> None:
    contact = client.contacts.get("c1")
    contact.first_name = None
    contact.save()
    assert server.sent == {"first_name": None}


def test_nested_consent_goes_back_as_the_server_knows_it(client: Client, server: Server) -> None:
    server.will(reply(200, {**CONTACT, "marketing_consent": {"email": True, "fax": False}}))
    contact = client.contacts.get("c1")
    contact.marketing_consent.email = False
    contact.save()
    assert server.sent == {"marketing_consent": {"email": False, "fax": False}}


def test_an_odd_value_of_another_field_is_in_nobodys_way(client: Client, server: Server) -> None:
    server.will(reply(200, {**CONTACT, "source": "hearsay"}))
    contact = client.contacts.get("c1")
    contact.first_name = "Grace"
    contact.save()
    assert server.sent == {"first_name": "Grace"}
    assert contact.source == "hearsay"


def test_a_read_only_field_is_an_error_before_anything_is_sent(client: Client, server: Server) -> None:
    contact = client.contacts.get("c1")
    contact.customer_id = "5"
    with pytest.raises(InvalidArgumentError, match="customer_id of Contact cannot be changed"):
        contact.save()
    assert len(server.requests) == 1
    assert contact.dirty_fields == {"customer_id"}


def test_so_is_a_value_that_cannot_be_sent(client: Client, server: Server) -> None:
    server.will(reply(200, CAMPAIGN))
    campaign = client.campaigns.get("k1")
    campaign.from_email = "nobody"
    with pytest.raises(InvalidArgumentError, match="from_email"):
        campaign.save()
    assert len(server.requests) == 1
    assert campaign.dirty_fields == {"from_email"}


@pytest.mark.parametrize("status", [400, 409, 500])
def test_a_failed_save_keeps_the_changes(client: Client, server: Server, status: int) -> None:
    server.will(reply(200, CONTACT), reply(status, {"first_name": ["No."]}))
    contact = client.contacts.get("c1")
    contact.first_name = "Grace"
    with pytest.raises(errors.APIError):
        contact.save(retry_count=0)
    assert (contact.first_name, contact.dirty_fields) == ("Grace", {"first_name"})
    server.will(reply(200, {**CONTACT, "first_name": "Grace"}))
    contact.save()
    assert not contact.is_dirty


def test_reload_drops_the_changes(client: Client, server: Server) -> None:
    contact = client.contacts.get("c1")
    contact.first_name = "Grace"
    server.will(reply(200, {**CONTACT, "loyalty": "gold"}))
    contact.reload()
    assert (contact.first_name, contact.is_dirty) == ("Ada", False)
    kept: Any = contact
    assert kept.loyalty == "gold"


def test_the_detail_of_an_item_is_read_when_asked_for(client: Client, server: Server) -> None:
    server.will(page(CAMPAIGN), reply(200, {**CAMPAIGN, "execution": {"status": "running", "total_sent": 5}}))
    [campaign] = (client.campaigns.list()).payload
    assert not campaign.is_detail_loaded()
    campaign.load_detail()
    assert campaign.is_detail_loaded()
    assert campaign.execution is not None
    assert campaign.execution.total_sent == 5
    campaign.load_detail()
    assert server.seen[1:] == ["GET /reachout/api/v1/campaigns/k1"]


def test_a_record_takes_the_options_of_a_call(client: Client, server: Server) -> None:
    contact = client.contacts.get("c1")
    contact.first_name = "Grace"
    for use in (contact.save, contact.reload, contact.delete):
        use(extra_headers={"X-Trace": "t1"})
    assert [request.headers["X-Trace"] for request in server.requests[1:]] == ["t1"] * 3


def test_what_an_action_returns_is_attached_too(client: Client, server: Server) -> None:
    server.will(reply(200, CAMPAIGN))
    campaign = client.campaigns.pause("k1")
    campaign.name = "Summer"
    campaign.save()
    assert server.seen[-1] == "PATCH /reachout/api/v1/campaigns/k1"


def test_a_copy_has_to_go_through_the_manager(client: Client) -> None:
    twin = (client.contacts.get("c1")).model_copy()
    with pytest.raises(DetachedRecordError, match="not attached"):
        twin.save()


def test_a_record_without_an_id_is_refused(client: Client, server: Server) -> None:
    server.will(reply(204))
    contact = client.contacts.create({"email": "ada@example.com"})
    with pytest.raises(InvalidArgumentError, match="contact_id"):
        contact.reload()
    assert len(server.requests) == 1
