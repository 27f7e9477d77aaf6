"""Who may be written to."""

from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._core.body import JsonBody
from konigle._core.call import Call, Operation, Recipients
from konigle._core.recipient_guard import check_recipients, is_allowed
from konigle._generated.api import campaigns, contacts, emails
from konigle.models.comm import (
    CampaignCreate,
    CampaignCreateEmail,
    CampaignSchedule,
    CampaignTestEmail,
    CampaignUpdate,
    ContactCreate,
    Email,
)

ALLOWED = ("ada@example.com", "test.example.org")
TIME = "2030-01-01T00:00:00Z"


def mail(*to: str, **more: Any) -> Call[Any]:
    return emails.send_email(Email(to_email=list(to), subject="s", body_html="b", channel="c", **more))


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("ada@example.com", True),
        ("ADA@Example.com ", True),
        ("bob@example.com", False),
        ("anyone@test.example.org", True),
        ("anyone@TEST.example.org", True),
        ("anyone@sub.test.example.org", False),
        ("anyone@eviltest.example.org", False),
        ("test.example.org@evil.com", False),
        ('"x@test.example.org"@evil.com', False),
    ],
)
def test_addresses_and_domains_cover(address: str, allowed: bool) -> None:
    assert is_allowed(address, ALLOWED) is allowed


@pytest.mark.parametrize(
    "call",
    [
        mail("ada@example.com"),
        mail("ada@example.com", "bob@test.example.org"),
        mail("ada@example.com", attachments=[b"x"]),
        campaigns.send_campaign_test_email("k", CampaignTestEmail(email_address="ada@example.com")),
        campaigns.create_campaign(CampaignCreate(name="n", audience="a")),
        campaigns.update_campaign("k", CampaignUpdate(scheduled_at=None)),
        campaigns.pause_campaign("k"),
        campaigns.cancel_campaign("k"),
        contacts.create_contact(ContactCreate(email="bob@example.com")),
        contacts.get_contact("c"),
    ],
    ids=lambda call: call.operation.id,
)
def test_what_is_covered_or_writes_to_nobody_passes(call: Call[Any]) -> None:
    check_recipients(call, ALLOWED)


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (mail("bob@example.com"), "not covered"),
        (mail("ada@example.com", "bob@example.com"), "not covered"),
        (mail("bob@example.com", attachments=[b"x"]), "not covered"),
        (mail("ada@example.com", "bob@example.com", attachments=[b"x"]), "not covered"),
        (
            campaigns.send_campaign_test_email("k", CampaignTestEmail(email_address="bob@example.com")),
            "not covered",
        ),
        (campaigns.start_campaign("k"), "an audience"),
        (campaigns.resume_campaign("k"), "an audience"),
        (campaigns.schedule_campaign("k", CampaignSchedule()), "an audience"),
        (
            campaigns.create_campaign(
                CampaignCreate.model_validate({"name": "n", "audience": "a", "scheduled_at": TIME})
            ),
            "an audience",
        ),
        (
            campaigns.update_campaign("k", CampaignUpdate.model_validate({"scheduled_at": TIME})),
            "an audience",
        ),
        (
            campaigns.new_email_campaign(
                CampaignCreateEmail.model_validate(
                    {
                        "campaign_name": "n",
                        "email_channel": "c",
                        "contact_tags": ["t"],
                        "subject": "s",
                        "body_html": "b",
                        "scheduled_at": TIME,
                    }
                )
            ),
            "an audience",
        ),
    ],
    ids=lambda value: value.operation.id if isinstance(value, Call) else value,
)
def test_anything_else_is_refused_and_nobody_is_named(call: Call[Any], why: str) -> None:
    with pytest.raises(InvalidArgumentError, match=why) as caught:
        check_recipients(call, ALLOWED)
    assert "nothing was sent" in str(caught.value)
    assert "bob@" not in str(caught.value)
    assert caught.value.operation == call.operation.id


def test_the_operation_says_whom_it_reaches_whatever_it_is_called() -> None:
    send = Operation("sendText", "POST", "/texts", "once", recipients=Recipients("addresses", "to"))
    body = JsonBody(b"{}", {"to": ["bob@example.com"]})
    with pytest.raises(InvalidArgumentError, match="not covered"):
        check_recipients(Call(send, lambda content: content, body=body), ALLOWED)
    start = Operation("startSeries", "POST", "/series", "settled", recipients=Recipients("audience"))
    with pytest.raises(InvalidArgumentError, match="an audience"):
        check_recipients(Call(start, lambda content: content), ALLOWED)


def test_a_mail_without_a_body_reaches_nobody() -> None:
    send = mail("ada@example.com").operation
    check_recipients(Call(send, lambda content: content), ALLOWED)


def test_an_empty_list_allows_nobody() -> None:
    with pytest.raises(InvalidArgumentError):
        check_recipients(mail("ada@example.com"), ())


def test_no_list_allows_everybody() -> None:
    check_recipients(mail("bob@example.com"), None)
    check_recipients(campaigns.start_campaign("k"), None)
