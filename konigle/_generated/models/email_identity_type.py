# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias


class EmailIdentityType(StrEnum):
    """Kind of identity; domain for a whole domain, email for one address."""

    DOMAIN = "domain"
    EMAIL = "email"


if TYPE_CHECKING:
    EmailIdentityTypeInput: TypeAlias = (
        EmailIdentityType
        | Literal[
            "domain",
            "email",
        ]
    )
else:
    EmailIdentityTypeInput = EmailIdentityType
"""EmailIdentityType, or its plain text in a request, which becomes a member."""
