"""Stores the outcome of each row, in Parquet files that outlive workers and scheduler.

    konigle.json                 number of partitions, and the rules of the import
    part-00007.started           written before the first row of a partition is sent
    part-00007-00000.parquet     outcomes of its rows: row_key, status, id, error

Rows with an outcome are never sent again. Other rows of a started partition are looked up first.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import attrs
import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from konigle.exceptions import InvalidArgumentError

_ABOUT = "konigle.json"


@attrs.frozen
class Outcome:
    """The stored outcome of a row.

    Attributes:
        row_key: The key of the row.
        status: `created`, `updated`, `unchanged` or `failed`.
        id: Identifier of the contact.
        error: Why it failed.
    """

    row_key: Any
    status: str
    id: str | None = None
    error: str | None = None


class OutcomeStore:
    """A folder of outcomes.

    Args:
        url: A path, or a URL that fsspec supports.
    """

    def __init__(self, url: str) -> None:
        self._files, self._root = fsspec.core.url_to_fs(url)

    def prepare(self, partitions: int, rules: object) -> int:
        """Creates the folder, or continues an earlier run; returns the number of partitions.

        Raises:
            InvalidArgumentError: The earlier run has other rules.
        """
        digest = hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()
        path = self._path(_ABOUT)
        if self._files.exists(path):
            found = json.loads(self._files.cat_file(path))
            if found["rules"] != digest:
                raise InvalidArgumentError(
                    "The folder of outcomes belongs to an import with another row_key, consent or base URL; nothing was "
                    "sent. Give the same ones, or another folder."
                )
            return int(found["partitions"])
        self._files.makedirs(self._root, exist_ok=True)
        self._write(_ABOUT, json.dumps({"partitions": partitions, "rules": digest}).encode())
        return partitions

    def was_started(self, partition: int) -> bool:
        """Whether rows of a partition may have been sent."""
        return bool(self._files.exists(self._path(f"part-{partition:05}.started")))

    def start(self, partition: int) -> None:
        """Records that rows of a partition may be sent."""
        self._write(f"part-{partition:05}.started", b"")

    def read(self, partition: int) -> dict[Any, str]:
        """Returns the status of each row that is done."""
        done: dict[Any, str] = {}
        for path in self._parts(partition):
            with self._files.open(path, "rb") as file:
                for row in pq.read_table(file, columns=["row_key", "status"]).to_pylist():
                    done[row["row_key"]] = row["status"]
        return done

    def add(self, partition: int, outcomes: Iterable[Outcome]) -> None:
        """Writes outcomes; they are on storage when this returns."""
        rows = [attrs.asdict(outcome) for outcome in outcomes]
        texts = {
            name: pa.array([row[name] for row in rows], pa.string()) for name in ("status", "id", "error")
        }
        table = pa.table({"row_key": pa.array([row["row_key"] for row in rows]), **texts})
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink)
        self._write(
            f"part-{partition:05}-{len(self._parts(partition)):05}.parquet", sink.getvalue().to_pybytes()
        )

    def _parts(self, partition: int) -> list[str]:
        return sorted(self._files.glob(self._path(f"part-{partition:05}-*.parquet")))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _write(self, name: str, content: bytes) -> None:
        """Writes a file that appears when it is complete: object stores do that, a file system by a rename."""
        path = self._path(name)
        if "file" not in self._files.protocol:
            self._files.pipe_file(path, content)
            return
        self._files.pipe_file(f"{path}.writing", content)
        self._files.mv(f"{path}.writing", path)
