"""Asynchronous manager of e-mail accounts."""

from collections.abc import AsyncIterator
from typing import Any, Unpack

from konigle._async.managers.base import BaseAsyncManager
from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.api import email_accounts as api
from konigle._generated.filters import EmailAccountFilters, EmailAccountQuery
from konigle._generated.models import EmailAccount, EmailAccountCreate, EmailAccountSetup, EmailAccountUpdate
from konigle._managers.call_errors import explains_calls
from konigle._managers.email_accounts import AccountSetup, BaseEmailAccountManager, account_setup_of


@explains_calls
class AsyncEmailAccountManager(
    BaseEmailAccountManager,
    BaseAsyncManager[EmailAccount, EmailAccountCreate, EmailAccountUpdate, EmailAccountFilters],
):
    """Asynchronous manager of e-mail accounts."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: EmailAccountFilters | None = None,
        **filter_kwargs: Unpack[EmailAccountQuery],
    ) -> PaginatedResponse[EmailAccount]:
        """Requests one page of e-mail accounts. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Accounts per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: EmailAccountFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[EmailAccountQuery],
    ) -> AsyncIterator[EmailAccount]:
        """Iterates over all matches, requesting pages as needed.

        Args:
            page_size: Accounts per request, 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to
                the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: EmailAccountCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> EmailAccount:
        """Creates an account. Not retried if the response is lost.

        Args:
            data: The model, or a dict with its fields. Only fields that are set are sent.
            **options: Options of this call.

        Returns:
            The new account, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValidationError: The server rejected the data.
            OutcomeUnknown: The response was lost; the account may exist.

        Example:
            account = await client.email_accounts.create(EmailAccountCreate(name="Shop"))
        """
        return await super().create(data, **options)

    async def setup(
        self, data: EmailAccountSetup | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> AccountSetup:
        """Creates an account with its first channels and identity. Not retried if the response is lost.

        Args:
            data: Name, sender, and the domain or e-mail address to verify. A blank e-mail address means "not given".
            **options: Options of this call.

        Returns:
            A dict with `account`, `channels` (a list) and `identity`, each attached to its own manager.

        Example:
            made = await client.email_accounts.setup(
                EmailAccountSetup(
                    account_name="Shop", default_from_email="news@example.com", identity_value="example.com"
                )
            )
            records = made["identity"].dkim_records
        """
        response = await self._client.transport.exchange(api.setup_email_account(data), **options)
        made = account_setup_of(response)
        made["account"].attach(self, partial=response.is_synthesized)
        for channel in made["channels"]:
            channel.attach(self._client.email_channels)
        made["identity"].attach(self._client.email_identities, partial=response.is_synthesized)
        return made

    async def check_status(self, **options: Unpack[RequestOptions]) -> dict[str, Any]:
        """Requests whether e-mail can be sent. Idempotent; retried automatically.

        Returns:
            The server's result; its keys are not documented.

        Example:
            status = await client.email_accounts.check_status()
        """
        return await self._client.transport.send(api.check_email_account_status(), **options)
