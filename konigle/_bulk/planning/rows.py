"""Converts a row of a file to a contact: its fields, its consents, and the repairs."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import attrs

from konigle._bulk.contact_matching import with_every_consent
from konigle._bulk.planning.columns import FULL_NAME, Column, ColumnPlan
from konigle._bulk.planning.repairs import RejectedError, repaired, sound, tags_of
from konigle._bulk.planning.rules import CHANNELS, CONSENT, FileRules, Words
from konigle._bulk.tabular import FileRow
from konigle._core.plain_values import is_missing
from konigle.exceptions import InvalidArgumentError

_DATE = re.compile(  # in a column of opt-outs: a time, in digits or with the name of a month; MySQL's 0000-00-00 is none
    r"(?!0000\D)(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? [^\W\d]{3,9}\.?,? \d{4})(?:[T ,].*)?"
    r"|\d{10}|\d{13}"
)
_EMPTY_LIST = "[]"  # Klaviyo writes this if there is no suppression
_NEW: Any = object()  # a cell that was not read before
_MOST_KNOWN = 1000  # different cells of a column that are kept; words, countries and tags have fewer
_FIRST = {"email": 0, CONSENT: 1}
_BITS = {channel: 1 << at for at, channel in enumerate(CHANNELS)}
# the channels of bits
REFUSED = [[channel for channel in CHANNELS if bits & _BITS[channel]] for bits in range(1 << len(CHANNELS))]


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


class _Cell(NamedTuple):
    """What a cell says, whatever is in the rest of its row.

    Attributes:
        value: For the field of its column, or a consent; None if it gives nothing.
        repairs: The repairs, as text.
        unknown: The word, if it is unknown.
        problem: Why the row is rejected.
    """

    value: Any = None
    repairs: Sequence[str] = ()
    unknown: str = ""
    problem: str = ""


class _Kept(NamedTuple):
    """A column that is not skipped.

    Attributes:
        at: Its position.
        field: The field of a contact.
        column: The column.
        known: Returns what an equal cell gave, for cells that need no more: words, countries and tags repeat.
        is_sound: Finds texts that are taken as they are; None if there are none.
    """

    at: int
    field: str
    column: Column
    known: Callable[[Any, object], Any]
    is_sound: Callable[[str], object] | None


class RowReader:
    """Reads the rows of one file according to the plan of its columns."""

    def __init__(self, plan: ColumnPlan) -> None:
        self.plan = plan
        self._known: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        self._header = self._kept(plan.header)

    def _kept(self, columns: Iterable[Column]) -> list[_Kept]:
        """Returns the columns that are not skipped.

        E-mail address and consent come first, so that they are known even if the row is rejected for another cell.
        """
        kept = [
            _Kept(
                at, one.field, one, self._known[one.name].get, sound(one.field) if one.words is None else None
            )
            for at, one in enumerate(columns)
            if one.field is not None
        ]
        return sorted(kept, key=lambda one: (_FIRST.get(one.field, len(_FIRST)), one.column.rank))

    def read(self, row: FileRow, values: RowValues) -> RowValues:
        """Adds what a row gives to the given values, and returns them; an empty cell gives nothing.

        Raises:
            InvalidArgumentError: The row is invalid. Its e-mail address and its consents were added.
        """
        if row.problem:
            raise InvalidArgumentError(f"{row.problem} Nothing was sent.")
        cells, kept, fields = row.cells, self._header, values.fields
        if self.plan.nested:
            pairs = list(_flattened(cells))
            cells, kept = [cell for _, cell in pairs], self._kept(self.plan.column(name) for name, _ in pairs)
        for at, field, column, known, is_sound in kept:
            cell: Any = cells[at]
            value: Any = known(cell, _NEW) if type(cell) is str else _NEW
            if value is _NEW:
                is_plain = is_sound is not None and type(cell) is str and is_sound(cell)
                value = cell if is_plain else self._value(values, column, cell)
            if value is None:
                continue
            if field == CONSENT:
                values.state(column.channels, agreed=value)
            elif field not in fields:
                fields[field] = value
            else:
                self._add(values, column, value)
        if name := fields.pop(FULL_NAME, None):
            first, _, last = name.rpartition(" ")
            if not fields.keys() & {"first_name", "last_name"}:
                fields.update({"first_name": first, "last_name": last} if first else {"first_name": name})
        return values

    def _value(self, values: RowValues, column: Column, cell: Any) -> Any:
        """Returns what a cell gives, and adds what else it says to the values of the row."""
        value, repairs, unknown, problem = _read(column, cell)
        known = self._known[column.name]
        if problem:
            raise _bad(column.name, problem)
        if repairs:
            values.repairs += repairs
        elif unknown:
            values.unknown.append((column.name, unknown))
        elif type(cell) is str and len(known) < _MOST_KNOWN:
            known[cell] = value
        return value

    def _add(self, values: RowValues, column: Column, value: Any) -> None:
        """Adds the value of another column for a field."""
        if column.field == "tags":
            values.fields["tags"] = _joined(values.fields["tags"], value)
        elif self.plan.nested and column.origin != "preset":
            raise _bad(column.name, "this field is given twice")


def _read(column: Column, cell: Any) -> _Cell:
    value: Any = cell.strip() if isinstance(cell, str) else cell
    if value is None or value == "" or is_missing(value):
        return _Cell()
    if column.words is not None:
        return _word(column, column.words, str(value).strip())
    if column.field == CONSENT:
        return _Cell(problem="consent is an object with a value for each channel")
    try:
        value, repairs = repaired(str(column.field), value) if isinstance(value, str) else (value, [])
        if column.field == "tags":
            value = tags_of(value)
    except RejectedError as problem:
        return _Cell(problem=str(problem))
    return _Cell(None if value in ("", []) else value, repairs)  # a repair may leave nothing


def _word(column: Column, words: Words, text: str) -> _Cell:
    word = text.casefold()
    if word in words:
        meaning = words[word]
        return _Cell(meaning if column.field != CONSENT or isinstance(meaning, bool) else None)
    if word == _EMPTY_LIST and column.opt_out:
        return _Cell()
    if column.opt_out and (column.any_value or _DATE.fullmatch(word)):
        return _Cell(value=False)
    return _Cell(unknown=text)


def _joined(tags: Any, more: Any) -> Any:
    """Returns the tags of two columns; if one has none that can be read, its value, which the model rejects."""
    if not isinstance(tags, list) or not isinstance(more, list):
        return more if isinstance(tags, list) else tags
    known = cast("list[Any]", tags)
    return [*known, *(tag for tag in cast("list[Any]", more) if tag not in known)]


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
    consent, stated = dict(values.consent), dict(values.fields)
    for channel, agreed in rules.stated.items():
        consent[channel] = consent.get(channel, True) and agreed
    for channel in refused:
        consent[channel] = False
    if (added := rules.defaults.get("tags")) and isinstance(tags := stated.get("tags", []), list):
        stated["tags"] = _joined(tags, list(added))
    if consent:
        stated[CONSENT] = consent
    return stated


def new_contact(rules: FileRules, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the fields of a new contact: defaults for missing fields, and a false for each channel without a statement."""
    return with_every_consent({**rules.default_fields(), **stated})


def refusals(consent: Mapping[str, bool]) -> int:
    """Returns the refused channels, as bits."""
    return sum(_BITS[channel] for channel in consent if consent[channel] is False) if consent else 0


def _bad(column: str, problem: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        f"{column}: {problem}. Nothing was sent.", field_errors={column: [f"{problem.capitalize()}."]}
    )
