"""An AsyncClient belongs to the event loop of its first call; cancelling a call leaves the pool usable."""

import asyncio
from collections.abc import Iterator

import pytest

from konigle import AsyncClient, ClientClosedError, ConfigurationError
from konigle.sandbox import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def test_on_another_loop_the_error_says_what_to_do(sandbox: Sandbox) -> None:
    client = sandbox.async_client()

    async def use() -> int:
        return (await client.contacts.list()).count

    async def use_and_close() -> int:
        async with sandbox.async_client() as own:
            return (await own.contacts.list()).count

    first = asyncio.new_event_loop()
    try:
        assert first.run_until_complete(use()) == 0
        with pytest.raises(ConfigurationError, match="one AsyncClient per loop"):
            asyncio.run(use())
        assert len(sandbox.requests) == 1
        first.run_until_complete(client.aclose())
    finally:
        first.close()
    assert asyncio.run(use_and_close()) == asyncio.run(use_and_close()) == 0


def test_tasks_of_one_loop_share_a_client(sandbox: Sandbox) -> None:
    async def main() -> list[int]:
        async with sandbox.async_client(max_connections=4) as client:
            pages = await asyncio.gather(*(client.contacts.list() for _ in range(32)))
            return [page.count for page in pages]

    assert asyncio.run(main()) == [0] * 32


def test_cancelling_a_call_leaves_the_pool_usable(sandbox: Sandbox) -> None:
    sandbox.faults.add(operation="listContacts", kind="delay", seconds=30.0, first=1, last=1)

    async def main() -> int:
        async with sandbox.async_client(max_connections=1) as client:
            slow = asyncio.create_task(client.contacts.list())
            while not _arrived(sandbox):  # noqa: ASYNC110 - it happens in the server's thread
                await asyncio.sleep(0)
            slow.cancel()
            with pytest.raises(asyncio.CancelledError):
                await slow
            return (await client.contacts.list(deadline=20.0)).count

    assert asyncio.run(main()) == 0


def test_waiting_between_tries_blocks_only_the_calling_task(sandbox: Sandbox) -> None:
    sandbox.faults.add("listContacts", "status", status=429, headers={"Retry-After": "1"})
    finished: list[str] = []

    async def main() -> None:
        async with sandbox.async_client() as client:

            async def read(name: str) -> None:
                await getattr(client, name).list()
                finished.append(name)

            await asyncio.gather(read("contacts"), read("audiences"), read("campaigns"))

    asyncio.run(main())
    assert finished[-1] == "contacts"
    assert len(sandbox.requests) == 4


def test_after_aclose_and_close_every_call_raises(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        await client.contacts.list()
        await client.aclose()
        await client.close()
        with pytest.raises(ClientClosedError):
            await client.contacts.list()

    asyncio.run(main(sandbox.async_client()))
    assert len(sandbox.requests) == 1


def _arrived(sandbox: Sandbox) -> bool:
    return any(rule.hits for rule in sandbox.faults.all())
