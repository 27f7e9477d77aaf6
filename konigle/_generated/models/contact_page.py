# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.contact import Contact
from konigle._generated.models.page import Page


class ContactPage(Page):
    """One page of contacts."""

    payload: list[Contact] | None = Field(
        default=None,
        title="Payload",
        description="The contacts of this page.",
    )
    """The contacts of this page."""

    results: list[Contact] | None = Field(
        default=None,
        title="Results",
        description="Older name of payload; payload takes precedence if both are present.",
    )
    """Older name of payload; payload takes precedence if both are present."""
