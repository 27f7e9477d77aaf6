# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import AwareTime, EmailOrBlank
from konigle._generated.models.campaign_channel_type import CampaignChannelType


class BaseCampaign(Payload):
    """Fields shared by a campaign and its create request."""

    description: str | None = Field(
        default="",
        title="Description",
        description="Purpose of the campaign, for internal use; blank or null for none.",
    )
    """Purpose of the campaign, for internal use; blank or null for none."""

    scheduled_at: AwareTime | None = Field(
        default=None,
        title="Scheduled At",
        description="When sending starts, with a UTC offset; null to send when the campaign is started.",
    )
    """When sending starts, with a UTC offset; null to send when the campaign is started."""

    execution_duration_minutes: int | None = Field(
        default=None,
        title="Execution Duration (Minutes)",
        description="Minutes over which to spread sending; null for as fast as the channel allows.",
        ge=1,
        le=1440,
    )
    """Minutes over which to spread sending; null for as fast as the channel allows."""

    from_email: EmailOrBlank | None = Field(
        default="",
        title="From Email",
        description="Sender address; blank or null uses the account's default.",
    )
    """Sender address; blank or null uses the account's default."""

    from_name: str | None = Field(
        default="",
        title="From Name",
        description="Sender name; blank or null uses the account's default, which must then be set.",
        max_length=255,
    )
    """Sender name; blank or null uses the account's default, which must then be set."""

    reply_to_email: EmailOrBlank | None = Field(
        default="",
        title="Reply-To Email",
        description="Reply-to address; blank or null uses the account's default, which must then be set.",
    )
    """Reply-to address; blank or null uses the account's default, which must then be set."""

    reply_to_name: str | None = Field(
        default="",
        title="Reply-To Name",
        description="Reply-to name; blank or null uses the account's default, which must then be set.",
        max_length=255,
    )
    """Reply-to name; blank or null uses the account's default, which must then be set."""

    utm_code: str | None = Field(
        default="",
        title="UTM Code",
        description="Campaign code added to links for web analytics; blank or null for none.",
        max_length=100,
    )
    """Campaign code added to links for web analytics; blank or null for none."""

    email_channel: str | None = Field(
        default=None,
        title="Email Channel ID",
        description="Identifier of the channel that sends the emails; an email campaign needs one to start.",
    )
    """Identifier of the channel that sends the emails; an email campaign needs one to start."""

    email_template: str | None = Field(
        default=None,
        title="Email Template ID",
        description="Identifier of the email template; an email campaign needs one to start.",
    )
    """Identifier of the email template; an email campaign needs one to start."""

    audience: str = Field(
        title="Audience ID",
        description="Identifier of the audience that the campaign is sent to.",
    )
    """Identifier of the audience that the campaign is sent to."""

    name: str = Field(
        title="Campaign Name",
        description="Name of the campaign, for internal use.",
        max_length=255,
    )
    """Name of the campaign, for internal use."""

    channel_type: CampaignChannelType = Field(
        default="email",
        title="Channel Type",
        description="Kind of channel of the campaign; cannot be changed.",
    )
    """Kind of channel of the campaign; cannot be changed."""
