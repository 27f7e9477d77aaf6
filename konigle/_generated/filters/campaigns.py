# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters
from konigle._generated.models.campaign_channel_type import CampaignChannelType
from konigle._generated.models.campaign_status import CampaignStatus


class CampaignFilters(BaseFilters):
    """Conditions of `list_campaigns`; those that are not set, or None, are not sent."""

    q: str | None = Field(
        default=None,
        title="Search Query",
        description="Text to search for in the name and the description of the campaign.",
    )
    """Text to search for in the name and the description of the campaign."""

    status: CampaignStatus | None = Field(
        default=None,
        title="Status",
        description="Only campaigns in this state.",
    )
    """Only campaigns in this state."""

    channel_type: CampaignChannelType | None = Field(
        default=None,
        title="Channel Type",
        description="Only campaigns on this kind of channel.",
    )
    """Only campaigns on this kind of channel."""

    audience: str | None = Field(
        default=None,
        title="Audience code",
        description="Only campaigns to the audience with this code (the code, not the identifier).",
    )
    """Only campaigns to the audience with this code (the code, not the identifier)."""


class CampaignQuery(RequestOptions, total=False):
    """The same as keyword arguments, beside the options of a call.

    Attributes:
        q: Text to search for in the name and the description of the campaign.
        status: Only campaigns in this state.
        channel_type: Only campaigns on this kind of channel.
        audience: Only campaigns to the audience with this code (the code, not the identifier).
    """

    q: str | None
    status: CampaignStatus | None
    channel_type: CampaignChannelType | None
    audience: str | None
