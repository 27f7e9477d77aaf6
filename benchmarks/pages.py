"""Rows about reading whole collections page by page."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import httpx

from benchmarks.data import API, KEY
from benchmarks.figures import Samples
from benchmarks.rounds import in_turn, in_turn_async, per_second
from benchmarks.wire import HEADERS, base_url
from konigle import AsyncClient, Client

CONTACTS = 20_000
MANY = 1_000_000
PAGE_SIZE = 200
LATENCY_MS = 20
NEAR_ROUNDS = 15
FAR_ROUNDS = 4
MEMORY_ROUNDS = 2
ROOT = Path(__file__).parents[1]
MIB = 2**20


def walk(port: int) -> Samples:
    """Every contact, on loopback."""
    return _walk(port, 0, NEAR_ROUNDS)


def walk_far(port: int) -> Samples:
    """Every contact of a server that is far away."""
    return _walk(port, LATENCY_MS, FAR_ROUNDS)


def walk_async(port: int) -> Samples:
    """Every contact, on loopback, in a coroutine."""
    return asyncio.run(_walk_async(port, 0, NEAR_ROUNDS))


def walk_far_async(port: int) -> Samples:
    """Every contact of a server that is far away, in a coroutine."""
    return asyncio.run(_walk_async(port, LATENCY_MS, FAR_ROUNDS))


def _walk(port: int, latency_ms: int, rounds: int) -> Samples:
    base = base_url(port, CONTACTS, latency_ms)
    with Client(KEY, base) as client, httpx.Client(base_url=base, headers=HEADERS) as raw:

        def ours() -> None:
            for _ in client.contacts.iter_all(page_size=PAGE_SIZE):
                pass

        def plainly() -> None:
            number, following = 1, True
            while following:
                response = raw.get(API, params={"page": number, "page_size": PAGE_SIZE})
                page = json.loads(response.content)
                for _ in page["payload"]:
                    pass
                number, following = number + 1, page["next"] is not None

        return per_second(in_turn(ours, plainly, rounds=rounds, calls=1), CONTACTS)


async def _walk_async(port: int, latency_ms: int, rounds: int) -> Samples:
    base = base_url(port, CONTACTS, latency_ms)
    async with AsyncClient(KEY, base) as client, httpx.AsyncClient(base_url=base, headers=HEADERS) as raw:

        async def ours() -> None:
            async for _ in client.contacts.iter_all(page_size=PAGE_SIZE):
                pass

        async def plainly() -> None:
            number, following = 1, True
            while following:
                response = await raw.get(API, params={"page": number, "page_size": PAGE_SIZE})
                page = json.loads(response.content)
                for _ in page["payload"]:
                    pass
                number, following = number + 1, page["next"] is not None

        return per_second(await in_turn_async(ours, plainly, rounds=rounds, calls=1), CONTACTS)


def memory(port: int) -> Samples:
    """Peak memory of a process that reads a collection fifty times as long."""
    samples = Samples([], [], "MiB")
    for _ in range(MEMORY_ROUNDS):
        samples.baseline.append(_peak(base_url(port, CONTACTS)))
        samples.ours.append(_peak(base_url(port, MANY)))
    return samples


def _peak(base: str) -> float:
    command = [sys.executable, "-m", "benchmarks.peak", base]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return int(done.stdout) / MIB
