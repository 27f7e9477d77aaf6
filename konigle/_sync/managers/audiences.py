# Derived from konigle/_async/managers/audiences.py by `python -m generator`; do not edit.
"""Synchronous manager of audiences."""

from collections.abc import Iterator
from typing import Any, Unpack

from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.filters import AudienceFilters, AudienceQuery
from konigle._generated.models import Audience, AudienceCreate, AudienceUpdate
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseAudienceManager
from konigle._sync.base_manager import BaseSyncManager


@explains_calls
class AudienceManager(
    BaseAudienceManager, BaseSyncManager[Audience, AudienceCreate, AudienceUpdate, AudienceFilters]
):
    """Synchronous manager for audiences."""

    def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: AudienceFilters | None = None,
        **filter_kwargs: Unpack[AudienceQuery],
    ) -> PaginatedResponse[Audience]:
        """Reads one page of audiences. Safe to repeat.

        Args:
            page: Number of the page, from 1.
            page_size: Audiences per page, 1 to 200.
            filters: Conditions as an object.
            **filter_kwargs: Conditions by name instead, and options of this call.
        """
        return super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: AudienceFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[AudienceQuery],
    ) -> Iterator[Audience]:
        """Every matching one, read page by page as the loop goes on.

        Args:
            page_size: Audiences per request, 1 to 200.
            filters: Conditions as an object.
            prefetch: Pages to prefetch once the loop used its first item; 0 for none. Without a number as many
                as waiting for them makes worthwhile, at most 8. Never more than `max_connections`.
            **filter_kwargs: Conditions by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    def create(self, data: AudienceCreate | dict[str, Any], **options: Unpack[RequestOptions]) -> Audience:
        """Creates an audience. Never repeated after a lost answer.

        Args:
            data: Its fields; only those that are set are sent.
            **options: Options of this call.

        Returns:
            The new audience, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data does not fit; nothing was sent.
            ValidationError: The server refused the data, such as a code that is taken.
            OutcomeUnknown: The answer was lost; the audience may exist.

        Example:
            audience = client.audiences.create(
                AudienceCreate(name="Newsletter", code="newsletter", tags=["newsletter"])
            )
        """
        return super().create(data, **options)
