# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.email_identity import EmailIdentity
from konigle._generated.models.page import Page


class EmailIdentityPage(Page):
    """One page of email identities."""

    payload: list[EmailIdentity] | None = Field(
        default=None,
        title="Payload",
        description="The email identities of this page.",
    )
    """The email identities of this page."""

    results: list[EmailIdentity] | None = Field(
        default=None,
        title="Results",
        description="Older name of payload; payload takes precedence if both are present.",
    )
    """Older name of payload; payload takes precedence if both are present."""
