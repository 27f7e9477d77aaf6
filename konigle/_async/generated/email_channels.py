# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.email_channels`, generated from the spec."""

from collections.abc import AsyncIterator
from typing import Unpack

from konigle._async.base_manager import BaseAsyncManager
from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._core.pagination import AsyncPaginatedResponse
from konigle._generated.api import email_channels as api
from konigle._generated.filters import EmailChannelFilters, EmailChannelQuery
from konigle._generated.managers.email_channels import BaseEmailChannelManager
from konigle._generated.models import (
    AsyncEmailChannel,
    EmailChannelCreate,
    EmailChannelCreateDict,
    EmailChannelUpdate,
    EmailChannelUpdateDict,
)
from konigle._managers.call_errors import explains_calls


@explains_calls
class EmailChannelMethods(
    BaseEmailChannelManager,
    BaseAsyncManager[AsyncEmailChannel, EmailChannelCreate, EmailChannelUpdate, EmailChannelFilters],
):
    """The generated methods of `AsyncEmailChannelManager`."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailChannelFilters | None = None,
        **filter_kwargs: Unpack[EmailChannelQuery],
    ) -> AsyncPaginatedResponse[AsyncEmailChannel]:
        """Returns one page of email channels that match the filters.

        Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Number of resources per page, at most 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            A page of email channels.

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page is past the end.

        Example:
            page = await client.email_channels.list(page_size=50)
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailChannelFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailChannelQuery],
    ) -> AsyncIterator[AsyncEmailChannel]:
        """Iterates over all matching email channels, requesting pages as needed.

        Idempotent; retried automatically. Memory does not grow with the list.

        Args:
            page_size: Resources per request, from 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it
                adapts to the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.

        Example:
            async for channel in client.email_channels.iter_all():
                print(channel.id)
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self,
        data: EmailChannelCreate | EmailChannelCreateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncEmailChannel:
        """Creates an email channel in the site's account.

        The server sets its daily quota and its rate limit. Not retried if the response is lost.

        Args:
            data: Fields for creating an email channel. The model, or a dict with its fields; only fields that
                are set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current email channel.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check with
                `client.email_channels.list(q=…)` before calling again.

        Example:
            channel = await client.email_channels.create(
                EmailChannelCreate(code="marketing", channel_type="marketing")
            )
        """
        return await self._one(self._crud.create(data), options)

    async def get(self, id_: str, **options: Unpack[RequestOptions]) -> AsyncEmailChannel:
        """Returns one email channel with all its fields.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email channel (not its code).
            **options: Options of this call.

        Returns:
            The current email channel.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            channel = await client.email_channels.get("channel_id")
        """
        return await self._one(self._crud.get(id_), options)

    async def update(
        self,
        id_: str,
        data: EmailChannelUpdate | EmailChannelUpdateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncEmailChannel:
        """Changes the code of the channel.

        Programs that send by the old code must then use the new one. Idempotent; retried automatically.

        Args:
            id_: Identifier of the email channel (not its code).
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The current email channel.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            channel = await client.email_channels.update("channel_id", EmailChannelUpdate(code="newsletters"))
        """
        return await self._one(self._update_call(id_, data), options)

    async def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the channel permanently; nothing can be sent by its code afterwards.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email channel (not its code).
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            await client.email_channels.delete("channel_id")
        """
        await self._client.transport.send(self._crud.delete(id_), **options)
        return True

    async def set_engagement_tracking(
        self, channel_id: str, enable: bool, **options: Unpack[RequestOptions]
    ) -> AsyncEmailChannel:
        """Enables or disables the tracking of opens and clicks for emails that the channel sends from then
        on.

        Idempotent; retried automatically.

        Args:
            channel_id: Identifier of the email channel (not its code).
            enable: True to track opens and clicks, false to stop.
            **options: Options of this call.

        Returns:
            The current email channel.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            channel = await client.email_channels.set_engagement_tracking("channel_id", True)
        """
        return await self._one(api.set_engagement_tracking(channel_id, {"enable": enable}), options)
