# Derived from konigle/_async/managers/contact_reads.py by `python -m generator`; do not edit.
"""Reading contacts: by address, and in ranges of pages."""

import builtins
from collections.abc import Iterator
from typing import TYPE_CHECKING, Unpack

from konigle._core.call import BulkOptions, RequestOptions
from konigle._core.pagination import MAX_PAGE_SIZE
from konigle._generated.filters import ContactFilters, ContactQuery
from konigle._generated.models import Contact
from konigle._managers.call_errors import explains_calls
from konigle._managers.page_ranges import PageRange, split_pages
from konigle._sync.generated.contacts import ContactMethods
from konigle.exceptions import NotFoundError

if TYPE_CHECKING:
    from konigle._sync.bulk.runner import BulkSession


@explains_calls
class ContactReads(ContactMethods):
    """The methods of `ContactManager` that read more than the spec describes."""

    def get_by_email(self, address: str, **options: Unpack[BulkOptions]) -> Contact:
        """Reads the contact with an e-mail address, ignoring letter case. Idempotent; retried automatically.

        Args:
            address: The whole address.
            **options: Options of each request.

        Raises:
            InvalidArgumentError: The address is invalid; nothing was sent.
            NotFoundError: No contact has this address.

        Example:
            contact = client.contacts.get_by_email("ada@example.com")
        """
        from konigle._bulk.contact_matching import checked_address, not_found
        from konigle._sync.bulk.contact_operations import ContactOperations

        address = checked_address(address)
        found = ContactOperations(self, self._session(options)).find(address)
        if found is None:
            raise not_found("listContacts")
        return found[0]

    def list_partitions(
        self,
        n: int,
        page_size: int = MAX_PAGE_SIZE,
        filters: ContactFilters | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> builtins.list[PageRange]:
        """Splits the list into ranges of pages, for readers in other threads, processes or machines. Idempotent.

        A contact that is created or deleted while the ranges are read moves others to another page: one may then be
        read
        twice, or not at all.

        Args:
            n: Maximum number of ranges; fewer if there are fewer pages.
            page_size: Contacts per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            Ranges for `iter_partition`. They can be pickled.

        Example:
            for part in client.contacts.list_partitions(4):
                print(part.first, part.last)
        """
        page = self.list(1, page_size, filters, **filter_kwargs)
        named = {name: value for name, value in filter_kwargs.items() if name in ContactFilters.model_fields}
        return split_pages(page.num_pages, n, page_size, {**(filters.to_wire() if filters else {}), **named})

    def iter_partition(self, part: PageRange, **options: Unpack[RequestOptions]) -> Iterator[Contact]:
        """Iterates over the contacts of one range, requesting its pages one after the other.

        Args:
            part: A range of `list_partitions`.
            **options: Options of each request.

        Example:
            [part, *_] = client.contacts.list_partitions(4)
            for contact in client.contacts.iter_partition(part):
                print(contact.email)
        """
        filters, number, more = ContactFilters(**part.filters), part.first, True
        while more and (part.last is None or number <= part.last):
            try:
                page = self.list(number, part.page_size, filters, **options)
            except NotFoundError:
                if number == 1:
                    raise
                return  # contacts were deleted since the list was split
            for contact in page.payload:
                yield contact
            number, more = number + 1, page.has_next() and bool(page.payload)

    def _session(self, options: BulkOptions) -> "BulkSession":
        from konigle._sync.bulk.runner import BulkSession

        return BulkSession(self._client.transport, options, self._crud.get("any"))
