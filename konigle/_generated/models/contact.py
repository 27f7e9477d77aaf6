# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING

from pydantic import Field

from konigle._core.models import TimestampedResource
from konigle._core.schema_types.fields import Money, Timestamp
from konigle._generated.models.base_contact import BaseContact
from konigle._generated.models.contact_source import ContactSource
from konigle._generated.models.marketing_consent import MarketingConsent


class Contact(BaseContact, TimestampedResource):
    """A person who can receive email, with consent and purchase value."""

    email: str = Field(
        title="Email Address",
        description="Email address of the contact; identifies the buyer of a purchase.",
    )
    """Email address of the contact; identifies the buyer of a purchase."""

    first_name: str | None = Field(
        default=None,
        title="First Name",
        description="Given name; blank or null if unknown.",
        max_length=100,
    )
    """Given name; blank or null if unknown."""

    last_name: str | None = Field(
        default=None,
        title="Last Name",
        description="Family name; blank or null if unknown.",
        max_length=100,
    )
    """Family name; blank or null if unknown."""

    phone: str | None = Field(
        default=None,
        title="Phone Number",
        description="Telephone number, preferably with the country prefix; blank or null if unknown.",
        max_length=20,
    )
    """Telephone number, preferably with the country prefix; blank or null if unknown."""

    whatsapp: str | None = Field(
        default=None,
        title="WhatsApp Number",
        description="WhatsApp number; blank or null if unknown.",
        max_length=20,
    )
    """WhatsApp number; blank or null if unknown."""

    country: str | None = Field(
        default=None,
        title="Country",
        description="Name of the country where the contact lives; blank or null if unknown.",
        max_length=100,
    )
    """Name of the country where the contact lives; blank or null if unknown."""

    source: ContactSource | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
        title="Contact Source",
        description="Source of the contact.",
    )
    """Source of the contact."""

    tags: list[str] | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
        title="Tags",
        description="Tags of the contact; audiences select contacts by tag.",
    )
    """Tags of the contact; audiences select contacts by tag."""

    marketing_consent: MarketingConsent | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
        title="Marketing Consent",
        description="Consent of the contact, by channel.",
    )
    """Consent of the contact, by channel."""

    customer_id: str | None = Field(
        default=None,
        title="Customer ID",
        description="The shop's identifier of this person, maintained by the server; blank or null if none.",
        max_length=40,
    )
    """The shop's identifier of this person, maintained by the server; blank or null if none."""

    ltv: Money | None = Field(
        default=None,
        title="Lifetime Value",
        description="Total revenue of the contact, summed by the server; null before the first purchase.",
    )
    """Total revenue of the contact, summed by the server; null before the first purchase."""

    ltv_currency: str | None = Field(
        default=None,
        title="LTV Currency",
        description="ISO 4217 code of the currency of the lifetime value.",
        max_length=3,
        pattern=r"^[A-Za-z]{3}$",
    )
    """ISO 4217 code of the currency of the lifetime value."""

    last_purchased_at: Timestamp | None = Field(
        default=None,
        title="Last Purchase Date",
        description="When the contact last bought something, maintained by the server; null if never.",
    )
    """When the contact last bought something, maintained by the server; null if never."""

    def __str__(self) -> str:
        return f"Contact(id={self.id} email={self.email} source={self.source})"


if TYPE_CHECKING:
    from konigle._core.records import AsyncRecord

    class AsyncContact(AsyncRecord, Contact):
        """The `Contact` of an async client, with `asave()` instead of `save()`; for type checkers."""

else:
    AsyncContact = Contact
