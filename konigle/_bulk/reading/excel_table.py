"""Reads Excel workbooks: the rows of the first sheet, one at a time. Needs the extra `excel`."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any, BinaryIO, cast

from konigle._bulk.reading.csv_table import GridTable, Record
from konigle.exceptions import ConfigurationError, InvalidArgumentError


class ExcelTable(GridTable):
    """The first sheet of a workbook.

    Args:
        path: The file.
        header_row: The row of the header, from 1; default the first non-empty row.

    Raises:
        ConfigurationError: openpyxl is not installed. Nothing was sent.
        InvalidArgumentError: It is not a workbook, or has no header. Nothing was sent.
    """

    delimiter = ","  # of a reject file, which is CSV

    def __init__(self, path: Path, header_row: int | None) -> None:
        self._name = path.name
        self._file = path.open("rb")  # openpyxl checks the suffix of a path
        try:
            self._book = _open(path.name, self._file)
            sheet: Any = self._book.worksheets[0]
            sheet.reset_dimensions()  # dimensions written by programs may be wrong
            self._sheet_rows: Iterator[Any] = sheet.iter_rows(values_only=True)
            for line, values in enumerate(self._sheet_rows, start=1):
                cells = list(map(_text, values))
                if line == header_row or (header_row is None and any(map(str.strip, cells))):
                    self._set_header(cells, line)
                    return
            self._set_header([], header_row or 1)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _records(self) -> Iterator[Record]:
        for values in self._sheet_rows:
            cells = list(map(_text, values))
            yield cells + [""] * (self._width - len(cells)), ""


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
            f"{name} is no Excel workbook, or has a password; nothing was sent."
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
