"""The same calls with both clients, for tests of the requests that the sandbox receives."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

import httpx

from konigle import AsyncClient, Client
from konigle.sandbox import Sandbox
from konigle.types import BulkResult, BulkSummary

Kind = Literal["sync", "async"]
Results = tuple[list[BulkResult[Any]], BulkSummary]


class Harness:
    """One client of one world at a time, against one sandbox."""

    def __init__(self, kind: Kind, sandbox: Sandbox) -> None:
        self.kind = kind
        self.sandbox = sandbox
        self.forgotten = 0

    def many(
        self, method: str, items: Any, *, client: dict[str, Any] | None = None, **options: Any
    ) -> Results:
        """The results of `contacts.<method>(items)`, and its summary."""
        return self.use(lambda one: _all(one, method, items, options), **(client or {}))

    def call(self, method: str, *args: Any, client: dict[str, Any] | None = None, **options: Any) -> Any:
        """What `contacts.<method>(…)` returns; a file is taken for one that states no consent unless a test says else."""
        if method == "import_file":
            options = {"consent": "none", **options}

        async def do(one: Any) -> Any:
            response = getattr(one.contacts, method)(*args, **options)
            return await response if self.kind == "async" else response

        return self.use(do, **(client or {}))

    def use(self, do: Callable[[Any], Any], **settings: Any) -> Any:
        """What a coroutine function makes of a client, sync or async; a sync one never waits for anything."""
        kind = httpx.AsyncHTTPTransport if self.kind == "async" else httpx.HTTPTransport
        # plain HTTP: loading certificates would take longer than most of these tests
        settings = {"retry_backoff": 0.0, "transport": kind(verify=False), **settings}
        if self.kind == "async":
            return asyncio.run(_use(do, self.sandbox.async_client(**settings)))
        with self.sandbox.client(**settings) as client:
            try:
                do(client).send(None)
            except StopIteration as ended:
                return ended.value
        raise AssertionError("a sync client has awaited something")

    # -- what the sandbox has seen -------------------------------------------------------------------------

    def sent(self, operation: str = "createContact") -> list[Any]:
        """The requests of an operation, in the order they arrived."""
        return [request for request in self.seen() if request.operation_id == operation]

    def seen(self) -> list[Any]:
        """The requests that arrived, in their order."""
        return self.sandbox.requests[self.forgotten :]

    def forget(self) -> None:
        """Counts only the requests from now on."""
        self.forgotten = len(self.sandbox.requests)

    def applied(self) -> Counter[str]:
        """How often a create was carried out, by address."""
        return Counter(json.loads(request.body)["email"] for request in self.sent() if request.applied)

    def stored(self) -> Counter[str]:
        """How many contacts there are, by address."""
        with self.sandbox.client() as client:
            return Counter(contact.email for contact in client.contacts.iter_all(200))


async def _use(do: Callable[[Any], Any], client: AsyncClient) -> Any:
    async with client:
        return await do(client)


async def _all(client: AsyncClient | Client, method: str, items: Any, options: dict[str, Any]) -> Results:
    bulk = getattr(client.contacts, method)(items, **options)
    results = [result async for result in bulk] if isinstance(client, AsyncClient) else list(bulk)
    return results, bulk.summary


def people(count: int, first: int = 0, **fields: Any) -> Iterable[dict[str, Any]]:
    """Contacts to be, one after the other."""
    return ({"email": address(number), **fields} for number in range(first, first + count))


def address(number: int) -> str:
    return f"person{number}@example.com"


def statuses(results: list[BulkResult[Any]]) -> list[str]:
    return [result.status for result in results]


async def until(holds: Callable[[], bool]) -> None:
    """Lets other tasks run until something holds; a test that waits in vain fails."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - what is waited for happens in another thread
            await asyncio.sleep(0.001)


def numbered(path: Path, count: int) -> Path:
    """A file with so many good rows."""
    path.write_text("email\n" + "".join(f"{address(row)}\n" for row in range(1, count + 1)), encoding="utf-8")
    return path
