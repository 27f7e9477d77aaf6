# Derived from konigle/_async/generated/email_templates.py by `python -m generator`; do not edit.
# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.email_templates`, generated from the spec."""

from collections.abc import Iterator
from typing import Unpack

from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.filters import EmailTemplateFilters, EmailTemplateQuery
from konigle._generated.managers.email_templates import BaseEmailTemplateManager
from konigle._generated.models import (
    EmailTemplate,
    EmailTemplateCreate,
    EmailTemplateCreateDict,
    EmailTemplateUpdate,
    EmailTemplateUpdateDict,
)
from konigle._managers.call_errors import explains_calls
from konigle._sync.base_manager import BaseSyncManager


@explains_calls
class EmailTemplateMethods(
    BaseEmailTemplateManager,
    BaseSyncManager[EmailTemplate, EmailTemplateCreate, EmailTemplateUpdate, EmailTemplateFilters],
):
    """The generated methods of `EmailTemplateManager`."""

    def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailTemplateFilters | None = None,
        **filter_kwargs: Unpack[EmailTemplateQuery],
    ) -> PaginatedResponse[EmailTemplate]:
        """Returns one page of email templates that match the filters.

        Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Number of resources per page, at most 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            A page of email templates.

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page is past the end.

        Example:
            page = client.email_templates.list(page_size=50)
        """
        return super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailTemplateFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailTemplateQuery],
    ) -> Iterator[EmailTemplate]:
        """Iterates over all matching email templates, requesting pages as needed.

        Idempotent; retried automatically. Memory does not grow with the list.

        Args:
            page_size: Resources per request, from 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it
                adapts to the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.

        Example:
            for template in client.email_templates.iter_all():
                print(template.id)
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    def create(
        self,
        data: EmailTemplateCreate | EmailTemplateCreateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> EmailTemplate:
        """Stores email content, with placeholders, for use in campaigns.

        Not retried if the response is lost.

        Args:
            data: Fields for creating an email template. The model, or a dict with its fields; only fields
                that are set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current email template.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check with
                `client.email_templates.list(q=…)` before calling again.

        Example:
            template = client.email_templates.create(
                EmailTemplateCreate(
                    name="Welcome",
                    code="welcome",
                    subject="Welcome, {{ first_name }}!",
                    body_html="<h1>Welcome, {{ first_name }}!</h1>",
                    tags=["onboarding"],
                ),
            )
        """
        return self._one(self._crud.create(data), options)

    def get(self, id_: str, **options: Unpack[RequestOptions]) -> EmailTemplate:
        """Returns one email template with all its fields.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email template (not its code).
            **options: Options of this call.

        Returns:
            The current email template.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            template = client.email_templates.get("template_id")
        """
        return self._one(self._crud.get(id_), options)

    def update(
        self,
        id_: str,
        data: EmailTemplateUpdate | EmailTemplateUpdateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> EmailTemplate:
        """Updates the fields in the body.

        New tags replace all existing tags. Idempotent; retried automatically.

        Args:
            id_: Identifier of the email template (not its code).
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The current email template.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            template = client.email_templates.update(
                "template_id",
                EmailTemplateUpdate(subject="Good to see you, {{ first_name }}!", body_text=None),
            )
        """
        return self._one(self._update_call(id_, data), options)

    def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the template permanently.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email template (not its code).
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            client.email_templates.delete("template_id")
        """
        self._client.transport.send(self._crud.delete(id_), **options)
        return True
