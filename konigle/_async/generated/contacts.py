# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.contacts`, generated from the spec."""

from collections.abc import AsyncIterator
from typing import Unpack

from konigle._async.base_manager import BaseAsyncManager
from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._core.pagination import AsyncPaginatedResponse
from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters, ContactQuery
from konigle._generated.managers.contacts import BaseContactManager
from konigle._generated.models import (
    AsyncContact,
    ContactCreate,
    ContactCreateDict,
    ContactUpdate,
    ContactUpdateDict,
    ContactUpdateLTV,
    ContactUpdateLTVDict,
)
from konigle._managers.call_errors import explains_calls


@explains_calls
class ContactMethods(
    BaseContactManager, BaseAsyncManager[AsyncContact, ContactCreate, ContactUpdate, ContactFilters]
):
    """The generated methods of `AsyncContactManager`."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: ContactFilters | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> AsyncPaginatedResponse[AsyncContact]:
        """Returns one page of contacts that match the filters.

        Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Number of resources per page, at most 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            A page of contacts.

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page is past the end.

        Example:
            page = await client.contacts.list(page_size=50)
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: ContactFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> AsyncIterator[AsyncContact]:
        """Iterates over all matching contacts, requesting pages as needed.

        Idempotent; retried automatically. Memory does not grow with the list.

        Args:
            page_size: Resources per request, from 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it
                adapts to the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.

        Example:
            async for contact in client.contacts.iter_all():
                print(contact.id)
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: ContactCreate | ContactCreateDict | UncheckedDict, **options: Unpack[RequestOptions]
    ) -> AsyncContact:
        """Creates a contact.

        Consent that the body leaves out counts as given, so state every channel that the person declined. Not
        retried if the response is lost.

        Args:
            data: Fields for creating a contact. The model, or a dict with its fields; only fields that are
                set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current contact.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check with
                `client.contacts.list(q=…)` before calling again.

        Example:
            contact = await client.contacts.create(
                ContactCreate(
                    email="maria@example.com",
                    first_name="Maria",
                    source="lead",
                    tags=["newsletter"],
                    marketing_consent={"email": True, "sms": False},
                ),
            )
        """
        return await self._one(self._crud.create(data), options)

    async def get(self, id_: str, **options: Unpack[RequestOptions]) -> AsyncContact:
        """Returns one contact with all its fields.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the contact.
            **options: Options of this call.

        Returns:
            The current contact.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            contact = await client.contacts.get("contact_id")
        """
        return await self._one(self._crud.get(id_), options)

    async def update(
        self,
        id_: str,
        data: ContactUpdate | ContactUpdateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncContact:
        """Updates the fields in the body.

        New tags replace all existing tags. The server maintains lifetime value and last purchase; they cannot
        be set here. Idempotent; retried automatically.

        Args:
            id_: Identifier of the contact.
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The current contact.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            contact = await client.contacts.update(
                "contact_id",
                ContactUpdate(phone=None, marketing_consent={"email": False, "sms": False, "whatsapp": False}),
            )
        """
        return await self._one(self._update_call(id_, data), options)

    async def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the contact permanently, including its consent.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the contact.
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            await client.contacts.delete("contact_id")
        """
        await self._client.transport.send(self._crud.delete(id_), **options)
        return True

    async def update_ltv(
        self, data: ContactUpdateLTV | ContactUpdateLTVDict | UncheckedDict, **options: Unpack[RequestOptions]
    ) -> AsyncContact:
        """Adds the amount of a purchase to the lifetime value of the contact with the given address; no
        identifier is needed.

        Each call adds the amount, so a repeated call counts twice. Not retried if the response is lost.

        Args:
            data: A purchase to credit to the contact with this address. The model, or a dict with its fields;
                only fields that are set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current contact.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check `ltv` with
                `client.contacts.list(q=…)` before calling again.

        Example:
            contact = await client.contacts.update_ltv(
                ContactUpdateLTV(email="maria@example.com", value="149.99", currency="USD")
            )
        """
        return await self._one(api.update_contact_ltv(data), options)
