"""The states of a campaign, and what may be done in each."""

from __future__ import annotations

from typing import Any

import pytest

from konigle.sandbox import Sandbox

STATES = ("draft", "scheduled", "running", "paused", "completed", "cancelled", "failed")
ALLOWED = {
    "start": {"draft": "running", "scheduled": "running"},
    "schedule": {"draft": "scheduled", "scheduled": "scheduled"},
    "pause": {"running": "paused"},
    "resume": {"paused": "running"},
    "cancel": {"draft": "cancelled", "scheduled": "cancelled", "running": "cancelled", "paused": "cancelled"},
}
SOON = "2026-01-01T01:00:00Z"


def bring(sandbox: Sandbox, api: Any, state: str) -> Any:
    """A campaign in this state."""
    campaign = api.campaign(4, scheduled_at=SOON)
    if state == "draft":
        return campaign
    if state in ("scheduled", "failed"):
        api.act(campaign, "schedule", {})
        if state == "failed":
            sandbox.channels.set("news", status="suspended")
            sandbox.clock.advance(3600)
        return api.read_campaign(campaign)
    if state != "cancelled":
        api.act(campaign, "start")
    if state in ("paused", "cancelled"):
        api.act(campaign, state.removesuffix("d").removesuffix("le") if state == "cancelled" else "pause")
    if state == "completed":
        sandbox.clock.advance(60)
    return api.read_campaign(campaign)


@pytest.mark.parametrize("action", ALLOWED)
@pytest.mark.parametrize("state", STATES)
def test_an_action_is_allowed_from_its_states_only(
    sandbox: Sandbox, api: Any, state: str, action: str
) -> None:
    campaign = bring(sandbox, api, state)
    assert campaign["status"] == state
    body = {} if action == "schedule" else None
    if state in ALLOWED[action]:
        assert api.act(campaign, action, body)["status"] == ALLOWED[action][state]
    else:
        detail = api.refused(409, "POST", f"/campaigns/{campaign['id']}/{action}", body)["detail"]
        assert state in detail
        assert api.read_campaign(campaign) == campaign


@pytest.mark.parametrize("state", STATES)
def test_only_name_and_description_can_be_changed_once_it_is_on_its_way(
    sandbox: Sandbox, api: Any, state: str
) -> None:
    campaign = bring(sandbox, api, state)
    path = f"/campaigns/{campaign['id']}"
    assert api.ok("PATCH", path, {"name": "New", "description": None})["name"] == "New"
    if state in ("draft", "scheduled"):
        assert api.ok("PATCH", path, {"utm_code": "x", "name": "N"})["utm_code"] == "x"
    else:
        detail = api.refused(409, "PATCH", path, {"utm_code": "x", "name": "N"})["detail"]
        assert detail == f"A campaign that is {state} can only change its name and description."
        assert api.read_campaign(campaign)["name"] == "New"


@pytest.mark.parametrize("state", STATES)
def test_a_campaign_that_is_being_sent_cannot_be_deleted(sandbox: Sandbox, api: Any, state: str) -> None:
    campaign = bring(sandbox, api, state)
    path = f"/campaigns/{campaign['id']}"
    if state in ("running", "paused"):
        assert "cancel it first" in api.refused(409, "DELETE", path)["detail"]
        api.act(campaign, "cancel")
    api.ok("DELETE", path)
    assert api.ok("GET", "/campaigns")["count"] == 0


def test_schedule_sets_the_time_and_a_later_one_moves_it(api: Any) -> None:
    campaign = api.campaign(1)
    for at in ("2026-02-01T10:00:00+01:00", "2026-03-01T09:00:00Z"):
        changed = api.act(campaign, "schedule", {"scheduled_at": at})
        assert changed["status"] == "scheduled"
    assert changed["scheduled_at"] == "2026-03-01T09:00:00.000000Z"


def test_schedule_without_a_time_keeps_the_one_there_is(api: Any) -> None:
    campaign = api.campaign(1, scheduled_at=SOON)
    assert api.act(campaign, "schedule", {})["scheduled_at"] == "2026-01-01T01:00:00.000000Z"


def test_schedule_without_any_time_is_400(api: Any) -> None:
    campaign = api.campaign(1)
    assert list(api.refused(400, "POST", f"/campaigns/{campaign['id']}/schedule", {})) == ["scheduled_at"]


def test_a_time_does_not_schedule_a_draft_by_itself(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(1, scheduled_at=SOON)
    sandbox.clock.advance(7200)
    assert api.read_campaign(campaign)["status"] == "draft"


def test_the_time_of_a_scheduled_campaign_can_be_changed_but_not_taken_away(
    sandbox: Sandbox, api: Any
) -> None:
    campaign = bring(sandbox, api, "scheduled")
    path = f"/campaigns/{campaign['id']}"
    assert list(api.refused(400, "PATCH", path, {"scheduled_at": None})) == ["scheduled_at"]
    api.ok("PATCH", path, {"scheduled_at": "2026-01-01T00:00:10Z"})
    sandbox.clock.advance(10)
    assert api.read_campaign(campaign)["status"] == "running"
    assert api.read_campaign(campaign)["execution"]["started_at"] == "2026-01-01T00:00:10.000000Z"


def test_a_scheduled_campaign_starts_by_itself_at_its_time(sandbox: Sandbox, api: Any) -> None:
    campaign = bring(sandbox, api, "scheduled")
    sandbox.clock.advance(3599)
    assert api.read_campaign(campaign)["status"] == "scheduled"
    sandbox.clock.advance(1)
    assert api.read_campaign(campaign)["status"] == "running"
    sandbox.clock.advance(1_000_000)
    ended = api.read_campaign(campaign)
    assert (ended["status"], ended["execution"]["started_at"]) == ("completed", "2026-01-01T01:00:00.000000Z")
    assert ended["updated_at"] == ended["execution"]["completed_at"] == "2026-01-01T01:00:00.400000Z"


def test_a_time_in_the_past_starts_it_with_the_next_request(api: Any) -> None:
    campaign = api.campaign(1)
    assert api.act(campaign, "schedule", {"scheduled_at": "2020-01-01T00:00:00Z"})["status"] == "scheduled"
    assert api.read_campaign(campaign)["status"] == "completed"


def test_a_scheduled_campaign_that_cannot_start_fails_and_says_why(sandbox: Sandbox, api: Any) -> None:
    campaign = bring(sandbox, api, "scheduled")
    api.ok("PATCH", f"/campaigns/{campaign['id']}", {"email_template": None})
    sandbox.clock.advance(3600)
    failed = api.read_campaign(campaign)
    assert (failed["status"], failed["execution"]["status"]) == ("failed", "failed")
    assert "needs this before it can be sent" in failed["execution"]["error_message"]


@pytest.mark.parametrize("field", ["email_channel", "email_template"])
@pytest.mark.parametrize(("action", "body"), [("start", None), ("schedule", {"scheduled_at": SOON})])
def test_a_campaign_with_a_part_missing_does_not_start(api: Any, field: str, action: str, body: Any) -> None:
    campaign = api.campaign(1, **{field: None})
    refused = api.refused(400, "POST", f"/campaigns/{campaign['id']}/{action}", body)
    assert refused == {field: ["An email campaign needs this before it can be sent."]}


def test_a_campaign_on_a_suspended_channel_does_not_start(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(1)
    sandbox.channels.set("news", status="suspended", suspension_reason="complaints")
    refused = api.refused(400, "POST", f"/campaigns/{campaign['id']}/start")
    assert refused == {"email_channel": ["The channel is suspended."]}
    channel = api.ok("GET", f"/channels/{campaign['email_channel']}")
    assert (channel["suspension_reason"], channel["suspended_at"]) == (
        "complaints",
        "2026-01-01T00:00:00.000000Z",
    )


def test_a_campaign_without_a_sender_does_not_start(api: Any) -> None:
    api.ok("POST", "/accounts", {"name": "No sender"})
    campaign = api.campaign(1)
    path = f"/campaigns/{campaign['id']}"
    assert list(api.refused(400, "POST", f"{path}/start")) == ["from_email"]
    api.ok("PATCH", path, {"from_email": "me@people.example"})
    assert api.act(campaign, "start")["status"] == "running"


def test_the_hybrid_call_makes_audience_template_and_campaign(sandbox: Sandbox, api: Any) -> None:
    api.channel("Marketing")
    api.contact(tags=["vip"])
    body = {
        "campaign_name": "Summer Sale",
        "email_channel": "marketing",
        "contact_tags": ["newsletter", "vip"],
        "subject": "Half price",
        "body_html": "<h1>Now</h1>",
        "utm_code": "summer",
        "scheduled_at": SOON,
        "execution_duration_minutes": 10,
        "template_name": "Summer mail",
    }
    made = api.ok("POST", "/campaigns/new-email-campaign", body)
    campaign, audience, template = made["campaign"], made["audience"], made["template"]
    assert (campaign["name"], campaign["status"], campaign["utm_code"]) == ("Summer Sale", "draft", "summer")
    assert (campaign["audience"], campaign["email_template"]) == (audience["id"], template["id"])
    assert (audience["name"], audience["code"], audience["tags"]) == (
        "Summer Sale",
        "summer-sale",
        ["newsletter", "vip"],
    )
    assert (template["name"], template["code"], template["subject"]) == (
        "Summer mail",
        "summer-mail",
        "Half price",
    )
    assert api.read_campaign(campaign) == campaign
    api.act(campaign, "start")
    sandbox.clock.advance(600)
    assert [mail.subject for mail in sandbox.outbox] == ["Half price"]
    again = api.ok("POST", "/campaigns/new-email-campaign", body)
    assert (again["audience"]["code"], again["template"]["code"]) == ("summer-sale-2", "summer-mail-2")


def test_the_hybrid_call_makes_nothing_when_it_is_refused(sandbox: Sandbox, api: Any) -> None:
    body = {
        "campaign_name": "S",
        "email_channel": "none",
        "contact_tags": [],
        "subject": "S",
        "body_html": "B",
    }
    assert list(api.refused(400, "POST", "/campaigns/new-email-campaign", body)) == ["email_channel"]
    api.ok("POST", "/accounts", {"name": "No sender"})
    api.channel("none")
    assert list(api.refused(400, "POST", "/campaigns/new-email-campaign", body)) == ["from_email"]
    sandbox.channels.set("none", status="pending")
    assert "pending" in api.refused(409, "POST", "/campaigns/new-email-campaign", body)["detail"]
    assert [api.ok("GET", f"/{kind}")["count"] for kind in ("audiences", "email-templates", "campaigns")] == [
        0,
        0,
        0,
    ]


def test_a_test_mail_goes_to_one_address_in_any_state(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(1, from_name="Shop")
    path = f"/campaigns/{campaign['id']}/send-test-email"
    response = api.ok("POST", path, {"email_address": "me@people.example"})
    assert (response["status"], response["message_id"]) == ("sent", "msg_000001")
    api.ok("POST", path, {"email_address": "person0@people.example"})
    first, second = sandbox.outbox
    assert (first.kind, first.to, first.from_name, first.contact_id) == (
        "test",
        ["me@people.example"],
        "Shop",
        None,
    )
    assert (first.subject, first.html) == ("Hello {{ first_name }}", "<p>me@people.example</p>")
    assert (second.subject, second.contact_id) == ("Hello P0", "con_000001")
    assert api.read_campaign(campaign)["status"] == "draft"


def test_a_test_mail_needs_channel_and_template_but_no_audience(api: Any) -> None:
    campaign = api.campaign(0)
    path = f"/campaigns/{campaign['id']}"
    api.ok("DELETE", f"/audiences/{campaign['audience']}")
    api.ok("POST", f"{path}/send-test-email", {"email_address": "me@people.example"})
    api.ok("PATCH", path, {"email_channel": None})
    refused = api.refused(400, "POST", f"{path}/send-test-email", {"email_address": "me@people.example"})
    assert list(refused) == ["email_channel"]
