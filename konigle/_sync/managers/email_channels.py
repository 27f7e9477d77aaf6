# Derived from konigle/_async/managers/email_channels.py by `python -m generator`; do not edit.
"""Synchronous manager of e-mail channels."""

from collections.abc import Iterator
from typing import Any, Unpack

from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.api import email_channels as api
from konigle._generated.filters import EmailChannelFilters, EmailChannelQuery
from konigle._generated.models import EmailChannel, EmailChannelCreate, EmailChannelUpdate
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseEmailChannelManager
from konigle._sync.managers.base import BaseSyncManager


@explains_calls
class EmailChannelManager(
    BaseEmailChannelManager,
    BaseSyncManager[EmailChannel, EmailChannelCreate, EmailChannelUpdate, EmailChannelFilters],
):
    """Synchronous manager of e-mail channels."""

    def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailChannelFilters | None = None,
        **filter_kwargs: Unpack[EmailChannelQuery],
    ) -> PaginatedResponse[EmailChannel]:
        """Requests one page of e-mail channels. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Channels per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.
        """
        return super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailChannelFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailChannelQuery],
    ) -> Iterator[EmailChannel]:
        """Iterates over all matches, requesting pages as needed.

        Args:
            page_size: Channels per request, 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to
                the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    def create(
        self, data: EmailChannelCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> EmailChannel:
        """Creates a channel. Not retried if the response is lost.

        Args:
            data: The model, or a dict with its fields. Only fields that are set are sent.
            **options: Options of this call.

        Returns:
            The new channel, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValidationError: The server rejected the data, such as a code that is taken.
            OutcomeUnknown: The response was lost; the channel may exist.

        Example:
            channel = client.email_channels.create(EmailChannelCreate(code="news", channel_type="marketing"))
        """
        return super().create(data, **options)

    def set_engagement_tracking(
        self, channel_id: str, enable: bool, **options: Unpack[RequestOptions]
    ) -> EmailChannel:
        """Enables or disables the tracking of opens and clicks. Idempotent; retried automatically.

        Args:
            channel_id: Identifier of the channel.
            enable: True to enable it.
            **options: Options of this call.

        Example:
            channel = client.email_channels.set_engagement_tracking("channel_id", True)
        """
        return self._one(api.set_engagement_tracking(channel_id, {"enable": enable}), options)
