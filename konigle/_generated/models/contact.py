# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import Money, Timestamp
from konigle._core.models import TimestampedResource
from konigle._generated.models.base_contact import BaseContact
from konigle._generated.models.contact_source import ContactSource
from konigle._generated.models.marketing_consent import MarketingConsent


class Contact(BaseContact, TimestampedResource):
    """A person who can be written to, with consent and purchase value."""

    email: str = Field(
        title="Email Address",
        description="Address of the contact, by which a purchase finds it.",
    )
    """Address of the contact, by which a purchase finds it."""

    first_name: str | None = Field(
        default=None,
        title="First Name",
        description="Given name; blank or null if not known.",
        max_length=100,
    )
    """Given name; blank or null if not known."""

    last_name: str | None = Field(
        default=None,
        title="Last Name",
        description="Family name; blank or null if not known.",
        max_length=100,
    )
    """Family name; blank or null if not known."""

    phone: str | None = Field(
        default=None,
        title="Phone Number",
        description="Telephone number, best with the country's prefix; blank or null if not known.",
        max_length=20,
    )
    """Telephone number, best with the country's prefix; blank or null if not known."""

    whatsapp: str | None = Field(
        default=None,
        title="WhatsApp Number",
        description="Number that WhatsApp messages go to; blank or null if not known.",
        max_length=20,
    )
    """Number that WhatsApp messages go to; blank or null if not known."""

    country: str | None = Field(
        default=None,
        title="Country",
        description="Name of the country the contact lives in; blank or null if not known.",
        max_length=100,
    )
    """Name of the country the contact lives in; blank or null if not known."""

    source: ContactSource | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
        title="Contact Source",
        description="How the contact became known.",
    )
    """How the contact became known."""

    tags: list[str] | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
        title="Tags",
        description="Labels on the contact; audiences are made of them.",
    )
    """Labels on the contact; audiences are made of them."""

    marketing_consent: MarketingConsent | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
        title="Marketing Consent",
        description="What the contact agreed to receive, by channel.",
    )
    """What the contact agreed to receive, by channel."""

    customer_id: str | None = Field(
        default=None,
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

    ltv_currency: str | None = Field(
        default=None,
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
