"""Maps the columns of a file to fields of a contact, and finds what prevents an import."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args

import attrs

from konigle._bulk.consent_columns import channels_of, is_about_calls, is_about_consent, is_opt_out
from konigle._bulk.contact_columns import flat
from konigle._bulk.planning import presets
from konigle._bulk.planning.presets import Meaning, key
from konigle._bulk.planning.rules import CHANNELS, CONSENT, FileRules, Words
from konigle._bulk.tabular import REJECT_COLUMNS
from konigle._generated.models import ContactCreate, ContactSource
from konigle.exceptions import InvalidArgumentError

T = TypeVar("T")
IMPORTED = flat(ContactCreate.model_fields)
FULL_NAME = "name"  # of a preset's column that holds first and last name in one
_FIELDS = {key(name): name for name in (*IMPORTED, CONSENT)} | {
    "emailaddress": "email",
    "phonenumber": "phone",
}
_WORDS: dict[str, bool | str | None] = {
    **dict.fromkeys(("true", "yes", "y", "1"), True),
    **dict.fromkeys(("false", "no", "n", "0"), False),
}
_OPT_OUT_WORDS = {word: None if agreed is False else False for word, agreed in _WORDS.items()}
_SOURCES: dict[str, bool | str | None] = {source: source for source in get_args(ContactSource)}
_HEADER_WORD = re.compile("mail|name|phone|telefon|countr|land$|^tags?$|address|courriel|correo")
_MAIL = re.compile("mail|courriel|correo")
_MOST_HEADER_WORDS = 3  # a title has more
_UNNAMED = re.compile(r"column \d+")
_REPEATED = re.compile(r" \(\d+\)$")


@attrs.frozen
class Column:
    """One column of a file.

    Attributes:
        name: As in the header; a repeated name has a number, a missing one its position.
        field: The field of a contact; None for a column that is skipped.
        channels: The channels of a consent or an opt-out.
        words: The allowed words of its cells and their meaning, for consents and sources.
        opt_out: Whether it can only withdraw consent.
        any_value: Whether any value of a cell is an opt-out, such as its time.
        rank: Its preference among the columns of a preset for the same field.
        origin: What determined the field: the mapping, a preset, or the name.
        unknown: Whether its meaning is unknown.
        is_skipped: Whether `unknown="skip"` leaves it out.
    """

    name: str
    field: str | None = None
    channels: tuple[str, ...] = ()
    words: Words | None = attrs.field(default=None, repr=False)
    opt_out: bool = False
    any_value: bool = False
    rank: int = 0
    origin: str = "name"
    unknown: bool = False
    is_skipped: bool = False

    @property
    def is_unnamed(self) -> bool:
        """Whether it has no name in the header."""
        return _UNNAMED.fullmatch(self.name) is not None

    @property
    def states_consent(self) -> bool:
        """Whether it can state consent."""
        return (
            self.field == CONSENT and not self.opt_out and (self.words is None or True in self.words.values())
        )

    @property
    def meaning(self) -> str:
        """Returns the field as text, for a preview."""
        if self.field != CONSENT:
            return self.field or ""
        return f"{'opt-out' if self.opt_out else 'consent'}: {', '.join(self.channels or CHANNELS)}"


class ColumnPlan:
    """The columns of one file by the rules of the caller.

    Args:
        rules: The rules of the caller.
        names: The columns of the header, or of the first JSON object.
        nested: Whether each row names its own columns, as JSON does.

    Raises:
        InvalidArgumentError: The mapping names a field that cannot be imported. Nothing was sent.
    """

    def __init__(self, rules: FileRules, names: Sequence[str], *, nested: bool) -> None:
        self.rules = rules
        self.nested = nested
        self.preset = presets.choose(rules.preset, names)
        self._fields = frozenset({*IMPORTED, CONSENT} if nested else IMPORTED)
        self._mapped = {field for field in rules.mapping.values() if field is not None}
        if unknown := sorted(self._mapped - self._fields):
            raise InvalidArgumentError(
                f"mapping names fields that cannot be imported: {', '.join(unknown)}; nothing was sent. "
                f"What can be: {', '.join(sorted(self._fields))}."
            )
        self._columns: dict[str, Column] = {}
        self.header = [] if nested else [self.column(name) for name in _unique(names)]

    @property
    def columns(self) -> list[Column]:
        """The columns found so far, in the order of the file."""
        return list(self._columns.values())

    def column(self, name: str) -> Column:
        """The column of a name."""
        if name not in self._columns:
            self._columns[name] = self._resolve(name)
        return self._columns[name]

    def _resolve(self, name: str) -> Column:
        base = _REPEATED.sub("", name)
        words = next(iter(_find(self.rules.values, name, base) or ()), None)
        origin, rank, meaning = self._meaning(name, base, has_words=words is not None)
        if self.rules.action != "import" and meaning != "email":
            return Column(name)
        if meaning == {}:
            is_unknown = self.rules.unknown == "error" or is_about_consent(base)
            return Column(name, unknown=is_unknown, is_skipped=not is_unknown)
        if isinstance(meaning, str) and meaning.startswith(f"{CONSENT}."):
            meaning = {"opt_out" if is_opt_out(base) else "consent": meaning.removeprefix(f"{CONSENT}.")}
        if isinstance(meaning, dict):
            return _consent_column(name, meaning, _plain(words), origin)
        if origin == "preset" and meaning in self._mapped:
            return Column(name)
        accepted = {**_SOURCES, **_plain(words)} if meaning == "source" else None
        return Column(name, meaning, words=accepted, rank=rank, origin=origin)

    def _meaning(self, name: str, base: str, *, has_words: bool) -> tuple[str, int, Meaning]:
        """Returns the origin, the preference and the meaning of a column; empty ones if it is unknown."""
        said = (None,) if base in REJECT_COLUMNS else _find(self.rules.mapping, name, base)
        if said is not None:
            return "mapping", 0, said[0]
        if self.preset is not None and (known := self.preset.find(base)) is not None:
            return "preset", *known
        field = _FIELDS.get(key(base))
        if field in self._fields:
            return "name", 0, field
        channels = channels_of(base)
        if is_opt_out(base) and not is_about_calls(base):
            return "name", 0, {"opt_out": channels or CHANNELS}
        return "name", 0, {"consent": channels} if has_words and channels else {}

    # -- what prevents an import ---------------------------------------------------------------------

    def problems(self, unused: Collection[str]) -> Iterator[str]:
        """Yields why the columns are invalid.

        Args:
            unused: Columns without a single value.
        """
        columns = self.columns
        unknown = [c.name for c in columns if c.unknown and not (c.is_unnamed and c.name in unused)]
        keys = {key(name) for c in columns for name in (c.name, _REPEATED.sub("", c.name))}
        missing = sorted(
            said for said in {**self.rules.mapping, **self.rules.values} if key(said) not in keys
        )
        twice = [] if self.nested else sorted(_twice(columns))  # in JSON, each row is checked
        if self.header and not any(
            column.field or _HEADER_WORD.search(key(column.name)) for column in columns
        ):
            # it may be the first person of a file without a header, or a title, so it is not shown
            yield (
                "None of the columns is a field of a contact. If the header is in another line, pass header_row=; if "
                "there is none, add a line with column names above the rows; if the names are different, pass mapping=."
            )
            return
        if not any(column.field == "email" for column in columns):
            yield f"The file has no column for the e-mail address. {self._advice_on_addresses()}"
        if unknown:
            yield f"The file has columns that are not fields of a contact: {_quoted(unknown)}. {_advice(unknown)}"
        if missing and not self.nested:
            yield f"The file lacks columns that mapping or values names: {_quoted(missing)}."
        if twice:
            yield f"The file has more than one column for {', '.join(twice)}."
        states_consent = self.rules.consent is not None or any(column.states_consent for column in columns)
        if self.rules.action == "import" and not states_consent:
            yield (
                "The file does not state who agreed to marketing: it has no consent column; an opt-out or a confirmation "
                'time does not count. Pass consent="none" to give new contacts no consent, or consent={"email": True} if '
                "you know that every person in this file agreed; an opt-out in a row takes precedence."
            )

    def _advice_on_addresses(self) -> str:
        if len(self.header) == 1:
            return "It has one column: cells are separated by commas, semicolons, tabs or pipes."
        names = (c.name for c in self.columns if not c.field and _MAIL.search(key(c.name)))
        likely = next((name for name in names if len(name.split()) <= _MOST_HEADER_WORDS), "the column")
        other = "" if self.nested else "; if the header is in another line, pass header_row="
        return f"Map a column to it: mapping={{{likely!r}: 'email'}}{other}."


def _consent_column(name: str, meaning: dict[str, Any], said: Words, origin: str) -> Column:
    opt_out = "opt_out" in meaning
    channels = meaning["opt_out" if opt_out else "consent"]
    if isinstance(channels, str):
        channels = CHANNELS if channels == "all" else (channels,)
    if not all(agreed is None or isinstance(agreed, bool) for agreed in said.values()):
        raise InvalidArgumentError(
            f"values: each word of {name!r} must be True, False, or None if it states nothing; nothing was sent."
        )
    if opt_out and True in said.values():
        raise InvalidArgumentError(
            f"values: {name!r} looks like an opt-out, which never gives consent: map the words that mean it "
            "to False, and the others to None. Nothing was sent."
        )
    words = {**(_OPT_OUT_WORDS if opt_out else _WORDS), **_plain(meaning.get("values")), **said}
    return Column(name, CONSENT, channels, words, opt_out, bool(meaning.get("any_value")), origin=origin)


def _find(said: Mapping[str, T], name: str, base: str) -> tuple[T] | None:
    """Returns the entry for a column: by its exact name first, then by any spelling."""
    for wanted in (name, base):
        if wanted in said:
            return (said[wanted],)
    return next(((value,) for column, value in said.items() if key(column) == key(base)), None)


def _plain(words: Words | None) -> dict[str, bool | str | None]:
    return {str(word).strip().casefold(): meaning for word, meaning in (words or {}).items()}


def _unique(names: Sequence[str]) -> Iterator[str]:
    """Makes names distinct: of two `Phone` the second becomes `Phone (2)`."""
    taken = set(names)
    seen: set[str] = set()
    for position, name in enumerate(names, start=1):
        unique, number = name or f"column {position}", 1
        while unique in seen or (number > 1 and unique in taken):
            number += 1
            unique = f"{name} ({number})"
        seen.add(unique)
        yield unique


def _twice(columns: Iterable[Column]) -> Iterator[str]:
    """Returns fields with several columns, unless a preset or a repeated name explains it."""
    first: dict[str, str] = {}
    for column in columns:
        if column.field in (None, CONSENT) or column.origin == "preset":
            continue
        base = _REPEATED.sub("", column.name)
        if first.setdefault(str(column.field), base) != base:
            yield str(column.field)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


def _advice(unknown: Sequence[str]) -> str:
    """Returns what to do about unknown columns. Skipping is not offered for one that may be an opt-out."""
    about_consent = [column for column in unknown if is_about_consent(column)]
    others = [column for column in unknown if column not in about_consent]
    said = ""
    if about_consent:
        said = (
            f"These columns look like consent or opt-out: {_quoted(about_consent)}. Map each to its channel "
            f"({', '.join(f'{CONSENT}.{channel}' for channel in CHANNELS)}) by mapping={{column: channel}}; if its "
            "cells contain other words than yes and no, give their meaning by values={column: {word: True or False}}. "
        )
    if others:
        left_out = ", ".join(f"{column!r}: None" for column in others)
        said += (
            f"Map each {'of the others ' if about_consent else ''}to a field, or skip it: "
            f"mapping={{{left_out}}}, or unknown='skip'. "
        )
    return f"{said}Fields are: {', '.join(sorted(IMPORTED))}."
