# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.audience import Audience
from konigle._generated.models.page import Page


class AudiencePage(Page):
    """One page of audiences."""

    payload: list[Audience] | None = Field(
        default=None,
        title="Payload",
        description="The audiences of this page.",
    )
    """The audiences of this page."""

    results: list[Audience] | None = Field(
        default=None,
        title="Results",
        description="Older name of payload; payload takes precedence if both are present.",
    )
    """Older name of payload; payload takes precedence if both are present."""
