# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum


class EmailVerificationStatus(StrEnum):
    """Status of the DNS verification."""

    PENDING = "pending"
    SUCCESS = "success"
    FAILED = "failed"
