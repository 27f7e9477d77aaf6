# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload


class EngagementTracking(Payload):
    """Whether to track opens and clicks."""

    enable: bool = Field(
        title="Enable",
        description="True to track opens and clicks, false to stop.",
    )
    """True to track opens and clicks, false to stop."""
