# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import EmailOrBlank
from konigle._core.models import Payload


class BaseEmailAccount(Payload):
    """What an email account and the request to create one have in common."""

    name: str = Field(
        title="Account Name",
        description="Name of the account, for your own use.",
        max_length=255,
    )
    """Name of the account, for your own use."""

    default_from_email: EmailOrBlank | None = Field(
        default="",
        title="Default From Email",
        description="Sender address for mail that names none; blank or null for no default.",
    )
    """Sender address for mail that names none; blank or null for no default."""

    default_from_name: str | None = Field(
        default="",
        title="Default From Name",
        description="Sender name for mail that names none; blank or null for no default.",
        max_length=255,
    )
    """Sender name for mail that names none; blank or null for no default."""

    default_reply_to_email: EmailOrBlank | None = Field(
        default="",
        title="Default Reply-To Email",
        description="Address for replies to mail that names none; blank or null for no default.",
    )
    """Address for replies to mail that names none; blank or null for no default."""

    default_reply_to_name: str | None = Field(
        default="",
        title="Default Reply-To Name",
        description="Name for replies to mail that names none; blank or null for no default.",
        max_length=255,
    )
    """Name for replies to mail that names none; blank or null for no default."""
