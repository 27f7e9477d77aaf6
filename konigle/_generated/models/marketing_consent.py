# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import MaybeUnknown, not_given
from konigle._core.models import Value


class MarketingConsent(Value):
    """What a contact agreed to receive, by channel. What a create leaves out counts as agreed to."""

    email: MaybeUnknown[bool] = Field(
        default_factory=not_given,
        title="Email Consent",
        description=(
            "Whether the contact agreed to marketing by email. What a create leaves out, the server takes "
            "for true; what a response leaves out is None."
        ),
    )
    """Whether the contact agreed to marketing by email. What a create leaves out, the server takes for true;
    what a response leaves out is None."""

    sms: MaybeUnknown[bool] = Field(
        default_factory=not_given,
        title="SMS Consent",
        description=(
            "Whether the contact agreed to marketing by SMS. What a create leaves out, the server takes for "
            "true; what a response leaves out is None."
        ),
    )
    """Whether the contact agreed to marketing by SMS. What a create leaves out, the server takes for true;
    what a response leaves out is None."""

    whatsapp: MaybeUnknown[bool] = Field(
        default_factory=not_given,
        title="WhatsApp Consent",
        description=(
            "Whether the contact agreed to marketing by WhatsApp. What a create leaves out, the server "
            "takes for true; what a response leaves out is None."
        ),
    )
    """Whether the contact agreed to marketing by WhatsApp. What a create leaves out, the server takes for
    true; what a response leaves out is None."""
