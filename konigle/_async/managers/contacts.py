"""Asynchronous manager of contacts."""

import builtins
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Unpack

from konigle._async.managers.base import BaseAsyncManager
from konigle._core.call import DEFAULT_CONCURRENCY, BulkOptions, RequestOptions
from konigle._core.page_ranges import PageRange, split_pages
from konigle._core.pagination import MAX_PAGE_SIZE, PaginatedResponse
from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters, ContactQuery
from konigle._generated.models import Contact, ContactCreate, ContactUpdate, ContactUpdateLTV
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseContactManager
from konigle.exceptions import InvalidArgumentError, NotFoundError

if TYPE_CHECKING:
    from konigle._async.bulk.contact_runs import Action
    from konigle._async.bulk.list_comparison import Compare
    from konigle._async.bulk.runner import AsyncBulk, BulkSession
    from konigle._bulk.atomic_writer import ExportSummary
    from konigle._bulk.import_state import ImportSummary
    from konigle._bulk.progress import BulkProgress, Progress
    from konigle._concurrency.ordered_map import AsyncItems


@explains_calls
class AsyncContactManager(
    BaseContactManager, BaseAsyncManager[Contact, ContactCreate, ContactUpdate, ContactFilters]
):
    """Asynchronous manager for contacts."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: ContactFilters | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> PaginatedResponse[Contact]:
        """Reads one page of contacts. Safe to repeat.

        Args:
            page: Number of the page, from 1.
            page_size: Contacts per page, 1 to 200.
            filters: Conditions as an object.
            **filter_kwargs: Conditions by name instead, and options of this call.
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: ContactFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> AsyncIterator[Contact]:
        """Every matching one, read page by page as the loop goes on.

        Args:
            page_size: Contacts per request, 1 to 200.
            filters: Conditions as an object.
            prefetch: Pages to prefetch once the loop used its first item; 0 for none. Without a number as many
                as waiting for them makes worthwhile, at most 8. Never more than `max_connections`.
            **filter_kwargs: Conditions by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def list_partitions(
        self,
        n: int,
        page_size: int = MAX_PAGE_SIZE,
        filters: ContactFilters | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> builtins.list[PageRange]:
        """Splits the list into ranges of pages, for readers in other threads, processes or machines. Idempotent.

        A contact that is created or deleted while the ranges are read moves others to another page: one may then be read
        twice, or not at all.

        Args:
            n: The most ranges; fewer if there are fewer pages.
            page_size: Contacts per page, 1 to 200.
            filters: Conditions as an object.
            **filter_kwargs: Conditions by name instead, and options of this call.

        Returns:
            Ranges for `iter_partition`. They can be pickled.

        Example:
            for part in await client.contacts.list_partitions(4):
                print(part.first, part.last)
        """
        page = await self.list(1, page_size, filters, **filter_kwargs)
        named = {name: value for name, value in filter_kwargs.items() if name in ContactFilters.model_fields}
        return split_pages(page.num_pages, n, page_size, {**(filters.to_wire() if filters else {}), **named})

    async def iter_partition(
        self, part: PageRange, **options: Unpack[RequestOptions]
    ) -> AsyncIterator[Contact]:
        """Iterates over the contacts of one range, requesting its pages one after the other.

        Args:
            part: A range of `list_partitions`.
            **options: Options of each request.
        """
        filters, number, more = ContactFilters(**part.filters), part.first, True
        while more and (part.last is None or number <= part.last):
            try:
                page = await self.list(number, part.page_size, filters, **options)
            except NotFoundError:
                if number == 1:
                    raise
                return  # contacts were deleted since the list was split
            for contact in page.payload:
                yield contact
            number, more = number + 1, page.has_next() and bool(page.payload)

    async def create(
        self, data: ContactCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> Contact:
        """Creates a contact. Never repeated after a lost answer.

        Args:
            data: Its fields; only those that are set are sent.
            **options: Options of this call.

        Returns:
            The new contact, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data does not fit; nothing was sent.
            ValidationError: The server refused the data, such as an address that is taken.
            OutcomeUnknown: The answer was lost; the contact may exist.

        Example:
            contact = await client.contacts.create(ContactCreate(email="ada@example.com", tags=["newsletter"]))
        """
        return await super().create(data, **options)

    async def update_ltv(
        self, data: ContactUpdateLTV | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> Contact:
        """Adds the revenue of a purchase to the contact with the given address.

        Never repeated after a lost answer: the amount would count twice.

        Args:
            data: Address, amount and currency.
            **options: Options of this call.

        Returns:
            The contact with its new lifetime value.

        Raises:
            InvalidArgumentError: The amount is not positive or has more decimal places than its currency; nothing was sent.
            OutcomeUnknown: The answer was lost; compare the contact's `ltv` before adding again.

        Example:
            contact = await client.contacts.update_ltv(
                ContactUpdateLTV(email="ada@example.com", value=Decimal("99.99"), currency="EUR")
            )
        """
        return await self._one(api.update_contact_ltv(data), options)

    def create_many(
        self,
        items: "AsyncItems[ContactCreate | dict[str, Any]]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[Contact]":
        """Creates many contacts, several at a time; nothing is sent before the first result is asked for.

        A bad item becomes a failed result and the others go on. If an answer is lost, the address is looked up: the
        result is `created` only if the contact is there as given and cannot be older than the call. Else it has
        failed with `OutcomeUnknown`, whose text says what the look-up found.

        Args:
            items: Contacts; any iterable, taken one by one as the results are read. Each is sent as it is given: for
                a channel of `marketing_consent` that it leaves out, the server assumes consent.
            concurrency: How many may be under way.
            key: Gives what an item is recognised by, such as its number in your database; the result has it.
            journal: Where it is written which items are done, as hashes of their keys. The same call continues
                after an earlier one that was killed: items that it has done are `unchanged` without a request, and
                items that it may have sent are looked up first.
            **options: Options of each call.

        Returns:
            Results in the order of the items; `run()` goes through them all and gives the summary.

        Example:
            summary = await client.contacts.create_many([{"email": "ada@example.com"}]).run()
        """
        return self._bulk("create", items, options, concurrency=concurrency, key=key, journal=journal)

    def upsert_many(
        self,
        items: "AsyncItems[ContactCreate | dict[str, Any]]",
        by: Literal["email"] = "email",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        compare: "Compare" = "auto",
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[Contact]":
        """Creates many contacts, and brings those up to date whose address is taken. Safe to repeat.

        Each is created first. If the address is taken or the answer is lost, the contact is looked up, the given
        fields are compared, and only what differs is changed; fields that were not given stay as they are.

        Args:
            items: Contacts; any iterable, taken one by one as the results are read.
            by: What a contact is recognised by: its address, whatever its letter case.
            concurrency: How many may be under way. Items with the same address go one after the other.
            compare: As for `import_file`; `auto` is `row` for an iterable without a length.
            key: As for `create_many`.
            journal: As for `create_many`.
            **options: Options of each call.

        Returns:
            Results in the order of the items: `created`, `updated`, `unchanged` or `failed`.

        Example:
            async for result in client.contacts.upsert_many([{"email": "ada@example.com", "country": "UK"}]):
                print(result.index, result.status)
        """
        if by != "email":
            raise InvalidArgumentError(
                f"Contacts are recognised by 'email', not by {by!r}; nothing was sent."
            )
        return self._bulk(
            "upsert", items, options, concurrency=concurrency, key=key, journal=journal, compare=compare
        )

    def update_many(
        self,
        items: "AsyncItems[tuple[str, ContactUpdate | dict[str, Any]] | dict[str, Any] | Contact]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[Contact]":
        """Changes many contacts. Safe to repeat.

        Args:
            items: Pairs of id and changes, dicts with `id` among the changes, or records that were changed.
            concurrency: How many may be under way. Changes of one contact go one after the other.
            key: As for `create_many`.
            journal: As for `create_many`.
            **options: Options of each call.

        Returns:
            Results in the order of the items: `updated` or `failed`; `unchanged` for a record without changes.

        Example:
            summary = await client.contacts.update_many([("contact_id", {"tags": ["customer"]})]).run()
        """
        return self._bulk("update", items, options, concurrency=concurrency, key=key, journal=journal)

    def delete_many(
        self,
        ids: "AsyncItems[str | Contact]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[Contact]":
        """Deletes many contacts. Safe to repeat; one that is gone already has failed with `NotFoundError`.

        Args:
            ids: Identifiers or records.
            concurrency: How many may be under way.
            key: As for `create_many`.
            journal: As for `create_many`.
            **options: Options of each call.

        Returns:
            Results in the order of the ids: `deleted` or `failed`.

        Example:
            summary = await client.contacts.delete_many(["contact_id"]).run()
        """
        return self._bulk("delete", ids, options, concurrency=concurrency, key=key, journal=journal)

    async def import_file(
        self,
        path: str | PathLike[str],
        *,
        mapping: Mapping[str, str | None] | None = None,
        format: Literal["csv", "jsonl"] | None = None,  # noqa: A002 - a documented name
        upsert: bool = True,
        compare: "Compare" = "auto",
        concurrency: int = DEFAULT_CONCURRENCY,
        journal: str | PathLike[str] | None = None,
        rejects: str | PathLike[str] | None = None,
        progress: "Progress[BulkProgress]" = None,
        **options: Unpack[BulkOptions],
    ) -> "ImportSummary":
        """Sends the contacts of a CSV or JSON Lines file, row by row; a bad row never stops the others.

        With a journal, the same call goes on where an earlier one was killed, and sends nothing twice: rows that
        may have been under way then are looked up first.

        A new contact gets an explicit no to each channel that its row says nothing about. The consent of a contact
        that exists is left alone, but for what the row says.

        Args:
            path: The file: UTF-8, with or without byte order mark; commas, semicolons or tabs.
            mapping: Column to field, where they are not named alike (`First name` is `first_name` by itself); None
                as the field leaves a column out. A column that is no field is an error.
            format: `csv` or `jsonl`; by the end of the file's name when left out.
            upsert: True to bring contacts up to date whose address is taken; False to call such a row a bad one.
            compare: How contacts that exist are found. `row`: each row is created, and looked up if its address is
                taken. `list`: the whole collection is read first, and only rows that differ from it are sent, each
                after its contact was read again. `auto`: `list` for 200 rows or more if the site has at most 50
                contacts for each row, else `row`.
            concurrency: How many rows may be under way.
            journal: Where to write down how far the import is; row numbers and outcomes, no addresses.
            rejects: Where bad rows go, with the reason; a file that can be mended and imported. The reject file of
                an earlier import is replaced, no other file.
            progress: True for a bar on standard error (extra `progress`), "auto" for one if that is a terminal, or a
                function that is called with a `BulkProgress` as rows are done. By default nothing is shown.
            **options: Options of each call.

        Returns:
            How many rows became what.

        Raises:
            InvalidArgumentError: File, columns or journal do not fit; nothing was sent.
            KonigleError: It made no sense to go on: the key is refused, or twenty rows in a row met a service that is
                down. The rows before are done.

        Example:
            summary = await client.contacts.import_file("contacts.csv", journal="contacts.journal")
        """
        from konigle._async.bulk.import_file import ContactImport, ImportOptions
        from konigle._bulk.tabular import format_of

        order = ImportOptions(
            path=Path(path),
            format=format_of(Path(path), format),
            mapping=mapping,
            upsert=upsert,
            compare=compare,
            concurrency=concurrency,
            journal=None if journal is None else Path(journal),
            rejects=None if rejects is None else Path(rejects),
            progress=progress,
        )
        return await ContactImport(self, self._session(options), order).run()

    async def export_file(
        self,
        path: str | PathLike[str],
        *,
        format: Literal["csv", "jsonl", "parquet"] | None = None,  # noqa: A002 - a documented name
        fields: Sequence[str] | None = None,
        progress: "Progress[BulkProgress]" = None,
        filters: ContactFilters | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> "ExportSummary":
        """Writes contacts to a CSV, JSON Lines or Parquet file, which appears when it is whole.

        Args:
            path: The file; a regular file of your own that is there is replaced at the end, nothing else.
            format: `csv`, `jsonl` or `parquet` (extra `arrow`); by the end of the file's name when left out.
            fields: What to write, in this order; all fields when left out.
            progress: As for `import_file`.
            filters: Conditions as an object.
            **filter_kwargs: Conditions by name instead, and options of each request.

        Returns:
            How many contacts were written.

        Example:
            await client.contacts.export_file("readers.csv", fields=["email", "tags"], tags="readers")
        """
        from konigle._async.bulk.export_file import ExportOptions, export_contacts, export_format

        target = Path(path)
        try:
            order = ExportOptions(
                target, export_format(target, format), fields, progress, filters, filter_kwargs
            )
            return await export_contacts(self, order)
        except InvalidArgumentError as error:
            error.operation = error.operation or "listContacts"
            raise

    def _bulk(
        self, action: "Action", items: "AsyncItems[Any]", options: BulkOptions, **order: Any
    ) -> "AsyncBulk[Contact]":
        from konigle._async.bulk.contact_runs import contact_run

        try:
            return contact_run(self, self._session(options), action, items, **order)
        except InvalidArgumentError as error:
            error.operation = None if action == "upsert" else f"{action}Contact"
            raise

    def _session(self, options: BulkOptions) -> "BulkSession":
        from konigle._async.bulk.runner import BulkSession

        return BulkSession(self._client.transport, options, self._crud.get("any"))
