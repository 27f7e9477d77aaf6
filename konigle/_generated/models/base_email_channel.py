# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Annotated

from pydantic import Field

from konigle._core.fields import LowerCased
from konigle._core.models import Payload
from konigle._generated.models.email_channel_type import EmailChannelType


class BaseEmailChannel(Payload):
    """What an email channel and the request to create one have in common."""

    code: Annotated[str, LowerCased] = Field(
        title="Channel Code",
        description="Unique handle by which mail names the channel: letters, digits, -, _, lower-cased.",
        max_length=50,
        pattern=r"^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$",
    )
    """Unique handle by which mail names the channel: letters, digits, -, _, lower-cased."""

    channel_type: EmailChannelType = Field(
        title="Channel Type",
        description="Kind of mail that the channel carries; fixed once it is created.",
    )
    """Kind of mail that the channel carries; fixed once it is created."""
