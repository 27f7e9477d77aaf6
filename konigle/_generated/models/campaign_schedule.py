# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import AwareTime
from konigle._core.models import Payload


class CampaignSchedule(Payload):
    """When a campaign is to be sent."""

    scheduled_at: AwareTime | None = Field(
        default=None,
        title="Scheduled At",
        description="When sending is to begin, with its UTC offset; left out, it keeps the time it has.",
    )
    """When sending is to begin, with its UTC offset; left out, it keeps the time it has."""
