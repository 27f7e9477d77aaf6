"""Which column of a file is which field of a contact, in both directions."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import attrs

from konigle._bulk.consent_columns import is_about_consent, is_opt_out
from konigle._bulk.tabular import REJECT_COLUMNS
from konigle._core.plain_values import is_missing
from konigle._generated.models import Contact, ContactCreate, MarketingConsent
from konigle.exceptions import InvalidArgumentError

_CONSENT = "marketing_consent"
_CHANNELS = tuple(f"{_CONSENT}.{channel}" for channel in MarketingConsent.model_fields)
_LONGEST_WORD, _MOST_DIGITS = 24, 4
_WORDS = {
    **dict.fromkeys(("true", "yes", "y", "1"), True),
    **dict.fromkeys(("false", "no", "n", "0"), False),
}


def _flat(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(flat for name in names for flat in (_CHANNELS if name == _CONSENT else (name,)))


IMPORTED = _flat(ContactCreate.model_fields)
EXPORTED = ("id", *(name for name in _flat(Contact.model_fields) if name != "id"))


@attrs.frozen
class Columns:
    """The columns of an import.

    Attributes:
        mapping: Column to field as the caller said it; a field of None leaves the column out.
        nested: Whether a row may carry the whole consent in one value, as JSON can.
    """

    mapping: Mapping[str, str | None]
    nested: bool

    @classmethod
    def of(cls, mapping: Mapping[str, str | None] | None, *, nested: bool) -> "Columns":
        """The columns by what the caller says of them.

        Raises:
            InvalidArgumentError: A field is unknown. Nothing was sent.
        """
        columns = cls(dict(mapping or {}), nested)
        fields = {field for field in columns.mapping.values() if field is not None}
        if unknown := sorted(fields - columns.fields):
            raise InvalidArgumentError(
                f"mapping names fields that cannot be imported: {', '.join(unknown)}; nothing was sent. "
                f"What can be: {', '.join(sorted(columns.fields))}."
            )
        return columns

    @property
    def fields(self) -> frozenset[str]:
        """The fields a column may stand for."""
        return frozenset({*IMPORTED, _CONSENT} if self.nested else IMPORTED)

    def field_of(self, column: str) -> str | None:
        """The field of a column; None for one that is left out.

        Raises:
            KeyError: There is no such field.
        """
        if column in self.mapping:
            return self.mapping[column]
        if column in REJECT_COLUMNS:
            return None
        name = re.sub(r"[\s\-]+", "_", column.strip().lower())
        if name not in self.fields:
            raise KeyError(column)
        return name

    def check(self, found: Sequence[str]) -> None:
        """Refuses a file whose columns do not fit.

        Raises:
            InvalidArgumentError: A column has no field, two have the same, one of the mapping is not there, or none
                is the address. Nothing was sent.
        """
        unknown = [column for column in found if self._is_unknown(column)]
        missing = sorted(set(self.mapping) - set(found)) if not self.nested else []
        fields = [field for column in found if column not in unknown and (field := self.field_of(column))]
        twice = sorted({field for field in fields if fields.count(field) > 1})
        if unknown:
            problem = (
                f"has columns that are no field of a contact: {', '.join(map(repr, unknown))}. "
                f"{_advice(unknown)}Fields are: {', '.join(sorted(self.fields))}"
            )
        elif missing:
            problem = f"lacks columns that the mapping names: {', '.join(map(repr, missing))}"
        elif twice:
            problem = f"has more than one column for {', '.join(twice)}"
        elif "email" not in fields and not self.nested:  # of JSON lines each has its own fields
            problem = "has no column for the email address"
        else:
            return
        raise InvalidArgumentError(f"The file {problem}; nothing was sent.")

    def _is_unknown(self, column: str) -> bool:
        try:
            self.field_of(column)
        except KeyError:
            return True
        return False

    def contact(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a contact that a row gives; an empty cell gives none.

        Raises:
            InvalidArgumentError: A value cannot be read. Nothing was sent.
        """
        given: dict[str, Any] = {}
        for column, cell in row.items():
            try:
                field = self.field_of(column)
            except KeyError:
                raise _bad(column, "there is no such field") from None
            value: Any = cell.strip() if isinstance(cell, str) else cell
            if field is None or value is None or value == "" or is_missing(value):
                continue
            if field in _CHANNELS:
                self._add_consent(given, column, field.removeprefix(f"{_CONSENT}."), value)
            elif field == _CONSENT and isinstance(value, dict):
                for channel, agreed in cast("dict[str, Any]", value).items():
                    self._add_consent(given, column, channel, agreed)
            elif field in given:
                raise _bad(column, "this field is given twice")
            else:
                given[field] = _tags(value) if field == "tags" else value
        return given

    def _add_consent(self, given: dict[str, Any], column: str, channel: str, value: Any) -> None:
        """Adds what a cell says of one channel; of an opt-out a yes is a no, and a no is no consent."""
        if value is None or value == "" or is_missing(value):
            return
        agreed = _agreed(column, value)
        if column in self.mapping and is_opt_out(column):
            if not agreed:
                return
            agreed = False
        consent: object = given.setdefault(_CONSENT, {})
        if not isinstance(consent, dict) or channel in consent:
            raise _bad(column, f"the consent to {channel} is given twice")
        consent[channel] = agreed


def _tags(value: Any) -> Any:
    """Tags as a list: a JSON list, or texts with commas or semicolons between."""
    if not isinstance(value, str):
        return value
    if value.startswith("["):
        try:
            return json.loads(value)
        except ValueError:
            raise _bad("tags", "it begins like a JSON list and is none") from None
    return [tag for part in re.split(r"[,;]", value) if (tag := part.strip())]


def _agreed(column: str, value: Any) -> bool:
    # anything but a clear yes or no would be consent that nobody gave, or an opt-out that is lost
    agreed = value if isinstance(value, bool) else _WORDS.get(str(value).strip().lower())
    if agreed is None:
        raise _bad(column, f"consent is yes or no, true or false, 1 or 0, not {_word(value)}")
    return agreed


def _word(value: Any) -> str:
    """A value for a message, unless it may be somebody's data."""
    text = str(value).strip()
    is_word = len(text) <= _LONGEST_WORD and "@" not in text and sum(map(str.isdigit, text)) <= _MOST_DIGITS
    return repr(text) if is_word else "what stands there"


def _advice(unknown: Sequence[str]) -> str:
    """What to do about columns without a field. Leaving out is not offered for one that may hold an opt-out."""
    about_consent = [column for column in unknown if is_about_consent(column)]
    others = [column for column in unknown if column not in about_consent]
    said = ""
    if about_consent:
        said = (
            f"These look like consent or opt-out: {', '.join(map(repr, about_consent))}. Map each to the channel it is "
            f"about ({', '.join(_CHANNELS)}), or write what it says into a column of that name. Cells must be yes or "
            "no; where the header says opt-out, unsubscribed, blacklisted or the like, yes is read as no consent and "
            "no as nothing said. "
        )
    if others:
        left_out = ", ".join(f"{column!r}: None" for column in others)
        which = "of the others is, or leave those" if about_consent else "is, or leave them"
        said += f"Say which field each {which} out: mapping={{{left_out}}}. "
    return said


def _bad(column: str, problem: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        f"{column}: {problem}. Nothing was sent.", field_errors={column: [problem.capitalize() + "."]}
    )


def export_fields(fields: Sequence[str] | None, *, nested: bool) -> tuple[str, ...] | None:
    """The fields of an export in their order; None for everything a contact has, where that can be told in a row.

    Raises:
        InvalidArgumentError: A field is unknown. Nothing was sent.
    """
    if fields is None:
        return None if nested else EXPORTED
    known = {*EXPORTED, _CONSENT} if nested else set(EXPORTED)
    unknown = [] if isinstance(fields, str) else [name for name in fields if name not in known]
    if isinstance(fields, str) or not fields or unknown:
        wrong = f"there is no {', '.join(map(repr, unknown))}" if unknown else "a list of names is needed"
        raise InvalidArgumentError(
            f"fields of the export: {wrong}; nothing was sent. Fields are: {', '.join(sorted(known))}."
        )
    return tuple(fields)


def exported(contact: Contact, fields: tuple[str, ...] | None) -> dict[str, Any]:
    """The values of a contact as in JSON, those that were asked for."""
    if fields is None:  # as the server said it, so that an import reads nothing out of what was left unsaid
        return contact.model_dump(mode="json", warnings=False, exclude_unset=True)
    values = contact.model_dump(mode="json", warnings=False)
    return {name: _value(values, name) for name in fields}


def _value(values: Mapping[str, Any], name: str) -> Any:
    if name not in _CHANNELS:
        return values.get(name)
    consent = values.get(_CONSENT)
    return (
        cast("dict[str, Any]", consent).get(name.removeprefix(f"{_CONSENT}."))
        if isinstance(consent, dict)
        else None
    )


def cell(value: Any) -> str:
    """A value as the text of a cell, such that an import reads the same value out of it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        tags = [str(tag) for tag in cast("list[Any]", value)]
        plain = all(tag and tag.strip() == tag and not re.search(r"^\[|[,;]", tag) for tag in tags)
        return ";".join(tags) if plain else json.dumps(tags, ensure_ascii=False)
    return str(value) if not isinstance(value, dict) else json.dumps(value, ensure_ascii=False)
