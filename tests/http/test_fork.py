"""A pool belongs to one process, and on the async side to one event loop."""

import asyncio
import gc
import json
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, Client
from konigle._http import transport_setup


def respond(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=json.dumps({"payload": [], "count": 0}))


def test_a_client_made_outside_any_loop_belongs_to_the_one_of_its_first_call() -> None:
    client = AsyncClient("k", transport=httpx.MockTransport(respond))

    async def twice() -> int:
        return (await client.contacts.list()).count + (await client.contacts.list()).count

    assert asyncio.run(twice()) == 0


def test_a_forked_child_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("konigle._sync.pool.sync_transport", lambda *_: httpx.MockTransport(respond))
    client = Client("k")
    client.contacts.list()
    parents = client.transport.pools.route
    transport_setup._reset_all()
    assert client.transport.pools.route is None
    assert client.contacts.list().count == 0
    assert client.transport.pools.route is not parents


def test_a_client_of_the_callers_own_is_kept_in_a_child() -> None:
    with httpx.Client(transport=httpx.MockTransport(respond)) as own:
        client = Client("k", http_client=own)
        client.contacts.list()
        transport_setup._reset_all()
        assert client.transport.pools.route is own


def test_a_client_nobody_holds_is_not_kept_alive() -> None:
    class Owner:
        def forget_connections(self) -> None:
            raise AssertionError("was kept")

    transport_setup.reset_after_fork(Owner())
    gc.collect()
    transport_setup._reset_all()


def test_cancelling_a_call_leaves_the_client_usable() -> None:
    async def main() -> Any:
        arrived, release = asyncio.Event(), asyncio.Event()

        async def slow(request: httpx.Request) -> httpx.Response:
            arrived.set()
            await release.wait()
            return respond(request)

        async with AsyncClient("k", transport=httpx.MockTransport(slow)) as client:
            task = asyncio.create_task(client.contacts.list())
            await arrived.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            release.set()
            return (await client.contacts.list()).count

    assert asyncio.run(main()) == 0


def test_files_are_read_while_other_tasks_run() -> None:
    ticks: list[str] = []

    class Slow:
        """Is read only once the loop has run another task."""

        def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
            self.loop = loop
            self.left = [b"x", b""]

        def read(self, size: int = -1) -> bytes:
            asyncio.run_coroutine_threadsafe(tick(), self.loop).result()
            return self.left.pop(0)

    async def tick() -> None:
        ticks.append("ran")

    async def main() -> None:
        done = httpx.MockTransport(lambda request: httpx.Response(200, json={"status": "sent"}))
        async with AsyncClient("k", transport=done) as client:
            mail = {"to_email": ["a@example.com"], "subject": "s", "body_html": "b", "channel": "c"}
            await client.emails.send({**mail, "attachments": [Slow(asyncio.get_running_loop())]})

    asyncio.run(main())
    assert ticks == ["ran", "ran"]
