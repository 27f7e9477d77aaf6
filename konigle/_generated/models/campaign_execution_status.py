# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Literal, TypeAlias

CampaignExecutionStatus: TypeAlias = Literal[
    "pending",
    "processing",
    "paused",
    "halted",
    "completed",
    "failed",
    "cancelled",
    "partially_completed",
]
"""State of the run of a campaign; a halted run continues automatically."""
