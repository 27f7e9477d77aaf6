"""Bad rows, in a file of the same format as the import: mend them there and import that file."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any, BinaryIO

from konigle._runtime.tables import LINE_COLUMN, REASON_COLUMN, ROW_COLUMN, CsvTable, FileRow, Table


class Rejects:
    """The reject file of one import, made when the first bad row comes.

    Args:
        path: Where it stands; None for none.
        table: The file that is imported.
        keep: Bytes of an earlier part of the same import that stay; what is behind them will come again.
    """

    def __init__(self, path: Path | None, table: Table, keep: int) -> None:
        self._path = path
        self._columns = table.columns
        self._delimiter = table.delimiter if isinstance(table, CsvTable) else None
        self._file: BinaryIO | None = None
        self.size = 0
        if path is None:
            return
        if keep and path.exists():
            self._file = path.open("r+b")
            self._file.truncate(keep)
            self.size = self._file.seek(0, os.SEEK_END)
        else:
            path.unlink(missing_ok=True)

    def add(self, row: FileRow, reason: str) -> None:
        """One bad row and what is wrong with it."""
        if self._path is None:
            return
        if self._file is None:
            self._file = self._path.open("wb")
        if not self.size and self._delimiter is not None:
            self._write(self._csv_line([ROW_COLUMN, REASON_COLUMN, *(self._columns or ())]))
        self._write(self._line(row, reason))

    def _line(self, row: FileRow, reason: str) -> str:
        if self._delimiter is not None:
            return self._csv_line([str(row.number), reason, *row.cells])
        cells: dict[str, Any] = row.cells if row.is_object else {LINE_COLUMN: row.cells}
        return json.dumps({**cells, ROW_COLUMN: row.number, REASON_COLUMN: reason}, ensure_ascii=False) + "\n"

    def _csv_line(self, cells: list[str]) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=self._delimiter or ",").writerow(cells)
        return text.getvalue()

    def _write(self, line: str) -> None:
        if self._file is not None:
            # bytes that were no UTF-8 go out as they came in; half a character of JSON cannot
            self.size += self._file.write(
                line.encode("utf-8", "surrogateescape" if self._delimiter else "replace")
            )

    def save(self) -> int:
        """Puts on disk what was added; the size of the file."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
        return self.size

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()
