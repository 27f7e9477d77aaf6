"""Reads rows of a file, one at a time. `konigle/_bulk/reading` has a reader for each format.

Nothing is guessed that could change the content of a row. The encoding is UTF-8, UTF-16 with a byte order mark, or
given by the caller. The delimiter is the one that gives the header most columns. A row with more or fewer cells than
the header is invalid.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, cast

import attrs

from konigle.exceptions import InvalidArgumentError

FileFormat = Literal["csv", "jsonl"]
ImportFormat = Literal["csv", "jsonl", "json", "xlsx"]
_SUFFIXES: dict[str, ImportFormat] = {
    **dict.fromkeys((".csv", ".tsv", ".tab", ".txt"), "csv"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    ".json": "json",
}
# common files in formats that cannot be read, and what to do instead
_OTHERS = {
    ".vcf": "is a vCard file. Export the contacts as CSV instead: Google Contacts and Outlook offer it in their export "
    "dialog; for Apple Contacts, import the vCard into Google Contacts and export it there",
    ".zip": "is a ZIP archive: unpack it, and import its files one by one",
    ".xls": "is an old Excel workbook: save it as .xlsx or as CSV UTF-8",
    ".ods": "is an OpenDocument workbook: save it as .xlsx or as CSV UTF-8",
    ".xlsx": "is an Excel workbook, whatever its name says: pass format='xlsx'",
    ".html": "is a web page, as some programs export under the name of a table: open it in a spreadsheet, and save it as "
    ".xlsx or as CSV UTF-8",
    ".xml": "is XML: open it in a spreadsheet, and save it as .xlsx or as CSV UTF-8",
    ".pdf": "is a PDF document: export the contacts as CSV instead",
    ".gz": "is compressed twice: decompress it once",
}

# Additional columns of a reject file; an import skips them.
ROW_COLUMN = "konigle_row"
REASON_COLUMN = "konigle_reason"
LINE_COLUMN = "konigle_line"
REJECT_COLUMNS = frozenset({ROW_COLUMN, REASON_COLUMN, LINE_COLUMN})


@attrs.define  # a frozen one takes twice as long to make
class FileRow:
    """One row that is not empty.

    Attributes:
        number: 1 for the first row of data.
        cells: Texts of a CSV row, the values of a JSON object by name, or the text if it is neither.
        problem: Why the row is invalid; empty if it is valid.
    """

    number: int
    cells: Any = attrs.field(repr=False)
    problem: str = ""

    @property
    def is_object(self) -> bool:
        """Whether it is a JSON object."""
        return isinstance(self.cells, dict)


def format_of(path: Path, given: str | None) -> FileFormat:
    """Returns the format of a file to write: the given one, or by the file name.

    Raises:
        InvalidArgumentError: The format is unknown, or the name is that of a compressed file.
    """
    if path.suffix.lower() == ".gz":
        raise InvalidArgumentError(
            f"{path.name} would not be compressed: leave .gz out of the name, and compress the file afterwards; "
            "nothing was sent."
        )
    found = import_format(path, given)
    if found not in ("csv", "jsonl"):
        raise InvalidArgumentError(f"format must be 'csv' or 'jsonl', not {found!r}.")
    return found


def import_format(path: Path, given: str | None) -> ImportFormat:
    """Returns the format of a file to read: the given one, or by the file name, before a final `.gz`.

    Raises:
        InvalidArgumentError: The format is unknown.
    """
    if given is not None:
        if given not in _SUFFIXES.values():
            raise InvalidArgumentError(f"format must be 'csv', 'json', 'jsonl' or 'xlsx', not {given!r}.")
        return cast("ImportFormat", given)
    name = Path(path.stem) if path.suffix.lower() == ".gz" else path
    suffix = name.suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix in _OTHERS:
        raise other_kind(path, suffix)
    raise InvalidArgumentError(
        f"The name of {path.name} does not show its format: pass format='csv', 'json', 'jsonl' or 'xlsx'."
    )


def other_kind(path: Path, suffix: str) -> InvalidArgumentError:
    """Returns the error for a file of an unsupported format."""
    return InvalidArgumentError(f"{path.name} {_OTHERS[suffix]}. Nothing was sent.")


NO_RESULT = "#FORMULA!"  # stands in a cell of a workbook for a formula without a result

Record = tuple[Any, str]  # cells, and why they cannot be used


class Table:
    """An open file of rows.

    Attributes:
        columns: The column names of the header; None if each row names its own.
        encoding: The encoding of its text.
        delimiter: The delimiter of cells; empty if there is none.
        header_row: The line of the header, from 1; 0 if there is none.
        footer: Lines of a footer, known once all rows are read.
    """

    columns: Sequence[str] | None = None
    encoding = ""
    delimiter = ""
    header_row = 0
    footer = 0

    def rows(self) -> Iterator[FileRow]:
        """The rows that hold something, to be read once.

        Raises:
            InvalidArgumentError: The file breaks off, or its bytes are not of the encoding.
        """
        for number, (cells, problem) in enumerate(self._records(), start=1):
            yield FileRow(number, cells, problem)

    def _records(self) -> Iterator[Record]:
        raise NotImplementedError  # each format has its own


@contextmanager
def open_table(
    path: Path,
    format_: ImportFormat,
    *,
    encoding: str | None = None,
    header_row: int | None = None,
    sheet: str | None = None,
) -> Generator[Table]:
    """A file of rows, open in the block.

    Args:
        path: The file, which may be compressed with gzip.
        format_: The format of the file.
        encoding: The encoding of its text, if it is neither UTF-8 nor has a byte order mark.
        header_row: The line of the header, from 1, if it is not the first non-empty line.
        sheet: The sheet of a workbook, if several hold something.

    Raises:
        InvalidArgumentError: The file has another format. Nothing was sent.
    """
    from konigle._bulk.reading import csv_table, excel_table, json_table
    from konigle._bulk.reading.text_source import TextSource, open_bytes

    if header_row is not None and (isinstance(header_row, bool) or header_row < 1):
        raise InvalidArgumentError("header_row is the number of a line, from 1; nothing was sent.")
    if header_row is not None and format_.startswith("json"):
        raise InvalidArgumentError("header_row is for CSV and Excel files; nothing was sent.")
    if format_ == "xlsx":
        with open_bytes(path) as file:  # of a path, openpyxl checks the suffix
            yield excel_table.ExcelTable(path.name, file, header_row, sheet)
        return
    if sheet is not None:
        raise InvalidArgumentError("sheet is for Excel workbooks; nothing was sent.")
    source = TextSource(path, encoding)
    with source.text:
        if format_ == "csv":
            yield csv_table.CsvTable(source, header_row)
        else:
            yield json_table.JsonTable(source, may_be_array=format_ == "json")
