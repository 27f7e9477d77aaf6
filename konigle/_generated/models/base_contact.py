# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import EmailAddress
from konigle._generated.models.contact_source import ContactSource
from konigle._generated.models.marketing_consent import MarketingConsent


class BaseContact(Payload):
    """Fields shared by a contact and its create request."""

    email: EmailAddress = Field(
        title="Email Address",
        description="Email address of the contact; identifies the buyer of a purchase.",
    )
    """Email address of the contact; identifies the buyer of a purchase."""

    first_name: str | None = Field(
        default="",
        title="First Name",
        description="Given name; blank or null if unknown.",
        max_length=100,
    )
    """Given name; blank or null if unknown."""

    last_name: str | None = Field(
        default="",
        title="Last Name",
        description="Family name; blank or null if unknown.",
        max_length=100,
    )
    """Family name; blank or null if unknown."""

    phone: str | None = Field(
        default="",
        title="Phone Number",
        description="Telephone number, preferably with the country prefix; blank or null if unknown.",
        max_length=20,
    )
    """Telephone number, preferably with the country prefix; blank or null if unknown."""

    whatsapp: str | None = Field(
        default="",
        title="WhatsApp Number",
        description="WhatsApp number; blank or null if unknown.",
        max_length=20,
    )
    """WhatsApp number; blank or null if unknown."""

    country: str | None = Field(
        default="",
        title="Country",
        description="Name of the country where the contact lives; blank or null if unknown.",
        max_length=100,
    )
    """Name of the country where the contact lives; blank or null if unknown."""

    source: ContactSource = Field(
        default="unknown",
        title="Contact Source",
        description="Source of the contact.",
    )
    """Source of the contact."""

    tags: list[str] = Field(
        default_factory=list[str],
        title="Tags",
        description="Tags of the contact; audiences select contacts by tag.",
    )
    """Tags of the contact; audiences select contacts by tag."""

    marketing_consent: MarketingConsent = Field(
        default_factory=MarketingConsent,
        title="Marketing Consent",
        description="Consent of the contact, by channel.",
    )
    """Consent of the contact, by channel."""
