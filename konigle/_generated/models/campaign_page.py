# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.campaign import Campaign
from konigle._generated.models.page import Page


class CampaignPage(Page):
    """One page of campaigns; items may lack the detail-only field execution."""

    payload: list[Campaign] | None = Field(
        default=None,
        title="Payload",
        description="The campaigns of this page.",
    )
    """The campaigns of this page."""

    results: list[Campaign] | None = Field(
        default=None,
        title="Results",
        description="Older name of payload; payload takes precedence if both are present.",
    )
    """Older name of payload; payload takes precedence if both are present."""
