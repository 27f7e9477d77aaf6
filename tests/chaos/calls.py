"""Calls of all three kinds of client in one shape, and the entries they make in the ledger."""

import asyncio
import contextlib
import inspect
import random
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Callable
from operator import attrgetter
from typing import Any

from konigle.sandbox import Sandbox
from tests.chaos.faults import Fault
from tests.chaos.ledger import Entry
from tests.chaos.line import Line
from tests.chaos.pool import loose_connections
from tests.chaos.pulse import PERIOD_S, Pulse
from tests.chaos.strikes import STRANGER
from tests.contract.steps import Step, all_steps
from tests.contract.world import World
from tests.spec.document import operations

CLIENT_KINDS = ("sync", "async", "aiohttp")
PROBES = 3
PROBE_TIMEOUT_S = 10.0  # a pool that is broken never lets them through; a busy machine takes less
PATIENCE_S = 2.0  # for connections that are being closed, and requests that the relay deals with
AFTERWARDS = Fault("afterwards", None, passes=False)

# Every operation as a dict, in each form of its body.
STEPS = [step for step in all_steps() if not (step.as_model or step.paging)]

Arguments = tuple[tuple[Any, ...], dict[str, Any]]
Invoke = Callable[[dict[str, Any]], Any]


@contextlib.asynccontextmanager
async def opened(sandbox: Sandbox, client_kind: str, **settings: Any) -> AsyncIterator[Any]:
    """A client of one of the worlds."""
    if client_kind == "sync":
        with sandbox.client(**settings) as client:
            yield client
    else:
        transport = "aiohttp" if client_kind == "aiohttp" else None
        async with sandbox.async_client(**settings, transport=transport) as client:
            yield client


async def until(holds: Callable[[], bool], patience_s: float = PATIENCE_S) -> bool:
    """Lets other tasks and threads run, at least once, until something holds; False if it never did."""
    end = time.monotonic() + patience_s
    await asyncio.sleep(PERIOD_S / 10)
    while not holds():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(PERIOD_S / 10)
    return True


def invoke(client: Any, step: Step, arguments: Arguments, options: dict[str, Any]) -> Any:
    """Takes a step with any client."""
    given, named = arguments
    return attrgetter(step.call)(client)(*given, **named, **options)


class Desk:
    """One sandbox with its relay, and the entries of the calls made to it."""

    def __init__(
        self, sandbox: Sandbox, line: Line, client_kind: str, rng: random.Random, pulse: Pulse
    ) -> None:
        self.sandbox, self.line, self.client_kind, self.pulse = sandbox, line, client_kind, pulse
        self._rng = rng
        self.world = World(sandbox)
        self.entries: list[Entry] = []

    def close(self, under_way_s: float = 0.0) -> None:
        """Ends the calls, and fills in what is true of them: what arrived, by request id.

        Args:
            under_way_s: Seconds for which the sandbox may still work on a request that the client gave up.
        """
        self.world.close()
        asyncio.run(until(lambda: self.line.is_quiet))
        time.sleep(under_way_s)
        arrived: Counter[tuple[str, str]] = Counter()
        applied: Counter[tuple[str, str]] = Counter()
        for request in self.sandbox.requests:
            call = request.operation_id or "", request.headers.get("x-request-id", "")
            arrived[call] += 1
            applied[call] += request.applied
        for entry in self.entries:
            call = entry.operation, entry.request_id
            entry.arrived, entry.applied = arrived[call], applied[call]
            if entry.fault.is_below_http:
                entry.seen = self.line.seen[entry.request_id]

    def entry(self, operation: str, fault: Fault, hits: int = 0) -> Entry:
        """A new entry in the ledger."""
        replay = operations()[operation].node["x-replay"]
        request_id = uuid.UUID(int=self._rng.getrandbits(128)).hex
        made = Entry(operation, replay, self.client_kind, fault, hits, request_id)
        self.entries.append(made)
        return made

    def opened(self, url: str, **settings: Any) -> contextlib.AbstractAsyncContextManager[Any]:
        """A client of the desk's world."""
        return opened(self.sandbox, self.client_kind, base_url=url, **settings)

    async def call(self, entry: Entry, invoke: Invoke) -> None:
        """Makes a call and writes down what came of it."""
        began, beats = time.monotonic(), self.pulse.now()
        try:
            result = invoke({"extra_headers": {"X-Request-ID": entry.request_id}})
            if inspect.isawaitable(result):
                result = await result
            entry.is_strangers = STRANGER in repr(result)
        except Exception as problem:  # noqa: BLE001 - the ledger tells which kinds there were
            entry.error = problem
        finally:
            entry.took_s, entry.beats_s = time.monotonic() - began, self.pulse.now() - beats

    async def probe(self, client: Any) -> None:
        """The next three calls to a healthy server, and what is left in the pool after them."""
        contact = self.world.kept("Contact")["id"]
        for _ in range(PROBES):
            entry = self.entry("getContact", AFTERWARDS)
            entry.is_probe = True
            await self.call(
                entry,
                lambda own: client.contacts.get(contact, timeout=PROBE_TIMEOUT_S, retry_count=0, **own),
            )
        await until(lambda: not loose_connections(client))
        self.entries[-1].loose = loose_connections(client)
