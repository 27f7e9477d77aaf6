# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from pydantic import Field

from konigle._core.models import Payload


class EngagementTracking(Payload):
    """Whether to track opens and clicks."""

    enable: bool = Field(
        title="Enable",
        description="True to track opens and clicks, false to stop.",
    )
    """True to track opens and clicks, false to stop."""


class EngagementTrackingDict(TypedDict, total=False):
    """`EngagementTracking` as a dict."""

    enable: Required[bool]
