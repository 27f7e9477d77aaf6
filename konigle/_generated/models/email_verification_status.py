# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum


class EmailVerificationStatus(StrEnum):
    """How far the check of DNS records has come."""

    PENDING = "pending"
    SUCCESS = "success"
    FAILED = "failed"
