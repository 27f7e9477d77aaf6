"""What a journal and a reject file say is on disk before anything that rests on it is done."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from konigle._bulk import import_state, journal, reject_file
from konigle._bulk.journal import BLOCK, Journal, header
from konigle._bulk.results import BulkStatus
from tests.bulk.harness import Harness, address, numbered

HEAD = header("sha256:f", ["rules"])


class Disk:
    """What would be left of the files of a folder if the power failed: what was in each at its latest `fsync`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.kept: dict[str, bytes] = {}
        self.at_each: list[tuple[str, dict[str, bytes]]] = []

    def fsync(self, number: int) -> None:
        for path in self._folder.iterdir():
            if os.path.samestat(path.stat(), os.fstat(number)):
                self.kept[path.name] = path.read_bytes()
                self.at_each.append((path.name, dict(self.kept)))

    def lines(self) -> list[dict[str, Any]]:
        return lines_of(self.kept)


def lines_of(kept: dict[str, bytes]) -> list[dict[str, Any]]:
    """The lines of the journal."""
    return [json.loads(line) for line in kept.get("journal", b"").splitlines()]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Disk:
    made = Disk(tmp_path)
    for module in (journal, reject_file):
        monkeypatch.setattr(module, "os", _WithFsync(made.fsync))
    return made


class _WithFsync:
    """The module `os` with another `fsync`."""

    def __init__(self, fsync: Callable[[int], None]) -> None:
        self.fsync = fsync

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


class Watching(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A network that asks something for each contact that is to be made."""

    def __init__(self, ask: Callable[[int], None]) -> None:
        self._ask = ask
        self._sync, self._async = httpx.HTTPTransport(verify=False), httpx.AsyncHTTPTransport(verify=False)

    def _ask_for_row(self, request: httpx.Request) -> None:
        if request.method == "POST":
            row = re.search(r"\d+", json.loads(request.content)["email"])
            assert row
            self._ask(int(row[0]))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._ask_for_row(request)
        return self._sync.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._ask_for_row(request)
        return await self._async.handle_async_request(request)

    def close(self) -> None:
        self._sync.close()

    async def aclose(self) -> None:
        await self._async.aclose()


def test_each_line_is_on_disk_when_the_call_that_writes_it_returns(disk: Disk, tmp_path: Path) -> None:
    made = Journal(tmp_path / "journal", HEAD)
    made.begin()
    wanted: list[dict[str, Any]] = [HEAD]
    assert disk.lines() == wanted
    made.reserve(1)
    wanted.append({"started": BLOCK})
    assert disk.lines() == wanted
    made.record(1, "created")
    made.record(2, "failed")
    made.save(70)
    wanted.append({"done": 2, "created": 1, "failed": [2], "rejects": 70})
    assert disk.lines() == wanted
    made.finish()
    wanted.append({"finished": True})
    assert disk.lines() == wanted
    made.close()


def test_whoever_reads_it_knows_what_its_writer_knew(tmp_path: Path) -> None:
    made = Journal(tmp_path / "journal", HEAD)
    made.begin()
    made.reserve(1)
    for row, status in enumerate(("created", "failed", "failed", "updated", "unchanged", "failed"), 1):
        made.record(row, cast("BulkStatus", status))
    made.save(70)
    made.record(7, "failed")
    made.save(90)
    made.close()
    again = Journal(tmp_path / "journal", HEAD)
    again.close()
    assert again.checkpoint == made.checkpoint
    assert (again.checkpoint.done, again.checkpoint.counts["failed"], again.checkpoint.rejects_size) == (
        7,
        4,
        90,
    )
    assert not again.checkpoint.finished


def test_no_row_is_sent_before_the_journal_says_on_disk_that_it_may_be(
    harness: Harness, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "BLOCK", 3)
    allowed: dict[int, int] = {}

    def ask(row: int) -> None:
        allowed[row] = max((line.get("started", 0) for line in disk.lines()), default=0)

    file = numbered(tmp_path / "c.csv", 11)
    network = Watching(ask)
    harness.call("import_file", file, journal=tmp_path / "journal", client={"transport": network})
    assert sorted(allowed) == list(range(1, 12))
    assert [row for row, started in allowed.items() if row > started] == []


def test_the_journal_counts_no_bad_row_that_is_not_on_disk_yet(
    harness: Harness, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_state, "_BATCH_ROWS", 1)
    file = tmp_path / "c.csv"
    file.write_text("email\n" + "".join(f"{address(n)}\nbroken{n}\n" for n in range(5)), encoding="utf-8")
    harness.call("import_file", file, journal=tmp_path / "journal", rejects=tmp_path / "rejects.csv")
    counted = [lines_of(kept)[-1].get("rejects", 0) for name, kept in disk.at_each if name == "journal"]
    there = [len(kept.get("rejects.csv", b"")) for name, kept in disk.at_each if name == "journal"]
    assert len(set(counted)) > 5
    assert [size for size, on_disk in zip(counted, there, strict=True) if size > on_disk] == []
    assert there[-1] == (tmp_path / "rejects.csv").stat().st_size
