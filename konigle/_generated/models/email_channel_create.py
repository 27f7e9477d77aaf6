# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from konigle._core.models import CreateModel
from konigle._generated.models.base_email_channel import BaseEmailChannel
from konigle._generated.models.email_channel_type import EmailChannelTypeInput


class EmailChannelCreate(BaseEmailChannel, CreateModel):
    """Fields for creating an email channel."""


class EmailChannelCreateDict(TypedDict, total=False):
    """`EmailChannelCreate` as a dict."""

    code: Required[str]
    channel_type: Required[EmailChannelTypeInput]
