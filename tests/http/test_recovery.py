"""After time-outs and cancellations the pool serves the next calls, and no response is taken for another's."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpcore
import pytest

from konigle import AsyncClient, Client, KonigleError, KonigleTimeoutError
from konigle._async.pool import AsyncLimitedBackend

BODY = b'{"id": "%s", "email": "a@example.com"}'


def response(name: bytes) -> bytes:
    body = BODY % name
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    return head % len(body) + body


class Server:
    """Raw HTTP over TCP: each request gets `reply(path)`, or nothing while the server is mute."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.healthy = threading.Event()
        self.healthy.set()
        self.surplus = b""
        self.arrived = threading.Semaphore(0)
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection, connection.makefile("rb") as lines:
            while line := lines.readline():
                while lines.readline().strip():
                    pass
                self.arrived.release()
                if not self.healthy.is_set():
                    connection.recv(1)  # until the client gives up
                    return
                connection.sendall(response(line.split()[1].rpartition(b"/")[2]) + self.surplus)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.listener.close()


def busy(client: Any) -> list[Any]:
    pool: httpcore.ConnectionPool | httpcore.AsyncConnectionPool = client.transport.pools.route._pool
    return [each for each in pool.connections if not each.is_idle()]


async def recovers(client: AsyncClient) -> None:
    found = await asyncio.gather(*(client.contacts.get(name, timeout=20.0, retry_count=0) for name in "abc"))
    assert [contact.id for contact in found] == ["a", "b", "c"]
    if client.config.transport is None:
        assert busy(client) == []


@pytest.mark.anyio
@pytest.mark.parametrize("transport", [None, "aiohttp"])
class TestAsync:
    async def test_after_more_calls_than_connections_timed_out(self, server: Server, transport: Any) -> None:
        async with AsyncClient("key", server.url, transport=transport, max_connections=5) as client:
            server.healthy.clear()
            calls = (client.contacts.get("x", timeout=0.05, retry_count=0) for _ in range(20))
            results = await asyncio.gather(*calls, return_exceptions=True)
            assert all(isinstance(each, KonigleTimeoutError) for each in results)
            server.healthy.set()
            await recovers(client)

    @pytest.mark.parametrize("rounds", [0, 1, 2, 3, 5, 8])
    async def test_after_calls_were_cancelled_at_any_moment(
        self, server: Server, transport: Any, rounds: int
    ) -> None:
        async with AsyncClient("key", server.url, transport=transport, max_connections=5) as client:
            server.healthy.clear()
            tasks = [asyncio.create_task(client.contacts.get("x")) for _ in range(10)]
            for _ in range(rounds):
                await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            assert all(task.cancelled() for task in tasks)
            server.healthy.set()
            await recovers(client)

    async def test_after_a_callers_own_time_limit(self, server: Server, transport: Any) -> None:
        async with AsyncClient("key", server.url, transport=transport, max_connections=1) as client:
            server.healthy.clear()
            for _ in range(3):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(client.contacts.get("x"), 0.02)
            server.healthy.set()
            await recovers(client)

    async def test_waiting_for_a_connection_is_not_applied(self, server: Server, transport: Any) -> None:
        async with AsyncClient("key", server.url, transport=transport, max_connections=1) as client:
            server.healthy.clear()
            first = asyncio.create_task(client.contacts.get("x", timeout=20.0, retry_count=0))
            await asyncio.to_thread(server.arrived.acquire)
            create = client.contacts.create({"email": "a@example.com"}, timeout=0.05, retry_count=0)
            with pytest.raises(KonigleTimeoutError, match="connection") as caught:
                await create
            assert caught.value.applied == "no"
            first.cancel()

    async def test_a_surplus_response_is_never_anothers(self, server: Server, transport: Any) -> None:
        server.surplus = response(b"stranger")
        async with AsyncClient("key", server.url, transport=transport) as client:
            found = [(await client.contacts.get(name)).id for name in "abc"]
        assert found == ["a", "b", "c"]
        assert server.connections == 3


@pytest.mark.anyio
async def test_a_pool_that_lost_a_connection_is_replaced_and_closed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """httpcore loses a connection whose request is cancelled between the connect and the first write."""
    connect = AsyncLimitedBackend.connect_tcp
    streams: list[Any] = []

    async def cancelled(*args: Any, **kwargs: Any) -> Any:
        streams.append(await connect(*args, **kwargs))
        if task := asyncio.current_task():
            task.cancel()
        return streams[-1]

    async with AsyncClient("key", server.url) as client:
        with monkeypatch.context() as patch:
            patch.setattr(AsyncLimitedBackend, "connect_tcp", cancelled)
            task = asyncio.create_task(client.contacts.get("x"))
            await asyncio.wait([task])
        assert task.cancelled()
        await recovers(client)
        await asyncio.sleep(0)  # a closed socket leaves the loop in its next round
        assert streams[0].get_extra_info("socket").fileno() == -1


class TestSync:
    def test_after_fifty_threads_timed_out(self, server: Server) -> None:
        with Client("key", server.url, max_connections=5) as client:
            server.healthy.clear()
            ended: list[str] = []

            def call() -> None:
                try:
                    client.contacts.get("x", timeout=0.05, retry_count=0)
                except KonigleError as error:
                    ended.append(type(error).__name__)

            threads = [threading.Thread(target=call) for _ in range(50)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert ended == ["KonigleTimeoutError"] * 50
            server.healthy.set()
            assert [client.contacts.get(name, timeout=20.0, retry_count=0).id for name in "abc"] == [
                "a",
                "b",
                "c",
            ]
            assert busy(client) == []

    @pytest.mark.parametrize("extra", [b"", b"HTTP/1.1 200 OK\r\ncontent-le", b"\r\n"])
    def test_a_surplus_response_is_never_anothers(self, server: Server, extra: bytes) -> None:
        server.surplus = extra or response(b"stranger")
        with Client("key", server.url) as client:
            assert [client.contacts.get(name).id for name in "abc"] == ["a", "b", "c"]

    def test_without_one_the_connection_is_kept(self, server: Server) -> None:
        with Client("key", server.url) as client:
            assert [client.contacts.get(name).id for name in "abc"] == ["a", "b", "c"]
        assert server.connections == 1


@pytest.mark.parametrize("client_kind", ["sync", "async", "aiohttp"])
def test_a_handshake_that_never_ends_is_not_applied_and_repeated(client_kind: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}"
        settings: dict[str, Any] = {"timeout": 0.05, "retry_count": 1, "retry_backoff": 0.0}

        async def create() -> None:
            transport = "aiohttp" if client_kind == "aiohttp" else None
            async with AsyncClient("key", url, transport=transport, **settings) as client:
                await client.contacts.create({"email": "a@example.com"})

        def run() -> None:
            if client_kind == "sync":
                Client("key", url, **settings).contacts.create({"email": "a@example.com"})
            else:
                asyncio.run(create())

        with pytest.raises(KonigleTimeoutError) as caught:
            run()
    assert caught.value.applied == "no"
    assert len(caught.value.attempts) == 2
