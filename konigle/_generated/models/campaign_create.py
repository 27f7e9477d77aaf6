# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from datetime import datetime
from typing import ClassVar, Required, TypedDict

from konigle._core.models import CreateModel
from konigle._generated.models.base_campaign import BaseCampaign
from konigle._generated.models.campaign_channel_type import CampaignChannelType


class CampaignCreate(BaseCampaign, CreateModel):
    """Fields for creating a campaign for an existing audience, channel and template."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "from_email",
            "reply_to_email",
        }
    )


class CampaignCreateDict(TypedDict, total=False):
    """`CampaignCreate` as a dict."""

    description: str | None
    scheduled_at: datetime | str | None
    execution_duration_minutes: int | None
    from_email: str | None
    from_name: str | None
    reply_to_email: str | None
    reply_to_name: str | None
    utm_code: str | None
    email_channel: str | None
    email_template: str | None
    audience: Required[str]
    name: Required[str]
    channel_type: CampaignChannelType
