"""Asynchronous manager of contacts."""

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Unpack

from konigle._async.managers.contact_reads import ContactReads
from konigle._core.body import UncheckedDict
from konigle._core.call import DEFAULT_CONCURRENCY, BulkOptions
from konigle._generated.filters import ContactFilters, ContactQuery
from konigle._generated.models import (
    AsyncContact,
    Contact,
    ContactCreate,
    ContactCreateDict,
    ContactUpdate,
    ContactUpdateDict,
)
from konigle._managers.call_errors import explains_calls
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._async.bulk.contact_runs import Compare, RunAction
    from konigle._async.bulk.runner import AsyncBulk
    from konigle._bulk.atomic_writer import ExportSummary
    from konigle._bulk.import_state import ImportSummary
    from konigle._bulk.planning.preview import FilePreview
    from konigle._bulk.planning.rules import Action, PresetName, StatedConsent, Unknown, Words
    from konigle._bulk.progress import BulkProgress, Progress
    from konigle._bulk.tabular import ImportFormat
    from konigle._concurrency.primitives import AsyncItems


@explains_calls
class AsyncContactManager(ContactReads):
    """Asynchronous manager of contacts."""

    def create_many(
        self,
        items: "AsyncItems[ContactCreate | ContactCreateDict | UncheckedDict]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[AsyncContact]":
        """Creates many contacts concurrently. Nothing is sent before the first result is requested.

        An invalid item gives a failed result; the others continue. If a response is lost, the client looks up the
        e-mail address. The result is `created` only if the contact exists as given and cannot be older than the call.
        Otherwise it is `failed` with `OutcomeUnknown`, whose message says what the lookup found.

        Args:
            items: Contacts; any iterable, consumed as the results are read. Each is sent as given: for a channel of
                `marketing_consent` that it leaves out, the server assumes consent.
            concurrency: Maximum number of contacts in progress.
            key: Function that returns the key of an item, such as its number in your database; the result has it.
            journal: The file that records which items are done, as hashes of their keys. Repeating the call after a crash
                continues: items that are done are `unchanged` without a request, others are looked up first.
            **options: Options of each call.

        Returns:
            Results in the order of the items; `run()` iterates over them all and returns the summary.

        Example:
            summary = await client.contacts.create_many([{"email": "ada@example.com"}]).run()
        """
        return self._bulk("create", items, options, concurrency=concurrency, key=key, journal=journal)

    def upsert_many(
        self,
        items: "AsyncItems[ContactCreate | ContactCreateDict | UncheckedDict]",
        by: Literal["email"] = "email",
        *,
        tags: Literal["add", "replace"] = "add",
        concurrency: int = DEFAULT_CONCURRENCY,
        compare: "Compare" = "auto",
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[AsyncContact]":
        """Creates many contacts, and updates those whose e-mail address exists. Idempotent; retried automatically.

        Each contact is created first. If the e-mail address exists or the response is lost, the client looks the
        contact up, compares the given fields, and changes only those that differ. Fields that were not given keep their
        values.

        Args:
            items: Contacts; any iterable, consumed as the results are read.
            by: The field that identifies a contact: the e-mail address, ignoring letter case.
            tags: "add" to add the given tags to those of an existing contact, "replace" to remove all others.
            concurrency: Maximum number of contacts in progress. Items with the same e-mail address are processed in
                order.
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
            raise InvalidArgumentError(f"by must be 'email', not {by!r}; nothing was sent.")
        order: dict[str, Any] = {"tags": tags, "compare": compare, "concurrency": concurrency}
        return self._bulk("upsert", items, options, key=key, journal=journal, **order)

    def update_many(
        self,
        items: "AsyncItems[tuple[str, ContactUpdate | ContactUpdateDict | UncheckedDict] | dict[str, Any] | Contact]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[AsyncContact]":
        """Changes many contacts. Idempotent; retried automatically.

        Args:
            items: Pairs of id and changes, dicts that contain `id` and the changes, or changed records.
            concurrency: Maximum number of contacts in progress. Changes of one contact are processed in order.
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
        ids: "AsyncItems[str | Contact] | None" = None,
        *,
        emails: "AsyncItems[str] | None" = None,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "AsyncBulk[AsyncContact]":
        """Deletes many contacts. Idempotent; retried automatically. A missing contact fails with `NotFoundError`.

        Args:
            ids: Identifiers or records.
            emails: E-mail addresses instead; each contact is looked up first.
            concurrency: Maximum number of contacts in progress.
            key: As for `create_many`.
            journal: As for `create_many`.
            **options: Options of each call.

        Returns:
            Results in the order of the ids: `deleted` or `failed`.

        Example:
            summary = await client.contacts.delete_many(["contact_id"]).run()
        """
        order: dict[str, Any] = {"concurrency": concurrency, "key": key, "journal": journal}
        if ids is not None and emails is None:
            return self._bulk("delete", ids, options, **order)
        if ids is None and emails is not None:
            return self._bulk("delete_address", emails, options, **order)
        raise InvalidArgumentError(
            "delete_many takes either ids or emails; nothing was sent.", operation="deleteContact"
        )

    async def import_file(
        self,
        path: str | PathLike[str],
        *,
        preset: "PresetName | None" = None,
        mapping: Mapping[str, str | None] | None = None,
        values: "Mapping[str, Words] | None" = None,
        consent: "StatedConsent | None" = None,
        defaults: Mapping[str, Any] | None = None,
        tags: Literal["add", "replace"] = "add",
        unknown: "Unknown" = "error",
        action: "Action" = "import",
        channels: Sequence[str] = ("email",),
        format: "ImportFormat | None" = None,  # noqa: A002 - a documented name
        encoding: str | None = None,
        header_row: int | None = None,
        sheet: str | None = None,
        upsert: bool = True,
        compare: "Compare" = "auto",
        concurrency: int = DEFAULT_CONCURRENCY,
        journal: str | PathLike[str] | None = None,
        rejects: str | PathLike[str] | None = None,
        progress: "Progress[BulkProgress]" = None,
        **options: Unpack[BulkOptions],
    ) -> "ImportSummary":
        """Imports the contacts of a CSV, JSON or Excel file. An invalid row does not stop the others.

        The whole file is read first. It is rejected, and nothing is sent, if its columns, words or encoding are unknown,
        or if neither the file nor `consent` states who agreed to marketing. With a journal, repeating the call after a
        crash continues the import and sends nothing twice.

        For a new contact, an explicit false is sent for each channel that neither its row nor `consent` states. The
        consent of an existing contact changes only if one of them states it. If rows of the same e-mail address differ,
        an opt-out takes precedence.

        Args:
            path: The file: UTF-8, or UTF-16 with its byte order mark; it may be compressed with gzip.
            preset: The vendor that exported the file, or "auto" to recognize it by the header.
            mapping: Field of each column whose name differs; None skips a column.
            values: Meaning of the words of a column, such as `{"Status": {"SUBSCRIBED": True, "CLEANED": False}}`.
            consent: "none" if only the file states consent, or the consent that you state for every row, such as
                `{"email": True}`.
            defaults: Values for new contacts whose rows lack a field; its tags are added to every row.
            tags: "add" to add tags to those of an existing contact, "replace" to remove all others.
            unknown: "skip" to skip unknown columns, except those that look like consent.
            action: "import"; "unsubscribe" to withdraw consents, or "delete". Only "import" creates contacts.
            channels: The channels whose consent "unsubscribe" withdraws.
            format: `csv`, `json`, `jsonl` or `xlsx` (extra `excel`); determined by the file name if not given.
            encoding: Encoding of a text that is neither UTF-8 nor has a byte order mark, such as "cp1252".
            header_row: Line of the header, from 1, if other lines precede it.
            sheet: Name of the sheet of a workbook, if several are not empty.
            upsert: True to update existing contacts; False to reject their rows.
            compare: "row" to create each contact and look it up if its e-mail address exists; "list" to read the
                collection once and send only rows that differ; "auto" for "list" if it needs fewer requests.
            concurrency: Maximum number of rows in progress.
            journal: The file that records the progress of the import: row numbers and results, no e-mail addresses.
            rejects: The file for rejected rows, with the reasons; it can be corrected and imported. It replaces only
                the reject file of an earlier import.
            progress: True for a progress bar on standard error (extra `progress`), "auto" for one if that is a
                terminal, or a function that is called with a `BulkProgress` as rows are done. By default nothing is
                shown.
            **options: Options of each call.

        Returns:
            The number of rows that were created, updated, unchanged, deleted or failed.

        Raises:
            InvalidArgumentError: The file, its columns, the consent or the journal are invalid; nothing was sent.
            KonigleError: The import stopped: the key was rejected, twenty consecutive rows failed because the service
                is down, or the first twenty rows all failed for the same reason. The rows before are done.

        Example:
            summary = await client.contacts.import_file("export.csv", preset="auto", consent={"email": True})
        """
        from konigle._async.bulk.import_file import ContactImport, ImportOptions
        from konigle._bulk.planning.rules import FileRules

        order = ImportOptions(
            path=Path(path),
            format=format,
            rules=FileRules(
                preset=preset,
                mapping=mapping,
                values=values,
                consent=consent,
                defaults=defaults,
                tags=tags,
                unknown=unknown,
                action=action,
                channels=channels,
                encoding=encoding,
                header_row=header_row,
                sheet=sheet,
            ),
            upsert=upsert,
            compare=compare,
            concurrency=concurrency,
            journal=None if journal is None else Path(journal),
            rejects=None if rejects is None else Path(rejects),
            progress=progress,
        )
        return await ContactImport(self, self._session(options), order).run()

    async def preview_file(  # noqa: D417 - the other arguments are those of import_file
        self,
        path: str | PathLike[str],
        *,
        preset: "PresetName | None" = None,
        mapping: Mapping[str, str | None] | None = None,
        values: "Mapping[str, Words] | None" = None,
        consent: "StatedConsent | None" = None,
        defaults: Mapping[str, Any] | None = None,
        tags: Literal["add", "replace"] = "add",
        unknown: "Unknown" = "error",
        action: "Action" = "import",
        channels: Sequence[str] = ("email",),
        format: "ImportFormat | None" = None,  # noqa: A002 - a documented name
        encoding: str | None = None,
        header_row: int | None = None,
        sheet: str | None = None,
        online: bool = False,
        **options: Unpack[BulkOptions],
    ) -> "FilePreview":
        """Reads a file and returns what `import_file` would do with it; `print` shows it as a table. Sends nothing.

        All arguments but one are those of `import_file`.

        Args:
            online: True to look up the e-mail addresses on the server, in the list of contacts if that takes fewer
                requests. The preview then distinguishes new from existing contacts, and lists the tags that
                `tags="replace"` would remove.

        Returns:
            Encoding, columns with samples, unknown columns and words, duplicates, consents, invalid rows with reasons,
            and why an import would be rejected.

        Raises:
            InvalidArgumentError: The file cannot be read.

        Example:
            print(await client.contacts.preview_file("export.csv", preset="auto"))
        """
        from konigle._async.bulk.import_file import preview_file
        from konigle._bulk.planning.rules import FileRules

        rules = FileRules(
            preset=preset,
            mapping=mapping,
            values=values,
            consent=consent,
            defaults=defaults,
            tags=tags,
            unknown=unknown,
            action=action,
            channels=channels,
            encoding=encoding,
            header_row=header_row,
            sheet=sheet,
        )
        return await preview_file(self, self._session(options), Path(path), format, rules, online=online)

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
        """Writes contacts to a CSV, JSON Lines or Parquet file, which appears when it is complete.

        Args:
            path: The file; an existing regular file that you own is replaced at the end.
            format: `csv`, `jsonl` or `parquet` (extra `arrow`); determined by the file name if not given.
            fields: The fields to write, in this order; default all fields.
            progress: As for `import_file`.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of each request.

        Returns:
            The number of contacts written.

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
        self, action: "RunAction", items: "AsyncItems[Any]", options: BulkOptions, **order: Any
    ) -> "AsyncBulk[AsyncContact]":
        from konigle._async.bulk.contact_runs import contact_run

        try:
            return contact_run(self, self._session(options), action, items, **order)
        except InvalidArgumentError as error:
            error.operation = None if action == "upsert" else f"{action.partition('_')[0]}Contact"
            raise
