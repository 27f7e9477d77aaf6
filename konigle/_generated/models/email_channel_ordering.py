# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Literal, TypeAlias

EmailChannelOrdering: TypeAlias = Literal[
    "code",
    "-code",
    "channel_type",
    "-channel_type",
    "status",
    "-status",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
]
"""Fields that a list of channels can be sorted by."""
