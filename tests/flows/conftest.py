"""A user of either client, so that each flow is written once and runs with both clients."""

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest

from konigle import AsyncClient, Client
from konigle.sandbox import Sandbox


class User:
    """Someone at a client. Managers are called as on the sync client, records through the methods here."""

    def __init__(
        self, client: Client | AsyncClient, finish: Callable[[Any], Any], prefix: Literal["", "a"]
    ) -> None:
        self._client = client
        self._finish = finish
        self._prefix = prefix

    def __getattr__(self, manager: str) -> "Calls":
        return Calls(getattr(self._client, manager), self._finish)

    def on(self, record: Any, action: str) -> Any:
        """Calls `record.save()` and its like, or `await record.asave()`."""
        return self._finish(getattr(record, self._prefix + action)())


class Calls:
    """A manager whose methods return when they are done."""

    def __init__(self, manager: Any, finish: Callable[[Any], Any]) -> None:
        self._manager = manager
        self._finish = finish

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._manager, name)
        return lambda *args, **kwargs: self._finish(method(*args, **kwargs))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(check_answers=True) as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def user(request: pytest.FixtureRequest, sandbox: Sandbox) -> Iterator[User]:
    if request.param == "sync":
        with sandbox.client() as client:
            yield User(client, lambda result: result, "")
        return
    with asyncio.Runner() as runner:

        async def finish(result: Any) -> Any:
            if inspect.isasyncgen(result):
                return [item async for item in result]
            return await result

        async_client = sandbox.async_client()
        yield User(async_client, lambda result: runner.run(finish(result)), "a")
        runner.run(async_client.aclose())
