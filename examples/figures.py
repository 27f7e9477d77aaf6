"""The figures of the example, with their expected values."""

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
        value: The result.
        expected: The expected result, if it is known.
    """

    name: str
    value: object
    expected: object = None

    @property
    def adds_up(self) -> bool:
        """Whether the value is the expected one, or nothing was expected."""
        return self.expected is None or self.value == self.expected


def execution(campaign: Campaign) -> CampaignExecution:
    """Returns the execution of a campaign; empty before the campaign starts."""
    return campaign.execution or CampaignExecution()


def mails_sent(campaign: Campaign) -> int:
    """Returns the number of e-mails sent; 0 before the campaign starts."""
    return execution(campaign).total_sent or 0


def is_reader(contact: Contact, tag: str) -> bool:
    """Whether a contact has the tag and consented to e-mail; missing consent is no consent."""
    consent = contact.marketing_consent
    return tag in (contact.tags or ()) and consent is not None and bool(consent.email)


def contact_figures(
    contacts: Sequence[ContactCreate],
    bad_rows: Sequence[BadRow],
    created: Sequence[Contact],
    stored: Sequence[Contact],
) -> list[Figure]:
    """Returns the figures about the rows of the file."""
    distinct = {contact.email.casefold() for contact in contacts}
    return [
        Figure("rows in contacts.csv", len(contacts) + len(bad_rows)),
        Figure("skipped before anything was sent", len(bad_rows), 1),
        Figure("rejected as duplicates", len(contacts) - len(created), len(contacts) - len(distinct)),
        Figure("contacts created", len(created), len(distinct)),
        Figure("contacts read back", len({contact.id for contact in stored}), len(created)),
    ]


def mail_figures(campaign: Campaign, readers: set[str], outbox: Sequence[Mail]) -> list[Figure]:
    """Returns the figures about the e-mails: every reader gets one, and nobody else does."""
    mails = [mail for mail in outbox if mail.campaign_id == campaign.id and mail.kind == "campaign"]
    result = execution(campaign)
    return [
        Figure("status of the campaign", campaign.status, "completed"),
        Figure("recipients (tagged, with consent)", result.total_contacts, len(readers)),
        Figure("mails sent", result.total_sent, len(readers)),
        Figure("mails delivered", result.total_delivered),
        Figure("mails opened", result.total_opened),
        Figure("campaign mails in the outbox", len(mails), len(readers)),
        Figure("readers who got one", len({to for mail in mails for to in mail.to} & readers), len(readers)),
        Figure("mails with unrendered placeholders", sum("{{" in mail.html + mail.text for mail in mails), 0),
        Figure("all mails in the outbox, including the test", len(outbox), len(readers) + 1),
    ]
