"""Reads Excel workbooks: the rows of the first sheet, one at a time. Needs the extra `excel`."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, BinaryIO, cast

from konigle._bulk.reading.csv_table import GridTable
from konigle._bulk.tabular import Record
from konigle.exceptions import ConfigurationError, InvalidArgumentError


class ExcelTable(GridTable):
    """The first sheet of a workbook.

    Args:
        name: The name of the file.
        file: Its bytes.
        header_row: The row of the header, from 1; the first one that holds something when left out.

    Raises:
        ConfigurationError: openpyxl is not installed. Nothing was sent.
        InvalidArgumentError: It is not a workbook, or has no header. Nothing was sent.
    """

    delimiter = ","  # of a reject file, which is CSV

    def __init__(self, name: str, file: BinaryIO, header_row: int | None) -> None:
        self._name = name
        self._book = _open(name, file)
        sheet: Any = self._book.worksheets[0]
        sheet.reset_dimensions()  # those that a program wrote may be wrong
        self._rows = (list(map(_text, values)) for values in sheet.iter_rows(values_only=True))
        heads = (
            (cells, line)
            for line, cells in enumerate(self._rows, start=1)
            if line == header_row or (header_row is None and any(map(str.strip, cells)))
        )
        self._set_header(*next(heads, (list[str](), header_row or 1)))

    def _lines(self) -> Iterator[Record]:
        return ((cells + [""] * (self._width - len(cells)), "") for cells in self._rows)


def _open(name: str, file: BinaryIO) -> Any:
    try:
        import openpyxl  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        raise ConfigurationError(
            "Reading an Excel workbook needs the package openpyxl: install the extra 'excel', or save the sheet as "
            "CSV UTF-8. Nothing was sent."
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like
            return cast("Any", openpyxl).load_workbook(file, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as problem:
        raise InvalidArgumentError(
            f"{name} is not an Excel workbook, or has a password; nothing was sent."
        ) from problem


def _text(value: object) -> str:
    """Returns a cell as in CSV: whole numbers without a decimal point, times as in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, (datetime, time)) else str(value)
