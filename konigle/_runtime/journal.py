"""How far an import has come, in a file that outlives the process.

One JSON object a line, only ever appended: which file is imported, up to which row it may have been sent, and what
became of the rows that are done. Row numbers and outcomes only; no address, no name.

    {"konigle": "import", "version": 1, "file": "sha256:…", "settings": "sha256:…"}
    {"started": 256}                                    on disk before row 1 is sent
    {"done": 100, "created": 99, "failed": [17], "rejects": 245}
    {"finished": true}

Rows up to `done` are never touched again. Rows after it, up to `started`, may have been sent by a process that was
killed before it could say so; whoever goes on has to look.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

import attrs

from konigle._runtime.bulk import BulkStatus
from konigle.exceptions import InvalidArgumentError

BLOCK = (
    256  # rows one line allows to be sent: one wait for the disk for so many, and at most so many to look up
)

_STATUSES: tuple[BulkStatus, ...] = ("created", "updated", "unchanged")


@attrs.define
class Place:
    """Where an import stands.

    Attributes:
        done: Rows up to this one are done.
        started: Rows up to this one may have been sent.
        counts: What became of the rows that are done.
        rejects_size: Bytes of the reject file that belong to them.
        finished: Whether all rows are done.
        size: Bytes of the journal up to its last whole line.
    """

    done: int = 0
    started: int = 0
    counts: dict[BulkStatus, int] = attrs.field(factory=dict["BulkStatus", int])
    rejects_size: int = 0
    finished: bool = False
    size: int = 0

    def take(self, line: dict[str, Any]) -> None:
        """What one line adds.

        Raises:
            ValueError, TypeError: It is none.
        """
        if "damaged" in line:
            raise ValueError
        self.started = int(line.get("started", self.started))
        self.done = int(line.get("done", self.done))
        self.rejects_size = int(line.get("rejects", self.rejects_size))
        self.finished = bool(line.get("finished", self.finished))
        for status in _STATUSES:
            self.count(status, int(line.get(status, 0)))
        self.count("failed", len(line.get("failed", ())))

    def count(self, status: BulkStatus, rows: int = 1) -> None:
        """So many rows more became that."""
        if rows:
            self.counts[status] = self.counts.get(status, 0) + rows


def fingerprint(path: Path) -> str:
    """What tells the content of a file from any other."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def header(file: str, settings: object) -> dict[str, Any]:
    """The first line of a journal: which file, and by which rules it is read and sent."""
    rules = json.dumps(settings, sort_keys=True).encode()
    return {
        "konigle": "import",
        "version": 1,
        "file": file,
        "settings": f"sha256:{hashlib.sha256(rules).hexdigest()}",
    }


def read_place(lines: Iterable[bytes], wanted: dict[str, Any]) -> Place:
    """Where the import stands that a journal tells of; a last line that was cut off does not count.

    Raises:
        InvalidArgumentError: It tells of another import, or is damaged. Nothing was sent.
    """
    place = Place()
    for number, line in enumerate(lines):
        if number == 0:
            if not line.endswith(b"\n") and _line(wanted).startswith(line):
                break  # killed while it wrote its first line
            _check_header(_fields(line), wanted)
        elif not line.endswith(b"\n"):
            break
        else:
            try:
                place.take(_fields(line))
            except (ValueError, TypeError):
                raise InvalidArgumentError(
                    f"Line {number + 1} of the journal is damaged; nothing was sent. If you remove the journal, the "
                    "import begins anew."
                ) from None
        place.size += len(line)
    return place


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"


def _fields(line: bytes) -> dict[str, Any]:
    try:
        said: object = json.loads(line)
    except ValueError:
        said = None
    return cast("dict[str, Any]", said) if isinstance(said, dict) else {"damaged": True}


def _check_header(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    if found.get("konigle") != wanted["konigle"]:
        problem = "is not the journal of an import; give another path"
    elif found.get("version") != wanted["version"]:
        problem = "was written by another version of this library; finish the import with that one"
    elif found.get("file") != wanted["file"]:
        problem = "belongs to a file with another content; give another path for this one"
    elif found.get("settings") != wanted["settings"]:
        problem = "belongs to an import with another mapping, format, upsert or base URL; give the same ones"
    else:
        return
    raise InvalidArgumentError(f"The journal {problem}. Nothing was sent.")


class Journal:
    """The journal of one import, open for writing and locked against a second one.

    Args:
        path: Where it stands; None for an import without one, which only counts.
        head: The first line.
    """

    def __init__(self, path: Path | None, head: dict[str, Any]) -> None:
        self.place = Place()
        self._news: dict[str, Any] = {}
        self._file: BinaryIO | None = None
        if path is None:
            return
        file = path.open("a+b")
        try:
            _lock(file, path)
            file.seek(0)
            self.place = read_place(file, head)
            file.truncate(self.place.size)
            self._file = file
            if not self.place.size:
                self._write(head)
        except BaseException:
            file.close()
            raise

    def allow(self, row: int) -> None:
        """Says on disk that rows from this one on may be sent, before any is."""
        self.place.started = row + BLOCK - 1
        self._write({"started": self.place.started})

    def note(self, row: int, status: BulkStatus) -> None:
        """A row is done; the next `save` writes it."""
        self.place.done = self._news["done"] = row
        self.place.count(status)
        if status == "failed":
            self._news.setdefault("failed", []).append(row)
        else:
            self._news[status] = self._news.get(status, 0) + 1

    def save(self, rejects_size: int) -> None:
        """Writes what was noted since the last time."""
        if self._news:
            news, self._news = self._news, {}
            self.place.rejects_size = rejects_size
            self._write({**news, "rejects": rejects_size})

    def finish(self) -> None:
        """All rows are done."""
        self.place.finished = True
        self._write({"finished": True})

    def _write(self, line: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(_line(line))
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Closes the file, and so unlocks it."""
        if self._file is not None:
            self._file.close()


def _lock(file: BinaryIO, path: Path) -> None:
    """Keeps a second process from going on with the same import; the lock ends with the process, however it ends."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InvalidArgumentError(
            f"Another process is at work on the import of {path.name}; nothing was sent."
        ) from None
