"""Asynchronous manager of e-mail identities."""

from collections.abc import AsyncIterator
from typing import Any, Unpack

from konigle._async.base_manager import BaseAsyncManager
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
    """Asynchronous manager for e-mail identities."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailIdentityFilters | None = None,
        **filter_kwargs: Unpack[EmailIdentityQuery],
    ) -> PaginatedResponse[EmailIdentity]:
        """Reads one page of e-mail identities. Safe to repeat.

        Args:
            page: Number of the page, from 1.
            page_size: Identities per page, 1 to 200.
            filters: Conditions as an object.
            **filter_kwargs: Conditions by name instead, and options of this call.
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
        """Every matching one, read page by page as the loop goes on.

        Args:
            page_size: Identities per request, 1 to 200.
            filters: Conditions as an object.
            prefetch: Pages to prefetch once the loop used its first item; 0 for none. Without a number as many
                as waiting for them makes worthwhile, at most 8. Never more than `max_connections`.
            **filter_kwargs: Conditions by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: EmailIdentityCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> EmailIdentity:
        """Creates an identity. Never repeated after a lost answer.

        Args:
            data: Its fields; only those that are set are sent.
            **options: Options of this call.

        Returns:
            The new identity, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data does not fit; nothing was sent.
            ValidationError: The server refused the data, such as a domain that is there already.
            OutcomeUnknown: The answer was lost; the identity may exist.

        Example:
            identity = await client.email_identities.create(EmailIdentityCreate(identity_value="example.com"))
        """
        return await super().create(data, **options)

    async def check_verification_status(
        self, identity_id: str, **options: Unpack[RequestOptions]
    ) -> EmailIdentity:
        """Has the server look at the DNS records now. Safe to repeat.

        Returns:
            The identity with what was found.

        Example:
            identity = await client.email_identities.check_verification_status("identity_id")
        """
        return await self._one(api.check_email_identity_status(identity_id), options)

    async def setup_custom_mail_from(
        self, identity_id: str, mail_from_domain: str, **options: Unpack[RequestOptions]
    ) -> EmailIdentity:
        """Sets the domain that bounces go to, which is then to be verified. Safe to repeat.

        Args:
            identity_id: Identifier of the identity.
            mail_from_domain: A subdomain of yours that sends and receives no other mail.
            **options: Options of this call.

        Returns:
            The identity; its `mail_from_records` are to be added at the DNS provider.

        Example:
            identity = await client.email_identities.setup_custom_mail_from("identity_id", "mail.example.com")
        """
        body = {"mail_from_domain": mail_from_domain}
        return await self._one(api.setup_custom_mail_from(identity_id, body), options)
