"""Records the progress of an import, in a file that outlives the process.

One JSON object per line, append-only: the file, the last row that may have been sent, and the results of the rows
that are done. Row numbers and results only, without e-mail addresses or names.

    {"konigle": "import", "version": 1, "file": "sha256:…", "settings": "sha256:…"}
    {"started": 256}                                    on disk before row 1 is sent
    {"done": 100, "created": 99, "failed": [17], "rejects": 245}
    {"finished": true}

Rows up to `done` are never sent again. Rows after it, up to `started`, may have been sent by a process that was
killed before it recorded the result. A run that continues has to look them up.
"""

import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

import attrs
from pydantic import TypeAdapter

from konigle._bulk.output_files import check_output, create_new, open_existing, open_or_raise
from konigle._bulk.results import BulkStatus
from konigle.exceptions import InvalidArgumentError

BLOCK = (
    256  # rows that one line allows to be sent: one disk write for so many, and at most so many to look up
)

_NO_JOURNAL = "The journal is not that of an import, or its line 1 is damaged; use another path"
_BEGINNING = re.compile(rb"\{[ -~]*")  # of a line: ASCII, without the zeros that a file system may put there
_STATUSES: tuple[BulkStatus, ...] = ("created", "updated", "unchanged", "deleted")
_OBJECT = TypeAdapter(dict[str, Any])


@attrs.define
class Checkpoint:
    """The progress of an import.

    Attributes:
        done: Rows up to this one are done.
        started: Rows up to this one may have been sent.
        counts: Results of the rows that are done.
        rejects_size: Bytes of the reject file that belong to them.
        finished: Whether all rows are done.
    """

    done: int = 0
    started: int = 0
    counts: Counter[BulkStatus] = attrs.field(factory=Counter["BulkStatus"])
    rejects_size: int = 0
    finished: bool = False

    def apply(self, line: dict[str, Any]) -> None:
        """Adds one line.

        Raises:
            ValueError: It is not a line of an import, or contradicts the lines before it.
        """
        if self.finished:
            raise ValueError("more than the end")
        if line == {"finished": True}:
            self.finished = True
        elif line.keys() == {"started"}:
            self.started = _number(line["started"], self.started + 1)
        else:
            self._take_rows(line)

    def _take_rows(self, line: dict[str, Any]) -> None:
        failed: object = line.get("failed", [])
        if not {"done", "rejects"} <= line.keys() <= {"done", "rejects", "failed", *_STATUSES}:
            raise ValueError("not what an import writes")
        if not isinstance(failed, list):
            raise ValueError("not a list")  # noqa: TRY004 - one kind of error for whatever is damaged
        done = _number(line["done"], self.done + 1, self.started)
        for row in cast("list[object]", failed):
            _number(row, self.done + 1, done)
        news: Counter[BulkStatus] = Counter({status: _number(line.get(status, 0)) for status in _STATUSES})
        news["failed"] = len(cast("list[object]", failed))
        if news.total() != done - self.done:
            raise ValueError("not as many outcomes as rows")
        self.rejects_size = _number(line["rejects"])  # less than before if the file was moved away
        self.done = done
        self.counts += news


def _number(said: object, least: int = 0, most: int = sys.maxsize) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not least <= said <= most:
        raise ValueError("not such a number")
    return said


def fingerprint(path: Path) -> str:
    """Returns the digest of the content of a file."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def header(file: str, settings: object, kind: str = "import") -> dict[str, Any]:
    """The first line of a journal: which file, and by which rules it is read and sent."""
    rules = json.dumps(settings, sort_keys=True).encode()
    return {
        "konigle": kind,
        "version": 1,
        "file": file,
        "settings": f"sha256:{hashlib.sha256(rules).hexdigest()}",
    }


def _was_cut_off(line: bytes, head: dict[str, Any] | None) -> bool:
    """Whether a line without an end is the beginning of one, as a killed process leaves it."""
    if head is not None:
        return line_of(head).startswith(line)
    return _BEGINNING.fullmatch(line) is not None


def line_of(fields: dict[str, Any]) -> bytes:
    """Returns an object as a line of a journal."""
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"


class JournalFile:
    """Lines that are only ever appended, in a file that is locked against a second process.

    Args:
        path: Where it stands; None to write nothing.
        head: The first line.

    Attributes:
        size: Bytes up to the last whole line of an earlier run.

    Raises:
        InvalidArgumentError: It cannot be opened, belongs to another run, or is damaged. Nothing was sent.
    """

    def __init__(self, path: Path | None, head: dict[str, Any]) -> None:
        self._path = path
        self._head = head
        self.size = 0
        self._file: BinaryIO | None = None
        if path is not None and check_output(path) is not None:
            file = self._open(path, open_existing)
            try:
                self.read(file)
            except BaseException:
                file.close()
                raise

    def read(self, lines: Iterable[bytes]) -> None:
        """Reads the lines of an earlier run; a last line that was cut off does not count.

        Raises:
            InvalidArgumentError: They tell of another run, or are damaged. Nothing was sent.
        """
        for number, line in enumerate(lines, start=1):
            is_whole = line.endswith(b"\n")
            if not is_whole and _was_cut_off(line, self._head if number == 1 else None):
                return
            try:
                fields = _OBJECT.validate_json(line if is_whole else b"")
                if number > 1:
                    self._apply(fields)
            except (ValueError, KeyError, TypeError):
                raise self._damaged(number) from None
            if number == 1:
                self._check_head(fields)
            self.size += len(line)

    def _check_head(self, fields: dict[str, Any]) -> None:
        raise NotImplementedError  # each journal has its own

    def _apply(self, fields: dict[str, Any]) -> None:
        raise NotImplementedError  # each journal has its own

    def _damaged(self, number: int) -> InvalidArgumentError:
        raise NotImplementedError  # each journal has its own

    def _open(self, path: Path, how: Callable[[Path], BinaryIO]) -> BinaryIO:
        with open_or_raise(path):
            self._file = how(path)
        _lock(self._file, path)
        return self._file

    def begin(self) -> None:
        """Opens the journal for more lines; until then it is not changed.

        Raises:
            InvalidArgumentError: Another process runs the same import, or the file cannot be opened. Nothing was sent.
        """
        if self._path is not None:
            file = self._file or self._open(self._path, create_new)
            file.truncate(self.size)
            file.seek(self.size)
            if not self.size:
                self._write(self._head)

    def _write(self, line: dict[str, Any], *, sync: bool = True) -> None:
        if self._file is not None:
            self._file.write(line_of(line))
            self._file.flush()
            if sync:
                os.fsync(self._file.fileno())

    def close(self) -> None:
        """Closes the file, and so unlocks it."""
        if self._file is not None:
            self._file.close()


class Journal(JournalFile):
    """The journal of one import; without a path it only counts."""

    def __init__(self, path: Path | None, head: dict[str, Any]) -> None:
        self.checkpoint = Checkpoint()
        self._news: dict[str, Any] = {}
        super().__init__(path, head)

    def _apply(self, fields: dict[str, Any]) -> None:
        self.checkpoint.apply(fields)

    def _check_head(self, fields: dict[str, Any]) -> None:
        if fields.get("konigle") != self._head["konigle"]:
            raise self._damaged(1)
        if fields.get("version") != self._head["version"]:
            problem = "was written by another version of this library; finish the import with that one"
        elif fields.get("file") != self._head["file"]:
            problem = "belongs to a file with different content; use another journal for this file"
        elif fields.get("settings") != self._head["settings"]:
            problem = "belongs to an import with other options (mapping, consent, format, upsert, …) or another base URL; use the same ones"
        else:
            return
        raise InvalidArgumentError(f"The journal {problem}. Nothing was sent.")

    def _damaged(self, number: int) -> InvalidArgumentError:
        if number == 1:  # then it may be somebody's file, which must not be called one to be removed
            return InvalidArgumentError(f"{_NO_JOURNAL}. Nothing was sent.")
        return InvalidArgumentError(
            f"Line {number} of the journal is damaged; nothing was sent. If you remove the journal, the import starts "
            "again: existing contacts are found by their e-mail address."
        )

    def reserve(self, row: int) -> None:
        """Records on disk that rows from this one on may be sent, before any is sent."""
        self.checkpoint.started = row + BLOCK - 1
        self._write({"started": self.checkpoint.started})

    def record(self, row: int, status: BulkStatus) -> None:
        """Records that the rows up to this one are done, and its result; the next `save` writes it."""
        checkpoint = self.checkpoint
        checkpoint.done, rows = row, row - checkpoint.done
        self._news["done"] = row
        checkpoint.counts[status] += rows
        if status == "failed":
            self._news.setdefault("failed", []).append(row)
        else:
            self._news[status] = self._news.get(status, 0) + rows

    def save(self, rejects_size: int) -> None:
        """Writes the results recorded since the last save."""
        if self._news:
            if self.checkpoint.done > self.checkpoint.started:  # rows that needed no request
                self.checkpoint.started = self.checkpoint.done
                self._write({"started": self.checkpoint.done}, sync=False)
            news, self._news = self._news, {}
            self.checkpoint.rejects_size = rejects_size
            self._write({**news, "rejects": rejects_size})

    def finish(self) -> None:
        """Records that all rows are done."""
        self.checkpoint.finished = True
        self._write({"finished": True})


def _lock(file: BinaryIO, path: Path) -> None:
    """Keeps a second process from running the same import; the lock ends with the process, however it ends."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise InvalidArgumentError(
            f"Another process is running the import of {path.name}; nothing was sent."
        ) from None
