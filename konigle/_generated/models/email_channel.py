# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import Timestamp
from konigle._core.models import TimestampedResource
from konigle._generated.models.base_email_channel import BaseEmailChannel
from konigle._generated.models.email_channel_status import EmailChannelStatus


class EmailChannel(BaseEmailChannel, TimestampedResource):
    """One stream of mail within an account, with its own limits, which the server sets."""

    code: str = Field(
        title="Channel Code",
        description="Unique handle by which mail names the channel: letters, digits, -, _, lower-cased.",
        max_length=50,
        pattern=r"^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$",
    )
    """Unique handle by which mail names the channel: letters, digits, -, _, lower-cased."""

    account: str = Field(
        title="Account ID",
        description="Identifier of the account that the channel belongs to.",
    )
    """Identifier of the account that the channel belongs to."""

    status: EmailChannelStatus | None = Field(
        default=None,
        title="Channel Status",
        description="Whether the channel may send.",
    )
    """Whether the channel may send."""

    suspension_reason: str | None = Field(
        default=None,
        title="Suspension Reason",
        description="Why the channel was suspended; null if it is not.",
        max_length=255,
    )
    """Why the channel was suspended; null if it is not."""

    suspended_at: Timestamp | None = Field(
        default=None,
        title="Suspended At",
        description="When the channel was suspended; null if it is not.",
    )
    """When the channel was suspended; null if it is not."""

    daily_quota: int | None = Field(
        default=None,
        title="Daily Quota",
        description="Most mails that the channel sends in a day.",
        ge=1,
    )
    """Most mails that the channel sends in a day."""

    rate_limit: int | None = Field(
        default=None,
        title="Rate Limit",
        description="Most mails that the channel sends in a second.",
        ge=1,
        le=20,
    )
    """Most mails that the channel sends in a second."""

    enable_engagement_tracking: bool | None = Field(
        default=None,
        title="Engagement Tracking",
        description="Whether opens and clicks are tracked; set-engagement-tracking switches it.",
    )
    """Whether opens and clicks are tracked; set-engagement-tracking switches it."""

    def __str__(self) -> str:
        return f"EmailChannel(id={self.id} code={self.code} channel_type={self.channel_type} status={self.status})"
