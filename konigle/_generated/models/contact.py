# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.base_contact import BaseContact
from konigle._runtime.fields import Money, Timestamp
from konigle._runtime.models import TimestampedResource


class Contact(BaseContact, TimestampedResource):
    """A person who can be written to, with consent and purchase value."""

    email: str = Field(
        title="Email Address",
        description="Address of the contact, by which a purchase finds it.",
    )
    """Address of the contact, by which a purchase finds it."""

    customer_id: str | None = Field(
        default="",
        title="Customer ID",
        description="The shop's own identifier of this person, kept by the server; blank or null if none.",
        max_length=40,
    )
    """The shop's own identifier of this person, kept by the server; blank or null if none."""

    ltv: Money | None = Field(
        default=None,
        title="Lifetime Value",
        description="What the contact has spent, added up by the server; null before the first purchase.",
    )
    """What the contact has spent, added up by the server; null before the first purchase."""

    ltv_currency: str = Field(
        default="USD",
        title="LTV Currency",
        description="ISO 4217 code of the currency that the lifetime value is in.",
        max_length=3,
        pattern=r"^[A-Za-z]{3}$",
    )
    """ISO 4217 code of the currency that the lifetime value is in."""

    last_purchased_at: Timestamp | None = Field(
        default=None,
        title="Last Purchase Date",
        description="When the contact last bought something, kept by the server; null if never.",
    )
    """When the contact last bought something, kept by the server; null if never."""

    def __str__(self) -> str:
        return f"Contact(id={self.id} email={self.email} source={self.source})"
