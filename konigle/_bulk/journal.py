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
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

import attrs

from konigle._bulk.output_files import check_output, create_new, open_existing, open_or_raise
from konigle._bulk.results import BulkStatus
from konigle.exceptions import InvalidArgumentError

BLOCK = (
    256  # rows that one line allows to be sent: one disk write for so many, and at most so many to look up
)

_NO_JOURNAL = "The journal is not the journal of an import, or its line 1 is damaged; give another path"
_BEGINNING = re.compile(rb"\{[ -~]*")  # of a line: ASCII, without the zeros that a file system may put there
_STATUSES: tuple[BulkStatus, ...] = ("created", "updated", "unchanged", "deleted")


@attrs.define
class Checkpoint:
    """The progress of an import.

    Attributes:
        done: Rows up to this one are done.
        started: Rows up to this one may have been sent.
        counts: Results of the rows that are done.
        rejects_size: Bytes of the reject file that belong to them.
        finished: Whether all rows are done.
        size: Bytes of the journal up to its last complete line.
    """

    done: int = 0
    started: int = 0
    counts: dict[BulkStatus, int] = attrs.field(factory=dict["BulkStatus", int])
    rejects_size: int = 0
    finished: bool = False
    size: int = 0

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
        news: dict[BulkStatus, int] = {status: _number(line.get(status, 0)) for status in _STATUSES}
        news["failed"] = len(cast("list[object]", failed))
        if sum(news.values()) != done - self.done:
            raise ValueError("not as many outcomes as rows")
        self.rejects_size = _number(line["rejects"])  # less than before if the file was moved away
        self.done = done
        for status, rows in news.items():
            self.count(status, rows)

    def count(self, status: BulkStatus, rows: int = 1) -> None:
        """So many rows more became that."""
        if rows:
            self.counts[status] = self.counts.get(status, 0) + rows


def fingerprint(path: Path) -> str:
    """Returns the digest of the content of a file."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def header(file: str, settings: object) -> dict[str, Any]:
    """The first line of a journal: the file, and the rules by which it is read and sent."""
    rules = json.dumps(settings, sort_keys=True).encode()
    return {
        "konigle": "import",
        "version": 1,
        "file": file,
        "settings": f"sha256:{hashlib.sha256(rules).hexdigest()}",
    }


def read_checkpoint(lines: Iterable[bytes], wanted: dict[str, Any]) -> Checkpoint:
    """Returns the progress that a journal records; a truncated last line does not count.

    Raises:
        InvalidArgumentError: It belongs to another import, or is damaged. Nothing was sent.
    """
    checkpoint = Checkpoint()
    for number, line in enumerate(lines, start=1):
        if not line.endswith(b"\n") and was_cut_off(line, wanted if number == 1 else None):
            break
        try:
            fields = object_in(line)
            if number > 1:
                checkpoint.apply(fields)
        except ValueError:
            raise _damaged(number) from None
        if number == 1:
            _check_header(fields, wanted)
        checkpoint.size += len(line)
    return checkpoint


def _damaged(number: int) -> InvalidArgumentError:
    if number == 1:  # it may be another file of the user, which the message must not suggest to remove
        return InvalidArgumentError(f"{_NO_JOURNAL}. Nothing was sent.")
    return InvalidArgumentError(
        f"Line {number} of the journal is damaged; nothing was sent. If you remove the journal, the import begins "
        "anew: contacts that are there already are found by their address."
    )


def was_cut_off(line: bytes, head: dict[str, Any] | None) -> bool:
    """Whether a line without an end is the beginning of one, as a killed process leaves it."""
    if head is not None:
        return line_of(head).startswith(line)
    return _BEGINNING.fullmatch(line) is not None


def line_of(fields: dict[str, Any]) -> bytes:
    """Returns an object as a line of a journal."""
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"


def object_in(line: bytes) -> dict[str, Any]:
    """Parses a line.

    Raises:
        ValueError: The line has no object, or no line end.
    """
    try:
        said: object = json.loads(line) if line.endswith(b"\n") else None
    except RecursionError:  # nested on purpose
        said = None
    if not isinstance(said, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 - one kind of error for whatever is damaged
    return cast("dict[str, Any]", said)


def _number(said: object, least: int = 0, most: int = sys.maxsize) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not least <= said <= most:
        raise ValueError("not such a number")
    return said


def _check_header(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    if found.get("konigle") != wanted["konigle"]:
        raise _damaged(1)
    if found.get("version") != wanted["version"]:
        problem = "was written by another version of this library; finish the import with that one"
    elif found.get("file") != wanted["file"]:
        problem = "belongs to a file with another content; give another path for this one"
    elif found.get("settings") != wanted["settings"]:
        problem = "belongs to an import with other options (mapping, consent, format, upsert, …) or another base URL; give the same ones"
    else:
        return
    raise InvalidArgumentError(f"The journal {problem}. Nothing was sent.")


class Journal:
    """The journal of one import, open for writing and locked against a second one.

    Args:
        path: The path of the journal; None for an import without one, which only counts.
        head: The first line.
    """

    def __init__(self, path: Path | None, head: dict[str, Any]) -> None:
        self.checkpoint = Checkpoint()
        self._path = path
        self._head = head
        self._news: dict[str, Any] = {}
        self._file: BinaryIO | None = None
        if path is None or check_output(path) is None:
            return
        with open_or_raise(path):
            self._file = os.fdopen(open_existing(path), "r+b")
        try:
            lock(self._file, path)
            self.checkpoint = read_checkpoint(self._file, head)
        except BaseException:
            self._file.close()
            raise

    def begin(self) -> None:
        """Opens the journal for more lines; until then it is not changed.

        Raises:
            InvalidArgumentError: Another process runs the same import, or the file cannot be opened. Nothing was sent.
        """
        if self._path is None:
            return
        if self._file is None:
            with open_or_raise(self._path):
                self._file = os.fdopen(create_new(self._path), "r+b")
            lock(self._file, self._path)
        self._file.truncate(self.checkpoint.size)
        self._file.seek(self.checkpoint.size)
        if not self.checkpoint.size:
            self._write(self._head)

    def reserve(self, row: int) -> None:
        """Records on disk that rows from this one on may be sent, before any is sent."""
        self.checkpoint.started = row + BLOCK - 1
        self._write({"started": self.checkpoint.started})

    def record(self, row: int, status: BulkStatus) -> None:
        """Records that a row is done; the next `save` writes it."""
        self.checkpoint.done = self._news["done"] = row
        self.checkpoint.count(status)
        if status == "failed":
            self._news.setdefault("failed", []).append(row)
        else:
            self._news[status] = self._news.get(status, 0) + 1

    def save(self, rejects_size: int) -> None:
        """Writes the results recorded since the last save."""
        if self._news:
            news, self._news = self._news, {}
            self.checkpoint.rejects_size = rejects_size
            self._write({**news, "rejects": rejects_size})

    def finish(self) -> None:
        """Records that all rows are done."""
        self.checkpoint.finished = True
        self._write({"finished": True})

    def _write(self, line: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(line_of(line))
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Closes the file, which unlocks it."""
        if self._file is not None:
            self._file.close()


def lock(file: BinaryIO, path: Path) -> None:
    """Prevents a second process from continuing the same import; the lock ends with the process, even after a crash."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InvalidArgumentError(
            f"Another process is at work on the import of {path.name}; nothing was sent."
        ) from None
