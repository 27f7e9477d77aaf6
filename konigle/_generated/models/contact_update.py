# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TypedDict

from pydantic import Field

from konigle._core.body import reject_text
from konigle._core.models import UpdateModel
from konigle._core.schema_types.fields import EmailAddress, not_given
from konigle._generated.models.contact_source import ContactSource
from konigle._generated.models.marketing_consent import MarketingConsent, MarketingConsentDict


class ContactUpdate(UpdateModel):
    """Changes to a contact; fields that are left out keep their values. The server maintains lifetime value
    and last purchase."""

    email: EmailAddress = Field(
        default_factory=not_given,
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

    source: ContactSource = Field(
        default_factory=not_given,
        title="Contact Source",
        description="Source of the contact.",
    )
    """Source of the contact."""

    tags: list[str] = Field(
        default_factory=not_given,
        title="Tags",
        description="Tags of the contact; audiences select contacts by tag.",
    )
    """Tags of the contact; audiences select contacts by tag."""

    marketing_consent: MarketingConsent = Field(
        default_factory=not_given,
        title="Marketing Consent",
        description="Consent of the contact, by channel.",
    )
    """Consent of the contact, by channel."""

    _check_contact_update = reject_text(
        tags="a list",
    )


class ContactUpdateDict(TypedDict, total=False):
    """`ContactUpdate` as a dict."""

    email: str
    first_name: str | None
    last_name: str | None
    phone: str | None
    whatsapp: str | None
    country: str | None
    source: ContactSource
    tags: list[str]
    marketing_consent: MarketingConsent | MarketingConsentDict
