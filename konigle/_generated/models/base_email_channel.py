# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Annotated

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import LowerCased
from konigle._generated.models.email_channel_type import EmailChannelTypeInput


class BaseEmailChannel(Payload):
    """Fields shared by an email channel and its create request."""

    code: Annotated[str, LowerCased] = Field(
        title="Channel Code",
        description="Unique code of the channel, used when sending: letters, digits, -, _, lower case.",
        max_length=50,
        pattern=r"^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$",
    )
    """Unique code of the channel, used when sending: letters, digits, -, _, lower case."""

    channel_type: EmailChannelTypeInput = Field(
        title="Channel Type",
        description="Type of the emails on the channel; cannot be changed.",
    )
    """Type of the emails on the channel; cannot be changed."""
