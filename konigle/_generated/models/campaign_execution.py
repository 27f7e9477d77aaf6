# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import Timestamp
from konigle._core.models import ResponseModel
from konigle._generated.models.campaign_execution_status import CampaignExecutionStatus


class CampaignExecution(ResponseModel):
    """Progress and counters of the run of a campaign, kept by the server."""

    status: CampaignExecutionStatus | None = Field(
        default=None,
        title="Execution Status",
        description="Where the run stands.",
    )
    """Where the run stands."""

    started_at: Timestamp | None = Field(
        default=None,
        title="Started At",
        description="When sending began; null before that.",
    )
    """When sending began; null before that."""

    completed_at: Timestamp | None = Field(
        default=None,
        title="Completed At",
        description="When sending ended; null before that.",
    )
    """When sending ended; null before that."""

    expected_completion_at: Timestamp | None = Field(
        default=None,
        title="Expected Completion At",
        description="When sending should end, given the duration asked for; null if it cannot be told.",
    )
    """When sending should end, given the duration asked for; null if it cannot be told."""

    paused_at: Timestamp | None = Field(
        default=None,
        title="Paused At",
        description="When the run was paused; null if it never was.",
    )
    """When the run was paused; null if it never was."""

    resumed_at: Timestamp | None = Field(
        default=None,
        title="Resumed At",
        description="When the run last went on after a pause; null if it never did.",
    )
    """When the run last went on after a pause; null if it never did."""

    cancelled_at: Timestamp | None = Field(
        default=None,
        title="Cancelled At",
        description="When the run was cancelled; null if it was not.",
    )
    """When the run was cancelled; null if it was not."""

    last_run_at: Timestamp | None = Field(
        default=None,
        title="Last Run At",
        description="When the latest batch finished, which gives the send rate; null before the first.",
    )
    """When the latest batch finished, which gives the send rate; null before the first."""

    next_run_at: Timestamp | None = Field(
        default=None,
        title="Next Run At",
        description="When a halted run goes on; null if it is not halted.",
    )
    """When a halted run goes on; null if it is not halted."""

    total_contacts: int | None = Field(
        default=None,
        title="Total Contacts",
        description="How many contacts the run is to reach.",
        ge=0,
    )
    """How many contacts the run is to reach."""

    total_sent: int | None = Field(
        default=None,
        title="Total Sent",
        description="How many mails were handed over for delivery.",
        ge=0,
    )
    """How many mails were handed over for delivery."""

    total_failed: int | None = Field(
        default=None,
        title="Total Failed",
        description="How many mails could not be handed over.",
        ge=0,
    )
    """How many mails could not be handed over."""

    total_delivered: int | None = Field(
        default=None,
        title="Total Delivered",
        description="How many mails were reported as delivered.",
        ge=0,
    )
    """How many mails were reported as delivered."""

    total_bounced: int | None = Field(
        default=None,
        title="Total Bounced",
        description="How many mails came back as undeliverable.",
        ge=0,
    )
    """How many mails came back as undeliverable."""

    total_complained: int | None = Field(
        default=None,
        title="Total Complained",
        description="How many mails were reported as spam by their readers.",
        ge=0,
    )
    """How many mails were reported as spam by their readers."""

    total_opened: int | None = Field(
        default=None,
        title="Total Opened",
        description="How many mails were opened; null when the channel does not track engagement.",
        ge=0,
    )
    """How many mails were opened; null when the channel does not track engagement."""

    total_clicked: int | None = Field(
        default=None,
        title="Total Clicked",
        description="How many mails had a link followed; null when the channel does not track engagement.",
        ge=0,
    )
    """How many mails had a link followed; null when the channel does not track engagement."""

    error_message: str | None = Field(
        default=None,
        title="Error Message",
        description="Why the run failed; blank or null if it did not.",
    )
    """Why the run failed; blank or null if it did not."""
