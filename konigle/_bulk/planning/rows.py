"""Converts a row of a file to a contact: its fields, its consents, and the repairs."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, cast

import attrs

from konigle._bulk.contact_matching import with_every_consent
from konigle._bulk.planning.columns import FULL_NAME, Column, ColumnPlan
from konigle._bulk.planning.repairs import RejectedError, repaired, tags_of
from konigle._bulk.planning.rules import CHANNELS, CONSENT, FileRules
from konigle._bulk.tabular import FileRow
from konigle._core.plain_values import is_missing
from konigle.exceptions import InvalidArgumentError

_DATE = re.compile(  # in a column of opt-outs: a time, in digits or with the name of a month
    r"(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? [^\W\d]{3,9}\.?,? \d{4})(?:[T ,].*)?"
    r"|\d{10}|\d{13}"
)
_EMPTY_LIST = "[]"  # Klaviyo writes this if there is no suppression


@attrs.define
class RowValues:
    """The content of one row.

    Attributes:
        fields: Fields of the contact, without consent.
        consent: The consent of the row by channel; of several cells the most restrictive.
        repairs: The repairs, as text.
        unknown: Columns and their unknown words.
    """

    fields: dict[str, Any] = attrs.field(factory=dict[str, Any])
    consent: dict[str, bool] = attrs.field(factory=dict[str, bool])
    repairs: list[str] = attrs.field(factory=list[str])
    unknown: list[tuple[str, str]] = attrs.field(factory=list[tuple[str, str]])

    def state(self, channels: Iterable[str], *, agreed: bool) -> None:
        """Adds a consent or a refusal; a refusal is never replaced."""
        for channel in channels:
            self.consent[channel] = self.consent.get(channel, True) and agreed


class RowReader:
    """Reads the rows of one file according to the plan of its columns."""

    def __init__(self, plan: ColumnPlan) -> None:
        self.plan = plan
        kept = [(at, column) for at, column in enumerate(plan.header) if column.field is not None]
        self._kept = sorted(kept, key=lambda one: _order(one[1]))

    def cells(self, row: FileRow) -> Iterator[tuple[Column, Any]]:
        """Yields the columns that are not skipped, with the values of the row."""
        if not self.plan.nested:
            return ((column, row.cells[at]) for at, column in self._kept)
        found = [(self.plan.column(name), value) for name, value in _flattened(row.cells)]
        return iter(
            sorted((one for one in found if one[0].field is not None), key=lambda one: _order(one[0]))
        )

    def read(self, row: FileRow, values: RowValues) -> RowValues:
        """Adds what a row gives to the given values, and returns them; an empty cell gives nothing.

        Raises:
            InvalidArgumentError: The row is invalid. Its e-mail address and its consents were added.
        """
        if row.problem:
            raise InvalidArgumentError(f"{row.problem} Nothing was sent.")
        for column, cell in self.cells(row):
            value: Any = cell.strip() if isinstance(cell, str) else cell
            if value is None or value == "" or is_missing(value):
                continue
            try:
                if column.words is not None:
                    _add_word(values, column, value)
                else:
                    self._add(values, column, value)
            except RejectedError as problem:
                raise _bad(column.name, str(problem)) from None
        name = values.fields.pop(FULL_NAME, None)
        if name and not values.fields.keys() & {"first_name", "last_name"}:
            first, _, last = name.rpartition(" ")
            values.fields.update({"first_name": first, "last_name": last} if first else {"first_name": name})
        return values

    def _add(self, values: RowValues, column: Column, value: Any) -> None:
        field = str(column.field)
        if field == CONSENT:
            raise RejectedError("consent is an object with a value for each channel")
        if isinstance(value, str):
            value, repairs = repaired(field, value)
            values.repairs += repairs
        if field == "tags":
            tags = tags_of(value)
            known = values.fields.get(field, [])
            if isinstance(tags, list):
                value = [*known, *(tag for tag in cast("list[Any]", tags) if tag not in known)]
                if not value:
                    return
            values.fields[field] = value if isinstance(tags, list) else tags
        elif field not in values.fields:
            values.fields[field] = value
        elif self.plan.nested and column.origin != "preset":
            raise RejectedError("this field is given twice")


def _order(column: Column) -> tuple[int, int]:
    """E-mail address and consent come first, so that they are known even if the row is rejected for another cell."""
    return ("email", CONSENT).index(column.field) if column.field in ("email", CONSENT) else 2, column.rank


def _add_word(values: RowValues, column: Column, value: Any) -> None:
    words = cast("Mapping[str, bool | str | None]", column.words)
    word = str(value).strip().casefold()
    if word not in words:
        is_opt_out = column.opt_out and (column.any_value or _DATE.fullmatch(word))
        if is_opt_out and word != _EMPTY_LIST:
            values.state(column.channels, agreed=False)
        elif word != _EMPTY_LIST or not column.opt_out:
            values.unknown.append((column.name, str(value).strip()))
        return
    meaning = words[word]
    if column.field != CONSENT:
        if meaning is not None:
            values.fields[str(column.field)] = meaning
    elif isinstance(meaning, bool):
        values.state(column.channels, agreed=meaning)


def _flattened(cells: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in cells.items():
        if name == CONSENT and isinstance(value, dict):
            yield name, None  # a consent column, if it states nothing
            for channel, agreed in cast("dict[str, Any]", value).items():
                yield f"{CONSENT}.{channel}", agreed
        else:
            yield name, value


def stated_contact(rules: FileRules, values: RowValues, refused: Collection[str]) -> dict[str, Any]:
    """Returns the fields that also apply to an existing contact: those of the row, and the stated consents.

    Args:
        rules: The rules of the caller.
        values: The values of the row.
        refused: Channels that any row with this e-mail address refuses.
    """
    consent = dict(values.consent)
    for channel, agreed in rules.stated().items():
        consent[channel] = consent.get(channel, True) and agreed
    consent.update(dict.fromkeys(refused, False))
    stated = dict(values.fields)
    if (added := rules.defaults.get("tags")) and isinstance(tags := stated.get("tags", []), list):
        stated["tags"] = [*cast("list[Any]", tags), *(tag for tag in added if tag not in tags)]
    return {**stated, CONSENT: consent} if consent else stated


def new_contact(rules: FileRules, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the fields of a new contact: defaults for missing fields, and a false for each channel without a statement."""
    return with_every_consent({**rules.default_fields(), **stated})


def refusals(consent: Mapping[str, bool]) -> int:
    """Returns the refused channels, as bits."""
    return sum(1 << at for at, channel in enumerate(CHANNELS) if consent.get(channel) is False)


def channels_in(bits: int) -> list[str]:
    """Returns the channels of bits."""
    return [channel for at, channel in enumerate(CHANNELS) if bits >> at & 1]


def _bad(column: str, problem: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        f"{column}: {problem}. Nothing was sent.", field_errors={column: [f"{problem.capitalize()}."]}
    )
