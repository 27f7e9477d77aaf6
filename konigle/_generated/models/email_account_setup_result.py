# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import ResponseModel
from konigle._generated.models.email_account import EmailAccount
from konigle._generated.models.email_channel import EmailChannel
from konigle._generated.models.email_identity import EmailIdentity


class EmailAccountSetupResult(ResponseModel):
    """The account, the channels and the identity that a set-up created."""

    account: EmailAccount = Field(
        title="Account",
        description="The new account.",
    )
    """The new account."""

    channels: list[EmailChannel] | None = Field(
        default=None,
        title="Channels",
        description="The channels of the new account.",
    )
    """The channels of the new account."""

    identity: EmailIdentity = Field(
        title="Identity",
        description="The identity to be verified, with the DNS records to add.",
    )
    """The identity to be verified, with the DNS records to add."""
