"""Asynchronous manager of e-mail identities."""

from collections.abc import AsyncIterator
from typing import Any, Unpack

from konigle._async.managers.base import BaseAsyncManager
from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.api import email_identities as api
from konigle._generated.filters import EmailIdentityFilters, EmailIdentityQuery
from konigle._generated.models import EmailIdentity, EmailIdentityCreate, EmailIdentityUpdate
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseEmailIdentityManager


@explains_calls
class AsyncEmailIdentityManager(
    BaseEmailIdentityManager,
    BaseAsyncManager[EmailIdentity, EmailIdentityCreate, EmailIdentityUpdate, EmailIdentityFilters],
):
    """Asynchronous manager of e-mail identities."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailIdentityFilters | None = None,
        **filter_kwargs: Unpack[EmailIdentityQuery],
    ) -> PaginatedResponse[EmailIdentity]:
        """Requests one page of e-mail identities. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Identities per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailIdentityFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailIdentityQuery],
    ) -> AsyncIterator[EmailIdentity]:
        """Iterates over all matches, requesting pages as needed.

        Args:
            page_size: Identities per request, 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to
                the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: EmailIdentityCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> EmailIdentity:
        """Creates an identity. Not retried if the response is lost.

        Args:
            data: The model, or a dict with its fields. Only fields that are set are sent.
            **options: Options of this call.

        Returns:
            The new identity, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValidationError: The server rejected the data, such as a domain that already exists.
            OutcomeUnknown: The response was lost; the identity may exist.

        Example:
            identity = await client.email_identities.create(EmailIdentityCreate(identity_value="example.com"))
        """
        return await super().create(data, **options)

    async def check_verification_status(
        self, identity_id: str, **options: Unpack[RequestOptions]
    ) -> EmailIdentity:
        """Makes the server check the DNS records now. Idempotent; retried automatically.

        Returns:
            The updated identity.

        Example:
            identity = await client.email_identities.check_verification_status("identity_id")
        """
        return await self._one(api.check_email_identity_status(identity_id), options)

    async def setup_custom_mail_from(
        self, identity_id: str, mail_from_domain: str, **options: Unpack[RequestOptions]
    ) -> EmailIdentity:
        """Sets the domain that bounces go to, which must then be verified. Idempotent; retried automatically.

        Args:
            identity_id: Identifier of the identity.
            mail_from_domain: A subdomain that sends and receives no other e-mail.
            **options: Options of this call.

        Returns:
            The identity; add its `mail_from_records` at the DNS provider.

        Example:
            identity = await client.email_identities.setup_custom_mail_from("identity_id", "mail.example.com")
        """
        body = {"mail_from_domain": mail_from_domain}
        return await self._one(api.setup_custom_mail_from(identity_id, body), options)
