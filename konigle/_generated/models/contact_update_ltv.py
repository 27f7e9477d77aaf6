# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from decimal import Decimal
from typing import Required, TypedDict

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import AmountRule, EmailAddress, Money, check_amounts


class ContactUpdateLTV(Payload):
    """A purchase to credit to the contact with this address."""

    email: EmailAddress = Field(
        title="Contact Email",
        description="Email address of the buyer.",
    )
    """Email address of the buyer."""

    value: Money = Field(
        title="LTV Value",
        description="Amount to add; more than zero, two decimal places, or as many as the currency has.",
        gt=0,
    )
    """Amount to add; more than zero, two decimal places, or as many as the currency has."""

    currency: str = Field(
        title="Currency",
        description="ISO 4217 code of the currency of the amount.",
        max_length=3,
        pattern=r"^[A-Za-z]{3}$",
    )
    """ISO 4217 code of the currency of the amount."""

    _check_amounts = check_amounts(
        value=AmountRule(
            "currency",
            19,
            2,
            {"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4},
        ),
    )


class ContactUpdateLTVDict(TypedDict, total=False):
    """`ContactUpdateLTV` as a dict."""

    email: Required[str]
    value: Required[Decimal | str | float]
    currency: Required[str]
