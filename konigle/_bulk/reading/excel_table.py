"""Reads Excel workbooks: the rows of one sheet, one at a time. Needs the extra `excel`."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any, BinaryIO, cast

from konigle._bulk.reading.csv_table import GridTable
from konigle._bulk.tabular import NO_RESULT, Record
from konigle.exceptions import ConfigurationError, InvalidArgumentError

_FIRST_INEXACT = 1e15  # Excel keeps 15 digits, and shows longer numbers with an exponent
# a formula whose result no program has stored; that of a text (t="str") may be empty
_UNCALCULATED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_CHUNK = 1024 * 1024
_LONGEST_CELL = 64 * 1024  # bytes of XML around a formula


class ExcelTable(GridTable):
    """One sheet of a workbook: the only one that is visible and holds something, or the one that was named.

    Args:
        name: The name of the file.
        file: Its bytes.
        header_row: The row of the header, from 1; the first one that holds something when left out.
        sheet: The name of the sheet.

    Raises:
        ConfigurationError: openpyxl is not installed. Nothing was sent.
        InvalidArgumentError: It is not a workbook, has no header, or several sheets. Nothing was sent.
    """

    delimiter = ","  # of a reject file, which is CSV

    def __init__(self, name: str, file: BinaryIO, header_row: int | None, sheet: str | None = None) -> None:
        self._name = name
        self._book = _open(name, file)
        chosen = self._chosen(sheet)
        self._rows = self._cells(chosen)
        if _has_uncalculated(name, file):
            formulas = self._cells(_open(name, file, data_only=False)[chosen.title])
            self._rows = (list(map(_result, *both)) for both in zip(self._rows, formulas, strict=False))
        heads = (
            (cells, line)
            for line, cells in enumerate(self._rows, start=1)
            if line == header_row or (header_row is None and any(map(str.strip, cells)))
        )
        self._set_header(*next(heads, (list[str](), header_row or 1)))

    def _lines(self) -> Iterator[Record]:
        return ((cells + [""] * (self._width - len(cells)), "") for cells in self._rows)

    def _chosen(self, name: str | None) -> Any:
        sheets = {sheet.title: sheet for sheet in self._book.worksheets}
        if name is not None:
            if name not in sheets:
                raise InvalidArgumentError(
                    f"{self._name} has no sheet {name!r}, only {_quoted(sheets)}; nothing was sent."
                )
            return sheets[name]
        filled = [
            title
            for title, sheet in sheets.items()
            if sheet.sheet_state == "visible" and any(any(map(str.strip, row)) for row in self._cells(sheet))
        ]
        if len(filled) > 1:
            raise InvalidArgumentError(
                f"{self._name} has several sheets that hold something: {_quoted(filled)}. Import them one by one: "
                f"sheet={filled[0]!r}. Nothing was sent."
            )
        return sheets[filled[0]] if filled else self._book.worksheets[0]

    def _cells(self, sheet: Any) -> Iterator[list[str]]:
        rows = sheet.iter_rows(values_only=True)
        while True:
            try:
                values = next(rows, None)
            except Exception as problem:
                raise _unreadable(self._name) from problem
            if values is None:
                return
            yield list(map(_text, values))


def _open(name: str, file: BinaryIO, *, data_only: bool = True) -> Any:
    try:
        import openpyxl  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        raise ConfigurationError(
            "Reading an Excel workbook needs the extra `excel`. Run pip install '.[excel]' in a checkout of this project, or "
            "save the sheet as CSV UTF-8. Nothing was sent."
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like
            book = cast("Any", openpyxl).load_workbook(file, read_only=True, data_only=data_only)
    except Exception as problem:
        raise _unreadable(name) from problem
    if not book.worksheets:
        raise InvalidArgumentError(f"{name} has no sheet of cells; nothing was sent.")
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # those that a program wrote may be wrong
    return book


def _has_uncalculated(name: str, file: BinaryIO) -> bool:
    """Whether a sheet holds a formula without a result, as programs write that calculate none; openpyxl shows no cell then."""
    try:
        with zipfile.ZipFile(file) as archive:
            sheets = [member for member in archive.namelist() if member.startswith("xl/worksheets/")]
            return any(_UNCALCULATED.search(part) for sheet in sheets for part in _parts(archive, sheet))
    except Exception as problem:
        raise _unreadable(name) from problem


def _parts(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yields the XML of a sheet in parts; each begins with the end of the one before."""
    end = b""
    with archive.open(name) as sheet:
        while chunk := sheet.read(_CHUNK):
            yield (part := end + chunk)
            end = part[-_LONGEST_CELL:]


def _result(value: str, formula: str) -> str:
    return NO_RESULT if not value and formula.startswith("=") else value


def _unreadable(name: str) -> InvalidArgumentError:
    """Returns the error for whatever openpyxl and the parsers below it raise about a file: there is no common class."""
    return InvalidArgumentError(
        f"{name} cannot be read as an Excel workbook: it is damaged, of another kind, or has a password. Save it as .xlsx "
        "or as CSV UTF-8 in a spreadsheet. Nothing was sent."
    )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


def _text(value: object) -> str:
    """Returns a cell as in CSV: whole numbers without a decimal point, times as in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)) and float(value).is_integer():
        return str(int(value)) if abs(value) < _FIRST_INEXACT else f"{value:.15e}"
    return value.isoformat() if isinstance(value, (datetime, time)) else str(value)
