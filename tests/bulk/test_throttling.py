"""All bulk calls of a client wait when the server throttles one of them."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from konigle import Attempt, Client, Hook, RateLimitError
from konigle._async import rate_limiter as async_limiter
from konigle._sync import rate_limiter as sync_limiter
from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness, people, statuses, until

STORM: dict[str, Any] = {"status": 429, "headers": {"Retry-After": "0"}}


class Watched(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A network that checks something when each request starts, and records how many were in progress."""

    def __init__(self) -> None:
        self.watch: Callable[[], float] = lambda: 0.0
        self.watched: list[float] = []
        self.most = self._now = 0
        self._sync, self._async = httpx.HTTPTransport(), httpx.AsyncHTTPTransport(limits=httpx.Limits())
        self._lock = threading.Lock()

    def _begin(self) -> None:
        with self._lock:
            self.watched.append(self.watch())
            self._now += 1
            self.most = max(self.most, self._now)

    def _end(self, response: httpx.Response) -> httpx.Response:
        with self._lock:
            self._now -= 1
        return response

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._begin()
        return self._end(self._sync.handle_request(request))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._begin()
        return self._end(await self._async.handle_async_request(request))

    def close(self) -> None:
        self._sync.close()

    async def aclose(self) -> None:
        await self._async.aclose()


@pytest.mark.parametrize("method", ["create_many", "upsert_many"])
def test_a_storm_of_429s_delays_and_fails_nothing(harness: Harness, method: str) -> None:
    rule = harness.sandbox.faults.add("createContact", "status", first=5, last=14, **STORM)
    results, summary = harness.many(method, people(60))
    assert rule.hits == 10
    assert statuses(results) == ["created"] * 60
    assert set(harness.applied().values()) == {1}
    assert summary.failed == 0


def test_all_kinds_of_calls_are_put_off(harness: Harness, sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        made = [client.contacts.create(person) for person in people(10)]
    for operation in ("createContact", "listContacts", "updateContact", "deleteContact"):
        kind: dict[str, Any] = {"status": 503, "headers": {"Retry-After": "0"}}
        sandbox.faults.add(operation, "status", first=2, last=4, **kind)
    assert harness.many("upsert_many", people(10, country="UK"))[1].updated == 10
    assert harness.many("update_many", [(one.id, {"country": "FR"}) for one in made])[1].updated == 10
    assert harness.many("delete_many", made)[1].deleted == 10


def test_nothing_begins_before_the_time_the_server_asked_for(harness: Harness) -> None:
    """Calls in progress may still send their requests; then nothing is sent until the second is over."""
    harness.sandbox.faults.add(
        "createContact", "status", status=503, headers={"Retry-After": "1"}, first=9, last=10
    )
    network = Watched()

    async def run(client: Any) -> Any:
        window = client.transport.limiter.window
        network.watch = lambda: window.held_until - time.monotonic()
        started_at = time.monotonic()
        summary = await _awaited(client.contacts.create_many(people(30), concurrency=6).run())
        assert window.held_until > started_at + 1.0
        return summary

    assert harness.use(run, transport=network).created == 30
    assert len(network.watched) == 32
    early = [left_s for left_s in network.watched if left_s > 0]
    assert len(early) <= 6
    assert network.most <= 6


def test_a_throttle_of_any_call_of_the_client_holds_the_bulk_calls_back(
    harness: Harness, sandbox: Sandbox
) -> None:
    sandbox.faults.add("getContact", "status", status=429, headers={"Retry-After": "7"})

    async def on_throttled(client: Any) -> float:
        client.transport.limiter._clock = lambda: 100.0
        with pytest.raises(RateLimitError):
            await _awaited(client.contacts.get("c1", retry_count=0))
        return float(client.transport.limiter.window.held_until)

    assert harness.use(on_throttled) == 107.0


def test_fewer_calls_are_let_through_and_then_one_more_for_each_round_that_goes_well(
    harness: Harness,
) -> None:
    harness.sandbox.faults.add("createContact", "status", first=20, last=27, **STORM)

    network = Watched()

    async def run(client: Any) -> None:
        network.watch = lambda: client.transport.limiter.window.ceiling
        await _awaited(client.contacts.create_many(people(80), concurrency=8).run())

    harness.use(run, transport=network)
    seen = [ceiling for ceiling in network.watched if ceiling < float("inf")]
    assert min(seen) <= 4.0
    assert seen[-1] > min(seen) + 2


def test_a_server_that_never_relents_fails_the_item_in_the_end(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (async_limiter, sync_limiter):
        monkeypatch.setattr(module, "MAX_THROTTLED_S", 0.1)
    harness.sandbox.faults.add("createContact", "status", forever=True, **STORM)
    [result], _ = harness.many("create_many", people(1))
    assert isinstance(result.error, RateLimitError)
    assert "Nothing was applied." in str(result.error)
    assert (
        2 <= len(harness.sent()) <= 5
    )  # after 20, 40 and 80 ms; fewer where a request alone takes that long


def test_a_client_that_never_repeats_does_not_wait_either(harness: Harness) -> None:
    harness.sandbox.faults.add("createContact", "status", **STORM)
    results, _ = harness.many("create_many", people(3), client={"enable_retry": False}, concurrency=1)
    assert statuses(results) == ["failed", "created", "created"]
    assert len(harness.sent()) == 3


def test_a_long_wait_does_not_outlast_the_run(sandbox: Sandbox) -> None:
    """Calls that are held back for minutes are dropped when the loop is left."""
    sandbox.faults.add(
        "createContact", "status", status=429, headers={"Retry-After": "100"}, first=2, forever=True
    )
    with sandbox.client() as client:
        # one at a time: of two, the second item's call could arrive first, and the first item be held back
        for result in client.contacts.create_many(people(100), concurrency=1):
            assert result.ok
            break
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("konigle-bulk")]

    async def leave() -> None:
        async with (
            sandbox.async_client() as other,
            other.contacts.create_many(people(9), concurrency=2) as bulk,
        ):
            waiting = asyncio.ensure_future(anext(aiter(bulk)))
            await until(lambda: sandbox.requests[-1].status == 429)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting

    asyncio.run(leave())


async def _awaited(response: Any) -> Any:
    return await response if asyncio.iscoroutine(response) else response


def test_clients_do_not_share_a_limiter() -> None:
    with Client("key") as one, Client("key") as two:
        assert one.transport.limiter is not two.transport.limiter


def test_each_item_that_is_put_off_is_a_retry_for_hooks(harness: Harness) -> None:
    retries: list[tuple[str, int | None, str]] = []

    class Retries(Hook):
        def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> None:
            assert 0.0 <= wait_s <= 1.0
            retries.append((attempt.operation, attempt.status_code, reason))

    harness.sandbox.faults.add("createContact", "status", first=2, last=4, **STORM)

    async def run(client: Any) -> Any:
        return await _awaited(client.contacts.create_many(people(6)).run())

    assert harness.use(run, hooks=[Retries()]).created == 6
    assert retries == [("createContact", 429, "the server responded with 429")] * 3
