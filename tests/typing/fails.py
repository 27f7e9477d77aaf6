"""What a type checker must refuse: each line marked `# refused`, and no other. Nothing here is ever run."""

from datetime import datetime
from typing import Any

from konigle import AsyncClient, CallInfo, CallResult, Client, Hook
from konigle.exceptions import Attempt
from konigle.filters.comm import AudienceFilters, CampaignFilters, ContactFilters
from konigle.models.comm import (
    AudienceUpdate,
    Campaign,
    CampaignCreate,
    CampaignUpdate,
    Contact,
    ContactCreate,
    ContactCreateDict,
    ContactUpdate,
    Email,
    EmailAccountSetup,
    EmailChannelCreate,
    EmailDict,
    MarketingConsent,
)


def use(value: object) -> None:
    """Takes anything."""


def filters(client: Client) -> None:
    client.contacts.list(queue="ada")  # refused
    client.contacts.list(source="hearsay")  # refused
    client.contacts.iter_all(status="running")  # refused
    client.campaigns.list(status="runing")  # refused
    client.campaigns.list(filters=ContactFilters())  # refused
    client.audiences.list(ordering="name")  # refused
    client.email_accounts.list(q="x")  # refused
    client.email_templates.list(is_base="yes")  # refused
    client.email_channels.list(ordering="daily_quota")  # refused
    ContactFilters(queue="ada")  # refused
    CampaignFilters(status="runing")  # refused
    AudienceFilters(tags=5)  # refused


async def asynchronous_filters(client: AsyncClient) -> None:
    await client.contacts.list(queue="ada")  # refused
    client.campaigns.iter_all(stauts="running")  # refused


def data(client: Client) -> None:
    ContactCreate(emial="ada@example.com")  # refused
    ContactCreate()  # refused
    ContactCreate(email="ada@example.com", source="hearsay")  # refused
    ContactCreate(email="ada@example.com", ltv="1")  # refused
    CampaignCreate(name="n", audience="a", scheduled_at="soon")  # refused
    MarketingConsent(fax=True)  # refused
    Email(to_email="ada@example.com", subject="s", body_html="b", channel="c")  # refused
    EmailAccountSetup(default_from_email="", identity_value="i")  # refused
    EmailAccountSetup(name="n", account_name="n", default_from_email="", identity_value="i")  # refused
    EmailAccountSetup(nmae="n", default_from_email="", identity_value="i")  # refused
    EmailAccountSetup(name="n", default_from_email="", identity_value="i", website="w")  # refused
    EmailAccountSetup(name="n", default_from_email="")  # refused
    EmailAccountSetup(account_name=5, default_from_email="", identity_value="i")  # refused
    client.contacts.create(ContactUpdate(first_name="Ada"))  # refused
    client.contacts.update("c1", AudienceUpdate(name="n"))  # refused
    client.contacts.update("c1", first_name="Ada")  # refused


def dicts(client: Client) -> None:
    client.contacts.create({"emial": "ada@example.com"})  # refused
    client.contacts.create({"email": "ada@example.com", "frist_name": "Ada"})  # refused
    client.contacts.create({"email": 5})  # refused
    client.contacts.create({"first_name": "Ada"})  # refused
    client.contacts.create({"email": "ada@example.com", "marketing_consent": {"fax": True}})  # refused
    client.contacts.update("c1", {"frist_name": None})  # refused
    client.contacts.update("c1", {"email": None})  # refused
    client.contacts.create_many([{"emial": "ada@example.com"}])  # refused
    client.email_channels.create({"code": "news", "channel_type": "marketign"})  # refused
    client.campaigns.send_test_email("k1", ["ada@example.com"])  # refused
    mail: EmailDict = {"to_email": "a@b.c", "subject": "s", "body_html": "b", "channel": "c"}  # refused
    client.emails.send({"to_email": "a@b.c", "subject": "s", "body_html": "b", "channel": "c"})  # refused
    client.emails.send({"to_email": ["a@b.c"], "subjet": "s", "body_html": "b", "channel": "c"})  # refused
    use(mail)
    data: ContactCreateDict = {"emial": "ada@example.com"}  # refused
    use(data)


async def asynchronous_dicts(client: AsyncClient) -> None:
    await client.contacts.create({"emial": "ada@example.com"})  # refused
    await client.campaigns.new_email_campaign({"campaign_nmae": "n"})  # refused


def literals() -> None:
    EmailChannelCreate(code="news", channel_type="marketign")  # refused


def clearing() -> None:
    ContactUpdate(email=None)  # refused
    ContactUpdate(tags=None)  # refused
    ContactUpdate(marketing_consent=None)  # refused
    CampaignUpdate(name=None)  # refused
    AudienceUpdate(code=None)  # refused


def records(contact: Contact, campaign: Campaign) -> None:
    contact.frist_name = "Ada"  # refused
    contact.marketing_consent.email = True  # refused
    if contact.marketing_consent:
        contact.marketing_consent.fax = True  # refused
    contact.email = None  # refused
    contact.tags = "vip"  # refused
    campaign.status = "asleep"  # refused
    use(contact.emial)  # refused
    contact.save(tiemout=3)  # refused
    when: datetime = campaign.scheduled_at  # refused
    use(when)


def results(client: Client) -> None:
    contact: Contact = client.campaigns.get("k1")  # refused
    use(contact)
    use(client.campaigns.list().payload[0].emial)  # refused
    client.campaigns.schedule("k1", 5)  # refused
    client.campaigns.start(5)  # refused
    client.email_accounts.setup(dict[str, Any]())["accuont"]  # refused
    for campaign in client.campaigns.iter_all():
        use(campaign.email)  # refused


def clients() -> None:
    Client(api_kye="key")  # refused
    Client("key", retry=3)  # refused
    Client("key", timeout="3")  # refused
    AsyncClient("key", log_level="DEBUG")  # refused
    use(Client("key").emials)  # refused


def options(client: Client) -> None:
    client.contacts.get("c1", tiemout=3)  # refused
    client.contacts.get("c1", retry_count="3")  # refused
    client.campaigns.start("k1", extra_headers=["X-A"])  # refused


def views(client: Client) -> None:
    client.with_options(tiemout=3)  # refused
    client.with_options(api_key="key")  # refused
    client.request("GET", "/reachout/api/v1/x", replay="twice")  # refused
    client.request("GET", "/reachout/api/v1/x", query={"tags": [5]})  # refused


class WrongHook(Hook):
    def on_call_start(self, call: str) -> None:  # refused
        use(call)

    def on_attempt(self, attempt: Attempt, extra: int) -> None:  # refused
        use(attempt.status_cod)  # refused
        use(extra)

    def on_retry(self, attempt: Attempt, wait_s: float) -> None:  # refused
        attempt.number = 2  # refused
        use(wait_s)

    def on_call_end(self, result_or_error: CallResult) -> None:  # refused
        use(result_or_error)

    def on_drift(self, model: str, field: str, kind: int) -> None:  # refused
        use((model, field, kind))


def hooks(call: CallInfo) -> None:
    call.operation = "x"  # refused
    Client("key", hooks=[print])  # refused
    Client("key", hooks=Hook())  # refused
    Client("key", hooks=[Hook])  # refused
    AsyncClient("key", hooks=["x"])  # refused


async def asynchronous_records(client: AsyncClient) -> None:
    contact = await client.contacts.get("c1")
    contact.save()  # refused
    contact.delete()  # refused
    contact.reload()  # refused
    contact.load_detail()  # refused
    page = await client.campaigns.list()
    page.payload[0].save()  # refused
    for campaign in page:
        campaign.save()  # refused
    use(page.next_page().payload)  # refused
    for _ in page.iter_pages():  # refused
        break
    async for audience in client.audiences.iter_all():
        audience.save()  # refused
    made = await client.email_accounts.setup(dict[str, Any]())
    made["identity"].save()  # refused
    campaign = await client.campaigns.wait("k1")
    campaign.save()  # refused


async def worlds(client: Client, other: AsyncClient) -> None:
    await client.contacts.get("c1")  # refused
    use(other.contacts.get("c1").email)  # refused
    for _ in other.contacts.iter_all():  # refused
        break
