"""Reads the contacts of a CSV export: every row becomes what the API wants, or a reason why it cannot."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from konigle.models.comm import ContactCreate, MarketingConsent

# Column of the file, field of the API. A cell without text is not sent at all.
_TEXT_COLUMNS = {
    "Email": "email",
    "First name": "first_name",
    "Last name": "last_name",
    "Phone": "phone",
    "Country": "country",
}
_YES = frozenset({"y", "yes"})


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be a contact.

    Attributes:
        line: Its line in the file, from 1.
        email: What stands in the column of the address.
        reason: What is wrong with it.
    """

    line: int
    email: str
    reason: str


def read_contacts(path: Path) -> tuple[list[ContactCreate], list[BadRow]]:
    """The contacts of a file in its order, and the rows that cannot be sent."""
    contacts: list[ContactCreate] = []
    bad_rows: list[BadRow] = []
    for line, row in _rows(path):
        try:
            contacts.append(_contact(row))
        except ValidationError as problem:
            reason = "; ".join(error["msg"] for error in problem.errors())
            bad_rows.append(BadRow(line, row["Email"], reason))
    return contacts, bad_rows


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    # spreadsheets put a byte order mark in front, which "utf-8-sig" takes off
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        for row in reader:
            yield reader.line_num, {column: row[column].strip() for column in reader.fieldnames or ()}


def _contact(row: dict[str, str]) -> ContactCreate:
    fields = {field: row[column] for column, field in _TEXT_COLUMNS.items() if row[column]}
    if row["Source"]:
        fields["source"] = row["Source"].lower()
    return ContactCreate.model_validate(
        {
            **fields,
            "tags": [tag.strip() for tag in row["Tags"].split(";") if tag.strip()],
            # only a yes is a yes: whoever left the column empty gets no newsletter
            "marketing_consent": MarketingConsent(email=row["Newsletter opt-in"].lower() in _YES),
        }
    )
