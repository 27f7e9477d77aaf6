# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum


class EmailChannelStatus(StrEnum):
    """Whether a channel can send."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    PENDING = "pending"
