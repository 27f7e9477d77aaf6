# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.email_accounts`, generated from the spec."""

from collections.abc import AsyncIterator
from typing import Any, Unpack

from konigle._async.base_manager import BaseAsyncManager
from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._core.pagination import AsyncPaginatedResponse
from konigle._generated.api import email_accounts as api
from konigle._generated.filters import EmailAccountFilters, EmailAccountQuery
from konigle._generated.managers.email_accounts import BaseEmailAccountManager
from konigle._generated.models import (
    AsyncEmailAccount,
    EmailAccountCreate,
    EmailAccountCreateDict,
    EmailAccountUpdate,
    EmailAccountUpdateDict,
)
from konigle._managers.call_errors import explains_calls


@explains_calls
class EmailAccountMethods(
    BaseEmailAccountManager,
    BaseAsyncManager[AsyncEmailAccount, EmailAccountCreate, EmailAccountUpdate, EmailAccountFilters],
):
    """The generated methods of `AsyncEmailAccountManager`."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailAccountFilters | None = None,
        **filter_kwargs: Unpack[EmailAccountQuery],
    ) -> AsyncPaginatedResponse[AsyncEmailAccount]:
        """Returns one page of email accounts.

        There are no filters. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Number of resources per page, at most 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            A page of email accounts.

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page is past the end.

        Example:
            page = await client.email_accounts.list(page_size=50)
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailAccountFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailAccountQuery],
    ) -> AsyncIterator[AsyncEmailAccount]:
        """Iterates over all matching email accounts, requesting pages as needed.

        Idempotent; retried automatically. Memory does not grow with the list.

        Args:
            page_size: Resources per request, from 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it
                adapts to the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.

        Example:
            async for account in client.email_accounts.iter_all():
                print(account.id)
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self,
        data: EmailAccountCreate | EmailAccountCreateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncEmailAccount:
        """Creates an email account without a channel or an identity; the set-up operation creates all three.

        Not retried if the response is lost.

        Args:
            data: Fields for creating an email account. The model, or a dict with its fields; only fields that
                are set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current email account.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check with
                `client.email_accounts.list()` before calling again.

        Example:
            account = await client.email_accounts.create(
                EmailAccountCreate(name="Example shop", default_from_email="hello@example.com")
            )
        """
        return await self._one(self._crud.create(data), options)

    async def get(self, id_: str, **options: Unpack[RequestOptions]) -> AsyncEmailAccount:
        """Returns one email account with all its fields.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email account.
            **options: Options of this call.

        Returns:
            The current email account.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            account = await client.email_accounts.get("account_id")
        """
        return await self._one(self._crud.get(id_), options)

    async def update(
        self,
        id_: str,
        data: EmailAccountUpdate | EmailAccountUpdateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncEmailAccount:
        """Updates the fields in the body.

        Emails sent later use the new defaults. Idempotent; retried automatically.

        Args:
            id_: Identifier of the email account.
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The current email account.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            account = await client.email_accounts.update(
                "account_id", EmailAccountUpdate(default_reply_to_email="support@example.com")
            )
        """
        return await self._one(self._update_call(id_, data), options)

    async def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the email account permanently; nothing can be sent from it afterwards.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the email account.
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            await client.email_accounts.delete("account_id")
        """
        await self._client.transport.send(self._crud.delete(id_), **options)
        return True

    async def check_status(self, **options: Unpack[RequestOptions]) -> dict[str, Any]:
        """Returns whether the site's account can send email.

        Changes nothing. Idempotent; retried automatically.

        Args:
            **options: Options of this call.

        Returns:
            The state of the account.

        Example:
            result = await client.email_accounts.check_status()
        """
        return await self._client.transport.send(api.check_email_account_status(), **options)
