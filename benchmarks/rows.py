"""The rows of the table, in its order; each is a claim with its bound and the function that measures it."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import crowd, models, pages, processes, wire
from benchmarks.figures import Bound, Figure, Samples, figure


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        what: What is measured.
        baseline: What it is compared with.
        bound: What it has to hold.
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
        processes.imports,
    ),
    Row(
        "import, `Client()`, first `contacts.get`",
        "httpx and a pydantic model",
        at_most(1.25),
        processes.first_calls,
    ),
    Row("`contacts.get`, sync", _LOADS, at_most(1.12), wire.get),
    Row("`contacts.get`, async", _LOADS, at_most(1.12), wire.get_async),
    Row("`contacts.create`", "raw httpx, `json.dumps`", at_most(1.15), wire.create),
    Row("page of 200 to attached records", "`json.loads` of the page", at_most(2.5), models.decode),
    Row("`Contact` from a dict", "plain pydantic, same fields", at_most(1.3), models.build),
    Row("assigning a field of a record", "pydantic, `validate_assignment`", at_most(3), models.assign),
    Row("`iter_all`, 20,000 contacts, 0 ms, sync", _LOOP, at_least(0.7), pages.walk),
    Row("`iter_all`, 20,000 contacts, 0 ms, async", _LOOP, at_least(0.7), pages.walk_async),
    Row("the same at 20 ms latency, sync", "one page at a time", at_least(4), pages.walk_far),
    Row("the same at 20 ms latency, async", "one page at a time", at_least(4), pages.walk_far_async),
    Row(
        "peak memory of `iter_all`, 1,000,000 contacts",
        "20,000 contacts",
        Bound("differs by at most", 8),
        pages.memory,
    ),
    Row('100 concurrent `get`s, `transport="aiohttp"`', "plain `httpx.AsyncClient`", at_least(5), crowd.gets),
    Row("bytes of a record", "plain pydantic model", at_most(1.1), models.size),
)
