"""The preview of a file, and its table in 80 columns."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from konigle._bulk.planning.rules import CHANNELS

WIDTH = 80
_DELIMITERS = {"": "", ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_FORMATS = {"csv": "CSV", "jsonl": "JSON Lines", "json": "JSON", "xlsx": "Excel"}
_STATED = ("yes", "no", "not stated")
_SHOWN_WORDS = 6
_Row = tuple[str, ...]


@attrs.frozen
class ColumnPreview:
    """One column of a file.

    Attributes:
        name: As in the header; of two columns of one name the second has a number.
        field: The field of a contact, or the channels of a consent or an opt-out; empty for a skipped column.
        samples: Up to three of its values.
        unknown: Whether its meaning is unknown, so that an import is rejected.
    """

    name: str
    field: str
    samples: Sequence[str] = attrs.field(repr=False)
    unknown: bool = False


@attrs.frozen(kw_only=True)
class OnlinePreview:
    """The result of looking up the e-mail addresses of a file on the server.

    Attributes:
        existing: E-mail addresses that have a contact.
        new: E-mail addresses that have none.
        losing_tags: Contacts that would lose a tag with `tags="replace"`.
        lost_tags: The tags they would lose, with the number of contacts for each.
    """

    existing: int
    new: int
    losing_tags: int = 0
    lost_tags: Mapping[str, int] = attrs.field(factory=dict[str, int])


@attrs.define(kw_only=True)
class FilePreview:
    """What an import would do with a file; `str()` shows it as a table. Filled in while the file is read.

    Attributes:
        path: The file.
        format: `csv`, `json`, `jsonl` or `xlsx`.
        action: The action of the import.
        tags: Whether tags are added or replaced.
        encoding: The encoding of its text; empty for a workbook.
        delimiter: The delimiter of cells; empty for JSON.
        header_row: The line of the header, from 1; 0 for JSON.
        preset: The vendor of the export, if given or recognized.
        rows: Number of rows that are not empty.
        addresses: Number of distinct e-mail addresses, ignoring letter case, including those of rejected rows.
        duplicates: Rows whose e-mail address is also in an earlier row.
        footer: Number of lines of a footer.
        columns: Its columns.
        unknown_words: By column, the unknown words and how often each occurs.
        consent: By channel, how many rows give a consent ("yes"), refuse it ("no"), or say nothing ("not stated"); what the
            caller states counts for every row.
        repairs: The repairs that would be made, and how often.
        rejected: Rows that would be rejected.
        reasons: The first ten of them: row number and reason.
        tagged: Rows with tags.
        problems: Why an import is rejected; empty if it is not.
        online: The result of the lookups, if requested.
    """

    path: Path
    format: str
    action: str
    tags: str
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    preset: str | None = None
    rows: int = 0
    addresses: int = 0
    duplicates: int = 0
    footer: int = 0
    columns: Sequence[ColumnPreview] = ()
    unknown_words: dict[str, Counter[str]] = attrs.field(factory=dict[str, "Counter[str]"], repr=False)
    consent: dict[str, Counter[str]] = attrs.field(factory=lambda: {one: Counter[str]() for one in CHANNELS})
    repairs: Counter[str] = attrs.field(factory=Counter[str])
    rejected: int = 0
    reasons: list[tuple[int, str]] = attrs.field(factory=list[tuple[int, str]], repr=False)
    tagged: int = 0
    problems: Sequence[str] = ()
    online: OnlinePreview | None = None

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Returns the columns whose meaning is unknown."""
        return tuple(column.name for column in self.columns if column.unknown)

    def __str__(self) -> str:
        return "\n".join(line.rstrip() for line in self._lines())

    def _lines(self) -> Iterator[str]:
        delimiter = _DELIMITERS.get(self.delimiter, self.delimiter) if self.format == "csv" else ""
        header = f"header in line {self.header_row}" if self.header_row else ""
        facts = (
            _FORMATS[self.format],
            self.encoding.upper(),
            delimiter,
            header,
            f"preset {self.preset or 'none'}",
        )
        yield from _wrapped(f"{self.path.name}: {', '.join(filter(None, facts))}", "  ")
        footer = f", {_count(self.footer, 'line')} of a footer left out" if self.footer else ""
        yield f"{_count(self.rows, 'row')}, {_count(self.duplicates, 'row')} with an address of an earlier row{footer}"
        yield ""
        kept = [column for column in self.columns if column.field or column.unknown]
        yield from _table(
            ("column", "field", "samples"),
            [(c.name, c.field or "unknown", " | ".join(map(repr, c.samples))) for c in kept],
        )
        left_out = [column.name for column in self.columns if column not in kept]
        if left_out:
            yield from _wrapped(f"left out: {', '.join(left_out)}", "  ")
        for column, words in self.unknown_words.items():
            shown = ", ".join(f"{word!r} ({count})" for word, count in list(words.items())[:_SHOWN_WORDS])
            more = f" and {len(words) - _SHOWN_WORDS} more" if len(words) > _SHOWN_WORDS else ""
            yield from _wrapped(f"unknown words in {column}: {shown}{more}", "  ")
        yield ""
        if self.action == "import":
            counts = [
                (name, *(f"{found[said]:,}" for said in _STATED)) for name, found in self.consent.items()
            ]
            yield from _table(("consent", *_STATED), counts)
            yield ""
        for what, count in self.repairs.items():
            yield from _wrapped(f"repaired: {what} ({count:,})", "  ")
        if self.rejected:
            yield f"rejected: {_count(self.rejected, 'row')}"
            for row, reason in self.reasons:
                yield from _wrapped(f"  row {row}: {reason.removesuffix(' Nothing was sent.')}", "    ")
        yield from self._outcome()

    def _outcome(self) -> Iterator[str]:
        if self.problems:
            yield "An import is rejected:"
            for problem in self.problems:
                for line in problem.splitlines():
                    yield from _wrapped(f"  {line}", "    ")
            return
        good = self.rows - self.rejected
        if self.action == "unsubscribe":
            yield f"An import unsubscribes the contacts of {_count(good, 'row')} and creates none."
        elif self.action == "delete":
            yield f"An import deletes the contacts of {_count(good, 'row')}."
        else:
            tags = (
                f"; tags of {_count(self.tagged, 'row')} are {'added' if self.tags == 'add' else 'replaced'}"
            )
            yield f"An import creates or updates the contacts of {_count(good, 'row')}{tags if self.tagged else ''}."
        if self.online is not None:
            yield f"On the server: {self.online.existing:,} contacts exist, {self.online.new:,} are new."
            if self.online.losing_tags:
                lost = ", ".join(f"{tag} ({count:,})" for tag, count in self.online.lost_tags.items())
                text = f"{_count(self.online.losing_tags, 'contact')} would lose tags with tags='replace': {lost}"
                yield from _wrapped(text, "  ")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _table(header: _Row, rows: Iterable[_Row]) -> Iterator[str]:
    """Formats columns side by side; each but the last is at most 28 characters wide, the last is truncated."""
    lines = [header, *((tuple(" ".join(cell.split()) for cell in row)) for row in rows)]
    widths = [min(28, max(len(line[at]) for line in lines)) for at in range(len(header) - 1)]
    for line in lines:
        cells = [_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=False)]
        text = "  ".join([*cells, line[-1]])
        yield _cut(text, WIDTH)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
