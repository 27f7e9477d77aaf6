"""An AsyncClient has a pool for each event loop; cancelling a call leaves the pool usable."""

import asyncio
import gc
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from konigle import AsyncClient, ClientClosedError, ConfigurationError
from konigle.sandbox import Sandbox
from tests.http.servers import connections


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def test_a_client_works_in_one_loop_after_another(sandbox: Sandbox) -> None:
    client = sandbox.async_client()

    async def use() -> int:
        return (await client.contacts.list()).count

    assert [asyncio.run(use()) for _ in range(3)] == [0, 0, 0]
    asyncio.run(client.aclose())
    assert len(sandbox.requests) == 3


def test_a_client_works_in_loops_of_several_threads_at_once(sandbox: Sandbox) -> None:
    client = sandbox.async_client()
    together = threading.Barrier(3)

    async def use() -> int:
        counts = [(await client.contacts.list()).count]
        await asyncio.to_thread(together.wait)
        counts += [page.count for page in await asyncio.gather(*(client.contacts.list() for _ in range(5)))]
        return sum(counts)

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(lambda _: asyncio.run(use()), range(3))) == [0, 0, 0]
    assert len(sandbox.requests) == 18


def test_the_connections_of_a_loop_are_closed_when_it_ends(sandbox: Sandbox) -> None:
    client = sandbox.async_client()

    async def use() -> None:
        await client.contacts.list()
        assert connections(sandbox) == 1

    asyncio.run(use())
    assert connections(sandbox) == 0


def test_a_loop_that_was_closed_without_its_end_is_forgotten(sandbox: Sandbox) -> None:
    client = sandbox.async_client()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(client.contacts.list())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # asyncio's own, for what such a program left open
        loop.close()
        assert asyncio.run(count(client)) == 0
        gc.collect()
    assert connections(sandbox) == 0


async def count(client: AsyncClient) -> int:
    return (await client.contacts.list()).count


def test_without_asyncio_the_error_says_what_to_do() -> None:
    call = AsyncClient("key").contacts.list()
    with pytest.raises(ConfigurationError, match=r"needs asyncio.*trio\.to_thread"):
        call.send(None)


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


def test_waiting_between_attempts_blocks_only_the_calling_task(sandbox: Sandbox) -> None:
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
