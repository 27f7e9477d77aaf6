"""Sends a newsletter to the contacts of a CSV file, over real HTTP, with a sandbox in this process.

Run it with `make demo`. It prints a table of figures and exits with 1 if any figure is wrong.
Only three lines differ from a program for the real server: they use the sandbox's DNS, its outbox and its list of
requests.
"""

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from contacts_file import read_contacts
from figures import (
    AttemptCounter,
    Figure,
    contact_figures,
    execution,
    is_reader,
    mail_figures,
    mails_sent,
)
from screen import Screen

from konigle import Client, KonigleError, OutcomeUnknown, ValidationError
from konigle.models.comm import (
    Audience,
    AudienceCreate,
    Campaign,
    CampaignAddLTV,
    CampaignCreate,
    Contact,
    ContactCreate,
    Email,
    EmailAccountSetup,
    EmailChannel,
    EmailIdentity,
    EmailTemplate,
    EmailTemplateCreate,
)
from konigle.sandbox import Sandbox

HERE = Path(__file__).parent
DOMAIN = "bookshop.example.com"
NEWSLETTER = "newsletter"  # the tag that defines the audience
IMPORTS_AT_ONCE = 8
SENDING_MINUTES = 75  # the e-mails are spread over this time; the sandbox's clock runs 600 times as fast
POLL_INTERVAL_S = 0.2
ORDERS = (Decimal("24.90"), Decimal("112.00"), Decimal("7.05"))


def set_up_account(client: Client, screen: Screen) -> tuple[EmailChannel, EmailIdentity]:
    """Creates the account, and returns its marketing channel and the domain to verify."""
    made = client.email_accounts.setup(
        EmailAccountSetup(
            account_name="Harbour Bookshop",
            default_from_email=f"news@{DOMAIN}",
            default_reply_to_email=f"hello@{DOMAIN}",
            identity_value=DOMAIN,
        )
    )
    channel = next(channel for channel in made["channels"] if channel.channel_type == "marketing")
    channel = client.email_channels.set_engagement_tracking(channel.id, enable=True)
    screen.say(f"account {made['account'].name}, channel {channel.code} with opens and clicks tracked")
    for record in made["identity"].dkim_records or []:
        screen.say(f"DNS record: {record['name']} {record['type']} {record['value']}")
    return channel, made["identity"]


def import_contacts(client: Client, contacts: Sequence[ContactCreate], screen: Screen) -> list[Contact]:
    """Creates the contacts in several threads that share the client; prints those that the server rejects."""

    def create(contact: ContactCreate) -> Contact | ValidationError:
        try:
            return client.contacts.create(contact)
        except ValidationError as error:
            return error

    created: list[Contact] = []
    with ThreadPoolExecutor(IMPORTS_AT_ONCE) as threads, screen.progress("contacts", len(contacts)) as show:
        for done, (contact, result) in enumerate(
            zip(contacts, threads.map(create, contacts), strict=True), 1
        ):
            if isinstance(result, Contact):
                created.append(result)
            else:
                reasons = " ".join(text for texts in result.field_errors.values() for text in texts)
                screen.warn(f"{contact.email} was rejected by the server:")
                screen.warn(f"  {reasons}")
            show(done)
    return created


def prepare(client: Client, channel: EmailChannel, screen: Screen) -> Campaign:
    """Creates the audience, the template, and a campaign that uses both."""
    audience: Audience = client.audiences.create(AudienceCreate(name="Readers", tags=[NEWSLETTER]))
    template: EmailTemplate = client.email_templates.create(
        EmailTemplateCreate(
            name="Spring letter",
            code="spring-letter",
            subject="Six books for a late spring",
            body_html=(HERE / "mail.html").read_text(encoding="utf-8"),
            body_text=(HERE / "mail.txt").read_text(encoding="utf-8"),
        )
    )
    campaign = client.campaigns.create(
        CampaignCreate(
            name="Spring letter",
            audience=audience.id,
            email_channel=channel.id,
            email_template=template.id,
            execution_duration_minutes=SENDING_MINUTES,
            utm_code="spring",
        )
    )
    screen.say(f"audience {audience.code} with the tag {NEWSLETTER!r}, template {template.code}")
    screen.say(f"campaign {campaign.id} is {campaign.status}")
    return campaign


def watch(campaign: Campaign, until: Callable[[Campaign], bool], show: Callable[[int], None]) -> None:
    """Polls a campaign until a condition is true or it is no longer running."""
    while campaign.status == "running" and not until(campaign):
        time.sleep(POLL_INTERVAL_S)
        campaign.reload()
        show(mails_sent(campaign))


def send(client: Client, campaign: Campaign, screen: Screen) -> int:
    """Tests, schedules, starts, pauses, resumes and completes a campaign; returns the number sent during the pause."""
    client.campaigns.send_test_email(campaign.id, f"editor@{DOMAIN}")
    screen.say("a test e-mail was sent to the editor")
    scheduled = client.campaigns.schedule(campaign.id, datetime.now(UTC) + timedelta(days=1))
    screen.say(
        f"{scheduled.status} for {scheduled.scheduled_at:%Y-%m-%d %H:%M} UTC; it is started now instead"
    )
    campaign = client.campaigns.start(campaign.id)
    total = execution(campaign).total_contacts or 0
    screen.say(f"{campaign.status}: {total} recipients")
    with screen.progress("e-mails", total) as show:
        watch(campaign, lambda now: mails_sent(now) >= total // 3, show)
        paused = client.campaigns.pause(campaign.id)
        before = mails_sent(paused)
        screen.say(f"{paused.status} after {before} e-mails")
        time.sleep(1)
        during_pause = mails_sent(paused.reload()) - before
        campaign = client.campaigns.resume(campaign.id)
        screen.say(f"{during_pause} e-mails were sent in one second of the pause; {campaign.status} again")
        watch(campaign, lambda _: False, show)
    screen.say(f"{campaign.status}")
    return during_pause


def add_revenue(client: Client, campaign: Campaign, buyers: Sequence[Contact], screen: Screen) -> Campaign:
    """Records each order on the campaign and on the contact."""
    for buyer, amount in zip(buyers, ORDERS, strict=False):
        order = CampaignAddLTV(contact_email=buyer.email, value=amount, currency="EUR")
        campaign = client.campaigns.add_ltv(campaign.id, order)
        screen.say(f"order of {amount} EUR; the revenue of the campaign is {campaign.ltv} EUR")
    return campaign


def lose_responses(client: Client, sandbox: Sandbox, screen: Screen) -> list[Figure]:
    """Sends an e-mail and reads a list while the sandbox loses the responses; returns the figures about both."""
    channel = next(iter(client.email_channels.list(channel_type="transactional").payload))
    sandbox.faults.add("sendEmail", "close_after")
    sandbox.faults.add("listEmailTemplates", "close_after")
    screen.say("faults on: the sandbox carries out the next send and the next list of")
    screen.say("templates, and closes the connection before it responds")
    try:
        client.emails.send(
            Email(
                to_email=[f"editor@{DOMAIN}"],
                subject="All sent",
                body_html="<p>The spring letter is out.</p>",
                channel=channel.code,
            )
        )
    except OutcomeUnknown as error:
        screen.say(f"the send raised {type(error).__name__} after {len(error.attempts)} attempt:")
        screen.say("it may have been applied, so the client does not send it again")
    with client.raw_responses() as calls:
        client.email_templates.list()
    attempts = len(calls[0].attempts)
    screen.say(f"the list was read in {attempts} attempts: a read can be repeated")
    arrived = [request.operation_id for request in sandbox.requests]
    mails = sum(mail.kind == "email" for mail in sandbox.outbox)
    return [
        Figure("sends whose response was lost: requests", arrived.count("sendEmail"), 1),
        Figure("sends whose response was lost: e-mails", mails, 1),
        Figure("lists whose response was lost: requests", arrived.count("listEmailTemplates"), attempts),
    ]


def run(client: Client, sandbox: Sandbox, screen: Screen, attempts: AttemptCounter) -> list[Figure]:
    """Runs all steps and returns the figures."""
    screen.step("Account")
    channel, identity = set_up_account(client, screen)
    sandbox.dns.verify(DOMAIN)  # stands for adding the records at the DNS provider
    identity = client.email_identities.check_verification_status(identity.id)
    screen.say(f"domain {identity.identity_value} is {'verified' if identity.verified else 'not verified'}")

    screen.step("Contacts")
    contacts, bad_rows = read_contacts(HERE / "contacts.csv")
    for bad in bad_rows:
        screen.warn(f"line {bad.line} is skipped: {bad.email!r}")
        screen.warn(f"  {bad.reason}")
    created = import_contacts(client, contacts, screen)

    screen.step("Campaign")
    campaign = prepare(client, channel, screen)
    during_pause = send(client, campaign, screen)

    screen.step("Revenue")
    buyers = [contact for contact in created if contact.source == "purchase"]
    campaign = add_revenue(client, campaign, buyers, screen)

    screen.step("Lost responses")
    lost = lose_responses(client, sandbox, screen)

    screen.step("Read back")
    with client.raw_responses() as calls:
        stored = list(client.contacts.iter_all(page_size=200))
    screen.say(f"{len(stored)} contacts in {len(calls)} pages")

    readers = {contact.email for contact in created if is_reader(contact, NEWSLETTER)}
    return [
        *contact_figures(HERE / "contacts.csv", contacts, bad_rows, created, stored),
        *mail_figures(campaign, readers, sandbox.outbox),
        Figure("e-mails sent during the pause", during_pause, 0),
        Figure("revenue of the campaign, EUR", campaign.ltv, sum(ORDERS)),
        Figure("revenue of the contacts, EUR", sum(contact.ltv or 0 for contact in stored), sum(ORDERS)),
        *lost,
        Figure("HTTP requests", len(sandbox.requests), attempts.count),
    ]


def main() -> int:
    """Runs the example; returns 0 if every figure is as expected."""
    screen, attempts, began = Screen(), AttemptCounter(), time.monotonic()
    try:
        with (
            Sandbox(clock="fast") as sandbox,
            Client(api_key=sandbox.api_key, base_url=sandbox.url) as client,
        ):
            screen.say(f"A sandbox of the reachout API listens on {sandbox.url}.")
            screen.say("Its clock runs 600 times as fast as yours: 75 minutes of sending take 8 seconds.")
            counted = run(client, sandbox, screen, attempts)
    except KonigleError as error:
        screen.fail(str(error))
        return 1
    screen.table(counted)
    if wrong := [figure for figure in counted if not figure.adds_up]:
        screen.fail("; ".join(f"{figure.name}: {figure.value}, not {figure.expected}" for figure in wrong))
        return 1
    screen.done(f"All figures are as expected. It took {time.monotonic() - began:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
