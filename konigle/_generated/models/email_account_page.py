# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.email_account import EmailAccount
from konigle._generated.models.page import Page


class EmailAccountPage(Page):
    """One page of email accounts."""

    payload: list[EmailAccount] | None = Field(
        default=None,
        title="Payload",
        description="The email accounts of this page.",
    )
    """The email accounts of this page."""

    results: list[EmailAccount] | None = Field(
        default=None,
        title="Results",
        description="Older name of payload; payload takes precedence if both are present.",
    )
    """Older name of payload; payload takes precedence if both are present."""
