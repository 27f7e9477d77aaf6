# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import ResponseModel
from konigle._generated.models.campaign import Campaign


class CampaignCreateEmailResult(ResponseModel):
    """The campaign created by the one-call form; a server may add more fields."""

    campaign: Campaign = Field(
        title="Campaign",
        description="The new campaign.",
    )
    """The new campaign."""
