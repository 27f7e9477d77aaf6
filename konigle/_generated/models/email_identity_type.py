# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from enum import StrEnum


class EmailIdentityType(StrEnum):
    """Kind of identity; domain for a whole domain, email for one address."""

    DOMAIN = "domain"
    EMAIL = "email"
