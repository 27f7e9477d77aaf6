"""Bulk creates against raw loops with the same concurrency, at the same sandbox: `python -m benchmarks.bulk`.

Each side creates 10,000 contacts, a part in each round, alternating. The sandbox is a separate process and, with all
its checks, the slower end. The same rows are also measured with a server that only responds, which shows the cost of
the clients, and the peak memory of processes that create few and many contacts. Exits with 1 if a bound is missed by
more than the spread.
"""

import argparse
import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import httpx

from benchmarks import figures as table
from benchmarks.data import API, KEY, NEW_CONTACT
from benchmarks.figures import Bound, Figure, Samples, exit_code, figure
from benchmarks.programs import ROOT, peak_bytes, started
from konigle import AsyncClient, Client

ROWS = 10_000
ROUNDS = 5
CONCURRENCY = 16
FEW, MANY = 1_000, 10_000
HEADERS = {"Authorization": f"Token {KEY}", "Content-Type": "application/json"}
MEBIBYTE = 1024 * 1024

Side = Callable[[str, int], None]
_numbers = itertools.count()


def people(count: int) -> Iterator[dict[str, Any]]:
    """Returns contacts that no other part of this run has created."""
    return ({**NEW_CONTACT, "email": f"bulk{next(_numbers)}@example.com"} for _ in range(count))


# -- sides: each creates contacts at a URL ----------------------------------------------------


def sdk_async(transport: str | None) -> Side:
    """The async client over httpx's transport, or one by name."""

    async def create(base: str, count: int) -> None:
        async with AsyncClient(KEY, base, transport=transport) as client:  # type: ignore[arg-type]  # a name
            summary = await client.contacts.create_many(people(count), concurrency=CONCURRENCY).run()
            _check(summary.created, count)

    return lambda base, count: asyncio.run(create(base, count))


def sdk_sync(base: str, count: int) -> None:
    """The sync client."""
    with Client(KEY, base) as client:
        _check(client.contacts.create_many(people(count), concurrency=CONCURRENCY).run().created, count)


def raw_aiohttp(base: str, count: int) -> None:
    """A hand-written loop over aiohttp."""

    async def create() -> None:
        async with aiohttp.ClientSession(headers=HEADERS) as session:

            async def one(person: dict[str, Any]) -> int:
                async with session.post(base + API, data=json.dumps(person)) as response:
                    return len(json.loads(await response.read())["id"])

            await _by_hand(one, count)

    asyncio.run(create())


def raw_httpx(base: str, count: int) -> None:
    """A loop over httpx."""

    async def create() -> None:
        async with httpx.AsyncClient(base_url=base, headers=HEADERS) as session:

            async def one(person: dict[str, Any]) -> int:
                response = await session.post(API, content=json.dumps(person))
                return len(json.loads(response.content)["id"])

            await _by_hand(one, count)

    asyncio.run(create())


async def _by_hand(one: Callable[[dict[str, Any]], Awaitable[int]], count: int) -> None:
    items, made = people(count), 0

    async def work() -> None:
        nonlocal made
        for person in items:
            known = await one(person)  # not in one line with the sum, which other tasks change meanwhile
            made += known > 0

    await asyncio.gather(*(work() for _ in range(CONCURRENCY)))
    _check(made, count)


def _check(made: int, count: int) -> None:
    if made != count:
        raise SystemExit(f"{made} of {count} contacts were created")


# -- rows --------------------------------------------------------------------------------------------------


def compare(ours: Side, baseline: Side, base: str, rows: int) -> Samples:
    """Returns rows per second of both sides, alternating which goes first."""
    samples, part = Samples([], [], "rows/s"), rows // ROUNDS
    for number in range(-1, ROUNDS):
        count = part if number >= 0 else 100  # the first round is a warm-up and does not count
        took: dict[Side, float] = {}
        for side in (ours, baseline) if number % 2 else (baseline, ours):
            begun = time.perf_counter()
            side(base, count)
            took[side] = time.perf_counter() - begun
        if number >= 0:
            samples.ours.append(count / took[ours])
            samples.baseline.append(count / took[baseline])
    return samples


def memory(base: str) -> Samples:
    """Returns the peak memory of processes that create many and few contacts, in MiB."""
    samples = Samples([], [], "MiB")
    for _ in range(3):
        for rows, side in ((MANY, samples.ours), (FEW, samples.baseline)):
            command = [sys.executable, "-m", "benchmarks.bulk", "--peak", base, "--rows", str(rows)]
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
            side.append(int(done.stdout) / MEBIBYTE)
    return samples


def figures(rows: int) -> Iterator[Figure]:
    """Returns every row of the table."""
    to_hold, to_see = Bound("at least", 0.6), Bound("at least", 0.0)
    with started("konigle.sandbox", "--api-key", KEY) as base:
        name = f"create_many, {rows:,} contacts"
        aio = compare(sdk_async("aiohttp"), raw_aiohttp, base, rows)
        yield figure(f"{name}, aiohttp", "raw aiohttp loop", to_hold, aio)
        plain = compare(sdk_async(None), raw_httpx, base, rows // 4)
        yield figure(
            f"{name.replace(f'{rows:,}', f'{rows // 4:,}')}, httpx async", "raw httpx loop", to_hold, plain
        )
        threads = compare(sdk_sync, raw_httpx, base, rows // 4)
        yield figure(
            f"{name.replace(f'{rows:,}', f'{rows // 4:,}')}, httpx sync",
            "raw httpx loop, async",
            to_see,
            threads,
        )
    with started("benchmarks.server") as port:
        base = f"http://127.0.0.1:{port}/1/0"
        bare = compare(sdk_async("aiohttp"), raw_aiohttp, base, rows)
        yield figure(f"{name}, aiohttp, bare server", "raw aiohttp loop", to_see, bare)
        flat = Bound("differs by at most", 4)
        yield figure(
            f"peak memory of create_many, {MANY:,} contacts", f"{FEW:,} contacts", flat, memory(base)
        )


def main() -> int:
    """Prints the table; returns 1 if a bound is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description="Measures bulk creates.")
    parser.add_argument("--rows", type=int, default=ROWS, help="contacts of the first row of the table")
    parser.add_argument(
        "--peak", metavar="URL", help="only create this number of contacts there and print the peak memory"
    )
    said = parser.parse_args()
    if said.peak:
        sdk_async("aiohttp")(said.peak, said.rows)
        print(peak_bytes())
        return 0
    made = []
    for one in figures(said.rows):
        print("  ".join(table.cells(one)), flush=True)
        made.append(one)
    return exit_code(made)


if __name__ == "__main__":
    sys.exit(main())
