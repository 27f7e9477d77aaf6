# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload


class EngagementTracking(Payload):
    """The switch for open and click tracking."""

    enable: bool = Field(
        title="Enable",
        description="True to track opens and clicks, false to stop.",
    )
    """True to track opens and clicks, false to stop."""
