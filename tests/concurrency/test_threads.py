"""One Client may be shared by any number of threads; after close() every call raises ClientClosedError."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from konigle import Client, ClientClosedError
from konigle.sandbox import Sandbox

THREADS = 16


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def test_sixteen_threads_build_one_pool(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[httpx.HTTPTransport] = []

    class Counted(httpx.HTTPTransport):
        def __init__(self, **settings: object) -> None:
            made.append(self)
            super().__init__(**settings)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr("konigle._http.transport_setup.httpx.HTTPTransport", Counted)
    start = threading.Barrier(THREADS)

    def read(_: int) -> int:
        start.wait()
        return client.contacts.list().count

    with sandbox.client() as client, ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(read, range(THREADS))) == [0] * THREADS
    assert len(made) == 1
    assert len(sandbox.requests) == THREADS


def test_threads_get_their_own_responses(sandbox: Sandbox) -> None:
    with sandbox.client() as client, ThreadPoolExecutor(THREADS) as pool:

        def write_and_read(number: int) -> bool:
            made = client.contacts.create({"email": f"thread{number}@example.com"})
            return client.contacts.get(made.id).email == f"thread{number}@example.com"

        assert all(pool.map(write_and_read, range(64)))
        assert client.contacts.list(page_size=1).count == 64


def test_raw_responses_of_other_threads_are_not_collected(sandbox: Sandbox) -> None:
    with sandbox.client() as client, client.raw_responses() as seen:
        other = threading.Thread(target=client.contacts.list)
        other.start()
        other.join()
        client.audiences.list()
    assert [response.operation for response in seen] == ["listAudiences"]


def test_waiting_between_attempts_blocks_only_the_calling_thread(sandbox: Sandbox) -> None:
    sandbox.faults.add("listContacts", "status", status=429, headers={"Retry-After": "1"})
    finished: list[str] = []
    with sandbox.client() as client, ThreadPoolExecutor(2) as pool:

        def read(name: str) -> None:
            getattr(client, name).list()
            finished.append(name)

        waiting = pool.submit(read, "contacts")
        pool.submit(read, "audiences").result()
        waiting.result()
    assert finished == ["audiences", "contacts"]


def test_after_close_every_call_raises_and_closing_twice_is_fine(sandbox: Sandbox) -> None:
    client = sandbox.client()
    client.contacts.list()
    client.close()
    client.close()
    with pytest.raises(ClientClosedError, match="closed"):
        client.contacts.list()
    assert len(sandbox.requests) == 1


def test_a_client_of_the_caller_stays_open(sandbox: Sandbox) -> None:
    with httpx.Client() as mine:
        with Client("sandbox-key", sandbox.url, http_client=mine) as client:
            client.contacts.list()
        assert not mine.is_closed
        assert mine.get(sandbox.url).status_code == 404
