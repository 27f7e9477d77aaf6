"""The run: one sandbox for each operation and world, so that a fault strikes the call it is meant for and no other."""

import asyncio
import random
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from konigle._transports import AsyncTransportName
from konigle.sandbox import Sandbox
from tests.chaos.faults import FAULTS, SLOW_S, STALL_S, Fault
from tests.chaos.ledger import LONGEST_S, RETRIES, Entry
from tests.chaos.scenarios import SCENARIOS, Ground, Scenario
from tests.spec.document import operations

WORLDS = ("sync", "async", "aiohttp")
FOREVER = 0
CALLS_A_CLIENT = 20  # where every call fails, a client's retry budget is for about a hundred repeats


def plan(
    calls: int, seed: int, scenarios: Sequence[Scenario] = SCENARIOS
) -> Iterator[tuple[Scenario, str, list[tuple[Fault, int]]]]:
    """What each worker does: every fault at least once, then more of the quick ones up to the number of calls."""
    rng = random.Random(seed)
    each = max(len(FAULTS), -(-calls // (len(scenarios) * len(WORLDS))))
    for scenario in scenarios:
        for world in WORLDS:
            cases = [(fault, rng.choice((1, 2, RETRIES, FOREVER))) for fault in FAULTS]
            quick = [fault for fault in FAULTS if not fault.is_slow]
            cases += [
                (rng.choice(quick), rng.choice((1, 2, RETRIES, FOREVER))) for _ in range(each - len(cases))
            ]
            rng.shuffle(cases)
            yield scenario, world, cases


def run(calls: int, seed: int, scenarios: Sequence[Scenario] = SCENARIOS, workers: int = 6) -> list[Entry]:
    """Makes the calls and returns what came of each."""
    with ThreadPoolExecutor(workers) as pool:
        jobs = [pool.submit(_work, *job, seed) for job in plan(calls, seed, scenarios)]
        return [entry for job in jobs for entry in job.result()]


def batched(cases: list[tuple[Fault, int]], size: int) -> Iterator[list[tuple[Fault, int]]]:
    """Lists of so many cases."""
    for start in range(0, len(cases), size):
        yield cases[start : start + size]


def _work(scenario: Scenario, world: str, cases: list[tuple[Fault, int]], seed: int) -> list[Entry]:
    rng = random.Random(f"{seed}{scenario.operation}{world}")
    with Sandbox(keep_requests=None) as sandbox:
        worker = _Worker(sandbox, scenario, world, rng)
        for some in batched(cases, CALLS_A_CLIENT):
            if world == "sync":
                worker.run_sync(some)
            else:
                asyncio.run(worker.run_async(some, "aiohttp" if world == "aiohttp" else None))
        worker.close()
        if any(fault.is_slow for fault, _ in cases):
            time.sleep(STALL_S)  # what was still under way when the client gave up
        _fill_in(worker.entries, sandbox)
    return worker.entries


def _fill_in(entries: list[Entry], sandbox: Sandbox) -> None:
    """What is true of each call: looked up on the server, by the request id."""
    tries: Counter[str] = Counter()
    applied: Counter[str] = Counter()
    operation = entries[0].operation
    for request in sandbox.requests:
        if request.operation_id == operation:
            id_ = request.headers.get("x-request-id", "")
            tries[id_] += 1
            applied[id_] += request.applied
    for entry in entries:
        entry.tries, entry.applied = tries[entry.request_id], applied[entry.request_id]


class _Worker:
    def __init__(self, sandbox: Sandbox, scenario: Scenario, world: str, rng: random.Random) -> None:
        self.sandbox, self.scenario, self.world, self.rng = sandbox, scenario, world, rng
        self.replay = operations()[scenario.operation].node["x-replay"]
        self.plain = sandbox.client()
        self.ground = Ground(self.plain)
        self.entries: list[Entry] = []
        self.settings = {"retry_count": RETRIES, "retry_backoff": 0.001, "deadline": LONGEST_S / 2}

    def close(self) -> None:
        self.plain.close()

    def run_sync(self, cases: list[tuple[Fault, int]]) -> None:
        with self.sandbox.client(**self.settings) as client:
            for fault, hits in cases:
                entry, arguments, options = self._begin(fault, hits)
                began = time.monotonic()
                try:
                    self.scenario.invoke(client, arguments, options)
                except Exception as problem:  # noqa: BLE001 - the ledger tells which kinds there were
                    entry.error = problem
                entry.took_s = time.monotonic() - began

    async def run_async(self, cases: list[tuple[Fault, int]], transport: AsyncTransportName | None) -> None:
        async with self.sandbox.async_client(**self.settings, transport=transport) as client:
            for fault, hits in cases:
                entry, arguments, options = self._begin(fault, hits)
                began = time.monotonic()
                try:
                    await self.scenario.invoke(client, arguments, options)
                except Exception as problem:  # noqa: BLE001 - the ledger tells which kinds there were
                    entry.error = problem
                entry.took_s = time.monotonic() - began

    def _begin(self, fault: Fault, hits: int) -> tuple[Entry, dict[str, Any], dict[str, Any]]:
        self.sandbox.faults.clear()
        arguments = self.scenario.prepare(self.ground)
        if fault.rule is not None:
            times: dict[str, Any] = {"last": hits} if hits else {"forever": True}
            self.sandbox.faults.add(self.scenario.operation, **fault.rule, **times)
        request_id = uuid.UUID(int=self.rng.getrandbits(128)).hex
        entry = Entry(self.scenario.operation, self.replay, self.world, fault, hits, request_id)
        self.entries.append(entry)
        options: dict[str, Any] = {"extra_headers": {"X-Request-ID": request_id}}
        if fault.is_slow:
            options["timeout"] = SLOW_S
        return entry, arguments, options


def open_files() -> int:
    """File handles and sockets of this process."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
