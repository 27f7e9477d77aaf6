"""Reads a whole file before anything is sent, and finds what an import would do and what prevents it.

A preview, a dry run and an import use the same plan: the columns of `ColumnPlan`, the rows of `RowReader`, and the
refusals of all rows of one address.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Any

import pydantic

from konigle._bulk.collection_index import CollectionIndex, is_as_given
from konigle._bulk.consent_columns import opt_out_in, says_opt_out
from konigle._bulk.planning.address_index import AddressIndex
from konigle._bulk.planning.columns import Column, ColumnPlan
from konigle._bulk.planning.preview import ColumnPreview, FilePreview
from konigle._bulk.planning.rows import (
    REFUSED,
    RowReader,
    RowValues,
    new_contact,
    refusals,
    stated_contact,
)
from konigle._bulk.planning.rules import CONSENT, FileRules
from konigle._bulk.tabular import FileRow, ImportFormat, Table, open_table
from konigle._core.body import as_model
from konigle._generated.models import ContactCreate
from konigle.exceptions import InvalidArgumentError

FIRST_ROWS = 20  # that fail for the same reason: then the rows are not the cause
_SAMPLES, _SAMPLED_ROWS, _REASONS, _MOST_WORDS = 3, 1000, 10, 100
_KEPT_ROWS = 1000  # to be sent, in memory; a file of which more differ is read twice
_LONGEST_WORD, _MOST_DIGITS = 24, 4
_STATED = {True: "yes", False: "no", None: "not stated"}


class FilePlan:
    """How the rows of one file become contacts.

    Args:
        path: The file.
        format_: The format of the file.
        rules: The rules of the caller.
    """

    def __init__(self, path: Path, format_: ImportFormat, rules: FileRules) -> None:
        self.path = path
        self.format: ImportFormat = format_
        self.rules = rules
        with self.open() as table:
            names, nested = table.columns, False
            if names is None:
                names = next((list[str](row.cells) for row in table.rows() if row.is_object), list[str]())
                nested = True
            self.columns = ColumnPlan(rules, names, nested=nested)
        self._reader = RowReader(self.columns)
        # only after the last row is it known whether an unnamed column is empty
        self._unnamed = [
            (at, one) for at, one in enumerate(self.columns.header) if one.unknown and one.is_unnamed
        ]

        self._skipped = [(at, one) for at, one in enumerate(self.columns.header) if one.is_skipped]
        self.addresses = AddressIndex()
        self.index: CollectionIndex | None = None  # the contacts of the site, if rows are compared with them
        self.unchanged = bytearray(1)  # for `is_unchanged`, by row number
        self.to_send: list[FileRow] | None = []  # the other rows; None if they have to be read again

    def open(self) -> AbstractContextManager[Table]:
        """The file, open at its first row."""
        rules = self.rules
        return open_table(
            self.path,
            self.format,
            encoding=rules.encoding,
            header_row=rules.header_row,
            sheet=rules.sheet,
        )

    def close(self) -> None:
        """Removes the temporary files of the plan."""
        self.addresses.close()
        if self.index is not None:
            self.index.close()

    def has_bad_columns(self) -> bool:
        """Whether the header shows that the file will be rejected."""
        unnamed = [column.name for column in self.columns.columns if column.is_unnamed]
        return any(True for _ in self.columns.problems(unnamed))

    def has_rows(self, least: int) -> bool:
        """Whether the file has at least this number of rows."""
        with self.open() as table:
            return sum(1 for _ in islice(table.rows(), least)) >= least

    def is_unchanged(self, row: FileRow) -> bool:
        """Whether the survey found the contact of a row exactly as the row states it."""
        return row.number < len(self.unchanged) and self.unchanged[row.number] == 1

    def is_as_known(self, stated: dict[str, Any]) -> bool:
        """Whether the collection showed a contact exactly as a row states it."""
        values = None if self.index is None else self.index.find(stated.get("email"))
        return values is not None and is_as_given(stated, values, add_tags=self.rules.tags == "add")

    def read(self, row: FileRow, values: RowValues) -> tuple[dict[str, Any], dict[str, Any]]:
        """Returns what to send for a row: the fields of a new contact, and those that apply to an existing one.

        Raises:
            InvalidArgumentError: The row is invalid. Nothing was sent.
        """
        stated = self.stated(row, values)
        return new_contact(self.rules, stated), stated

    def stated(self, row: FileRow, values: RowValues) -> dict[str, Any]:
        """Returns the fields of a row that also apply to an existing contact.

        Raises:
            InvalidArgumentError: The row is invalid. Nothing was sent.
        """
        self._reader.read(row, values)
        refused = REFUSED[self.addresses.refused(values.fields.get("email"))]
        return stated_contact(self.rules, values, refused)

    def address(self, row: FileRow) -> str:
        """Returns the e-mail address of a row, if only that is needed.

        Raises:
            InvalidArgumentError: The row has no e-mail address. Nothing was sent.
        """
        return as_model(ContactCreate, self._reader.read(row, RowValues()).fields).email

    def lost_tags(self, row: FileRow, tags: Iterable[object]) -> set[str]:
        """Returns the tags of a contact that a row would remove if tags were replaced; none if it has no tags.

        Raises:
            InvalidArgumentError: The row is invalid. Nothing was sent.
        """
        given = stated_contact(self.rules, self._reader.read(row, RowValues()), ()).get("tags")
        return set(map(str, tags)) - set(map(str, given)) if given else set()

    def samples(self, row: FileRow) -> Iterable[tuple[Column, Any]]:
        """Yields the value of each column, including skipped ones."""
        if row.problem:
            return ()
        if self.columns.nested:
            return ((self.columns.column(name), value) for name, value in row.cells.items())
        if row.number <= _SAMPLED_ROWS:
            return zip(self.columns.header, row.cells, strict=False)
        return ((column, row.cells[at]) for at, column in self._unnamed)

    def skipped(self, row: FileRow) -> Iterable[tuple[str, Any]]:
        """Yields the cells of the columns that `unknown="skip"` leaves out."""
        if row.problem:
            return ()
        if self.columns.nested:
            return ((name, cell) for name, cell in row.cells.items() if self.columns.column(name).is_skipped)
        return ((one.name, row.cells[at]) for at, one in self._skipped)


def survey(plan: FilePlan) -> FilePreview:
    """Reads all rows of a file; sends nothing."""
    return _Survey(plan).run()


class _Survey:
    def __init__(self, plan: FilePlan) -> None:
        self._plan = plan
        self._found = FilePreview(
            path=plan.path, format=plan.format, action=plan.rules.action, tags=plan.rules.tags
        )
        self._samples: dict[str, list[str]] = {}
        self._seen: dict[str, set[str]] = {}  # cells of skipped columns that say nothing about consent
        self._opt_outs: dict[str, str] = {}  # a word of each skipped column that looks like an opt-out
        self._consents: dict[tuple[tuple[str, bool], ...], int] = {}  # rows by what they say
        self._leading = 0  # rows at the start that are rejected for the same reason

    def run(self) -> FilePreview:
        plan, found = self._plan, self._found
        has_address = any(column.field == "email" for column in plan.columns.columns) or plan.columns.nested
        with plan.open() as table:
            for row in table.rows():
                found.rows = row.number
                plan.unchanged.append(0)
                self._sample(row)
                self._watch(row)
                if has_address:
                    self._row(row)
                if plan.to_send is not None and not plan.unchanged[row.number]:
                    plan.to_send.append(row)
                    if len(plan.to_send) > _KEPT_ROWS:
                        plan.to_send = None
        for name in ("encoding", "delimiter", "header_row", "footer"):
            setattr(found, name, getattr(table, name))
        found.preset = plan.columns.preset.name if plan.columns.preset else None
        found.addresses, found.duplicates = plan.addresses.finish()
        if found.duplicates:
            plan.to_send = None
        found.columns = [
            ColumnPreview(one.name, one.meaning, self._samples.get(one.name, []), one.unknown)
            for one in plan.columns.columns
        ]
        for said, rows in self._consents.items():
            for channel, counts in found.consent.items():
                counts[_STATED[dict(said).get(channel)]] += rows
        found.problems = list(self._problems())
        return found

    def _sample(self, row: FileRow) -> None:
        for column, value in self._plan.samples(row):
            samples = self._samples.setdefault(column.name, [])
            if len(samples) < _SAMPLES and value not in (None, ""):
                samples.append(str(value))

    def _watch(self, row: FileRow) -> None:
        for column, cell in self._plan.skipped(row):
            if column in self._opt_outs:
                continue
            if type(cell) is not str:
                if word := opt_out_in(cell):
                    self._opt_outs[column] = word
                continue
            seen = self._seen.setdefault(column, set())
            if cell in seen:
                continue
            if says_opt_out(cell):
                self._opt_outs[column] = cell.strip()
            elif len(seen) < _MOST_WORDS:
                seen.add(cell)

    def _row(self, row: FileRow) -> None:
        values, found = RowValues(), self._found
        try:
            if found.action == "import":
                stated = self._plan.stated(row, values)
                if self._plan.is_as_known(stated):
                    self._plan.unchanged[row.number] = 1
                else:
                    _check(new_contact(self._plan.rules, stated))
                self._count(values, stated.get(CONSENT))
            else:
                values.fields["email"] = self._plan.address(row)
        except InvalidArgumentError as problem:
            found.rejected += 1
            if len(found.reasons) < _REASONS:
                found.reasons.append((row.number, problem.message))
            if self._leading == row.number - 1 and problem.message == found.reasons[0][1]:
                self._leading += 1
        self._plan.addresses.add(values.fields.get("email"), refusals(values.consent))
        for column, word in values.unknown:
            words = found.unknown_words.setdefault(column, Counter())
            if word in words or len(words) < _MOST_WORDS:
                words[word] += 1

    def _count(self, values: RowValues, consent: Mapping[str, bool] | None) -> None:
        if values.repairs:
            self._found.repairs.update(values.repairs)
        self._found.tagged += "tags" in values.fields
        said = tuple(consent.items()) if consent else ()
        self._consents[said] = self._consents.get(said, 0) + 1

    def _problems(self) -> Iterator[str]:
        found, columns = self._found, self._plan.columns
        if found.rows or not columns.nested:  # an empty array has no columns
            yield from columns.problems(
                [one.name for one in columns.columns if not self._samples.get(one.name)]
            )
        if self._opt_outs and found.action == "import":
            yield "\n".join(
                [
                    "unknown='skip' would leave out columns with words, or names in objects, that look like an opt-out:",
                    *(self._about_opt_out(column, word) for column, word in self._opt_outs.items()),
                ]
            )
        if words := found.unknown_words:
            yield "\n".join(["The file has unknown words:", *map(self._about_words, words)])
        if found.rows and self._leading >= min(found.rows, FIRST_ROWS):
            which = "All rows" if self._leading == found.rows else f"The first {FIRST_ROWS} rows"
            yield f"{which} fail for the same reason: {found.reasons[0][1].removesuffix(' Nothing was sent.')}"

    @staticmethod
    def _about_opt_out(column: str, word: str) -> str:
        return (
            f"  {column}: {word!r}; give its channel, and the meaning of each word: "
            f"mapping={{{column!r}: '{CONSENT}.email'}}, values={{{column!r}: {{{word!r}: False}}}}; "
            f"or leave it out: mapping={{{column!r}: None}}"
        )

    def _about_words(self, name: str) -> str:
        words = self._found.unknown_words[name]
        column = self._plan.columns.column(name)
        shown = [word for word in words if _is_word(word)]
        said = [f"{word!r} ({words[word]:,})" for word in shown]
        if hidden := sum(words[word] for word in words if word not in shown):
            said.append(f"others that may be personal data ({hidden:,})")
        if len(words) >= _MOST_WORDS:
            said.append("and more")
        meaning = "False or None" if column.opt_out else "True or False"
        if column.field == "source":
            meaning = "one of the sources"
        example = f"{{{name!r}: {{{(shown or ['word'])[0]!r}: …}}}}"
        return f"  {name}: {', '.join(said)}; say what each means, {meaning}: values={example}"


def _check(contact: dict[str, Any]) -> None:
    """Rejects what `create_contact` would reject; the values of a row are plain, so most need no second check."""
    try:
        ContactCreate.model_validate(contact)
    except pydantic.ValidationError:
        as_model(ContactCreate, contact)


def _is_word(text: str) -> bool:
    """Whether a text may be shown: it is a word, not personal data."""
    return len(text) <= _LONGEST_WORD and "@" not in text and sum(map(str.isdigit, text)) <= _MOST_DIGITS
