"""Asynchronous manager of e-mail templates."""

from collections.abc import AsyncIterator
from typing import Any, Unpack

from konigle._async.base_manager import BaseAsyncManager
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
    """Asynchronous manager for e-mail templates."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailTemplateFilters | None = None,
        **filter_kwargs: Unpack[EmailTemplateQuery],
    ) -> PaginatedResponse[EmailTemplate]:
        """Reads one page of e-mail templates. Safe to repeat.

        Args:
            page: Number of the page, from 1.
            page_size: Templates per page, 1 to 200.
            filters: Conditions as an object.
            **filter_kwargs: Conditions by name instead, and options of this call.
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
        """Every matching one, read page by page as the loop goes on.

        Args:
            page_size: Templates per request, 1 to 200.
            filters: Conditions as an object.
            prefetch: Pages to prefetch once the loop used its first item; 0 for none. Without a number as many
                as waiting for them makes worthwhile, at most 8. Never more than `max_connections`.
            **filter_kwargs: Conditions by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: EmailTemplateCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> EmailTemplate:
        """Creates a template. Never repeated after a lost answer.

        Args:
            data: Its fields; only those that are set are sent.
            **options: Options of this call.

        Returns:
            The new template, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data does not fit; nothing was sent.
            ValidationError: The server refused the data, such as a code that is taken.
            OutcomeUnknown: The answer was lost; the template may exist.

        Example:
            template = await client.email_templates.create(
                EmailTemplateCreate(name="Welcome", code="welcome", subject="Hello", body_html="<p>Hello</p>")
            )
        """
        return await super().create(data, **options)
