# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from konigle._core.models import TimestampedResource
from konigle._core.schema_types.fields import Money, Timestamp
from konigle._generated.models.base_campaign import BaseCampaign
from konigle._generated.models.campaign_channel_type import CampaignChannelType
from konigle._generated.models.campaign_execution import CampaignExecution
from konigle._generated.models.campaign_status import CampaignStatus


class Campaign(BaseCampaign, TimestampedResource):
    """A message to an audience over a channel, with its state and results."""

    _detail_only_fields: ClassVar[frozenset[str]] = frozenset(
        {
            "execution",
        }
    )

    description: str | None = Field(
        default=None,
        title="Description",
        description="Purpose of the campaign, for internal use; blank or null for none.",
    )
    """Purpose of the campaign, for internal use; blank or null for none."""

    scheduled_at: Timestamp | None = Field(
        default=None,
        title="Scheduled At",
        description="When sending starts, with a UTC offset; null to send when the campaign is started.",
    )
    """When sending starts, with a UTC offset; null to send when the campaign is started."""

    from_email: str | None = Field(
        default=None,
        title="From Email",
        description="Sender address; blank or null uses the account's default.",
    )
    """Sender address; blank or null uses the account's default."""

    from_name: str | None = Field(
        default=None,
        title="From Name",
        description="Sender name; blank or null uses the account's default, which must then be set.",
        max_length=255,
    )
    """Sender name; blank or null uses the account's default, which must then be set."""

    reply_to_email: str | None = Field(
        default=None,
        title="Reply-To Email",
        description="Reply-to address; blank or null uses the account's default, which must then be set.",
    )
    """Reply-to address; blank or null uses the account's default, which must then be set."""

    reply_to_name: str | None = Field(
        default=None,
        title="Reply-To Name",
        description="Reply-to name; blank or null uses the account's default, which must then be set.",
        max_length=255,
    )
    """Reply-to name; blank or null uses the account's default, which must then be set."""

    utm_code: str | None = Field(
        default=None,
        title="UTM Code",
        description="Campaign code added to links for web analytics; blank or null for none.",
        max_length=100,
    )
    """Campaign code added to links for web analytics; blank or null for none."""

    channel_type: CampaignChannelType | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
        title="Channel Type",
        description="Kind of channel of the campaign; cannot be changed.",
    )
    """Kind of channel of the campaign; cannot be changed."""

    status: CampaignStatus | None = Field(
        default=None,
        title="Status",
        description="State of the campaign; only its actions and the server change it.",
    )
    """State of the campaign; only its actions and the server change it."""

    ltv: Money | None = Field(
        default=None,
        title="Lifetime Value",
        description="Revenue credited to the campaign, summed by the server; null before the first.",
    )
    """Revenue credited to the campaign, summed by the server; null before the first."""

    ltv_currency: str | None = Field(
        default=None,
        title="LTV Currency",
        description="ISO 4217 code of the currency of the lifetime value.",
        max_length=3,
        pattern=r"^[A-Za-z]{3}$",
    )
    """ISO 4217 code of the currency of the lifetime value."""

    execution: CampaignExecution | None = Field(
        default=None,
        title="Execution Details",
        description="Progress of the run, in responses with a single campaign; null if it never ran.",
    )
    """Progress of the run, in responses with a single campaign; null if it never ran."""

    def __str__(self) -> str:
        return f"Campaign(id={self.id} name={self.name} status={self.status})"


if TYPE_CHECKING:
    from konigle._core.records import AsyncRecord

    class AsyncCampaign(AsyncRecord, Campaign):
        """The `Campaign` of an async client, with `asave()` instead of `save()`; for type checkers."""

else:
    AsyncCampaign = Campaign
