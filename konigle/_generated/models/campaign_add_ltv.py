# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from decimal import Decimal
from typing import ClassVar, Required, TypedDict

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import AmountRule, EmailOrBlank, Money, check_amounts


class CampaignAddLTV(Payload):
    """A purchase to credit to a campaign, and to the buyer if one is named."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "contact_email",
        }
    )

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

    contact_email: EmailOrBlank | None = Field(
        default=None,
        title="Contact Email",
        description="Address of the contact who bought; blank or null credits only the campaign.",
    )
    """Address of the contact who bought; blank or null credits only the campaign."""

    _check_amounts = check_amounts(
        value=AmountRule(
            "currency",
            19,
            2,
            {"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4},
        ),
    )


class CampaignAddLTVDict(TypedDict, total=False):
    """`CampaignAddLTV` as a dict."""

    value: Required[Decimal | str | float]
    currency: Required[str]
    contact_email: str | None
