# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias


class EmailVerificationStatus(StrEnum):
    """Status of the DNS verification."""

    PENDING = "pending"
    SUCCESS = "success"
    FAILED = "failed"


if TYPE_CHECKING:
    EmailVerificationStatusInput: TypeAlias = (
        EmailVerificationStatus
        | Literal[
            "pending",
            "success",
            "failed",
        ]
    )
else:
    EmailVerificationStatusInput = EmailVerificationStatus
"""EmailVerificationStatus, or its plain text in a request, which becomes a member."""
