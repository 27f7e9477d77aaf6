"""Many calls at once over one client while the server is out of order, and the next three calls when it is well again."""

import asyncio
import functools
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import attrs

from konigle.sandbox import Sandbox
from tests.chaos import strikes
from tests.chaos.calls import CLIENT_KINDS, Desk
from tests.chaos.faults import SLOW_S, Fault
from tests.chaos.ledger import LATE_S, Entry
from tests.chaos.line import Gate, Line, Strike, calm
from tests.chaos.pulse import Pulse
from tests.chaos.watch import Watch, watched

Cut = Literal["", "task.cancel", "asyncio.timeout", "at once", "early"]
CALLS, CONNECTIONS = 250, 100  # the default pool, and more calls than it has connections
THREADS, THREADS_CONNECTIONS = 50, 20  # of the sync world
AT_ONCE_S = SLOW_S / 2  # when all calls are given up at once
EARLY_STEPS = 60  # of the event loop; a call to a server nearby takes about so many
BOMB_TIMEOUT_S = 10.0  # what is read up to the limit takes a fraction of it
ATTACHMENT_BYTES = 8 * 2**20  # more than the buffers of both ends hold
_MIXED: list[Strike | None] = [
    None,
    strikes.mute,
    strikes.mute_after,
    strikes.dripped_head,
    strikes.informational,
    strikes.chunk_extensions,
    strikes.empty_blocks,
    strikes.dripped_body,
    strikes.reset_at_request,
    strikes.reset_in_head,
    strikes.reset_in_body,
    strikes.surplus,  # not an unsolicited one: it may come when the next request has been sent, and looks like its response
    strikes.after(SLOW_S / 2),
    strikes.after(SLOW_S * 2),
]
_RESETS = [strikes.reset_at_request, strikes.reset_in_head, strikes.reset_in_body, None]
_ENDLESS = [
    strikes.mute,
    strikes.mute_after,
    strikes.dripped_head,
    strikes.informational,
    strikes.chunk_extensions,
    strikes.empty_blocks,
    strikes.dripped_body,
]


@attrs.frozen
class Plan:
    """One call of a storm.

    Attributes:
        operation: Its operation id.
        invoke: Makes it, given a client and its options.
        options: Its options.
        strike: What each of its requests meets.
        cut_s: Seconds after which the caller gives it up, where not all are given up at once.
        cut_steps: Steps of the event loop after which the caller gives it up, in a storm that cuts early.
    """

    operation: str
    invoke: Callable[[Any, dict[str, Any]], Any]
    options: dict[str, Any]
    strike: Strike | None = None
    cut_s: float | None = None
    cut_steps: int = 0


@attrs.frozen
class Storm:
    """A spell of bad weather.

    Attributes:
        name: Its name in the table.
        plans: The calls: a desk, a source of chance, how many calls.
        cut: How the caller gives calls up, in the worlds where that is possible.
        gate: Why no connection is made until it is over.
    """

    name: str
    plans: Callable[[Desk, random.Random, int], Iterator[Plan]]
    cut: Cut = ""
    gate: Literal["", "refused", "unanswered"] = ""


def storms(
    calls: int,
    connections: int,
    seed: int,
    *,
    chosen: Sequence[Storm] = (),
    worlds: Sequence[str] = CLIENT_KINDS,
    **settings: Any,
) -> list[Entry]:
    """Runs each storm with each client, and returns the result of every call.

    Args:
        calls: How many there are in a storm.
        connections: Most connections of the client.
        seed: Chooses what happens.
        chosen: The storms; all by default.
        worlds: The worlds.
        **settings: Further settings of the clients.
    """
    entries: list[Entry] = []
    with Pulse() as pulse, watched() as watch:
        for client_kind in worlds:
            with Sandbox(keep_requests=None) as sandbox, Line(sandbox.url) as line:
                desk = Desk(sandbox, line, client_kind, random.Random(f"{seed}{client_kind}"), pulse)
                for storm in chosen or STORMS:
                    rage = _Rage(desk, storm, watch, random.Random(f"{seed}{client_kind}{storm.name}"))
                    asyncio.run(rage.run(calls, {"max_connections": connections, **settings}))
                desk.close()
                entries += desk.entries
    return entries


class _Rage:
    """One storm over one client."""

    def __init__(self, desk: Desk, storm: Storm, watch: Watch, rng: random.Random) -> None:
        self.desk, self.storm, self.watch, self.rng = desk, storm, watch, rng
        self.fault = Fault(storm.name, None, passes=False, strike=strikes.mute)

    async def run(self, calls: int, settings: dict[str, Any]) -> None:
        """Makes all calls at once, and the next three when the storm is over."""
        if self.desk.client_kind == "sync":
            calls = min(calls, THREADS * 2)
        plans = list(self.storm.plans(self.desk, self.rng, calls))
        entries = [self.desk.entry(plan.operation, self.fault) for plan in plans]
        met = {entry.request_id: plan.strike for entry, plan in zip(entries, plans, strict=True)}
        self.desk.line.weather = met.get
        settings["retry_backoff"] = 0.001
        if self.desk.client_kind == "sync":
            settings["max_connections"] = min(settings["max_connections"], THREADS_CONNECTIONS)
        if not self.storm.gate:
            await self._rage(self.desk.line.url, settings, plans, entries, calm_down=lambda: None)
            return
        with Gate(self.desk.line, self.storm.gate) as gate:
            await self._rage(gate.url, settings, plans, entries, calm_down=gate.open)

    async def _rage(
        self,
        url: str,
        settings: dict[str, Any],
        plans: list[Plan],
        entries: list[Entry],
        *,
        calm_down: Callable[[], None],
    ) -> None:
        with ThreadPoolExecutor(THREADS) as threads:
            async with self.desk.opened(url, **settings) as client:
                both = zip(entries, plans, strict=True)
                tasks = [asyncio.ensure_future(self._one(client, *each, threads)) for each in both]
                if self.storm.cut == "at once" and self.desk.client_kind != "sync":
                    await asyncio.sleep(AT_ONCE_S)
                    for task in tasks:
                        task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                calm_down()
                self.desk.line.weather = calm
                await self.desk.probe(client)

    async def _one(self, client: Any, entry: Entry, plan: Plan, threads: ThreadPoolExecutor) -> None:
        options = dict(plan.options)
        if self.desk.client_kind == "sync" and self.storm.cut and plan.cut_s is not None:
            options["timeout"] = plan.cut_s  # nothing else ends a call of this world
        work = self.desk.call(entry, lambda own: plan.invoke(client, {**own, **options}))
        if self.desk.client_kind == "sync":
            await asyncio.get_running_loop().run_in_executor(threads, functools.partial(asyncio.run, work))
        else:
            await self._cut(entry, work, plan)
        self._limit(entry, options)

    async def _cut(self, entry: Entry, work: Any, plan: Plan) -> None:
        """Awaits a call as a caller does who may give it up."""
        seconds = plan.cut_s if self.storm.cut in {"task.cancel", "early"} else None
        limit_s = plan.cut_s if self.storm.cut == "asyncio.timeout" else None
        canceller = asyncio.ensure_future(self._cancel(asyncio.current_task(), plan)) if seconds else None
        try:
            async with asyncio.timeout(limit_s):
                await work
        except (asyncio.CancelledError, TimeoutError):
            entry.is_cut = True
            entry.limit_s = {"early": None, "at once": AT_ONCE_S}.get(self.storm.cut, plan.cut_s)
        finally:
            if canceller is not None:
                canceller.cancel()

    async def _cancel(self, task: "asyncio.Task[Any] | None", plan: Plan) -> None:
        if self.storm.cut == "early":
            for _ in range(plan.cut_steps):
                await asyncio.sleep(0)
        else:
            await asyncio.sleep(plan.cut_s or 0.0)
        if task is not None:
            task.cancel()

    def _limit(self, entry: Entry, options: dict[str, Any]) -> None:
        entry.attempts = self.watch.attempts[entry.request_id]
        if entry.is_cut:
            return
        if "deadline" in options:
            entry.limit_s = options["deadline"]
        else:
            arrived = max(1, entry.attempts)
            entry.limit_s = arrived * options["timeout"] + (arrived - 1) * LATE_S


def _kinds(desk: Desk, rng: random.Random) -> Iterator[tuple[str, Callable[[Any, dict[str, Any]], Any]]]:
    """Calls of the three replay classes, in turns."""
    contact = desk.world.kept("Contact")["id"]

    def get(client: Any, options: dict[str, Any]) -> Any:
        return client.contacts.get(contact, **options)

    def create(client: Any, options: dict[str, Any]) -> Any:
        return client.contacts.create({"email": f"n{rng.getrandbits(64)}@example.com"}, **options)

    def update(client: Any, options: dict[str, Any]) -> Any:
        return client.contacts.update(contact, {"first_name": "changed"}, **options)

    while True:
        yield "getContact", get
        yield "createContact", create
        yield "updateContact", update


def _calls(
    choose: Callable[[random.Random], Strike | None],
) -> Callable[[Desk, random.Random, int], Iterator[Plan]]:
    """So many calls, each with a time limit, one of four with a retry; the strike is drawn for each."""

    def plans(desk: Desk, rng: random.Random, calls: int) -> Iterator[Plan]:
        for number, (operation, invoke) in zip(range(calls), _kinds(desk, rng), strict=False):
            options = {"timeout": SLOW_S * 2, "retry_count": int(number % 4 == 0)}
            cut_s = rng.uniform(0.001, SLOW_S * 2)
            yield Plan(operation, invoke, options, choose(rng), cut_s, rng.randrange(EARLY_STEPS))

    return plans


def _time_limits(desk: Desk, rng: random.Random, calls: int) -> Iterator[Plan]:
    """Each endless exchange under each kind of time limit, uploads among them."""
    kinds = _kinds(desk, rng)
    for strike in _ENDLESS:
        for limit in ("timeout", "deadline"):
            operation, invoke = next(kinds)
            yield Plan(operation, invoke, {limit: SLOW_S, "retry_count": 0}, strike)
    for limit in ("timeout", "deadline"):
        upload = functools.partial(_upload, desk.world.kept("EmailChannel")["code"])
        yield Plan("sendEmail", upload, {limit: SLOW_S * 4, "retry_count": 0}, strikes.slow_reader)
    del calls


def _upload(channel: str, client: Any, options: dict[str, Any]) -> Any:
    mail = {"to_email": ["one@example.com"], "from_email": "from@example.com", "channel": channel}
    content = bytes(ATTACHMENT_BYTES)
    return client.emails.send(
        {**mail, "subject": "x", "body_html": "<p>x</p>", "attachments": [(content, "a.bin")]}, **options
    )


def _bombs(desk: Desk, rng: random.Random, calls: int) -> Iterator[Plan]:
    """Responses past every limit, to a client with the limits it has by default."""
    del calls
    kinds = _kinds(desk, rng)
    for strike in (
        strikes.bomb,
        strikes.small_bomb,
        strikes.error_bomb,
        strikes.nested_error,
        strikes.endless_body,
    ):
        operation, invoke = next(kinds)
        yield Plan(operation, invoke, {"timeout": BOMB_TIMEOUT_S, "retry_count": 0}, strike)


STORMS: list[Storm] = [
    Storm("outage", _calls(lambda _: strikes.mute)),
    Storm("slow responses", _calls(lambda rng: strikes.after(rng.uniform(0, SLOW_S * 8)))),
    Storm("resets", _calls(lambda rng: rng.choice(_RESETS))),
    Storm("cancelled", _calls(lambda rng: strikes.after(rng.uniform(0, SLOW_S * 2))), cut="task.cancel"),
    Storm(
        "asyncio.timeout", _calls(lambda rng: strikes.after(rng.uniform(0, SLOW_S))), cut="asyncio.timeout"
    ),
    Storm("cancelled at once", _calls(lambda _: strikes.mute), cut="at once"),
    Storm("cancelled early", _calls(lambda _: None), cut="early"),
    Storm("no connection", _calls(lambda _: None), gate="unanswered"),
    Storm("no connection, cut", _calls(lambda _: None), gate="unanswered", cut="task.cancel"),
    Storm("port closed", _calls(lambda _: None), gate="refused", cut="asyncio.timeout"),
    Storm("everything", _calls(lambda rng: rng.choice(_MIXED))),
    Storm("everything, cut", _calls(lambda rng: rng.choice(_MIXED)), cut="task.cancel"),
    Storm("time limits", _time_limits),
    Storm("bombs", _bombs),
]
