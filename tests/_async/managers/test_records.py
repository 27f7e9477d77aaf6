"""Records over the wire: what `save()` sends, and what a failed one leaves behind."""

from typing import Any

import pytest

from konigle import AsyncClient, InvalidArgumentError
from konigle import exceptions as errors
from konigle.exceptions import DetachedRecordError
from tests._async.harness import CAMPAIGN, CONTACT, Server, page, reply

pytestmark = pytest.mark.anyio


async def test_save_sends_the_changed_fields_and_holds_the_response(
    client: AsyncClient, server: Server
) -> None:
    server.will(reply(200, CONTACT), reply(200, {**CONTACT, "first_name": "GRACE", "tags": ["a", "b"]}))
    contact = await client.contacts.get("c1")
    contact.first_name = "Grace"
    contact.tags.append("b")
    assert await contact.asave() is contact
    assert server.sent == {"first_name": "Grace", "tags": ["a", "b"]}
    assert (contact.first_name, contact.is_dirty) == ("GRACE", False)


async def test_a_clean_record_sends_nothing(client: AsyncClient, server: Server) -> None:
    contact = await client.contacts.get("c1")
    contact.first_name = "Grace"
    contact.first_name = "Ada"
    await contact.asave()
    assert len(server.requests) == 1


async def test_none_clears_a_field(client: AsyncClient, server: Server) -> None:
    contact = await client.contacts.get("c1")
    contact.first_name = None
    await contact.asave()
    assert server.sent == {"first_name": None}


async def test_nested_consent_goes_back_as_the_server_knows_it(client: AsyncClient, server: Server) -> None:
    server.will(reply(200, {**CONTACT, "marketing_consent": {"email": True, "fax": False}}))
    contact = await client.contacts.get("c1")
    contact.marketing_consent.email = False
    await contact.asave()
    assert server.sent == {"marketing_consent": {"email": False, "fax": False}}


async def test_an_odd_value_of_another_field_is_in_nobodys_way(client: AsyncClient, server: Server) -> None:
    server.will(reply(200, {**CONTACT, "source": "hearsay"}))
    contact = await client.contacts.get("c1")
    contact.first_name = "Grace"
    await contact.asave()
    assert server.sent == {"first_name": "Grace"}
    assert contact.source == "hearsay"


async def test_a_read_only_field_is_an_error_before_anything_is_sent(
    client: AsyncClient, server: Server
) -> None:
    contact = await client.contacts.get("c1")
    contact.customer_id = "5"
    with pytest.raises(InvalidArgumentError, match="customer_id of Contact cannot be changed"):
        await contact.asave()
    assert len(server.requests) == 1
    assert contact.dirty_fields == {"customer_id"}


async def test_so_is_a_value_that_cannot_be_sent(client: AsyncClient, server: Server) -> None:
    server.will(reply(200, CAMPAIGN))
    campaign = await client.campaigns.get("k1")
    campaign.from_email = "nobody"
    with pytest.raises(InvalidArgumentError, match="from_email"):
        await campaign.asave()
    assert len(server.requests) == 1
    assert campaign.dirty_fields == {"from_email"}


@pytest.mark.parametrize("status", [400, 409, 500])
async def test_a_failed_save_keeps_the_changes(client: AsyncClient, server: Server, status: int) -> None:
    server.will(reply(200, CONTACT), reply(status, {"first_name": ["No."]}))
    contact = await client.contacts.get("c1")
    contact.first_name = "Grace"
    with pytest.raises(errors.APIError):
        await contact.asave(retry_count=0)
    assert (contact.first_name, contact.dirty_fields) == ("Grace", {"first_name"})
    server.will(reply(200, {**CONTACT, "first_name": "Grace"}))
    await contact.asave()
    assert not contact.is_dirty


async def test_reload_drops_the_changes(client: AsyncClient, server: Server) -> None:
    contact = await client.contacts.get("c1")
    contact.first_name = "Grace"
    server.will(reply(200, {**CONTACT, "loyalty": "gold"}))
    await contact.areload()
    assert (contact.first_name, contact.is_dirty) == ("Ada", False)
    kept: Any = contact
    assert kept.loyalty == "gold"


async def test_the_detail_of_an_item_is_read_when_asked_for(client: AsyncClient, server: Server) -> None:
    server.will(page(CAMPAIGN), reply(200, {**CAMPAIGN, "execution": {"status": "running", "total_sent": 5}}))
    [campaign] = (await client.campaigns.list()).payload
    assert not campaign.is_detail_loaded()
    await campaign.aload_detail()
    assert campaign.is_detail_loaded()
    assert campaign.execution is not None
    assert campaign.execution.total_sent == 5
    await campaign.aload_detail()
    assert server.seen[1:] == ["GET /reachout/api/v1/campaigns/k1"]


async def test_a_record_takes_the_options_of_a_call(client: AsyncClient, server: Server) -> None:
    contact = await client.contacts.get("c1")
    contact.first_name = "Grace"
    for use in (contact.asave, contact.areload, contact.adelete):
        await use(extra_headers={"X-Trace": "t1"})
    assert [request.headers["X-Trace"] for request in server.requests[1:]] == ["t1"] * 3


async def test_what_an_action_returns_is_attached_too(client: AsyncClient, server: Server) -> None:
    server.will(reply(200, CAMPAIGN))
    campaign = await client.campaigns.pause("k1")
    campaign.name = "Summer"
    await campaign.asave()
    assert server.seen[-1] == "PATCH /reachout/api/v1/campaigns/k1"


async def test_a_copy_has_to_go_through_the_manager(client: AsyncClient) -> None:
    twin = (await client.contacts.get("c1")).model_copy()
    with pytest.raises(DetachedRecordError, match="not attached"):
        await twin.asave()


async def test_a_record_without_an_id_is_refused(client: AsyncClient, server: Server) -> None:
    server.will(reply(204))
    contact = await client.contacts.create({"email": "ada@example.com"})
    with pytest.raises(InvalidArgumentError, match="contact_id"):
        await contact.areload()
    assert len(server.requests) == 1
