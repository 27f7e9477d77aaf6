# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TypedDict

from pydantic import Field

from konigle._core.models import Value
from konigle._core.schema_types.fields import MaybeUnknown, not_given


class MarketingConsent(Value):
    """The consent of a contact, by channel. Channels that a create leaves out count as consented to."""

    email: MaybeUnknown[bool] = Field(
        default_factory=not_given,
        title="Email Consent",
        description=(
            "Whether the contact consented to marketing by email. What a create leaves out, the server "
            "takes for true; what a response leaves out is None."
        ),
    )
    """Whether the contact consented to marketing by email. What a create leaves out, the server takes for
    true; what a response leaves out is None."""

    sms: MaybeUnknown[bool] = Field(
        default_factory=not_given,
        title="SMS Consent",
        description=(
            "Whether the contact consented to marketing by SMS. What a create leaves out, the server takes "
            "for true; what a response leaves out is None."
        ),
    )
    """Whether the contact consented to marketing by SMS. What a create leaves out, the server takes for true;
    what a response leaves out is None."""

    whatsapp: MaybeUnknown[bool] = Field(
        default_factory=not_given,
        title="WhatsApp Consent",
        description=(
            "Whether the contact consented to marketing by WhatsApp. What a create leaves out, the server "
            "takes for true; what a response leaves out is None."
        ),
    )
    """Whether the contact consented to marketing by WhatsApp. What a create leaves out, the server takes for
    true; what a response leaves out is None."""


class MarketingConsentDict(TypedDict, total=False):
    """`MarketingConsent` as a dict."""

    email: bool
    sms: bool
    whatsapp: bool
