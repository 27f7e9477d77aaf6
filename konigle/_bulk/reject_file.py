"""Writes rejected rows to a file of the same format as the import. Users correct the rows and import that file."""

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any, BinaryIO

from konigle._bulk.output_files import (
    cannot_be_written,
    check_output,
    create_new,
    is_same,
    open_existing,
    open_or_raise,
)
from konigle._bulk.tabular import LINE_COLUMN, REASON_COLUMN, ROW_COLUMN, FileRow, Table

# the start of the first line of a reject file; a spreadsheet may have added a mark, quotes or another delimiter
_WRITTEN_HERE = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:"?%(row)s"?[^\w"]"?%(reason)s"?|\{"%(row)s": \d+, "%(reason)s": )'
    % {b"row": ROW_COLUMN.encode(), b"reason": REASON_COLUMN.encode()}
)
_ENOUGH = 256  # bytes of the first line that are checked


class RejectFile:
    """The reject file of one import, created with the first rejected row.

    Nothing is changed before `begin`.

    Args:
        path: The path; None for no reject file.
        table: The imported file.
        keep: Bytes of an earlier run of the same import to keep; later rows will be written again.

    Raises:
        InvalidArgumentError: The existing file was not written by an import. Nothing was sent.
    """

    def __init__(self, path: Path | None, table: Table, keep: int) -> None:
        self._path = path
        self._columns = table.columns
        self._delimiter = table.delimiter
        self._file: BinaryIO | None = None
        self._keep = keep
        self.size = 0
        if path is not None and check_output(path) is not None:
            with open_or_raise(path):
                self._file = open_existing(path)
                try:
                    _check_written_here(path, self._file, keep)
                except BaseException:
                    self._file.close()
                    raise

    def begin(self) -> None:
        """Prepares the file for the rejected rows of this import.

        Raises:
            InvalidArgumentError: The file cannot be written. Nothing was sent.
        """
        if self._path is None or self._file is None:
            return
        with open_or_raise(self._path):
            if self._keep:
                self._file.truncate(self._keep)
                self.size = self._file.seek(0, os.SEEK_END)
                return
            old = os.fstat(self._file.fileno())
            self._file.close()  # Windows cannot remove an open file
            self._file = None
            if not is_same(self._path, old):
                raise cannot_be_written(self._path, "it was replaced by another file")
            self._path.unlink()

    def add(self, row: FileRow, reason: str) -> None:
        """Adds one rejected row with the reason."""
        if self._path is None:
            return
        if self._file is None:
            self._file = create_new(self._path)
        if not self.size and self._delimiter:
            self._write(self._csv_line([ROW_COLUMN, REASON_COLUMN, *(self._columns or ())]))
        self._write(self._line(row, reason))

    def _line(self, row: FileRow, reason: str) -> str:
        if self._delimiter:
            return self._csv_line([str(row.number), reason, *row.cells])
        cells: dict[str, Any] = row.cells if row.is_object else {LINE_COLUMN: row.cells}
        front = {ROW_COLUMN: row.number, REASON_COLUMN: reason}  # in front, so that the file is recognized
        return json.dumps({**front, **cells, **front}, ensure_ascii=False) + "\n"

    def _csv_line(self, cells: list[str]) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=self._delimiter).writerow(cells)
        return text.getvalue()

    def _write(self, line: str) -> None:
        if self._file is not None:
            # half a surrogate pair, which JSON can contain, cannot be encoded
            self.size += self._file.write(line.encode("utf-8", "replace"))

    def save(self) -> int:
        """Writes the added rows to disk; returns the size of the file."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
        return self.size

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()


def _check_written_here(path: Path, file: BinaryIO, keep: int) -> None:
    size = os.fstat(file.fileno()).st_size
    if size and not _WRITTEN_HERE.match(file.read(_ENOUGH)):  # an empty one has no data to lose
        raise cannot_be_written(
            path, "the existing file is not the reject file of an import, by its first line"
        )
    if keep and (size < keep or _byte(file, keep - 1) != b"\n"):
        raise cannot_be_written(
            path, "it was changed since the import was interrupted; move it away to continue without it"
        )


def _byte(file: BinaryIO, position: int) -> bytes:
    file.seek(position)
    return file.read(1)
