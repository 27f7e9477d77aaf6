# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.email_channel import EmailChannel
from konigle._generated.models.page import Page


class EmailChannelPage(Page):
    """One page of email channels."""

    payload: list[EmailChannel] | None = Field(
        default=None,
        title="Payload",
        description="The email channels of this page.",
    )
    """The email channels of this page."""

    results: list[EmailChannel] | None = Field(
        default=None,
        title="Results",
        description="Older name of payload; payload takes precedence if both are present.",
    )
    """Older name of payload; payload takes precedence if both are present."""
