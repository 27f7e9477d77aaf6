"""What both managers of e-mail channels are configured with."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._generated.api import email_channels as api
from konigle._generated.filters import EmailChannelFilters
from konigle._generated.models import EmailChannel, EmailChannelUpdate
from konigle._managers.base import Crud
from konigle._runtime.models import BaseFilters


class BaseEmailChannelManager:
    """Configuration the managers of e-mail channels share."""

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
