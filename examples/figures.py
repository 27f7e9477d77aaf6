"""What the example counts, beside what has to come out."""

from collections.abc import Sequence
from dataclasses import dataclass

from contacts_file import BadRow

from konigle.models.comm import Campaign, CampaignExecution, Contact, ContactCreate
from konigle.sandbox import Mail


@dataclass(frozen=True)
class Figure:
    """One line of the closing table.

    Attributes:
        name: What was counted.
        value: What came out.
        expected: What has to come out, as far as it is known from elsewhere.
    """

    name: str
    value: object
    expected: object = None

    @property
    def adds_up(self) -> bool:
        """Whether the value is the expected one, or nothing was expected."""
        return self.expected is None or self.value == self.expected


def execution(campaign: Campaign) -> CampaignExecution:
    """How far a campaign is; of one that has not begun nothing is known."""
    return campaign.execution or CampaignExecution()


def mails_sent(campaign: Campaign) -> int:
    """How many mails of a campaign are sent; none before it has begun."""
    return execution(campaign).total_sent or 0


def is_reader(contact: Contact, tag: str) -> bool:
    """Whether a contact carries the tag and agreed to e-mail; what the server did not say is no yes."""
    consent = contact.marketing_consent
    return tag in (contact.tags or ()) and consent is not None and bool(consent.email)


def contact_figures(
    contacts: Sequence[ContactCreate],
    bad_rows: Sequence[BadRow],
    created: Sequence[Contact],
    stored: Sequence[Contact],
) -> list[Figure]:
    """What became of the rows of the file."""
    distinct = {contact.email.casefold() for contact in contacts}
    return [
        Figure("rows in contacts.csv", len(contacts) + len(bad_rows)),
        Figure("left out before anything was sent", len(bad_rows), 1),
        Figure("refused as duplicates", len(contacts) - len(created), len(contacts) - len(distinct)),
        Figure("contacts created", len(created), len(distinct)),
        Figure("contacts read back", len({contact.id for contact in stored}), len(created)),
    ]


def mail_figures(campaign: Campaign, readers: set[str], outbox: Sequence[Mail]) -> list[Figure]:
    """Whether everybody who is to have the letter got it, once, and nobody else did."""
    mails = [mail for mail in outbox if mail.campaign_id == campaign.id and mail.kind == "campaign"]
    result = execution(campaign)
    return [
        Figure("status of the campaign", campaign.status, "completed"),
        Figure("recipients (tagged, and said yes)", result.total_contacts, len(readers)),
        Figure("mails sent", result.total_sent, len(readers)),
        Figure("mails delivered", result.total_delivered),
        Figure("mails opened", result.total_opened),
        Figure("campaign mails in the outbox", len(mails), len(readers)),
        Figure("readers who got one", len({to for mail in mails for to in mail.to} & readers), len(readers)),
        Figure("mails with a gap left open", sum("{{" in mail.html + mail.text for mail in mails), 0),
        Figure("all mails in the outbox, the test among them", len(outbox), len(readers) + 1),
    ]
