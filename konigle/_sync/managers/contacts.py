# Derived from konigle/_async/managers/contacts.py by `python -m generator`; do not edit.
"""Synchronous manager of contacts."""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Unpack

from konigle._core.call import DEFAULT_CONCURRENCY, BulkOptions, RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters, ContactQuery
from konigle._generated.models import Contact, ContactCreate, ContactUpdate, ContactUpdateLTV
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseContactManager
from konigle._sync.managers.base import BaseSyncManager
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._bulk.atomic_writer import ExportSummary
    from konigle._bulk.import_state import ImportSummary
    from konigle._bulk.progress import BulkProgress, Progress
    from konigle._concurrency.ordered_map import SyncItems
    from konigle._sync.bulk.runner import Bulk, BulkSession


_BULK_OPERATIONS = {
    "prepare_create": "createContact",
    "prepare_update": "updateContact",
    "prepare_delete": "deleteContact",
}


@explains_calls
class ContactManager(
    BaseContactManager, BaseSyncManager[Contact, ContactCreate, ContactUpdate, ContactFilters]
):
    """Synchronous manager of contacts."""

    def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: ContactFilters | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> PaginatedResponse[Contact]:
        """Requests one page of contacts. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Contacts per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.
        """
        return super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: ContactFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> Iterator[Contact]:
        """Iterates over all matches, requesting pages as needed.

        Args:
            page_size: Contacts per request, 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to
                the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    def create(self, data: ContactCreate | dict[str, Any], **options: Unpack[RequestOptions]) -> Contact:
        """Creates a contact. Not retried if the response is lost.

        Args:
            data: The model, or a dict with its fields. Only fields that are set are sent.
            **options: Options of this call.

        Returns:
            The new contact, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValidationError: The server rejected the data, such as an e-mail address that is taken.
            OutcomeUnknown: The response was lost; the contact may exist.

        Example:
            contact = client.contacts.create(ContactCreate(email="ada@example.com", tags=["newsletter"]))
        """
        return super().create(data, **options)

    def update_ltv(
        self, data: ContactUpdateLTV | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> Contact:
        """Adds the revenue of a purchase to the contact with the given e-mail address.

        Not retried if the response is lost, because the amount could count twice.

        Args:
            data: E-mail address, amount and currency.
            **options: Options of this call.

        Returns:
            The contact with its new lifetime value.

        Raises:
            InvalidArgumentError: The amount is not positive or has more decimal places than its currency; nothing was
                sent.
            OutcomeUnknown: The response was lost; compare the contact's `ltv` before adding again.

        Example:
            contact = client.contacts.update_ltv(
                ContactUpdateLTV(email="ada@example.com", value=Decimal("99.99"), currency="EUR")
            )
        """
        return self._one(api.update_contact_ltv(data), options)

    def create_many(
        self,
        items: "SyncItems[ContactCreate | dict[str, Any]]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Creates many contacts concurrently. Nothing is sent before the first result is requested.

        An invalid item gives a failed result; the others continue. If a response is lost, the client looks up the
        e-mail address. The result is `created` only if the contact exists as given and cannot be older than the call.
        Otherwise it is `failed` with `OutcomeUnknown`, whose message says what the lookup found.

        Args:
            items: Contacts; any iterable, consumed as the results are read. Each is sent as given: for a channel of
                `marketing_consent` that it leaves out, the server assumes consent.
            concurrency: Maximum number of contacts in progress.
            **options: Options of each call.

        Returns:
            Results in the order of the items; `run()` iterates over them all and returns the summary.

        Example:
            summary = client.contacts.create_many([{"email": "ada@example.com"}]).run()
        """
        return self._bulk("prepare_create", items, concurrency, options)

    def upsert_many(
        self,
        items: "SyncItems[ContactCreate | dict[str, Any]]",
        by: Literal["email"] = "email",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Creates many contacts, and updates those whose e-mail address exists. Idempotent; retried automatically.

        Each contact is created first. If the e-mail address exists or the response is lost, the client looks the
        contact up, compares the given fields, and changes only those that differ. Fields that were not given keep their
        values.

        Args:
            items: Contacts; any iterable, consumed as the results are read.
            by: The field that identifies a contact: the e-mail address, ignoring letter case.
            concurrency: Maximum number of contacts in progress. Items with the same e-mail address are processed in
                order.
            **options: Options of each call.

        Returns:
            Results in the order of the items: `created`, `updated`, `unchanged` or `failed`.

        Example:
            for result in client.contacts.upsert_many([{"email": "ada@example.com", "country": "UK"}]):
                print(result.index, result.status)
        """
        if by != "email":
            raise InvalidArgumentError(f"by must be 'email', not {by!r}; nothing was sent.")
        return self._bulk("prepare_upsert", items, concurrency, options)

    def update_many(
        self,
        items: "SyncItems[tuple[str, ContactUpdate | dict[str, Any]] | dict[str, Any] | Contact]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Changes many contacts. Idempotent; retried automatically.

        Args:
            items: Pairs of id and changes, dicts that contain `id` and the changes, or changed records.
            concurrency: Maximum number of contacts in progress. Changes of one contact are processed in order.
            **options: Options of each call.

        Returns:
            Results in the order of the items: `updated` or `failed`; `unchanged` for a record without changes.

        Example:
            summary = client.contacts.update_many([("contact_id", {"tags": ["customer"]})]).run()
        """
        return self._bulk("prepare_update", items, concurrency, options)

    def delete_many(
        self,
        ids: "SyncItems[str | Contact]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Deletes many contacts. Idempotent; retried automatically. A missing contact fails with `NotFoundError`.

        Args:
            ids: Identifiers or records.
            concurrency: Maximum number of contacts in progress.
            **options: Options of each call.

        Returns:
            Results in the order of the ids: `deleted` or `failed`.

        Example:
            summary = client.contacts.delete_many(["contact_id"]).run()
        """
        return self._bulk("prepare_delete", ids, concurrency, options)

    def import_file(
        self,
        path: str | PathLike[str],
        *,
        mapping: Mapping[str, str | None] | None = None,
        format: Literal["csv", "jsonl"] | None = None,  # noqa: A002 - a documented name
        upsert: bool = True,
        concurrency: int = DEFAULT_CONCURRENCY,
        journal: str | PathLike[str] | None = None,
        rejects: str | PathLike[str] | None = None,
        progress: "Progress[BulkProgress]" = None,
        **options: Unpack[BulkOptions],
    ) -> "ImportSummary":
        """Imports the contacts of a CSV or JSON Lines file. An invalid row does not stop the others.

        With a journal, repeating the call after a crash continues the import and sends nothing twice. Rows that may
        have been in progress are looked up first.

        For a new contact, an explicit false is sent for each channel for which its row has no consent. The consent of
        an existing contact is changed only if the row contains it.

        Args:
            path: The file: UTF-8, with or without a byte order mark; separated by commas, semicolons or tabs.
            mapping: Field of each column whose name differs (`First name` maps to `first_name` automatically); None as
                the field skips a column. A column that matches no field is an error.
            format: `csv` or `jsonl`; determined by the file name if not given.
            upsert: True to update contacts whose e-mail address exists; False to reject such rows.
            concurrency: Maximum number of rows in progress.
            journal: The file that records the progress of the import: row numbers and results, no e-mail addresses.
            rejects: The file for rejected rows, with the reasons; it can be corrected and imported. It replaces only
                the reject file of an earlier import.
            progress: True for a progress bar on standard error (extra `progress`), "auto" for one if that is a
                terminal, or a function that is called with a `BulkProgress` as rows are done. By default nothing is
                shown.
            **options: Options of each call.

        Returns:
            The number of rows for each result.

        Raises:
            InvalidArgumentError: The file, the columns or the journal are invalid; nothing was sent.
            KonigleError: The import stopped: the key was rejected, or twenty rows in a row failed because the service
                is down. The rows before are done.

        Example:
            summary = client.contacts.import_file("contacts.csv", journal="contacts.journal")
        """
        from konigle._bulk.tabular import format_of
        from konigle._sync.bulk.import_file import ContactImport, ImportOptions

        order = ImportOptions(
            path=Path(path),
            format=format_of(Path(path), format),
            mapping=mapping,
            upsert=upsert,
            concurrency=concurrency,
            journal=None if journal is None else Path(journal),
            rejects=None if rejects is None else Path(rejects),
            progress=progress,
        )
        return ContactImport(self, self._session(options), order).run()

    def export_file(
        self,
        path: str | PathLike[str],
        *,
        format: Literal["csv", "jsonl"] | None = None,  # noqa: A002 - a documented name
        fields: Sequence[str] | None = None,
        progress: "Progress[BulkProgress]" = None,
        filters: ContactFilters | None = None,
        **filter_kwargs: Unpack[ContactQuery],
    ) -> "ExportSummary":
        """Writes contacts to a CSV or JSON Lines file, which appears when it is complete.

        Args:
            path: The file; an existing regular file of yours is replaced at the end.
            format: `csv` or `jsonl`; determined by the file name if not given.
            fields: The fields to write, in this order; default all fields.
            progress: As for `import_file`.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of each request.

        Returns:
            The number of contacts written.

        Example:
            client.contacts.export_file("readers.csv", fields=["email", "tags"], tags="readers")
        """
        from konigle._bulk.tabular import format_of
        from konigle._sync.bulk.export_file import ExportOptions, export_contacts

        target = Path(path)
        try:
            order = ExportOptions(target, format_of(target, format), fields, progress, filters, filter_kwargs)
            return export_contacts(self, order)
        except InvalidArgumentError as error:
            error.operation = error.operation or "listContacts"
            raise

    def _bulk(
        self,
        what: Literal["prepare_create", "prepare_upsert", "prepare_update", "prepare_delete"],
        items: "SyncItems[Any]",
        concurrency: int,
        options: BulkOptions,
    ) -> "Bulk[Contact]":
        from konigle._sync.bulk.contact_operations import ContactOperations
        from konigle._sync.bulk.runner import Bulk

        try:
            session = self._session(options)
            return Bulk(items, getattr(ContactOperations(self, session), what), concurrency, session)
        except InvalidArgumentError as error:
            error.operation = _BULK_OPERATIONS.get(what)
            raise

    def _session(self, options: BulkOptions) -> "BulkSession":
        from konigle._sync.bulk.runner import BulkSession

        return BulkSession(self._client.transport, options, self._crud.get("any"))
