# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import ResponseModel
from konigle._core.schema_types.fields import Timestamp
from konigle._generated.models.campaign_execution_status import CampaignExecutionStatus


class CampaignExecution(ResponseModel):
    """Progress and counters of the run of a campaign, maintained by the server."""

    status: CampaignExecutionStatus | None = Field(
        default=None,
        title="Execution Status",
        description="State of the run.",
    )
    """State of the run."""

    started_at: Timestamp | None = Field(
        default=None,
        title="Started At",
        description="When sending started; null before that.",
    )
    """When sending started; null before that."""

    completed_at: Timestamp | None = Field(
        default=None,
        title="Completed At",
        description="When sending ended; null before that.",
    )
    """When sending ended; null before that."""

    expected_completion_at: Timestamp | None = Field(
        default=None,
        title="Expected Completion At",
        description="When sending is expected to end, based on the requested duration; null if unknown.",
    )
    """When sending is expected to end, based on the requested duration; null if unknown."""

    paused_at: Timestamp | None = Field(
        default=None,
        title="Paused At",
        description="When the run was paused; null if it never was.",
    )
    """When the run was paused; null if it never was."""

    resumed_at: Timestamp | None = Field(
        default=None,
        title="Resumed At",
        description="When the run was last resumed; null if it never was.",
    )
    """When the run was last resumed; null if it never was."""

    cancelled_at: Timestamp | None = Field(
        default=None,
        title="Cancelled At",
        description="When the run was cancelled; null if it was not.",
    )
    """When the run was cancelled; null if it was not."""

    last_run_at: Timestamp | None = Field(
        default=None,
        title="Last Run At",
        description="When the latest batch finished; null before the first.",
    )
    """When the latest batch finished; null before the first."""

    next_run_at: Timestamp | None = Field(
        default=None,
        title="Next Run At",
        description="When a halted run continues; null if it is not halted.",
    )
    """When a halted run continues; null if it is not halted."""

    total_contacts: int | None = Field(
        default=None,
        title="Total Contacts",
        description="The number of contacts to send to.",
        ge=0,
    )
    """The number of contacts to send to."""

    total_sent: int | None = Field(
        default=None,
        title="Total Sent",
        description="The number of emails handed over for delivery.",
        ge=0,
    )
    """The number of emails handed over for delivery."""

    total_failed: int | None = Field(
        default=None,
        title="Total Failed",
        description="The number of emails that could not be handed over.",
        ge=0,
    )
    """The number of emails that could not be handed over."""

    total_delivered: int | None = Field(
        default=None,
        title="Total Delivered",
        description="The number of emails reported as delivered.",
        ge=0,
    )
    """The number of emails reported as delivered."""

    total_bounced: int | None = Field(
        default=None,
        title="Total Bounced",
        description="The number of emails that bounced.",
        ge=0,
    )
    """The number of emails that bounced."""

    total_complained: int | None = Field(
        default=None,
        title="Total Complained",
        description="The number of emails reported as spam.",
        ge=0,
    )
    """The number of emails reported as spam."""

    total_opened: int | None = Field(
        default=None,
        title="Total Opened",
        description="The number of emails opened; null if the channel does not track engagement.",
        ge=0,
    )
    """The number of emails opened; null if the channel does not track engagement."""

    total_clicked: int | None = Field(
        default=None,
        title="Total Clicked",
        description=(
            "The number of emails with a clicked link; null if the channel does not track engagement."
        ),
        ge=0,
    )
    """The number of emails with a clicked link; null if the channel does not track engagement."""

    error_message: str | None = Field(
        default=None,
        title="Error Message",
        description="Why the run failed; blank or null if it did not.",
    )
    """Why the run failed; blank or null if it did not."""
