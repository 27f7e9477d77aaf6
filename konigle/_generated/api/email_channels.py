# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Email channels of an account, each with a type and limits."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_empty, decode_model
from konigle._generated.filters.email_channels import EmailChannelFilters
from konigle._generated.models.email_channel import EmailChannel
from konigle._generated.models.email_channel_create import EmailChannelCreate
from konigle._generated.models.email_channel_page import EmailChannelPage
from konigle._generated.models.email_channel_update import EmailChannelUpdate
from konigle._generated.models.engagement_tracking import EngagementTracking

_LIST_EMAIL_CHANNELS = Operation("listEmailChannels", "GET", "/reachout/api/v1/channels", "safe")
_CREATE_EMAIL_CHANNEL = Operation(
    "createEmailChannel",
    "POST",
    "/reachout/api/v1/channels",
    "once",
    recovery="Check with `client.email_channels.list(q=…)`",
)
_GET_EMAIL_CHANNEL = Operation("getEmailChannel", "GET", "/reachout/api/v1/channels/{channel_id}", "safe")
_UPDATE_EMAIL_CHANNEL = Operation(
    "updateEmailChannel", "PATCH", "/reachout/api/v1/channels/{channel_id}", "settled"
)
_DELETE_EMAIL_CHANNEL = Operation(
    "deleteEmailChannel", "DELETE", "/reachout/api/v1/channels/{channel_id}", "settled"
)
_SET_ENGAGEMENT_TRACKING = Operation(
    "setEngagementTracking",
    "POST",
    "/reachout/api/v1/channels/{channel_id}/set-engagement-tracking",
    "settled",
)

__all__ = [
    "create_email_channel",
    "delete_email_channel",
    "get_email_channel",
    "list_email_channels",
    "set_engagement_tracking",
    "update_email_channel",
]


def list_email_channels(
    filters: EmailChannelFilters | None = None, page: int = 1, page_size: int = 20
) -> Call[EmailChannelPage]:
    """List email channels.

    Returns one page of email channels that match the filters.

    Args:
        filters: Conditions; none for the whole collection.
        page: Page number, from 1.
        page_size: Number of resources per page, at most 200.

    Returns:
        The call, not sent yet. Its result: A page of email channels.

    Idempotent; retried automatically.
    """
    return Call(
        _LIST_EMAIL_CHANNELS,
        partial(decode_model, EmailChannelPage),
        query={"page": page, "page_size": page_size, **(filters.to_wire() if filters else {})},
    )


def create_email_channel(body: EmailChannelCreate | Mapping[str, Any]) -> Call[EmailChannel]:
    """Create an email channel.

    Creates an email channel in the site's account. The server sets its daily quota and its rate limit.

    Args:
        body: Fields for creating an email channel.

    Returns:
        The call, not sent yet. Its result: The current email channel.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_EMAIL_CHANNEL,
        partial(decode_model, EmailChannel),
        body=json_body("createEmailChannel", EmailChannelCreate, body),
    )


def get_email_channel(channel_id: str) -> Call[EmailChannel]:
    """Get one email channel.

    Returns one email channel with all its fields.

    Args:
        channel_id: Identifier of the email channel (not its code).

    Returns:
        The call, not sent yet. Its result: The current email channel.

    Idempotent; retried automatically.
    """
    return Call(_GET_EMAIL_CHANNEL, partial(decode_model, EmailChannel), ids={"channel_id": channel_id})


def update_email_channel(channel_id: str, body: EmailChannelUpdate | Mapping[str, Any]) -> Call[EmailChannel]:
    """Change one email channel.

    Changes the code of the channel. Programs that send by the old code must then use the new one.

    Args:
        channel_id: Identifier of the email channel (not its code).
        body: Changes to an email channel; only its code can be changed.

    Returns:
        The call, not sent yet. Its result: The current email channel.

    Idempotent; retried automatically.
    """
    return Call(
        _UPDATE_EMAIL_CHANNEL,
        partial(decode_model, EmailChannel),
        ids={"channel_id": channel_id},
        body=json_body("updateEmailChannel", EmailChannelUpdate, body),
    )


def delete_email_channel(channel_id: str) -> Call[None]:
    """Delete one email channel.

    Deletes the channel permanently; nothing can be sent by its code afterwards.

    Args:
        channel_id: Identifier of the email channel (not its code).

    Returns:
        The call, not sent yet. Its result: Deleted; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_EMAIL_CHANNEL, decode_empty, ids={"channel_id": channel_id})


def set_engagement_tracking(
    channel_id: str, body: EngagementTracking | Mapping[str, Any]
) -> Call[EmailChannel]:
    """Enable or disable engagement tracking.

    Enables or disables the tracking of opens and clicks for emails that the channel sends from then on.

    Args:
        channel_id: Identifier of the email channel (not its code).
        body: The body of the request.

    Returns:
        The call, not sent yet. Its result: The current email channel.

    Idempotent; retried automatically.
    """
    return Call(
        _SET_ENGAGEMENT_TRACKING,
        partial(decode_model, EmailChannel),
        ids={"channel_id": channel_id},
        body=json_body("setEngagementTracking", EngagementTracking, body),
    )
