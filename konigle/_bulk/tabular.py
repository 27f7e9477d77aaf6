"""Rows of a file, one at a time: CSV as spreadsheets write it, and JSON Lines.

Nothing is guessed that could change what a row says: UTF-8 only, with or without a byte order mark; comma, semicolon
or tab, whichever gives the first line most columns; a row whose cells do not fit the header is a bad row.
"""

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Self, cast

import attrs

from konigle.exceptions import InvalidArgumentError

FileFormat = Literal["csv", "jsonl"]
_SUFFIXES: dict[str, FileFormat] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_DELIMITERS = ",;\t"
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # a first line by which Excel is told the delimiter
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")
_STRAY_BYTES = re.compile("[\udc80-\udcff]")  # what "surrogateescape" makes of bytes that are no UTF-8

# Columns of a reject file beside those of the import; an import leaves them out by itself.
ROW_COLUMN = "konigle_row"
REASON_COLUMN = "konigle_reason"
LINE_COLUMN = "konigle_line"
REJECT_COLUMNS = frozenset({ROW_COLUMN, REASON_COLUMN, LINE_COLUMN})


@attrs.frozen
class FileRow:
    """One row that holds something.

    Attributes:
        number: 1 for the first row of data.
        position: Bytes of the file read so far.
        cells: Texts of a CSV row, the object of a JSON line, or the line itself if it is neither.
        problem: Why it cannot be used; empty if it can.
    """

    number: int
    position: int
    cells: Any = attrs.field(repr=False)
    problem: str = ""

    @property
    def is_object(self) -> bool:
        """Whether it is a line that holds a JSON object."""
        return isinstance(self.cells, dict)


def format_of(path: Path, given: str | None) -> FileFormat:
    """The format of a file: the one that was said, else by the end of its name.

    Raises:
        InvalidArgumentError: It is not known.
    """
    if given is None:
        found = _SUFFIXES.get(path.suffix.lower())
        if found is None:
            raise InvalidArgumentError(
                f"The format of {path.name} cannot be determined by its name: pass format='csv' or 'jsonl'."
            )
        return found
    if given not in _SUFFIXES.values():
        raise InvalidArgumentError(f"format must be 'csv' or 'jsonl', not {given!r}.")
    return cast("FileFormat", given)


class Table:
    """An open file of rows; `with` closes it."""

    format: FileFormat
    columns: Sequence[str] | None = None

    def __init__(self, path: Path, newline: str | None) -> None:
        self._raw = path.open("rb")
        self.size = path.stat().st_size
        if self._raw.peek(2)[:2] in _OTHER_UNICODE:
            self._raw.close()
            raise InvalidArgumentError(f"{path.name} is UTF-16 text: save it as CSV UTF-8. Nothing was sent.")
        self._name = path.name
        self._text = io.TextIOWrapper(
            self._raw, encoding="utf-8-sig", errors="surrogateescape", newline=newline
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()

    def rows(self) -> Iterator[FileRow]:
        """The rows that hold something, to be read once."""
        raise NotImplementedError  # each format has its own

    def _row(self, number: int, cells: Any, problem: str) -> FileRow:
        return FileRow(number, self._raw.tell(), cells, problem)


class CsvTable(Table):
    """Rows under a header."""

    format: FileFormat = "csv"

    def __init__(self, path: Path) -> None:
        super().__init__(path, newline="")
        try:
            self.delimiter = self._sniff()
            self._line = ""
            self._reader = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)
            self.columns = self._header()
        except BaseException:
            self._text.close()
            raise

    def _sniff(self) -> str:
        first = self._text.readline()
        if hint := _HINT.fullmatch(first):
            return hint[1]
        self._text.seek(0)
        return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), "")))

    def _lines(self) -> Iterator[str]:
        for line in self._text:
            self._line = line
            yield line

    def _header(self) -> list[str]:
        try:
            names = [name.strip() for name in next(self._reader, "")]
        except csv.Error as problem:
            raise InvalidArgumentError(
                f"{self._name}: the first line is no header of a CSV file ({problem}); nothing was sent."
            ) from None
        while names and not names[-1]:
            names.pop()
        repeated = sorted({name for name in names if names.count(name) > 1})
        if not names or repeated:
            what = f"has columns of the same name ({', '.join(map(repr, repeated))})" if names else "is empty"
            raise InvalidArgumentError(f"{self._name}: the first line {what}; nothing was sent.")
        return names

    def rows(self) -> Iterator[FileRow]:
        """The rows that hold something, to be read once.

        Raises:
            InvalidArgumentError: A quote is opened and never closed, so that nobody can tell where rows end.
        """
        number = 0
        while True:
            line = self._reader.line_num
            try:
                cells = next(self._reader, None)
            except csv.Error as problem:
                if self._reader.line_num - line > 1:
                    raise InvalidArgumentError(
                        f"{self._name}: the row that begins in line {line + 1} does not end as one ({problem}); "
                        "the rows before it are done."
                    ) from None
                number += 1
                yield self._row(number, [self._line.rstrip("\r\n")], f"The line is no CSV: {problem}.")
                continue
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                number += 1
                yield self._row(number, cells, self._problem(cells))

    def _problem(self, cells: list[str]) -> str:
        width = len(self.columns or ())
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            return f"It has {len(cells)} cells where the header has {width}."
        return "It is not UTF-8 text." if any(map(_STRAY_BYTES.search, cells)) else ""


class JsonLinesTable(Table):
    """One JSON object a line."""

    format: FileFormat = "jsonl"

    def __init__(self, path: Path) -> None:
        super().__init__(path, newline=None)

    def rows(self) -> Iterator[FileRow]:
        """The rows that hold something, to be read once."""
        number = 0
        for line in self._text:
            text = line.strip()
            if text:
                number += 1
                cells, problem = _object(text)
                yield self._row(number, cells, problem)


def _object(text: str) -> tuple[Any, str]:
    if _STRAY_BYTES.search(text):
        return text, "It is not UTF-8 text."
    try:
        value: object = json.loads(text, parse_constant=_constant)
    except (ValueError, RecursionError):
        return text, "It is no JSON."
    return (cast("dict[str, Any]", value), "") if isinstance(value, dict) else (text, "It is no JSON object.")


def _constant(name: str) -> float:
    if name != "NaN":  # which programs that write tables have for a value that is not there
        raise ValueError(name)
    return math.nan


def open_table(path: Path, format_: FileFormat) -> Table:
    """Opens a file of rows.

    Raises:
        InvalidArgumentError: Its beginning shows that it is none. Nothing was sent.
    """
    return CsvTable(path) if format_ == "csv" else JsonLinesTable(path)
