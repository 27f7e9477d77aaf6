"""One way to call each kind of client, so that a test is written once for all of them."""

import asyncio
import contextvars
import inspect
from types import TracebackType
from typing import Any, Self

from konigle import AsyncClient, Client

KINDS = ("sync", "async", "aiohttp")
KEY = "key-0123456789-of-the-tool-tests"


class Caller:
    """A client of some kind, and a loop to call it in if it needs one.

    Args:
        kind: `sync`, `async` or `aiohttp`.
        url: The base URL.
        settings: Further arguments of the client.
    """

    def __init__(self, kind: str, url: str, **settings: Any) -> None:
        settings = {"api_key": KEY, "base_url": url, "retry_backoff": 0.0, **settings}
        self._loop = asyncio.Runner()
        self.client: Any
        if kind == "sync":
            self.client = Client(**settings)
        elif kind == "async":
            self.client = AsyncClient(**settings)
        else:
            self.client = AsyncClient(transport="aiohttp", **settings)

    def wait(self, value: Any) -> Any:
        """What a method of the client returned: a value of the sync client, or the result of an awaitable."""
        if not inspect.iscoroutine(value):
            return value
        # the runner's own context is older than the span that a test has opened
        return self._loop.run(value, context=contextvars.copy_context())

    def emails(self) -> list[str]:
        """The addresses on the first page of contacts."""
        return [contact.email for contact in self.wait(self.client.contacts.list()).payload]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wait(self.client.close())
        self._loop.close()
