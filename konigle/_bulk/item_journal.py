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

from konigle._bulk.journal import JournalFile, header
from konigle.exceptions import InvalidArgumentError

_BATCH = 100
_BATCH_S = 1.0


class ItemJournal(JournalFile):
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
        self.done: set[str] = set()
        self.started: set[str] = set()
        self._taken: set[str] = set()
        self._news: list[str] = []
        self._clock = clock
        self._saved_s = clock()
        super().__init__(path, header("", settings, "bulk"))
        self.begin()

    def _check_head(self, fields: dict[str, Any]) -> None:
        if fields != self._head:
            raise self._damaged(1)

    def _apply(self, fields: dict[str, Any]) -> None:
        if fields.keys() == {"started"}:
            self.started.add(fields["started"])
        else:
            self.done.update(fields["done"])

    def _damaged(self, number: int) -> InvalidArgumentError:
        return InvalidArgumentError(
            f"Line {number} of the journal is damaged, or it is not the journal of such a run; nothing was "
            "sent. Use another path, or the same operation and base URL as before."
        )

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
            self._write({"started": digest}, sync=False)

    def finish(self, key: object) -> bool:
        """Records that the item with a key is done; returns True if `save` is due."""
        digest = self._digest(key)
        if digest not in self.done:
            self._news.append(digest)
        return len(self._news) >= _BATCH or self._clock() - self._saved_s >= _BATCH_S

    def save(self) -> None:
        """Writes to disk which items are done."""
        if self._news:
            self._write({"done": self._news}, sync=False)
            self._news = []
        if self._file is not None:
            os.fsync(self._file.fileno())
        self._saved_s = self._clock()

    def close(self) -> None:
        """Saves, and unlocks the journal."""
        try:
            self.save()
        finally:
            super().close()
