# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum


class EmailChannelType(StrEnum):
    """Type of the emails on a channel; transactional for receipts and similar emails, marketing for
    newsletters, broadcast for announcements."""

    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"
    BROADCAST = "broadcast"
