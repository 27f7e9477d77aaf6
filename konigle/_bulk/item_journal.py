"""Records which items of a run are done, in a file that outlives the process.

One JSON object per line, append-only. An item is recorded as a hash of its key, without e-mail addresses or names.

    {"konigle": "bulk", "version": 1, "file": "", "settings": "sha256:…"}
    {"started": "…"}                     written before the item is sent
    {"done": ["…", "…"]}                 on disk once so many results were read

A killed process loses no line. A power failure may lose the last ones: those items are sent again.
"""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from konigle._bulk.journal import header, line_of, lock, object_in, was_cut_off
from konigle._bulk.output_files import check_output, create_new, open_existing, open_or_raise
from konigle.exceptions import InvalidArgumentError

_BATCH = 100
_BATCH_S = 1.0


class ItemJournal:
    """The journal of one run, open for writing and locked against a second one.

    Args:
        path: The path of the journal.
        settings: Settings that have to be equal to continue the run.
        clock: A monotonic clock, in seconds.

    Raises:
        InvalidArgumentError: It belongs to another run, is damaged, or cannot be written. Nothing was sent.

    Attributes:
        done: Hashes of the items that earlier runs completed.
        started: Hashes of the items that earlier runs may have sent.
    """

    def __init__(self, path: Path, settings: object, clock: Callable[[], float] = time.monotonic) -> None:
        self._head = {**header("", settings), "konigle": "bulk"}
        self.done: set[str] = set()
        self.started: set[str] = set()
        self._taken: set[str] = set()
        self._news: list[str] = []
        self._clock = clock
        self._saved_s = clock()
        exists = check_output(path) is not None
        with open_or_raise(path):
            self._file = os.fdopen(open_existing(path) if exists else create_new(path), "r+b")
        try:
            lock(self._file, path)
            size = self._read()
            self._file.truncate(size)
            self._file.seek(size)
            if not size:
                self._write(self._head)
        except BaseException:
            self._file.close()
            raise

    def _read(self) -> int:
        """Reads the lines of an earlier run; returns the size up to the end of the last complete line."""
        size = 0
        for number, line in enumerate(self._file, start=1):
            if not line.endswith(b"\n") and was_cut_off(line, self._head if number == 1 else None):
                break
            try:
                self._apply(object_in(line), is_first=number == 1)
            except (ValueError, KeyError, TypeError):
                raise InvalidArgumentError(
                    f"Line {number} of the journal is damaged, or it is not the journal of such a run; nothing was "
                    "sent. Give another path, or the same operation and base URL as before."
                ) from None
            size += len(line)
        return size

    def _apply(self, line: dict[str, Any], *, is_first: bool) -> None:
        if is_first:
            if line != self._head:
                raise ValueError("another run")
        elif line.keys() == {"started"}:
            self.started.add(line["started"])
        else:
            self.done.update(line["done"])

    def take(self, key: object) -> str:
        """Returns the hash of the key of an item.

        Raises:
            InvalidArgumentError: The key is None, or another item of this run has it.
        """
        digest = self._digest(key)
        if key is None or digest in self._taken:
            problem = (
                "key= gave None for this item" if key is None else "Another item of this run has the same key"
            )
            raise InvalidArgumentError(f"{problem}; nothing was sent.")
        self._taken.add(digest)
        return digest

    def _digest(self, key: object) -> str:
        text = f"{self._head['settings']} {type(key).__name__} {key}"
        return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()

    def start(self, digest: str) -> None:
        """Records that an item is about to be sent."""
        if digest not in self.started:
            self._write({"started": digest})

    def finish(self, key: object) -> bool:
        """Records that the item with a key is done; returns True if `save` is due."""
        digest = self._digest(key)
        if digest not in self.done:
            self._news.append(digest)
        return len(self._news) >= _BATCH or self._clock() - self._saved_s >= _BATCH_S

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(line_of(line))
        self._file.flush()

    def save(self) -> None:
        """Writes to disk which items are done."""
        if self._news:
            self._write({"done": self._news})
            self._news = []
        os.fsync(self._file.fileno())
        self._saved_s = self._clock()

    def close(self) -> None:
        """Saves, and unlocks the journal."""
        with self._file:
            self.save()
