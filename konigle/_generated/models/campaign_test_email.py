# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.fields import EmailAddress
from konigle._core.models import Payload


class CampaignTestEmail(Payload):
    """Who is to get the test mail of a campaign."""

    email_address: EmailAddress = Field(
        title="Email Address",
        description="Address that the test mail goes to; it need not be a contact's.",
    )
    """Address that the test mail goes to; it need not be a contact's."""
