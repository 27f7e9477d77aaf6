# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias


class EmailChannelStatus(StrEnum):
    """Whether a channel can send."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    PENDING = "pending"


if TYPE_CHECKING:
    EmailChannelStatusInput: TypeAlias = (
        EmailChannelStatus
        | Literal[
            "active",
            "suspended",
            "pending",
        ]
    )
else:
    EmailChannelStatusInput = EmailChannelStatus
"""EmailChannelStatus, or its plain text in a request, which becomes a member."""
