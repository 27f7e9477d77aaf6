# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING

from pydantic import Field

from konigle._core.models import TimestampedResource
from konigle._generated.models.base_email_account import BaseEmailAccount


class EmailAccount(BaseEmailAccount, TimestampedResource):
    """The email account of a site; channels, identities and templates belong to it."""

    default_from_email: str | None = Field(
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

    default_reply_to_email: str | None = Field(
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

    is_active: bool | None = Field(
        default=None,
        title="Is Active",
        description="Whether email can be sent from the account; set by the server.",
    )
    """Whether email can be sent from the account; set by the server."""

    def __str__(self) -> str:
        return f"EmailAccount(id={self.id} name={self.name} is_active={self.is_active})"


if TYPE_CHECKING:
    from konigle._core.records import AsyncRecord

    class AsyncEmailAccount(AsyncRecord, EmailAccount):
        """The `EmailAccount` of an async client, with `asave()` instead of `save()`; for type checkers."""

else:
    AsyncEmailAccount = EmailAccount
