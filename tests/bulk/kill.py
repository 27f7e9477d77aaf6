"""Kills an import repeatedly, lets it continue, and counts the requests that the sandbox received."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import attrs

from konigle.sandbox import Sandbox

CHILD = """
import asyncio, sys
from konigle import AsyncClient, Client

kind, url, path, journal, rejects = sys.argv[1:]
tell = lambda progress: print(progress.rows, flush=True)
options = dict(journal=journal, rejects=rejects, progress=tell, concurrency=8)
if kind == "sync":
    with Client("sandbox-key", url) as client:
        summary = client.contacts.import_file(path, **options)
else:
    async def main():
        async with AsyncClient("sandbox-key", url) as client:
            return await client.contacts.import_file(path, **options)
    summary = asyncio.run(main())
print(summary.total, summary.created, summary.unchanged, summary.updated, summary.failed, summary.resumed)
"""


@attrs.frozen
class Proof:
    """What came of it.

    Attributes:
        rows: Rows of the file that are good.
        bad: Rows that are not.
        kills: How often the import was killed.
        killed_at: Requests that had arrived by then, for each kill.
        done_at: Rows the journal called done by then, for each kill.
        stored: How often each address is among the contacts.
        applied: How often a create was carried out, by address.
        sent: Creates that arrived, the refused ones included.
        lookups: Searches that arrived.
        touched_again: Requests about rows that the journal had called done before they were sent.
        rejected: Rows in the reject file.
        summary: What the last run printed: total, created, unchanged, updated, failed, resumed.
        seconds: How long it all took.
    """

    rows: int
    bad: int
    kills: int
    killed_at: list[int]
    done_at: list[int]
    stored: Counter[str]
    applied: Counter[str]
    sent: int
    lookups: int
    touched_again: int
    rejected: list[int]
    summary: list[int]
    seconds: float

    def problems(self) -> list[str]:
        """What is not as it must be; nothing if the proof holds."""
        total, created, unchanged, updated, failed, resumed = self.summary
        checks = {
            "every contact is there": len(self.stored) == self.rows,
            "every contact is there once": set(self.stored.values()) == {1},
            "every create was carried out once": set(self.applied.values()) == {1}
            and self.applied == self.stored,
            "the import was killed in the middle": len(self.done_at) == self.kills
            and all(0 < done < self.rows for done in self.done_at),
            "no row that was done was touched again": self.touched_again == 0,
            "each kill costs a bounded number of lookups": self.lookups <= self.kills * 400,
            "no create except those in progress at a kill was sent again": self.sent
            <= self.rows + self.kills * 8,
            "the summary adds up": total == self.rows + self.bad
            and created + unchanged == self.rows
            and (updated, failed) == (0, self.bad)
            and resumed == self.done_at[-1],
            "every bad row is among the rejects once": len(self.rejected)
            == self.bad
            == len(set(self.rejected)),
        }
        return [claim for claim, holds in checks.items() if not holds]


def address(row: int) -> str:
    return f"row{row}@example.com"


def write_rows(path: Path, rows: int) -> int:
    """A file with so many good rows and a few bad ones; how many bad ones."""
    bad = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["email", "first_name", "tags", "marketing_consent.email"])
        for row in range(rows):
            writer.writerow([address(row), f"First {row}", "a;b", "yes" if row % 2 else "no"])
            if row % 500 == 250:
                writer.writerow([f"broken{row}", "", "", ""])
                bad += 1
    return bad


def kill_and_resume(kind: str, rows: int, kills: int, folder: Path) -> Proof:
    """Imports a file, with so many violent ends on the way."""
    path, journal, rejects = folder / "contacts.csv", folder / "journal", folder / "rejects.csv"
    bad = write_rows(path, rows)
    started_at = time.monotonic()
    killed_at: list[int] = []
    done_at: list[int] = []
    marks: list[tuple[int, int]] = []
    with Sandbox(keep_requests=None) as sandbox:
        command = [
            sys.executable,
            "-W",
            "error",
            "-c",
            CHILD,
            kind,
            sandbox.url,
            *map(str, (path, journal, rejects)),
        ]
        for kill in range(1, kills + 1):
            _run_until(command, rows * kill // (kills + 1))
            killed_at.append(len(sandbox.requests))
            done_at.append(_done(journal))
            marks.append((killed_at[-1], done_at[-1]))
        ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
        requests = sandbox.requests
        with sandbox.client() as client:
            stored = Counter(contact.email for contact in client.contacts.iter_all(200))
    creates = [request for request in requests if request.operation_id == "createContact"]
    with rejects.open(newline="", encoding="utf-8") as file:
        rejected = [int(row["konigle_row"]) for row in csv.DictReader(file)]
    return Proof(
        rows=rows,
        bad=bad,
        kills=kills,
        killed_at=killed_at,
        done_at=done_at,
        stored=stored,
        applied=Counter(json.loads(request.body)["email"] for request in creates if request.applied),
        sent=len(creates),
        lookups=sum(request.operation_id == "listContacts" for request in requests),
        touched_again=_touched_again(requests, marks, path),
        rejected=rejected,
        summary=[int(word) for word in ended.stdout.splitlines()[-1].split()],
        seconds=time.monotonic() - started_at,
    )


def _run_until(command: list[str], rows: int) -> None:
    """Starts an import and kills it when it says that so many rows are done."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= rows:
                break
        os.kill(process.pid, signal.SIGKILL)


def _done(journal: Path) -> int:
    done = 0
    for line in journal.read_bytes().splitlines(keepends=True):
        if line.endswith(b"\n"):
            done = json.loads(line).get("done", done)
    return done


def _touched_again(requests: list[Any], marks: list[tuple[int, int]], path: Path) -> int:
    with path.open(newline="", encoding="utf-8") as file:
        number = {row["email"]: place for place, row in enumerate(csv.DictReader(file), start=1)}
    touched = 0
    for request in requests:
        if request.operation_id == "createContact":
            row = number[json.loads(request.body)["email"]]
            touched += any(request.sequence > arrived and row <= done for arrived, done in marks)
    return touched
