"""Asynchronous manager of e-mail templates."""

from collections.abc import AsyncIterator
from typing import Any, Unpack

from konigle._async.managers.base import BaseAsyncManager
from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.filters import EmailTemplateFilters, EmailTemplateQuery
from konigle._generated.models import EmailTemplate, EmailTemplateCreate, EmailTemplateUpdate
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseEmailTemplateManager


@explains_calls
class AsyncEmailTemplateManager(
    BaseEmailTemplateManager,
    BaseAsyncManager[EmailTemplate, EmailTemplateCreate, EmailTemplateUpdate, EmailTemplateFilters],
):
    """Asynchronous manager of e-mail templates."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailTemplateFilters | None = None,
        **filter_kwargs: Unpack[EmailTemplateQuery],
    ) -> PaginatedResponse[EmailTemplate]:
        """Requests one page of e-mail templates. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Templates per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailTemplateFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailTemplateQuery],
    ) -> AsyncIterator[EmailTemplate]:
        """Iterates over all matches, requesting pages as needed.

        Args:
            page_size: Templates per request, 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to
                the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: EmailTemplateCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> EmailTemplate:
        """Creates a template. Not retried if the response is lost.

        Args:
            data: The model, or a dict with its fields. Only fields that are set are sent.
            **options: Options of this call.

        Returns:
            The new template, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValidationError: The server rejected the data, such as a code that is taken.
            OutcomeUnknown: The response was lost; the template may exist.

        Example:
            template = await client.email_templates.create(
                EmailTemplateCreate(name="Welcome", code="welcome", subject="Hello", body_html="<p>Hello</p>")
            )
        """
        return await super().create(data, **options)
