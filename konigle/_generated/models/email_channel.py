# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING

from pydantic import Field

from konigle._core.models import TimestampedResource
from konigle._core.schema_types.fields import Timestamp
from konigle._generated.models.base_email_channel import BaseEmailChannel
from konigle._generated.models.email_channel_status import EmailChannelStatus
from konigle._generated.models.email_channel_type import EmailChannelType


class EmailChannel(BaseEmailChannel, TimestampedResource):
    """An email channel of an account, with limits set by the server."""

    code: str = Field(
        title="Channel Code",
        description="Unique code of the channel, used when sending: letters, digits, -, _, lower case.",
        max_length=50,
        pattern=r"^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$",
    )
    """Unique code of the channel, used when sending: letters, digits, -, _, lower case."""

    channel_type: EmailChannelType = Field(  # pyright: ignore[reportIncompatibleVariableOverride]  # a response has a member of the enum
        title="Channel Type",
        description="Type of the emails on the channel; cannot be changed.",
    )
    """Type of the emails on the channel; cannot be changed."""

    account: str = Field(
        title="Account ID",
        description="Identifier of the account that the channel belongs to.",
    )
    """Identifier of the account that the channel belongs to."""

    status: EmailChannelStatus | None = Field(
        default=None,
        title="Channel Status",
        description="Whether the channel can send.",
    )
    """Whether the channel can send."""

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
        description="Maximum number of emails that the channel sends per day.",
        ge=1,
    )
    """Maximum number of emails that the channel sends per day."""

    rate_limit: int | None = Field(
        default=None,
        title="Rate Limit",
        description="Maximum number of emails that the channel sends per second.",
        ge=1,
        le=20,
    )
    """Maximum number of emails that the channel sends per second."""

    enable_engagement_tracking: bool | None = Field(
        default=None,
        title="Engagement Tracking",
        description="Whether opens and clicks are tracked; set-engagement-tracking changes it.",
    )
    """Whether opens and clicks are tracked; set-engagement-tracking changes it."""

    def __str__(self) -> str:
        return f"EmailChannel(id={self.id} code={self.code} channel_type={self.channel_type} status={self.status})"


if TYPE_CHECKING:
    from konigle._core.records import AsyncRecord

    class AsyncEmailChannel(AsyncRecord, EmailChannel):
        """The `EmailChannel` of an async client, with `asave()` instead of `save()`; for type checkers."""

else:
    AsyncEmailChannel = EmailChannel
