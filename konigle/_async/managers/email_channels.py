"""Asynchronous manager of e-mail channels."""

from collections.abc import AsyncIterator
from typing import Any, Unpack

from konigle._async.base_manager import BaseAsyncManager
from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.api import email_channels as api
from konigle._generated.filters import EmailChannelFilters, EmailChannelQuery
from konigle._generated.models import EmailChannel, EmailChannelCreate, EmailChannelUpdate
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseEmailChannelManager


@explains_calls
class AsyncEmailChannelManager(
    BaseEmailChannelManager,
    BaseAsyncManager[EmailChannel, EmailChannelCreate, EmailChannelUpdate, EmailChannelFilters],
):
    """Asynchronous manager for e-mail channels."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailChannelFilters | None = None,
        **filter_kwargs: Unpack[EmailChannelQuery],
    ) -> PaginatedResponse[EmailChannel]:
        """Reads one page of e-mail channels. Safe to repeat.

        Args:
            page: Number of the page, from 1.
            page_size: Channels per page, 1 to 200.
            filters: Conditions as an object.
            **filter_kwargs: Conditions by name instead, and options of this call.
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailChannelFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailChannelQuery],
    ) -> AsyncIterator[EmailChannel]:
        """Every matching one, read page by page as the loop goes on.

        Args:
            page_size: Channels per request, 1 to 200.
            filters: Conditions as an object.
            prefetch: Pages to prefetch once the loop used its first item; 0 for none. Without a number as many
                as waiting for them makes worthwhile, at most 8. Never more than `max_connections`.
            **filter_kwargs: Conditions by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: EmailChannelCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> EmailChannel:
        """Creates a channel. Never repeated after a lost answer.

        Args:
            data: Its fields; only those that are set are sent.
            **options: Options of this call.

        Returns:
            The new channel, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data does not fit; nothing was sent.
            ValidationError: The server refused the data, such as a code that is taken.
            OutcomeUnknown: The answer was lost; the channel may exist.

        Example:
            channel = await client.email_channels.create(EmailChannelCreate(code="news", channel_type="marketing"))
        """
        return await super().create(data, **options)

    async def set_engagement_tracking(
        self, channel_id: str, enable: bool, **options: Unpack[RequestOptions]
    ) -> EmailChannel:
        """Turns the tracking of opens and clicks on or off. Safe to repeat.

        Args:
            channel_id: Identifier of the channel.
            enable: True for on.
            **options: Options of this call.

        Example:
            channel = await client.email_channels.set_engagement_tracking("channel_id", True)
        """
        return await self._one(api.set_engagement_tracking(channel_id, {"enable": enable}), options)
