# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters
from konigle._generated.models.email_channel_ordering import EmailChannelOrdering
from konigle._generated.models.email_channel_status import EmailChannelStatusInput
from konigle._generated.models.email_channel_type import EmailChannelTypeInput


class EmailChannelFilters(BaseFilters):
    """Conditions of `list_email_channels`; those that are not set, or None, are not sent."""

    q: str | None = Field(
        default=None,
        title="Search Query",
        description="Text to search for in the code and the type of the channel.",
    )
    """Text to search for in the code and the type of the channel."""

    channel_type: EmailChannelTypeInput | None = Field(
        default=None,
        title="Channel Type",
        description="Only channels of this type.",
    )
    """Only channels of this type."""

    status: EmailChannelStatusInput | None = Field(
        default=None,
        title="Status",
        description="Only channels in this state.",
    )
    """Only channels in this state."""

    ordering: EmailChannelOrdering | None = Field(
        default=None,
        title="Ordering",
        description="Field to sort by; a leading minus sign sorts in descending order.",
    )
    """Field to sort by; a leading minus sign sorts in descending order."""


class EmailChannelQuery(RequestOptions, total=False):
    """The same as keyword arguments, beside the options of a call.

    Attributes:
        q: Text to search for in the code and the type of the channel.
        channel_type: Only channels of this type.
        status: Only channels in this state.
        ordering: Field to sort by; a leading minus sign sorts in descending order.
    """

    q: str | None
    channel_type: EmailChannelTypeInput | None
    status: EmailChannelStatusInput | None
    ordering: EmailChannelOrdering | None
