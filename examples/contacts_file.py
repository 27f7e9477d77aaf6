"""Reads the contacts of a CSV export: every row becomes a `ContactCreate` or a `BadRow` with the reason."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from konigle.models.comm import ContactCreate, MarketingConsent

# Column of the file, field of the API. An empty cell is not sent.
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
    """A row that is not a valid contact.

    Attributes:
        line: Its line in the file, from 1.
        email: The text in the e-mail column.
        reason: The validation error.
    """

    line: int
    email: str
    reason: str


def read_contacts(path: Path) -> tuple[list[ContactCreate], list[BadRow]]:
    """Returns the contacts of a file in order, and the rows that are invalid."""
    contacts: list[ContactCreate] = []
    bad_rows: list[BadRow] = []
    for line, row in _rows(path):
        try:
            contacts.append(_contact(row))
        except ValidationError as error:
            reason = "; ".join(detail["msg"] for detail in error.errors())
            bad_rows.append(BadRow(line, row["Email"], reason))
    return contacts, bad_rows


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    # spreadsheets write a byte order mark, which "utf-8-sig" removes
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
            # an empty cell is no consent
            "marketing_consent": MarketingConsent(email=row["Newsletter opt-in"].lower() in _YES),
        }
    )
