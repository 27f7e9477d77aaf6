# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import EmailAddress, not_given
from konigle._core.models import UpdateModel
from konigle._generated.models.contact_source import ContactSource
from konigle._generated.models.marketing_consent import MarketingConsent


class ContactUpdate(UpdateModel):
    """Changes to a contact; what is left out stays as it is. Lifetime value and last purchase are kept by the
    server."""

    email: EmailAddress = Field(
        default_factory=not_given,
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

    source: ContactSource = Field(
        default_factory=not_given,
        title="Contact Source",
        description="How the contact became known.",
    )
    """How the contact became known."""

    tags: list[str] = Field(
        default_factory=not_given,
        title="Tags",
        description="Labels on the contact; audiences are made of them.",
    )
    """Labels on the contact; audiences are made of them."""

    marketing_consent: MarketingConsent = Field(
        default_factory=not_given,
        title="Marketing Consent",
        description="What the contact agreed to receive, by channel.",
    )
    """What the contact agreed to receive, by channel."""
