# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.email_identities`, generated from the spec."""

from collections.abc import AsyncIterator
from typing import Unpack

from konigle._async.base_manager import BaseAsyncManager
from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._core.pagination import AsyncPaginatedResponse
from konigle._generated.api import email_identities as api
from konigle._generated.filters import EmailIdentityFilters, EmailIdentityQuery
from konigle._generated.managers.email_identities import BaseEmailIdentityManager
from konigle._generated.models import (
    AsyncEmailIdentity,
    EmailIdentityCreate,
    EmailIdentityCreateDict,
    EmailIdentityUpdate,
    EmailIdentityUpdateDict,
)
from konigle._managers.call_errors import explains_calls


@explains_calls
class EmailIdentityMethods(
    BaseEmailIdentityManager,
    BaseAsyncManager[AsyncEmailIdentity, EmailIdentityCreate, EmailIdentityUpdate, EmailIdentityFilters],
):
    """The generated methods of `AsyncEmailIdentityManager`."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailIdentityFilters | None = None,
        **filter_kwargs: Unpack[EmailIdentityQuery],
    ) -> AsyncPaginatedResponse[AsyncEmailIdentity]:
        """Returns one page of email identities that match the filters.

        Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Number of resources per page, at most 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            A page of email identities.

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page is past the end.

        Example:
            page = await client.email_identities.list(page_size=50)
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailIdentityFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailIdentityQuery],
    ) -> AsyncIterator[AsyncEmailIdentity]:
        """Iterates over all matching email identities, requesting pages as needed.

        Idempotent; retried automatically. Memory does not grow with the list.

        Args:
            page_size: Resources per request, from 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it
                adapts to the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.

        Example:
            async for identity in client.email_identities.iter_all():
                print(identity.id)
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self,
        data: EmailIdentityCreate | EmailIdentityCreateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncEmailIdentity:
        """Registers a domain or an address to send from.

        Emails can be sent from it once the DNS records in the response are in place and a check has found
        them. Not retried if the response is lost.

        Args:
            data: Fields for creating an email identity. The model, or a dict with its fields; only fields
                that are set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current email identity.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check with
                `client.email_identities.list(q=…)` before calling again.

        Example:
            identity = await client.email_identities.create(EmailIdentityCreate(identity_value="example.com"))
        """
        return await self._one(self._crud.create(data), options)

    async def get(self, id_: str, **options: Unpack[RequestOptions]) -> AsyncEmailIdentity:
        """Returns one email identity with all its fields, as of the last check.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email identity (not the domain or address itself).
            **options: Options of this call.

        Returns:
            The current email identity.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            identity = await client.email_identities.get("identity_id")
        """
        return await self._one(self._crud.get(id_), options)

    async def update(
        self,
        id_: str,
        data: EmailIdentityUpdate | EmailIdentityUpdateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncEmailIdentity:
        """Enables or disables the custom MAIL FROM domain of the identity.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email identity (not the domain or address itself).
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The current email identity.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            identity = await client.email_identities.update(
                "identity_id", EmailIdentityUpdate(use_custom_mail_from=True)
            )
        """
        return await self._one(self._update_call(id_, data), options)

    async def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the identity permanently; no email can be sent from it afterwards.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email identity (not the domain or address itself).
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            await client.email_identities.delete("identity_id")
        """
        await self._client.transport.send(self._crud.delete(id_), **options)
        return True

    async def check_verification_status(
        self, identity_id: str, **options: Unpack[RequestOptions]
    ) -> AsyncEmailIdentity:
        """Looks up the DNS records of the identity again and returns its verification status.

        If it is pending, call it again later; DNS changes take time to propagate. Idempotent; retried
        automatically.

        Args:
            identity_id: Identifier of the email identity (not the domain or address itself).
            **options: Options of this call.

        Returns:
            The current email identity.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            identity = await client.email_identities.check_verification_status("identity_id")
        """
        return await self._one(api.check_email_identity_status(identity_id), options)

    async def setup_custom_mail_from(
        self, identity_id: str, mail_from_domain: str, **options: Unpack[RequestOptions]
    ) -> AsyncEmailIdentity:
        """Gives the identity its own domain for the envelope sender.

        The `mail_from_records` of the response are the DNS records to add; the domain is pending until a
        check finds them. Idempotent; retried automatically.

        Args:
            identity_id: Identifier of the email identity (not the domain or address itself).
            mail_from_domain: Domain for the envelope sender, usually a subdomain of the identity's domain.
            **options: Options of this call.

        Returns:
            The current email identity.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            identity = await client.email_identities.setup_custom_mail_from(
                "identity_id", "bounce.example.com"
            )
        """
        return await self._one(
            api.setup_custom_mail_from(identity_id, {"mail_from_domain": mail_from_domain}), options
        )
