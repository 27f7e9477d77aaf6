"""The figures of the example, with their expected values."""

import csv
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contacts_file import BadRow

from konigle.models.comm import Campaign, CampaignExecution, Contact, ContactCreate
from konigle.sandbox import Mail


@dataclass(frozen=True)
class Figure:
    """One line of the closing table.

    Attributes:
        name: What was counted.
        value: The result.
        expected: The expected result.
    """

    name: str
    value: object
    expected: object

    @property
    def adds_up(self) -> bool:
        """Whether the value is the expected one."""
        return self.value == self.expected


class AttemptCounter(logging.Handler):
    """Counts the attempts of all clients: each is one DEBUG record on the logger `konigle`."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        logger = logging.getLogger("konigle")
        logger.setLevel(logging.DEBUG)
        logger.addHandler(self)
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Counts a record of an attempt."""
        self.count += hasattr(record, "attempt")


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
    file: Path,
    contacts: Sequence[ContactCreate],
    bad_rows: Sequence[BadRow],
    created: Sequence[Contact],
    stored: Sequence[Contact],
) -> list[Figure]:
    """Returns the figures about the rows of the file."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = sum(1 for _ in csv.DictReader(lines))
    distinct = {contact.email.casefold() for contact in contacts}
    return [
        Figure("rows in contacts.csv", len(contacts) + len(bad_rows), rows),
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
        Figure("e-mails sent", result.total_sent, len(readers)),
        Figure("e-mails delivered", result.total_delivered, len(readers)),
        Figure("e-mails opened (the sandbox opens every second)", result.total_opened, len(readers) // 2),
        Figure("campaign e-mails in the outbox", len(mails), len(readers)),
        Figure("readers who got one", len({to for mail in mails for to in mail.to} & readers), len(readers)),
        Figure(
            "e-mails with unrendered placeholders", sum("{{" in mail.html + mail.text for mail in mails), 0
        ),
        Figure("all e-mails in the outbox (two to the editor)", len(outbox), len(readers) + 2),
    ]
