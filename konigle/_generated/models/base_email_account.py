# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import EmailOrBlank


class BaseEmailAccount(Payload):
    """Fields shared by an email account and its create request."""

    name: str = Field(
        title="Account Name",
        description="Name of the account, for internal use.",
        max_length=255,
    )
    """Name of the account, for internal use."""

    default_from_email: EmailOrBlank | None = Field(
        default="",
        title="Default From Email",
        description="Sender address for emails without one; blank or null for no default.",
    )
    """Sender address for emails without one; blank or null for no default."""

    default_from_name: str | None = Field(
        default="",
        title="Default From Name",
        description="Sender name for emails without one; blank or null for no default.",
        max_length=255,
    )
    """Sender name for emails without one; blank or null for no default."""

    default_reply_to_email: EmailOrBlank | None = Field(
        default="",
        title="Default Reply-To Email",
        description="Reply-to address for emails without one; blank or null for no default.",
    )
    """Reply-to address for emails without one; blank or null for no default."""

    default_reply_to_name: str | None = Field(
        default="",
        title="Default Reply-To Name",
        description="Reply-to name for emails without one; blank or null for no default.",
        max_length=255,
    )
    """Reply-to name for emails without one; blank or null for no default."""
