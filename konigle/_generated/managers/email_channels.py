# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.email_channels`."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.call import Crud
from konigle._core.models import BaseFilters
from konigle._generated.api import email_channels as api
from konigle._generated.filters.email_channels import EmailChannelFilters
from konigle._generated.models.email_channel import EmailChannel
from konigle._generated.models.email_channel_update import EmailChannelUpdate


class BaseEmailChannelManager:
    """Configuration of the managers of email channels."""

    base_path: ClassVar[str] = "/reachout/api/v1/channels"
    resource_class: ClassVar[type[Any]] = EmailChannel
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailChannelUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailChannelFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_email_channels,
        api.get_email_channel,
        api.create_email_channel,
        api.update_email_channel,
        api.delete_email_channel,
    )
