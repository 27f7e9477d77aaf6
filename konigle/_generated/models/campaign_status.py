# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Literal, TypeAlias

CampaignStatus: TypeAlias = Literal[
    "draft",
    "scheduled",
    "running",
    "completed",
    "paused",
    "cancelled",
    "failed",
]
"""State of a campaign. A draft or scheduled one can be scheduled, started or cancelled, a running one paused
or cancelled, a paused one resumed or cancelled; completed, cancelled and failed are final."""

FINAL_STATES: frozenset[str] = frozenset(
    {
        "completed",
        "cancelled",
        "failed",
    }
)
"""The final values; no transition leads to another one."""
