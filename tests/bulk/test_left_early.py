"""Items are taken as they are needed; a loop that is left leaves nothing running."""

import asyncio
import gc
import itertools
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import wait
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle.sandbox import Sandbox
from konigle.types import AsyncBulk
from tests.bulk.harness import Harness, address, people, statuses, until

LANES = 3
WINDOW = 4 * LANES


class Source:
    """Any number of contacts, and how many were taken."""

    def __init__(self, last: int | None = None, problem: Exception | None = None) -> None:
        self.taken = 0
        self._last = last
        self._problem = problem

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for number in itertools.count():
            if number == self._last:
                if self._problem:
                    raise self._problem
                return
            self.taken += 1
            yield {"email": address(number)}


class AsyncSource(Source):
    """The same, for `async for` only."""

    __iter__ = None  # type: ignore[assignment]  # takes iteration away

    async def __aiter__(self) -> AsyncIterator[dict[str, Any]]:
        for person in Source.__iter__(self):
            await asyncio.sleep(0)
            yield person


def lanes_left() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("konigle-bulk")]


def test_nothing_is_taken_before_the_first_result_is_asked_for(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        source = Source()
        bulk = client.contacts.create_many(source, concurrency=LANES)
        assert (source.taken, bulk.summary.total, bulk.summary.seconds) == (0, 0, 0.0)
        bulk.close()
    assert sandbox.requests == []


def test_no_more_than_the_window_is_taken_ahead(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        source = Source()
        for result in client.contacts.create_many(source, concurrency=LANES):
            assert source.taken <= result.index + WINDOW
            if result.index == 50:
                break
        assert result.index == 50


def test_a_sync_loop_that_is_left_has_ended_what_it_began(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        source = Source()
        bulk = client.contacts.create_many(source, concurrency=LANES)
        for result in bulk:
            if result.index == 20:
                break
        arrived, taken = len(sandbox.requests), source.taken
        assert lanes_left() == []
        assert 21 <= arrived <= 21 + WINDOW
        assert all(request.status == 201 for request in sandbox.requests)
        assert bulk.summary.created == arrived
        assert client.contacts.list(page_size=1).count == arrived
        bulk.close()
        assert (len(sandbox.requests) - 1, source.taken) == (arrived, taken)


def test_an_async_loop_that_is_left_has_ended_what_it_began_when_its_block_ends(sandbox: Sandbox) -> None:
    async def main() -> int:
        source = Source()
        async with sandbox.async_client() as client:
            async with client.contacts.create_many(source, concurrency=LANES) as bulk:
                async for result in bulk:
                    if result.index == 20:
                        break
            await asyncio.sleep(0)
            assert asyncio.all_tasks() == {asyncio.current_task()}
            return bulk.summary.created

    created = asyncio.run(main())
    assert created == len(sandbox.requests) <= 21 + WINDOW
    assert all(request.status == 201 for request in sandbox.requests)


def test_an_async_loop_that_is_left_without_a_block_starts_nothing_more(sandbox: Sandbox) -> None:
    async def main() -> None:
        async with sandbox.async_client() as client:
            source = Source()
            async for result in client.contacts.create_many(source, concurrency=LANES):
                if result.index == 5:
                    break
            taken = source.taken
            await until(lambda: len(asyncio.all_tasks()) == 1)
            assert source.taken == taken
            assert len(sandbox.requests) <= 6 + WINDOW

    asyncio.run(main())


@pytest.mark.parametrize("method", ["create_many", "upsert_many"])
def test_a_create_whose_response_is_lost_counts_though_the_lookup_was_dropped(
    sandbox: Sandbox, method: str
) -> None:
    # the first response comes when the second item was taken: a result that is there is returned before more are taken
    sandbox.faults.add("createContact", "delay", seconds=0.5)
    sandbox.faults.add("createContact", "close_after", first=2)
    sandbox.faults.add("listContacts", "status", status=429, headers={"Retry-After": "100"})
    with sandbox.client() as client:
        bulk = getattr(client.contacts, method)(people(9), concurrency=1)
        for result in bulk:
            assert result.ok
            while sandbox.requests[-1].status != 429:
                time.sleep(0.001)
            break
    assert (bulk.summary.created, bulk.summary.failed) == (1, 1)
    assert len(sandbox.requests) == 3


def test_a_cancelled_run_cancels_its_calls(sandbox: Sandbox) -> None:
    sandbox.faults.add("createContact", "delay", seconds=30.0, first=4, forever=True)

    async def main() -> None:
        async with sandbox.async_client() as client:
            running = asyncio.create_task(client.contacts.create_many(people(50), concurrency=LANES).run())
            await until(lambda: sum(rule.hits for rule in sandbox.faults.all()) == LANES)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
            assert asyncio.all_tasks() == {asyncio.current_task()}
            assert (await client.contacts.list(deadline=20.0)).count == 3

    asyncio.run(main())


def test_an_item_is_read_when_it_is_taken_so_a_dict_may_be_used_again(harness: Harness) -> None:
    def source() -> Iterator[dict[str, Any]]:
        person: dict[str, Any] = {"tags": []}
        for number in range(30):
            person["email"] = address(number)
            person["tags"][:] = [f"t{number}"]
            yield person

    results, _ = harness.many("create_many", source())
    assert [result.record.email for result in results] == [address(number) for number in range(30)]
    assert [result.record.tags for result in results] == [[f"t{number}"] for number in range(30)]


def test_what_the_source_raises_comes_after_the_results_of_what_it_gave(harness: Harness) -> None:
    async def run(client: Any) -> list[str]:
        seen: list[str] = []
        bulk = client.contacts.create_many(Source(7, LookupError("no more")), concurrency=LANES)
        with pytest.raises(LookupError, match="no more"):
            await _note(bulk, seen)
        return seen

    assert harness.use(run) == ["created"] * 7
    assert lanes_left() == []


async def _note(bulk: Any, seen: list[str]) -> None:
    if isinstance(bulk, AsyncBulk):
        async for result in bulk:
            seen.append(result.status)  # noqa: PERF401 - each as it comes: the loop ends with an error
    else:
        seen.extend(result.status for result in bulk)


def test_an_async_source_is_taken_too(sandbox: Sandbox) -> None:
    async def main() -> list[Any]:
        async with sandbox.async_client() as client:
            return [result async for result in client.contacts.create_many(AsyncSource(30))]

    assert statuses(asyncio.run(main())) == ["created"] * 30
    with sandbox.client() as client, pytest.raises(InvalidArgumentError, match="iterable of items"):
        client.contacts.create_many(AsyncSource(3))


def test_a_result_that_is_there_does_not_wait_for_more_items(sandbox: Sandbox) -> None:
    """The source waits until each of its items is done before it gives the next."""
    seen: list[int] = []
    seen_before: list[list[int]] = []

    def source() -> Iterator[dict[str, Any]]:
        for number in range(3):
            seen_before.append(list(seen))
            yield {"email": address(number)}
            wait([bulk._ordered_map._pending[-1][1]])

    with sandbox.client() as client:
        bulk = client.contacts.create_many(source(), concurrency=1)
        seen.extend(result.index for result in bulk)
    assert seen_before == [[], [], [0]]


def test_a_run_is_iterated_once(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        bulk = client.contacts.create_many(people(1))
        assert bulk.run().created == 1
        with pytest.raises(InvalidArgumentError, match="once"):
            bulk.run()
    assert len(sandbox.requests) == 1


def test_a_run_that_is_never_iterated_warns(sandbox: Sandbox) -> None:
    with sandbox.client() as client, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        client.contacts.create_many(people(1))
        gc.collect()
    assert [str(warning.message).split(",")[0] for warning in caught] == ["A bulk run was never iterated"]
    assert sandbox.requests == []


def test_memory_does_not_grow_with_the_number_of_rows(harness: Harness) -> None:
    """A record takes more than two kilobytes; the client is another process, so that nothing else counts."""
    made, _ = harness.many("create_many", people(40))
    ids = [result.record.id for result in made]
    command = [sys.executable, "-m", "tests.bulk.memory", harness.kind, harness.sandbox.url, *ids]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    small, large = map(int, done.stdout.split())
    assert large - small < 400 * 1024, (small, large)
