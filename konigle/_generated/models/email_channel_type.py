# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum


class EmailChannelType(StrEnum):
    """Kind of mail on a channel; transactional for receipts and the like, marketing for newsletters,
    broadcast for announcements."""

    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"
    BROADCAST = "broadcast"
