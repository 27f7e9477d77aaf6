# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias


class EmailChannelType(StrEnum):
    """Type of the emails on a channel; transactional for receipts and similar emails, marketing for
    newsletters, broadcast for announcements."""

    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"
    BROADCAST = "broadcast"


if TYPE_CHECKING:
    EmailChannelTypeInput: TypeAlias = (
        EmailChannelType
        | Literal[
            "transactional",
            "marketing",
            "broadcast",
        ]
    )
else:
    EmailChannelTypeInput = EmailChannelType
"""EmailChannelType, or its plain text in a request, which becomes a member."""
