# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._runtime.models import Value


class MarketingConsent(Value):
    """What a contact agreed to receive, by channel. What a create leaves out counts as agreed to."""

    email: bool = Field(
        default=True,
        title="Email Consent",
        description="Whether the contact agreed to marketing by email.",
    )
    """Whether the contact agreed to marketing by email."""

    sms: bool = Field(
        default=True,
        title="SMS Consent",
        description="Whether the contact agreed to marketing by SMS.",
    )
    """Whether the contact agreed to marketing by SMS."""

    whatsapp: bool = Field(
        default=True,
        title="WhatsApp Consent",
        description="Whether the contact agreed to marketing by WhatsApp.",
    )
    """Whether the contact agreed to marketing by WhatsApp."""
