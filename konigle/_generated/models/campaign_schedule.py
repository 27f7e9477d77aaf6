# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from datetime import datetime
from typing import TypedDict

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import AwareTime


class CampaignSchedule(Payload):
    """When to send a campaign."""

    scheduled_at: AwareTime | None = Field(
        default=None,
        title="Scheduled At",
        description="When sending starts, with a UTC offset; if left out, the campaign keeps its time.",
    )
    """When sending starts, with a UTC offset; if left out, the campaign keeps its time."""


class CampaignScheduleDict(TypedDict, total=False):
    """`CampaignSchedule` as a dict."""

    scheduled_at: datetime | str | None
