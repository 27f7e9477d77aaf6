"""What a type checker must accept. Nothing here is ever run: `test_checkers.py` has it checked."""

import io
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

import httpx

from konigle import (
    APIError,
    AsyncClient,
    CallInfo,
    CallResult,
    Client,
    Hook,
    KonigleError,
    OutcomeUnknown,
    ValidationError,
)
from konigle.exceptions import Replay
from konigle.filters.comm import CampaignFilters, ContactFilters
from konigle.hooks import DriftKind
from konigle.managers.comm import BaseAsyncManager, BaseSyncManager, CampaignManager, model_to_dict
from konigle.models.comm import (
    AsyncCampaign,
    AsyncContact,
    AsyncEmailAccount,
    Audience,
    AudienceCreate,
    Campaign,
    CampaignAddLTV,
    CampaignCreate,
    CampaignCreateEmail,
    CampaignExecution,
    CampaignUpdate,
    Contact,
    ContactCreate,
    ContactCreateDict,
    ContactUpdate,
    ContactUpdateLTV,
    Email,
    EmailAccount,
    EmailAccountSetup,
    EmailChannel,
    EmailChannelCreate,
    EmailChannelType,
    EmailDict,
    EmailIdentity,
    EmailIdentityType,
    EmailResponse,
    EmailTemplate,
    MarketingConsent,
    TimestampedResource,
)
from konigle.otel import OpenTelemetryHook
from konigle.types import AccountSetup, AsyncPaginatedResponse, Attempt, PaginatedResponse, RawResponse


def use(value: object) -> None:
    """Takes anything."""


def reading(client: Client) -> None:
    assert_type(client.campaigns, CampaignManager)
    assert_type(client.campaigns.get("k1"), Campaign)
    assert_type(client.campaigns.list(), PaginatedResponse[Campaign])
    assert_type(client.campaigns.iter_all(), Iterator[Campaign])
    assert_type(client.contacts.list(q="ada", source="lead", tags=["a"]).payload, list[Contact])
    assert_type(client.contacts.list(filters=ContactFilters(q="ada", tags="a,b")), PaginatedResponse[Contact])
    assert_type(next(client.audiences.iter_all(page_size=200, q="x", timeout=3, prefetch=0)), Audience)
    assert_type(client.email_accounts.get("e1"), EmailAccount)
    assert_type(client.email_channels.list(ordering="-code"), PaginatedResponse[EmailChannel])
    assert_type(
        client.email_identities.list(identity_type=EmailIdentityType.DOMAIN), PaginatedResponse[EmailIdentity]
    )
    assert_type(client.email_identities.list(identity_type="domain"), PaginatedResponse[EmailIdentity])
    assert_type(client.email_templates.list(is_base=True), PaginatedResponse[EmailTemplate])
    client.campaigns.list(filters=CampaignFilters(status="running"), page=2, page_size=50, deadline=5)


def fields(campaign: Campaign, contact: Contact, page: PaginatedResponse[Contact]) -> None:
    assert_type(campaign.id, str)
    assert_type(campaign.ltv, Decimal | None)
    assert_type(campaign.scheduled_at, datetime | None)
    assert_type(campaign.execution, CampaignExecution | None)
    assert_type(contact.marketing_consent, MarketingConsent | None)
    if contact.marketing_consent:
        assert_type(contact.marketing_consent.email, bool | None)
    assert_type(contact.tags, list[str] | None)
    assert_type(contact.email, str)
    assert_type(page.has_next(), bool)
    assert_type(page.is_last_page, bool)
    assert_type(page.count, int)
    assert_type(page.next_page(), PaginatedResponse[Contact] | None)
    assert_type(page.iter_pages(), Iterator[PaginatedResponse[Contact]])
    assert_type(len(page), int)
    for one in page:
        assert_type(one, Contact)


def writing(client: Client) -> None:
    assert_type(client.contacts.create(ContactCreate(email="ada@example.com", source="lead")), Contact)
    assert_type(client.contacts.create({"email": "ada@example.com"}), Contact)
    assert_type(client.contacts.update("c1", ContactUpdate(first_name=None, tags=["a"])), Contact)
    assert_type(client.contacts.update("c1", {"first_name": None}), Contact)
    assert_type(client.contacts.delete("c1", retry_count=0), bool)
    consent = MarketingConsent(email=False)
    client.contacts.create(ContactCreate(email="ada@example.com", marketing_consent=consent))
    purchase = ContactUpdateLTV(email="ada@example.com", value=Decimal("9.99"), currency="EUR")
    assert_type(client.contacts.update_ltv(purchase), Contact)
    client.audiences.create(AudienceCreate(name="All", tags=["a"]), idempotency_key="k")
    client.email_channels.create(EmailChannelCreate(code="news", channel_type=EmailChannelType.MARKETING))
    client.campaigns.update("k1", CampaignUpdate(scheduled_at=None, from_email="", name="n"))


def dicts(client: Client, row: dict[str, Any]) -> None:
    data: ContactCreateDict = {"email": "ada@example.com", "marketing_consent": {"email": True}}
    assert_type(client.contacts.create(data), Contact)
    client.contacts.create(row)
    client.contacts.create({"email": row["E-Mail"], "tags": row["Tags"]})
    client.contacts.update("c1", {"last_name": None})
    client.campaigns.add_ltv("k1", {"value": "9.99", "currency": "EUR"})
    client.email_channels.create({"code": "news", "channel_type": "marketing"})
    client.email_channels.create({"code": "news", "channel_type": EmailChannelType.MARKETING})
    client.contacts.create_many({"email": f"{n}@example.com"} for n in range(5))
    client.contacts.update_many([("c1", {"tags": ["a"]}), {"id": "c2", "tags": []}])


def literals(channel: EmailChannel) -> None:
    EmailChannelCreate(code="news", channel_type="marketing")
    assert_type(channel.channel_type, EmailChannelType)


def acting(client: Client) -> None:
    client.campaigns.create(CampaignCreate(name="Spring", audience="a1", scheduled_at=datetime.now(UTC)))
    assert_type(client.campaigns.start("k1"), Campaign)
    assert_type(client.campaigns.schedule("k1", datetime.now(UTC)), Campaign)
    client.campaigns.schedule("k1", "2030-01-01T00:00:00Z", timeout=httpx.Timeout(5))
    client.campaigns.schedule("k1", None)
    assert_type(client.campaigns.add_ltv("k1", CampaignAddLTV(value=Decimal(1), currency="EUR")), Campaign)
    new = CampaignCreateEmail(
        campaign_name="n", email_channel="c", contact_tags=["t"], subject="s", body_html="b"
    )
    assert_type(client.campaigns.new_email_campaign(new), Campaign)
    assert_type(client.campaigns.send_test_email("k1", "ada@example.com"), dict[str, Any])
    setup = EmailAccountSetup(account_name="n", default_from_email="", identity_value="example.com")
    EmailAccountSetup(
        name="n", default_from_email="", default_reply_to_email=None, identity_value="example.com"
    )
    made = client.email_accounts.setup(setup)
    assert_type(made, AccountSetup)
    assert_type(made["account"], EmailAccount)
    assert_type(made["channels"][0], EmailChannel)
    assert_type(made["identity"], EmailIdentity)
    assert_type(client.email_accounts.check_status(), dict[str, Any])
    assert_type(client.email_channels.set_engagement_tracking("h1", True), EmailChannel)
    assert_type(client.email_identities.setup_custom_mail_from("i1", "mail.example.com"), EmailIdentity)


class Upload:
    async def read(self, size: int = -1) -> bytes:
        return b""


def mailing(client: Client) -> None:
    mail = Email(
        to_email=["ada@example.com"],
        subject="s",
        body_html="b",
        channel="c",
        attachments=[Path("a.pdf"), b"data", (b"data", "a.txt"), ("a.pdf", "b.pdf", "application/pdf")],
    )
    streams = Email(
        to_email=["ada@example.com"],
        subject="s",
        body_html="b",
        channel="c",
        attachments=[
            io.BytesIO(b""),
            io.FileIO("a.pdf"),
            bytearray(b""),
            (Upload(), "a.pdf"),
        ],
    )
    client.emails.send(streams)
    as_dict: EmailDict = {"to_email": ["ada@example.com"], "subject": "s", "body_html": "b", "channel": "c"}
    client.emails.send(as_dict)
    sent = client.emails.send(mail)
    assert_type(sent, EmailResponse)
    assert_type(sent.message, str)
    assert_type(model_to_dict(mail), dict[str, Any])


def records(contact: Contact) -> None:
    assert_type(contact.save(), Contact)
    assert_type(contact.reload(timeout=3), Contact)
    assert_type(contact.load_detail(), Contact)
    assert_type(contact.delete(), bool)
    assert_type(contact.is_dirty, bool)
    assert_type(contact.dirty_fields, set[str])


async def asynchronous(client: AsyncClient) -> None:
    assert_type(await client.campaigns.get("k1"), AsyncCampaign)
    assert_type(client.campaigns.iter_all(), AsyncIterator[AsyncCampaign])
    async for contact in client.contacts.iter_all(q="ada"):
        assert_type(contact, AsyncContact)
        assert_type(await contact.asave(), AsyncContact)
        assert_type(await contact.areload(), AsyncContact)
        assert_type(await contact.aload_detail(), AsyncContact)
        assert_type(await contact.adelete(), bool)
        assert_type(contact.email, str)
        records(contact)  # a function for both clients
    assert_type(await client.contacts.delete("c1"), bool)
    made = await client.email_accounts.setup(
        {"name": "n", "default_from_email": "", "identity_value": "example.com"}
    )
    assert_type(made["account"], AsyncEmailAccount)
    made["account"].name = "Shop"
    sent = await client.emails.send(
        {"to_email": ["ada@example.com"], "subject": "s", "body_html": "b", "channel": "c"}
    )
    assert_type(sent, EmailResponse)


async def asynchronous_pages(client: AsyncClient) -> None:
    page = await client.campaigns.list(status="running")
    assert_type(page, AsyncPaginatedResponse[AsyncCampaign])
    assert_type(page.payload, list[AsyncCampaign])
    assert_type(await page.next_page(), AsyncPaginatedResponse[AsyncCampaign] | None)
    async for each in page.iter_pages():
        for campaign in each:
            assert_type(await campaign.asave(), AsyncCampaign)
    of_both: PaginatedResponse[Campaign] = page
    use(of_both)


def views(client: Client) -> None:
    assert_type(client.with_options(timeout=5, retry_count=1, recipients_allowlist=["example.com"]), Client)
    use(
        client.request(
            "POST", "/reachout/api/v1/segments", query={"page": 1}, json=[1], replay="once", timeout=3
        )
    )


def clients() -> None:
    with Client("key", "https://api.example.com", timeout=5, retry_count=1) as client:
        assert_type(client, Client)
        with client.raw_responses() as calls:
            assert_type(calls, list[RawResponse[Any]])
            assert_type(calls[0].attempts, tuple[Attempt, ...])
    Client(http_client=httpx.Client(), dry_run=True, recipients_allowlist=["example.com"])
    AsyncClient(transport=httpx.AsyncHTTPTransport())
    assert_type(Client.from_env(), Client)
    assert_type(AsyncClient.from_env(), AsyncClient)


class Report(Hook):
    def on_call_start(self, call: CallInfo) -> None:
        assert_type(call.operation, str)
        assert_type(call.replay, Replay)
        call.extra_headers["X-Trace"] = call.request_id

    def on_attempt(self, attempt: Attempt) -> None:
        assert_type(attempt.operation, str)
        assert_type(attempt.number, int)
        assert_type(attempt.status_code, int | None)
        assert_type(attempt.error, str | None)
        assert_type(attempt.started_at, datetime | None)
        assert_type(attempt.elapsed_s, float)
        assert_type(attempt.request_id, str)

    def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> None:
        use((attempt, wait_s, reason))

    def on_call_end(self, result_or_error: CallResult | BaseException) -> None:
        if isinstance(result_or_error, CallResult):
            assert_type(result_or_error.attempts, tuple[Attempt, ...])

    def on_drift(self, model: str, field: str, kind: DriftKind) -> None:
        use((model, field, kind))


class AsyncReport(Hook):
    async def on_attempt(self, attempt: Attempt) -> None:
        use(attempt)


def hooks() -> None:
    Client("key", hooks=[Report(), OpenTelemetryHook()])
    AsyncClient("key", hooks=(Report(), AsyncReport()))
    Client("key").with_options(hooks=[Report()])
    AsyncClient.from_env(hooks=[AsyncReport()])


def rate_limit(client: Client) -> None:
    if limit := client.rate_limit:
        assert_type(limit.remaining, int | None)
        assert_type(limit.reset_s, float | None)


def errors(client: Client) -> None:
    try:
        client.campaigns.start("k1")
    except OutcomeUnknown as error:
        assert_type(error.idempotency_key, str | None)
    except ValidationError as error:
        assert_type(error.field_errors, dict[str, list[str]])
    except APIError as error:
        assert_type(error.status_code, int | None)
    except KonigleError as error:
        assert_type(error.attempts, tuple[Attempt, ...])


class Widget(TimestampedResource):
    label: str


class WidgetManager(BaseSyncManager[Widget, Any, Any, Any]):
    resource_class = Widget
    base_path = "/reachout/api/v1/widgets"


class AsyncWidgetManager(BaseAsyncManager[Widget, Any, Any, Any]):
    resource_class = Widget
    base_path = "/reachout/api/v1/widgets"


def own(client: Client) -> None:
    widgets = WidgetManager(client)
    assert_type(widgets.get("w1"), Widget)
    assert_type(widgets.create({"label": "x"}), Widget)
    assert_type(widgets.list(), PaginatedResponse[Widget])
    assert_type(widgets.iter_all(), Iterator[Widget])


async def own_asynchronous(client: AsyncClient) -> None:
    widgets = AsyncWidgetManager(client)
    assert_type(await widgets.get("w1"), Widget)
    assert_type(widgets.iter_all(), AsyncIterator[Widget])
