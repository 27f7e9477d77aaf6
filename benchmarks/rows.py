"""The rows of the table, in order; each is a claim with its bound and the function that measures it."""

import asyncio
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx
from httpcore import _synchronization

from benchmarks import programs, server
from benchmarks.data import API, CONTACT, KEY, NEW_CONTACT, CheckedContact, PlainContact, PlainPage
from benchmarks.figures import CPU, Bound, Figure, Samples, figure, in_turn, in_turn_async, per_second
from benchmarks.programs import ROOT
from konigle import AsyncClient, Client
from konigle._core.pagination import list_page_call
from konigle._core.records import attach_all
from konigle._generated.api.contacts import list_contacts
from konigle.models.comm import Contact

# -- single calls over loopback ------------------------------------------------------------------------------

CALL_ROUNDS = 151
CALLS_A_ROUND = 25
ONE = f"{API}/con000001"
HEADERS = {"Authorization": f"Token {KEY}"}
JSON = {"Content-Type": "application/json"}
AS_INSTALLED = (
    _synchronization.current_async_library
)  # before the SDK replaces it, which makes plain httpx faster too


def base_url(port: int, contacts: int = 1, latency_ms: int = 0) -> str:
    """Returns the URL of a collection with that size and latency."""
    return f"http://127.0.0.1:{port}/{contacts}/{latency_ms}"


def get(port: int) -> Samples:
    """Reading one contact."""
    base = base_url(port)
    with Client(KEY, base) as client, httpx.Client(base_url=base, headers=HEADERS) as raw:
        contacts = client.contacts
        return in_turn(
            lambda: contacts.get("con000001"),
            lambda: json.loads(raw.get(ONE).content),
            rounds=CALL_ROUNDS,
            calls=CALLS_A_ROUND,
        )


def get_async(port: int) -> Samples:
    """Reading one contact, in a coroutine."""

    async def measure() -> Samples:
        base = base_url(port)
        async with AsyncClient(KEY, base) as client, httpx.AsyncClient(base_url=base, headers=HEADERS) as raw:
            contacts = client.contacts

            async def plainly() -> object:
                return json.loads((await raw.get(ONE)).content)

            return await in_turn_async(
                lambda: contacts.get("con000001"), plainly, rounds=CALL_ROUNDS, calls=CALLS_A_ROUND
            )

    return asyncio.run(measure())


def create(port: int) -> Samples:
    """Creating a contact from a dict, which the SDK validates, including the e-mail address."""
    base = base_url(port)
    with Client(KEY, base) as client, httpx.Client(base_url=base, headers=HEADERS) as raw:
        contacts = client.contacts
        return in_turn(
            lambda: contacts.create(NEW_CONTACT),
            lambda: json.loads(raw.post(API, content=json.dumps(NEW_CONTACT), headers=JSON).content),
            rounds=CALL_ROUNDS,
            calls=CALLS_A_ROUND,
        )


# -- many calls at once ---------------------------------------------------------------------------------------

WORKERS = 100
CROWD_CALLS = 600
CROWD_ROUNDS = 7


def crowd(port: int) -> Samples:
    """A hundred tasks, each reading contacts one after the other."""
    return asyncio.run(_gets(base_url(port)))


async def _gets(base: str) -> Samples:
    _synchronization.current_async_library = AS_INSTALLED
    async with (
        AsyncClient(KEY, base, transport="aiohttp") as client,
        httpx.AsyncClient(base_url=base, headers=HEADERS) as raw,
    ):
        contacts = client.contacts

        async def plainly() -> object:
            return json.loads((await raw.get(ONE)).content)

        samples = await in_turn_async(
            lambda: _all_at_once(lambda: contacts.get("con000001")),
            lambda: _all_at_once(plainly),
            rounds=CROWD_ROUNDS,
            calls=1,
        )
    return per_second(samples, CROWD_CALLS)


async def _all_at_once(call: Callable[[], Awaitable[object]]) -> None:
    left = iter(range(CROWD_CALLS))

    async def work() -> None:
        for _ in left:
            await call()

    await asyncio.gather(*(work() for _ in range(WORKERS)))


# -- whole collections, page by page ---------------------------------------------------------------------------

CONTACTS = 20_000
MANY = 1_000_000
PAGE_SIZE = 200
LATENCY_MS = 20
NEAR_ROUNDS = 15
FAR_ROUNDS = 4
MEMORY_ROUNDS = 2
MIB = 2**20


def walk(port: int) -> Samples:
    """Every contact, on loopback."""
    return _walk(port, 0, NEAR_ROUNDS)


def walk_far(port: int) -> Samples:
    """Every contact of a server with latency."""
    return _walk(port, LATENCY_MS, FAR_ROUNDS)


def walk_async(port: int) -> Samples:
    """Every contact, on loopback, in a coroutine."""
    return asyncio.run(_walk_async(port, 0, NEAR_ROUNDS))


def walk_far_async(port: int) -> Samples:
    """Every contact of a server with latency, in a coroutine."""
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
    command = [sys.executable, "-m", "benchmarks.programs", base]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return int(done.stdout) / MIB


# -- models and records, without a network -----------------------------------------------------------------------

PAGES = 20


def decode(_port: int) -> Samples:
    """From the bytes of a page to records attached to their manager."""
    content = server.page(20_000, 3, PAGE_SIZE)
    read = _reader()
    return in_turn(lambda: read(content), lambda: json.loads(content), rounds=301, calls=2, clock=CPU)


def _reader() -> Callable[[bytes], list[Contact]]:
    """What `contacts.list` does with a page once its bytes are received."""
    manager = Client(KEY, "http://127.0.0.1").contacts
    call = list_page_call(list_contacts(None, 3, PAGE_SIZE), 3, PAGE_SIZE)

    def read(content: bytes) -> list[Contact]:
        items = call.read(content).payload
        attach_all(items, manager)
        return items

    return read


def build(_port: int) -> Samples:
    """Constructing a contact."""
    return in_turn(
        lambda: Contact(**CONTACT), lambda: PlainContact(**CONTACT), rounds=301, calls=50, clock=CPU
    )


def assign(_port: int) -> Samples:
    """Setting a field."""
    record, plain = Contact(**CONTACT), CheckedContact(**CONTACT)

    def ours() -> None:
        record.first_name = "Grace"

    def baseline() -> None:
        plain.first_name = "Grace"

    return in_turn(ours, baseline, rounds=301, calls=200, clock=CPU)


def size(_port: int) -> Samples:
    """Memory of the records of some pages, as `tracemalloc` counts it."""
    read = _reader()
    contents = [server.page(20_000, number, PAGE_SIZE) for number in range(1, PAGES + 1)]

    def plainly(content: bytes) -> list[PlainContact]:
        return PlainPage.model_validate_json(content).payload

    return Samples([_bytes_per_item(read, contents)], [_bytes_per_item(plainly, contents)], "bytes")


def _bytes_per_item(read: Callable[[bytes], Sequence[object]], contents: list[bytes]) -> float:
    read(contents[0])  # builds the models
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [read(content) for content in contents]
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / sum(map(len, kept))


# -- the table -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        what: What is measured.
        baseline: The baseline.
        bound: Its bound.
        measure: Measures both; takes the port of the server.
    """

    what: str
    baseline: str
    bound: Bound
    measure: Callable[[int], Samples]

    def run(self, port: int) -> Figure:
        """Measures it."""
        return figure(self.what, self.baseline, self.bound, self.measure(port))


def at_most(limit: float) -> Bound:
    """A bound from above."""
    return Bound("at most", limit)


def at_least(limit: float) -> Bound:
    """A bound from below."""
    return Bound("at least", limit)


_LOADS = "raw httpx, `json.loads`"
_LOOP = "raw httpx loop, `json.loads`"

ROWS = (
    Row(
        "`import konigle`, without the interpreter's start",
        "`import httpx`, pydantic's `BaseModel`",
        at_most(0.1),
        programs.imports,
    ),
    Row(
        "import, `Client()`, first `contacts.get`",
        "httpx and a pydantic model",
        at_most(1.25),
        programs.first_calls,
    ),
    Row("`contacts.get`, sync", _LOADS, at_most(1.12), get),
    Row("`contacts.get`, async", _LOADS, at_most(1.12), get_async),
    Row("`contacts.create`", "raw httpx, `json.dumps`", at_most(1.15), create),
    Row("page of 200 to attached records", "`json.loads` of the page", at_most(2.5), decode),
    Row("`Contact` from a dict", "plain pydantic, same fields", at_most(1.3), build),
    Row("assigning a field of a record", "pydantic, `validate_assignment`", at_most(3), assign),
    Row("`iter_all`, 20,000 contacts, 0 ms, sync", _LOOP, at_least(0.7), walk),
    Row("`iter_all`, 20,000 contacts, 0 ms, async", _LOOP, at_least(0.7), walk_async),
    Row("the same at 20 ms latency, sync", "one page at a time", at_least(4), walk_far),
    Row("the same at 20 ms latency, async", "one page at a time", at_least(4), walk_far_async),
    Row(
        "peak memory of `iter_all`, 1,000,000 contacts",
        "20,000 contacts",
        Bound("differs by at most", 8),
        memory,
    ),
    Row('100 concurrent `get`s, `transport="aiohttp"`', "plain `httpx.AsyncClient`", at_least(5), crowd),
    Row("bytes of a record", "plain pydantic model", at_most(1.1), size),
)
