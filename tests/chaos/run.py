"""The run: one sandbox for each operation and world, so that a fault strikes the call it is meant for and no other."""

import asyncio
import contextlib
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from konigle.sandbox import Sandbox
from tests.chaos.calls import CLIENT_KINDS, STEPS, Arguments, Desk, invoke, until
from tests.chaos.faults import BELOW_HTTP, FAULTS, STALL_S, Fault
from tests.chaos.ledger import LATE_S, LONGEST_S, RETRIES, Entry
from tests.chaos.line import Gate, Line, Strike, calm
from tests.chaos.pulse import Pulse
from tests.chaos.watch import Watch, watched
from tests.contract.steps import Step

FOREVER = 0
HITS = (1, 2, RETRIES, FOREVER)
SLOW_HITS = (1, 1, FOREVER)  # one fault that passes leaves enough attempts for a busy machine
CALLS_A_CLIENT = 20  # where every call fails, a client's retry budget is for about a hundred repeats
SETTINGS: dict[str, Any] = {"retry_count": RETRIES, "retry_backoff": 0.001, "deadline": LONGEST_S / 2}


def plan(
    calls: int, seed: int, steps: Sequence[Step] = STEPS, worlds: Sequence[str] = CLIENT_KINDS
) -> Iterator[tuple[Step, str, list[tuple[Fault, int]]]]:
    """What each worker does: every fault at least once, then more of the quick ones up to the number of calls.

    Slow faults below HTTP take turns: each strikes every operation, in one of three worlds.
    """
    rng = random.Random(seed)
    quick = [fault for fault in FAULTS + BELOW_HTTP if not fault.is_slow]
    slow = [fault for fault in BELOW_HTTP if fault.is_slow]
    each = -(-calls // (len(steps) * len(worlds)))
    for turn, step in enumerate(steps):
        for offset, client_kind in enumerate(worlds):
            turns = slow[(turn + offset) % len(CLIENT_KINDS) :: len(CLIENT_KINDS)]
            struck = FAULTS + [fault for fault in BELOW_HTTP if not fault.is_slow] + turns
            struck += [rng.choice(quick) for _ in range(each - len(struck))]
            cases = [(fault, rng.choice(SLOW_HITS if fault.is_slow else HITS)) for fault in struck]
            rng.shuffle(cases)
            yield step, client_kind, cases


def run(
    calls: int,
    seed: int,
    steps: Sequence[Step] = STEPS,
    worlds: Sequence[str] = CLIENT_KINDS,
    workers: int = 8,
) -> list[Entry]:
    """Makes the calls and returns what came of each."""
    with ThreadPoolExecutor(workers) as pool, Pulse() as pulse, watched() as watch:
        jobs = [pool.submit(_work, job, seed, pulse, watch) for job in plan(calls, seed, steps, worlds)]
        return [entry for job in jobs for entry in job.result()]


def batched(cases: list[tuple[Fault, int]], size: int) -> Iterator[list[tuple[Fault, int]]]:
    """Lists of so many cases."""
    for start in range(0, len(cases), size):
        yield cases[start : start + size]


def _work(
    job: tuple[Step, str, list[tuple[Fault, int]]], seed: int, pulse: Pulse, watch: Watch
) -> list[Entry]:
    step, client_kind, cases = job
    rng = random.Random(f"{seed}{step.name}{client_kind}")
    with Sandbox(keep_requests=None) as sandbox, Line(sandbox.url) as line:
        worker = _Worker(Desk(sandbox, line, client_kind, rng, pulse), step, watch)
        for is_below_http in (False, True):
            group = [case for case in cases if case[0].is_below_http == is_below_http]
            for some in batched(group, CALLS_A_CLIENT):
                asyncio.run(worker.run(some, line.url if is_below_http else sandbox.url))
        worker.desk.close(STALL_S if any(fault.is_slow and fault.rule for fault, _ in cases) else 0.0)
    return worker.desk.entries


class _Worker:
    """The calls of one operation in one world, one after the other."""

    def __init__(self, desk: Desk, step: Step, watch: Watch) -> None:
        self.desk, self.step, self.watch = desk, step, watch

    async def run(self, cases: list[tuple[Fault, int]], url: str) -> None:
        """Makes the calls over one client, and then three more under no fault."""
        async with self.desk.opened(url, **SETTINGS) as client:
            for fault, hits in cases:
                self._calm()
                arguments = self.step.arguments(self.desk.world)
                entry = self._begin(fault, hits)
                if fault.gate is None:
                    await self._one(client, entry, arguments)
                else:
                    await self._at_a_gate(entry, arguments)
                await until(lambda: self.desk.line.is_quiet)
            self._calm()
            await self.desk.probe(client)

    def _begin(self, fault: Fault, hits: int) -> Entry:
        entry = self.desk.entry(self.step.operation, fault, hits)
        if fault.rule is not None:
            times: dict[str, Any] = {"last": hits} if hits else {"forever": True}
            self.desk.sandbox.faults.add(self.step.operation, **fault.rule, **times)
        if fault.strike is not None:
            self.desk.line.weather = _first(hits, fault.strike, entry.request_id)
        return entry

    def _calm(self) -> None:
        self.desk.sandbox.faults.clear()
        self.desk.line.weather = calm

    async def _at_a_gate(self, entry: Entry, arguments: Arguments) -> None:
        """A call whose connection is not made, over a client of its own, since its base URL is another one."""
        kind, port = entry.fault.gate, self.desk.line.port
        fixed = {"unresolved": f"http://chaos.invalid:{port}", "handshake": f"https://127.0.0.1:{port}"}
        if kind in fixed:
            async with self.desk.opened(fixed[kind], allow_http=True, **SETTINGS) as client:
                await self._one(client, entry, arguments)
            return
        with Gate(self.desk.line, str(kind)) as gate:
            if entry.hits:
                self.watch.after(entry.request_id, entry.hits, gate.open)
            async with self.desk.opened(gate.url, **SETTINGS) as client:
                await self._one(client, entry, arguments)
                gate.open()
                await self.desk.probe(client)

    async def _one(self, client: Any, entry: Entry, arguments: Arguments) -> None:
        fault, options = entry.fault, dict[str, Any]()
        if fault.timeout_s is not None:
            options["timeout"] = fault.timeout_s
        await self.desk.call(entry, lambda own: invoke(client, self.step, arguments, {**own, **options}))
        entry.attempts = self.watch.attempts[entry.request_id]
        if fault.timeout_s is not None:
            entry.limit_s = entry.attempts * fault.timeout_s + (entry.attempts - 1) * LATE_S


def _first(hits: int, strike: Strike, request_id: str) -> Any:
    """A misbehaviour for the first requests of one call; for all of them where `hits` is 0."""
    left = [hits or RETRIES + 1]

    def weather(arrived: str) -> Strike | None:
        if arrived != request_id or not left[0]:
            return None
        left[0] -= 1
        return strike

    return weather


def open_files() -> dict[str, str]:
    """File handles and sockets of this process, and what each is."""
    found: dict[str, str] = {}
    for handle in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # that of the directory
            found[handle.name] = str(handle.readlink())
    return found
