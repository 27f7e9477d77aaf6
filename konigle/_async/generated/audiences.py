# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.audiences`, generated from the spec."""

from collections.abc import AsyncIterator
from typing import Unpack

from konigle._async.base_manager import BaseAsyncManager
from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._core.pagination import AsyncPaginatedResponse
from konigle._generated.filters import AudienceFilters, AudienceQuery
from konigle._generated.managers.audiences import BaseAudienceManager
from konigle._generated.models import (
    AsyncAudience,
    AudienceCreate,
    AudienceCreateDict,
    AudienceUpdate,
    AudienceUpdateDict,
)
from konigle._managers.call_errors import explains_calls


@explains_calls
class AudienceMethods(
    BaseAudienceManager, BaseAsyncManager[AsyncAudience, AudienceCreate, AudienceUpdate, AudienceFilters]
):
    """The generated methods of `AsyncAudienceManager`."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: AudienceFilters | None = None,
        **filter_kwargs: Unpack[AudienceQuery],
    ) -> AsyncPaginatedResponse[AsyncAudience]:
        """Returns one page of audiences that match the filters.

        Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Number of resources per page, at most 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            A page of audiences.

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page is past the end.

        Example:
            page = await client.audiences.list(page_size=50)
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: AudienceFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[AudienceQuery],
    ) -> AsyncIterator[AsyncAudience]:
        """Iterates over all matching audiences, requesting pages as needed.

        Idempotent; retried automatically. Memory does not grow with the list.

        Args:
            page_size: Resources per request, from 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it
                adapts to the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.

        Example:
            async for audience in client.audiences.iter_all():
                print(audience.id)
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: AudienceCreate | AudienceCreateDict | UncheckedDict, **options: Unpack[RequestOptions]
    ) -> AsyncAudience:
        """Creates a segment of all contacts that have one of its tags, including contacts tagged later.

        Sends nothing. Not retried if the response is lost.

        Args:
            data: Fields for creating an audience. The model, or a dict with its fields; only fields that are
                set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current audience.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check with
                `client.audiences.list(q=…)` before calling again.

        Example:
            audience = await client.audiences.create(
                AudienceCreate(
                    name="Newsletter readers", code="newsletter-readers", tags=["newsletter", "engaged"]
                ),
            )
        """
        return await self._one(self._crud.create(data), options)

    async def get(self, id_: str, **options: Unpack[RequestOptions]) -> AsyncAudience:
        """Returns one audience with all its fields.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the audience.
            **options: Options of this call.

        Returns:
            The current audience.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            audience = await client.audiences.get("audience_id")
        """
        return await self._one(self._crud.get(id_), options)

    async def update(
        self,
        id_: str,
        data: AudienceUpdate | AudienceUpdateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncAudience:
        """Updates the fields in the body.

        New tags replace all existing tags. Idempotent; retried automatically.

        Args:
            id_: Identifier of the audience.
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The current audience.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            audience = await client.audiences.update(
                "audience_id", AudienceUpdate(name="Loyal newsletter readers", description=None)
            )
        """
        return await self._one(self._update_call(id_, data), options)

    async def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the audience permanently.

        Its contacts are not deleted. Idempotent; retried automatically.

        Args:
            id_: Identifier of the audience.
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            await client.audiences.delete("audience_id")
        """
        await self._client.transport.send(self._crud.delete(id_), **options)
        return True
