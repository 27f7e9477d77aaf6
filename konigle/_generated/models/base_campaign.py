# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import AwareTime, EmailOrBlank
from konigle._core.models import Payload
from konigle._generated.models.campaign_channel_type import CampaignChannelType


class BaseCampaign(Payload):
    """What a campaign and the request to create one have in common."""

    description: str | None = Field(
        default="",
        title="Description",
        description="What the campaign is for, for your own use; blank or null for none.",
    )
    """What the campaign is for, for your own use; blank or null for none."""

    scheduled_at: AwareTime | None = Field(
        default=None,
        title="Scheduled At",
        description="When sending is to begin, with its UTC offset; null means once it is started.",
    )
    """When sending is to begin, with its UTC offset; null means once it is started."""

    execution_duration_minutes: int | None = Field(
        default=None,
        title="Execution Duration (Minutes)",
        description="Minutes to spread sending over; null for as fast as the channel can.",
        ge=1,
        le=1440,
    )
    """Minutes to spread sending over; null for as fast as the channel can."""

    from_email: EmailOrBlank | None = Field(
        default="",
        title="From Email",
        description="Sender address; blank or null takes the account's default.",
    )
    """Sender address; blank or null takes the account's default."""

    from_name: str | None = Field(
        default="",
        title="From Name",
        description="Sender name; blank or null takes the account's default, which must then be set.",
        max_length=255,
    )
    """Sender name; blank or null takes the account's default, which must then be set."""

    reply_to_email: EmailOrBlank | None = Field(
        default="",
        title="Reply-To Email",
        description="Reply address; blank or null takes the account's default, which must then be set.",
    )
    """Reply address; blank or null takes the account's default, which must then be set."""

    reply_to_name: str | None = Field(
        default="",
        title="Reply-To Name",
        description="Reply name; blank or null takes the account's default, which must then be set.",
        max_length=255,
    )
    """Reply name; blank or null takes the account's default, which must then be set."""

    utm_code: str | None = Field(
        default="",
        title="UTM Code",
        description="Campaign code put on links for web analytics; blank or null for none.",
        max_length=100,
    )
    """Campaign code put on links for web analytics; blank or null for none."""

    email_channel: str | None = Field(
        default=None,
        title="Email Channel ID",
        description="Identifier of the channel that sends the mail; an email campaign needs one to start.",
    )
    """Identifier of the channel that sends the mail; an email campaign needs one to start."""

    email_template: str | None = Field(
        default=None,
        title="Email Template ID",
        description="Identifier of the template of the mail; an email campaign needs one to start.",
    )
    """Identifier of the template of the mail; an email campaign needs one to start."""

    audience: str = Field(
        title="Audience ID",
        description="Identifier of the audience that the campaign is sent to.",
    )
    """Identifier of the audience that the campaign is sent to."""

    name: str = Field(
        title="Campaign Name",
        description="Name of the campaign, for your own use.",
        max_length=255,
    )
    """Name of the campaign, for your own use."""

    channel_type: CampaignChannelType = Field(
        default="email",
        title="Channel Type",
        description="Kind of channel that the campaign goes out on; fixed once it is created.",
    )
    """Kind of channel that the campaign goes out on; fixed once it is created."""
