"""Writes rows to a file that appears when it is complete."""

import csv
import json
import os
import stat
import tempfile
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import attrs

from konigle._bulk.output_files import check_replaceable, is_same, open_or_raise
from konigle._bulk.tabular import FileFormat
from konigle.exceptions import InvalidArgumentError


@attrs.frozen
class ExportSummary:
    """The result of an export.

    Attributes:
        rows: Contacts in the file.
        seconds: Duration in seconds.
    """

    rows: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.rows:,} contacts in {self.seconds:.1f} s"


class AtomicWriter:
    """Writes a temporary file next to the target and renames it at the end of the block; a failure leaves no file.

    Args:
        path: The target; an existing file keeps its permissions, a new one is readable by its owner only.
        format_: The format of the rows.
        header: Names of the columns, for CSV.

    Raises:
        InvalidArgumentError: The folder does not exist or cannot be written to, or something else than a regular
            file of this user is to be replaced. Nothing was sent.
    """

    def __init__(self, path: Path, format_: FileFormat, header: Sequence[str]) -> None:
        self._path = path
        self._replaced = check_replaceable(path)
        with open_or_raise(path):  # a long name leaves no room for the prefix and suffix
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
        self._part = Path(name)
        self._file = TextIOWrapper(os.fdopen(handle, "wb"), encoding="utf-8", errors="replace", newline="")
        self._csv = csv.writer(self._file)
        if format_ == "csv":
            self._csv.writerow(header)

    @property
    def binary(self) -> BinaryIO:
        """Returns the file itself, for a binary format."""
        return self._file.buffer

    def write(self, row: Sequence[str] | dict[str, Any]) -> None:
        """Writes one row: texts for CSV, an object for JSON Lines."""
        if isinstance(row, dict):
            self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            self._csv.writerow(row)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._file:
                if error is not None:
                    return
                self._file.flush()
                os.fsync(self._file.fileno())
            self._check_target()
            if self._replaced is not None:
                self._part.chmod(stat.S_IMODE(self._replaced.st_mode))
            self._part.replace(self._path)
        finally:
            self._part.unlink(missing_ok=True)  # it no longer exists after the rename

    def _check_target(self) -> None:
        if not is_same(self._path, self._replaced):
            raise InvalidArgumentError(
                f"{str(self._path)!r} is not replaced: another file was put there during the export. Nothing was written."
            )
