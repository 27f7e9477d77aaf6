# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TypedDict

from pydantic import Field

from konigle._core.models import UpdateModel
from konigle._core.schema_types.fields import EmailOrBlank, not_given


class EmailAccountUpdate(UpdateModel):
    """Changes to an email account; fields that are left out keep their values."""

    name: str = Field(
        default_factory=not_given,
        title="Account Name",
        description="Name of the account, for internal use.",
        max_length=255,
    )
    """Name of the account, for internal use."""

    default_from_email: EmailOrBlank | None = Field(
        default=None,
        title="Default From Email",
        description="Sender address for emails without one; blank or null for no default.",
    )
    """Sender address for emails without one; blank or null for no default."""

    default_from_name: str | None = Field(
        default=None,
        title="Default From Name",
        description="Sender name for emails without one; blank or null for no default.",
        max_length=255,
    )
    """Sender name for emails without one; blank or null for no default."""

    default_reply_to_email: EmailOrBlank | None = Field(
        default=None,
        title="Default Reply-To Email",
        description="Reply-to address for emails without one; blank or null for no default.",
    )
    """Reply-to address for emails without one; blank or null for no default."""

    default_reply_to_name: str | None = Field(
        default=None,
        title="Default Reply-To Name",
        description="Reply-to name for emails without one; blank or null for no default.",
        max_length=255,
    )
    """Reply-to name for emails without one; blank or null for no default."""


class EmailAccountUpdateDict(TypedDict, total=False):
    """`EmailAccountUpdate` as a dict."""

    name: str
    default_from_email: str | None
    default_from_name: str | None
    default_reply_to_email: str | None
    default_reply_to_name: str | None
