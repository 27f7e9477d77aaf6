# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import EmailAddress


class CampaignTestEmail(Payload):
    """The recipient of the test email of a campaign."""

    email_address: EmailAddress = Field(
        title="Email Address",
        description="Address of the recipient; it need not be a contact.",
    )
    """Address of the recipient; it need not be a contact."""


class CampaignTestEmailDict(TypedDict, total=False):
    """`CampaignTestEmail` as a dict."""

    email_address: Required[str]
