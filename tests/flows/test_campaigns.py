"""A campaign from the set-up of the account to its last e-mail, over real HTTP, with both clients."""

from datetime import timedelta
from decimal import Decimal

import pytest

from konigle import APIError
from konigle.models.comm import (
    AudienceCreate,
    Campaign,
    CampaignAddLTV,
    CampaignCreate,
    ContactCreate,
    EmailAccountSetup,
    EmailTemplateCreate,
    EmailVerificationStatus,
    MarketingConsent,
)
from konigle.sandbox import Sandbox
from tests.flows.conftest import User

READERS = {
    "ada@example.com": "Ada",
    "bo@example.com": "Bö <b>",
    "cy@example.com": None,
    "di@example.com": "Di",
}


def set_up(user: User) -> Campaign:
    """Account, readers and others, audience, template and a campaign as a draft."""
    made = user.email_accounts.setup(
        EmailAccountSetup(
            account_name="Shop", default_from_email="shop@example.com", identity_value="example.com"
        )
    )
    for email, name in READERS.items():
        user.contacts.create(ContactCreate(email=email, first_name=name, tags=["newsletter", "x"]))
    declined = MarketingConsent(email=False)
    user.contacts.create(
        ContactCreate(email="no@example.com", tags=["newsletter"], marketing_consent=declined)
    )
    user.contacts.create(ContactCreate(email="other@example.com", tags=["x"]))
    audience = user.audiences.create(AudienceCreate(name="Readers", code="readers", tags=["newsletter"]))
    template = user.email_templates.create(
        EmailTemplateCreate(
            name="Sale",
            code="sale",
            subject="Hello {{ first_name }}",
            body_html="<p>Hello {{ first_name }}</p>",
            body_text="Hello {{ first_name }}",
        )
    )
    return user.campaigns.create(
        CampaignCreate(
            name="Sale",
            audience=audience.id,
            email_channel=next(one.id for one in made["channels"] if one.channel_type == "marketing"),
            email_template=template.id,
            execution_duration_minutes=60,
            from_name="Shop",
        )
    )


def test_a_campaign_goes_from_draft_to_completed(user: User, sandbox: Sandbox) -> None:
    campaign = set_up(user)
    assert (campaign.status, campaign.execution) == ("draft", None)
    assert user.campaigns.send_test_email(campaign.id, "me@example.com")
    assert [(mail.kind, mail.to) for mail in sandbox.outbox] == [("test", ["me@example.com"])]

    start = sandbox.clock.now() + timedelta(hours=1)
    scheduled = user.campaigns.schedule(campaign.id, start)
    assert (scheduled.status, scheduled.scheduled_at) == ("scheduled", start)
    assert user.campaigns.schedule(campaign.id, None).scheduled_at == start

    sandbox.clock.advance(timedelta(hours=1, minutes=20))
    running = user.campaigns.get(campaign.id)
    assert running.status == "running"
    assert running.execution.started_at == start
    assert running.execution.total_contacts == len(READERS)
    assert 0 < running.execution.total_sent < len(READERS)

    sent = running.execution.total_sent
    assert user.campaigns.pause(campaign.id).status == "paused"
    sandbox.clock.advance(timedelta(days=1))
    assert user.campaigns.get(campaign.id).execution.total_sent == sent
    assert user.campaigns.resume(campaign.id).status == "running"

    sandbox.clock.advance(timedelta(hours=2))
    user.on(running, "reload")
    assert running.status == "completed"
    done = running.execution
    assert (done.status, done.total_sent, done.total_failed) == ("completed", len(READERS), 0)
    assert done.total_delivered + done.total_bounced == len(READERS)
    assert done.completed_at > done.resumed_at > done.paused_at > start
    assert [one.id for one in user.campaigns.list(status="completed").payload] == [campaign.id]


def test_each_reader_gets_one_mail_made_out_to_them(user: User, sandbox: Sandbox) -> None:
    campaign = set_up(user)
    user.campaigns.start(campaign.id)
    sandbox.clock.advance(timedelta(hours=2))
    mails = sandbox.mails(campaign=campaign.id)
    assert sorted(mail.to[0] for mail in mails) == sorted(READERS)
    by_address = {mail.to[0]: mail for mail in mails}
    ada, bo = by_address["ada@example.com"], by_address["bo@example.com"]
    assert (ada.subject, ada.html, ada.text) == ("Hello Ada", "<p>Hello Ada</p>", "Hello Ada")
    assert (bo.subject, bo.html) == ("Hello Bö <b>", "<p>Hello Bö &lt;b&gt;</p>")
    assert {(mail.from_email, mail.from_name, mail.channel) for mail in mails} == {
        ("shop@example.com", "Shop", "marketing")
    }


def test_revenue_counts_for_the_campaign_and_its_buyer(user: User) -> None:
    campaign = set_up(user)
    data = CampaignAddLTV(value=Decimal("99.99"), currency="USD", contact_email="ada@example.com")
    user.campaigns.add_ltv(campaign.id, data)
    credited = user.campaigns.add_ltv(campaign.id, {"value": "0.01", "currency": "USD"})
    assert (str(credited.ltv), credited.ltv_currency) == ("100.00", "USD")
    (ada,) = user.contacts.list(q="ada@").payload
    assert str(ada.ltv) == "99.99"


@pytest.mark.parametrize("action", ["start", "pause", "resume", "cancel", "schedule"])
def test_what_the_state_forbids_is_an_api_error_and_a_value_error(
    user: User, sandbox: Sandbox, action: str
) -> None:
    campaign = set_up(user)
    user.campaigns.cancel(campaign.id)
    arguments = [campaign.id, sandbox.clock.now()] if action == "schedule" else [campaign.id]
    with pytest.raises(APIError) as caught:
        getattr(user.campaigns, action)(*arguments)
    assert isinstance(caught.value, ValueError)
    assert "cancelled" in str(caught.value)
    assert caught.value.operation == f"{action}Campaign"
    assert sandbox.mails(campaign=campaign.id) == []


def test_a_campaign_that_is_over_changes_its_name_alone(user: User) -> None:
    campaign = set_up(user)
    user.campaigns.cancel(campaign.id)
    assert user.campaigns.update(campaign.id, {"name": "Old sale"}).name == "Old sale"
    with pytest.raises(APIError):
        user.campaigns.update(campaign.id, {"utm_code": "late"})


def test_one_call_makes_campaign_audience_and_template(user: User, sandbox: Sandbox) -> None:
    set_up(user)
    campaign = user.campaigns.new_email_campaign(
        {
            "campaign_name": "Quick",
            "email_channel": "marketing",
            "contact_tags": ["x"],
            "subject": "Quick",
            "body_html": "<p>Quick</p>",
        }
    )
    assert user.audiences.get(campaign.audience).tags == ["x"]
    assert user.email_templates.get(campaign.email_template).subject == "Quick"
    user.campaigns.start(campaign.id)
    sandbox.clock.advance(timedelta(hours=1))
    assert len(sandbox.mails(campaign=campaign.id)) == len(READERS) + 1
    user.on(campaign, "reload")
    assert campaign.status == "completed"


def test_an_identity_is_verified_once_its_records_are_in_place(user: User, sandbox: Sandbox) -> None:
    identity = user.email_identities.create({"identity_value": "mail.example.org"})
    assert identity.dkim_records
    assert not identity.verified
    again = user.email_identities.check_verification_status(identity.id)
    assert again.dkim_verification_status is EmailVerificationStatus.PENDING
    sandbox.dns.verify("mail.example.org")
    verified = user.email_identities.check_verification_status(identity.id)
    assert verified.verified
    assert verified.dkim_verification_status is EmailVerificationStatus.SUCCESS
    with_domain = user.email_identities.setup_custom_mail_from(identity.id, "bounce.mail.example.org")
    assert with_domain.mail_from_domain == "bounce.mail.example.org"
    assert {record["type"] for record in with_domain.mail_from_records} == {"MX", "TXT"}
