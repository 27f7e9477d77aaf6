"""A nightly sync against reading the collection: `python -m benchmarks.nightly`.

The sandbox is a separate process. `--memory` prints the peak memory of an import of an unchanged file, beyond 200,000
contacts with the comparison in a temporary database.
"""

import argparse
import asyncio
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.data import KEY
from benchmarks.figures import Bound, Figure, Samples, cells, exit_code, figure
from benchmarks.programs import ROOT, peak_bytes, started
from konigle import AsyncClient, Client
from konigle.types import ImportSummary

ROWS = 20_000
ROUNDS = 5
FIELDS = ("email", "first_name", "last_name", "phone", "country", "source", "tags", "marketing_consent.email")
MEBIBYTE = 1024 * 1024


@contextmanager
def site(contacts: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """Starts a sandbox with contacts, and writes a file that contains them all."""
    seed, file = folder / "seed.json", folder / "contacts.csv"
    seed.write_text(json.dumps({"contacts": contacts}), encoding="utf-8")
    with started("konigle.sandbox", "--api-key", KEY, "--seed", str(seed)) as base:
        with Client(KEY, base) as client:
            client.contacts.export_file(file, fields=FIELDS)
        yield base, file


def changed(file: Path, number: int) -> Path:
    """Copies a file; in the copy every hundredth contact has another country."""
    other = file.with_name(f"changed{number}.csv")
    with (
        file.open(newline="", encoding="utf-8") as source,
        other.open("w", newline="", encoding="utf-8") as target,
    ):
        rows = csv.DictReader(source)
        writer = csv.DictWriter(target, rows.fieldnames or FIELDS)
        writer.writeheader()
        for row, cells in enumerate(rows):
            writer.writerow({**cells, "country": f"Country {number}"} if row % 100 == 0 else cells)
    return other


async def one_round(base: str, file: Path) -> tuple[float, float, int, ImportSummary]:
    """Measures the seconds of an import and of `iter_all` before it, with the async client."""
    async with AsyncClient(KEY, base) as client:
        begun, read = time.perf_counter(), 0
        async for _ in client.contacts.iter_all():
            read += 1
        between = time.perf_counter()
        summary = await client.contacts.import_file(file)
        return time.perf_counter() - between, between - begun, read, summary


def one_sync_round(base: str, file: Path) -> tuple[float, float, int, ImportSummary]:
    """Measures the same with the sync client."""
    with Client(KEY, base) as client:
        begun = time.perf_counter()
        read = sum(1 for _ in client.contacts.iter_all())
        between = time.perf_counter()
        summary = client.contacts.import_file(file)
        return time.perf_counter() - between, between - begun, read, summary


def compare(base: str, file: Path, bound: Bound, what: str, *, one_percent: bool, is_async: bool) -> Figure:
    """Measures the seconds of an import and of `iter_all`, alternating."""
    samples = Samples([], [], "s")
    for number in range(-1, ROUNDS):  # the first round is a warm-up and does not count
        source = changed(file, number) if one_percent else file
        made = asyncio.run(one_round(base, source)) if is_async else one_sync_round(base, source)
        ours, baseline, read, summary = made
        expected = read // 100 if one_percent else 0
        if (summary.updated, summary.unchanged) != (expected, read - expected):
            raise SystemExit(f"{what}: {summary}")
        if number >= 0:
            samples.ours.append(ours)
            samples.baseline.append(baseline)
    with Client(KEY, base) as client:
        client.contacts.import_file(file)
    return figure(what, "iter_all", bound, samples)


def figures(rows: int = ROWS) -> Iterator[Figure]:
    """Returns every row of the table."""
    same, some = Bound("at most", 2.0), Bound("at most", 2.5)
    with tempfile.TemporaryDirectory() as folder, site(rows, Path(folder)) as (base, file):
        for is_async in (True, False):
            kind = "async" if is_async else "sync"
            what = f"import_file {kind}, {rows:,} rows"
            yield compare(base, file, same, f"{what}, unchanged", one_percent=False, is_async=is_async)
            yield compare(base, file, some, f"{what}, 1 % changed", one_percent=True, is_async=is_async)


def memory(contacts: int) -> None:
    """Prints the peak memory of a process that imports an unchanged file."""
    with tempfile.TemporaryDirectory() as folder, site(contacts, Path(folder)) as (base, file):
        command = [sys.executable, "-m", "benchmarks.nightly", "--peak", base, str(file)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    print(f"{contacts:,} contacts: {done.stdout.strip()}")


def main() -> int:
    """Prints the table; returns 1 if a bound is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.nightly", description="Measures a nightly sync."
    )
    parser.add_argument(
        "--memory",
        metavar="CONTACTS",
        type=int,
        help="only print the peak memory for this number of contacts",
    )
    parser.add_argument(
        "--peak", metavar=("URL", "FILE"), nargs=2, help="only import a file and print the peak memory"
    )
    said = parser.parse_args()
    if said.peak:
        with Client(KEY, said.peak[0]) as client:
            print(
                client.contacts.import_file(said.peak[1], compare="list"),
                f"{peak_bytes() / MEBIBYTE:.0f} MiB",
            )
        return 0
    if said.memory:
        memory(said.memory)
        return 0
    made = []
    for one in figures():
        print("  ".join(cells(one)), flush=True)
        made.append(one)
    return exit_code(made)


if __name__ == "__main__":
    sys.exit(main())
