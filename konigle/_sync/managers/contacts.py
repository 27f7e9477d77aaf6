# Derived from konigle/_async/managers/contacts.py by `python -m generator`; do not edit.
"""Synchronous manager of contacts."""

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Unpack

from konigle._core.call import DEFAULT_CONCURRENCY, BulkOptions
from konigle._generated.filters import ContactFilters, ContactQuery
from konigle._generated.models import Contact, ContactCreate, ContactUpdate
from konigle._managers.call_errors import explains_calls
from konigle._sync.managers.contact_reads import ContactReads
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._bulk.atomic_writer import ExportSummary
    from konigle._bulk.import_state import ImportSummary
    from konigle._bulk.planning.preview import FilePreview
    from konigle._bulk.planning.rules import Action, PresetName, StatedConsent, Unknown, Words
    from konigle._bulk.progress import BulkProgress, Progress
    from konigle._bulk.tabular import ImportFormat
    from konigle._concurrency.primitives import SyncItems
    from konigle._sync.bulk.contact_runs import Compare, RunAction
    from konigle._sync.bulk.runner import Bulk


@explains_calls
class ContactManager(ContactReads):
    """Synchronous manager of contacts."""

    def create_many(
        self,
        items: "SyncItems[ContactCreate | dict[str, Any]]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Creates many contacts concurrently. Nothing is sent before the first result is requested.

        An invalid item gives a failed result; the others continue. If a response is lost, the client looks up the
        e-mail address. The result is `created` only if the contact exists as given and cannot be older than the call.
        Otherwise it is `failed` with `OutcomeUnknown`, whose message says what the lookup found.

        Args:
            items: Contacts; any iterable, taken one by one as the results are read. Each is sent as it is given: for
                a channel of `marketing_consent` that it leaves out, the server assumes consent.
            concurrency: How many may be under way.
            key: Gives what an item is recognised by, such as its number in your database; the result has it.
            journal: Where to record which items are done, as hashes of their keys. The same call continues after one that
                was killed: items that are done are `unchanged` without a request, others are looked up first.
            **options: Options of each call.

        Returns:
            Results in the order of the items; `run()` iterates over them all and returns the summary.

        Example:
            summary = client.contacts.create_many([{"email": "ada@example.com"}]).run()
        """
        return self._bulk("create", items, options, concurrency=concurrency, key=key, journal=journal)

    def upsert_many(
        self,
        items: "SyncItems[ContactCreate | dict[str, Any]]",
        by: Literal["email"] = "email",
        *,
        tags: Literal["add", "replace"] = "add",
        concurrency: int = DEFAULT_CONCURRENCY,
        compare: "Compare" = "auto",
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Creates many contacts, and updates those whose e-mail address exists. Idempotent; retried automatically.

        Each contact is created first. If the e-mail address exists or the response is lost, the client looks the
        contact up, compares the given fields, and changes only those that differ. Fields that were not given keep their
        values.

        Args:
            items: Contacts; any iterable, taken one by one as the results are read.
            by: What a contact is recognised by: its address, whatever its letter case.
            tags: "add" to add the given tags to those of a contact that exists, "replace" to remove all others.
            concurrency: How many may be under way. Items with the same address go one after the other.
            compare: As for `import_file`; `auto` is `row` for an iterable without a length.
            key: As for `create_many`.
            journal: As for `create_many`.
            **options: Options of each call.

        Returns:
            Results in the order of the items: `created`, `updated`, `unchanged` or `failed`.

        Example:
            for result in client.contacts.upsert_many([{"email": "ada@example.com", "country": "UK"}]):
                print(result.index, result.status)
        """
        if by != "email":
            raise InvalidArgumentError(
                f"Contacts are recognised by 'email', not by {by!r}; nothing was sent."
            )
        order: dict[str, Any] = {"tags": tags, "compare": compare, "concurrency": concurrency}
        return self._bulk("upsert", items, options, key=key, journal=journal, **order)

    def update_many(
        self,
        items: "SyncItems[tuple[str, ContactUpdate | dict[str, Any]] | dict[str, Any] | Contact]",
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Changes many contacts. Idempotent; retried automatically.

        Args:
            items: Pairs of id and changes, dicts with `id` among the changes, or records that were changed.
            concurrency: How many may be under way. Changes of one contact go one after the other.
            key: As for `create_many`.
            journal: As for `create_many`.
            **options: Options of each call.

        Returns:
            Results in the order of the items: `updated` or `failed`; `unchanged` for a record without changes.

        Example:
            summary = client.contacts.update_many([("contact_id", {"tags": ["customer"]})]).run()
        """
        return self._bulk("update", items, options, concurrency=concurrency, key=key, journal=journal)

    def delete_many(
        self,
        ids: "SyncItems[str | Contact] | None" = None,
        *,
        emails: "SyncItems[str] | None" = None,
        concurrency: int = DEFAULT_CONCURRENCY,
        key: Callable[[Any], object] | None = None,
        journal: str | PathLike[str] | None = None,
        **options: Unpack[BulkOptions],
    ) -> "Bulk[Contact]":
        """Deletes many contacts. Idempotent; retried automatically. A missing contact fails with `NotFoundError`.

        Args:
            ids: Identifiers or records.
            emails: Addresses instead; each contact is looked up first.
            concurrency: How many may be under way.
            key: As for `create_many`.
            journal: As for `create_many`.
            **options: Options of each call.

        Returns:
            Results in the order of the ids: `deleted` or `failed`.

        Example:
            summary = client.contacts.delete_many(["contact_id"]).run()
        """
        order: dict[str, Any] = {"concurrency": concurrency, "key": key, "journal": journal}
        if ids is not None and emails is None:
            return self._bulk("delete", ids, options, **order)
        if ids is None and emails is not None:
            return self._bulk("delete_address", emails, options, **order)
        raise InvalidArgumentError(
            "delete_many takes either ids or emails; nothing was sent.", operation="deleteContact"
        )

    def import_file(
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
        upsert: bool = True,
        compare: "Compare" = "auto",
        concurrency: int = DEFAULT_CONCURRENCY,
        journal: str | PathLike[str] | None = None,
        rejects: str | PathLike[str] | None = None,
        progress: "Progress[BulkProgress]" = None,
        **options: Unpack[BulkOptions],
    ) -> "ImportSummary":
        """Sends the contacts of a CSV, JSON or Excel file, row by row; a bad row never stops the others.

        The whole file is read first: where its columns, words or encoding are not understood, or neither it nor you
        say who agreed to marketing, it is refused and nothing is sent. With a journal, the same call resumes an
        import that was killed, and sends nothing twice.

        A new contact gets an explicit no for each channel that neither its row nor `consent` states. The consent of a
        contact that exists changes only where one of them states it. An opt-out in any row of an address wins.

        Args:
            path: The file: UTF-8, or UTF-16 with its byte order mark; it may be compressed with gzip.
            preset: The vendor that wrote it, or "auto" to recognize it by the header.
            mapping: Column to field, where they are not named alike; None leaves a column out.
            values: What the words of a column mean, such as `{"Status": {"SUBSCRIBED": True, "CLEANED": False}}`.
            consent: "none" if nothing but the file states a consent, or what you state for every row, such as
                `{"email": True}`.
            defaults: Fields of new contacts that their rows do not give; its tags are added to every row.
            tags: "add" to add tags to those of a contact that exists, "replace" to remove all others.
            unknown: "skip" to leave out unknown columns; never those that look like consent.
            action: "import"; "unsubscribe" to withdraw consents, or "delete": no contact is created then.
            channels: What "unsubscribe" withdraws.
            format: `csv`, `json`, `jsonl` or `xlsx` (extra `excel`); by the end of the file's name when left out.
            encoding: Of a text that is neither UTF-8 nor has a byte order mark, such as "cp1252".
            header_row: The line of the header, from 1, if there is something above it.
            upsert: True to update contacts that exist; False to reject their rows.
            compare: "row" to create each and look it up if its address is taken; "list" to read the collection once and
                send only rows that differ; "auto" for "list" where it needs fewer requests.
            concurrency: How many rows may be under way.
            journal: Where to record the progress; row numbers and outcomes, no addresses.
            rejects: Where bad rows go, with the reason; a file that can be corrected and imported. The reject file of
                an earlier import is replaced, no other file.
            progress: True for a bar on standard error (extra `progress`), "auto" for one if that is a terminal, or a
                function that is called with a `BulkProgress` as rows are done. By default nothing is shown.
            **options: Options of each call.

        Returns:
            How many rows were created, updated, unchanged, deleted or failed.

        Raises:
            InvalidArgumentError: File, columns, consent or journal do not fit; nothing was sent.
            KonigleError: The key is refused, twenty rows in a row met a service that is down, or the first twenty all
                failed for the same reason. The rows before are done.

        Example:
            summary = client.contacts.import_file("export.csv", preset="auto", consent={"email": True})
        """
        from konigle._bulk.planning.rules import FileRules
        from konigle._sync.bulk.import_file import ContactImport, ImportOptions

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
            ),
            upsert=upsert,
            compare=compare,
            concurrency=concurrency,
            journal=None if journal is None else Path(journal),
            rejects=None if rejects is None else Path(rejects),
            progress=progress,
        )
        return ContactImport(self, self._session(options), order).run()

    def preview_file(  # noqa: D417 - the other arguments are those of import_file
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
        online: bool = False,
        **options: Unpack[BulkOptions],
    ) -> "FilePreview":
        """Reads a file and returns what `import_file` would do with it; `print` shows it as a table. Sends nothing.

        All arguments but one are those of `import_file`.

        Args:
            online: Whether to look each address up on the server, to tell new contacts from those that exist, and what
                `tags="replace"` would remove.

        Returns:
            Encoding, columns with samples, unknown columns and words, duplicates, consents, bad rows with reasons, and
            why an import would be refused.

        Raises:
            InvalidArgumentError: It cannot be read.

        Example:
            print(client.contacts.preview_file("export.csv", preset="auto"))
        """
        from konigle._bulk.planning.rules import FileRules
        from konigle._sync.bulk.import_file import preview_file

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
        )
        return preview_file(self, self._session(options), Path(path), format, rules, online=online)

    def export_file(
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
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of each request.

        Returns:
            The number of contacts written.

        Example:
            client.contacts.export_file("readers.csv", fields=["email", "tags"], tags="readers")
        """
        from konigle._sync.bulk.export_file import ExportOptions, export_contacts, export_format

        target = Path(path)
        try:
            order = ExportOptions(
                target, export_format(target, format), fields, progress, filters, filter_kwargs
            )
            return export_contacts(self, order)
        except InvalidArgumentError as error:
            error.operation = error.operation or "listContacts"
            raise

    def _bulk(
        self, action: "RunAction", items: "SyncItems[Any]", options: BulkOptions, **order: Any
    ) -> "Bulk[Contact]":
        from konigle._sync.bulk.contact_runs import contact_run

        try:
            return contact_run(self, self._session(options), action, items, **order)
        except InvalidArgumentError as error:
            error.operation = None if action == "upsert" else f"{action.partition('_')[0]}Contact"
            raise
