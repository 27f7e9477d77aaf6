# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.email_template import EmailTemplate
from konigle._generated.models.page import Page


class EmailTemplatePage(Page):
    """One page of email templates."""

    payload: list[EmailTemplate] | None = Field(
        default=None,
        title="Payload",
        description="The email templates of this page.",
    )
    """The email templates of this page."""

    results: list[EmailTemplate] | None = Field(
        default=None,
        title="Results",
        description="Older name of payload; payload takes precedence if both are present.",
    )
    """Older name of payload; payload takes precedence if both are present."""
