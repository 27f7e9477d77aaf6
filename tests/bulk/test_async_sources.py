"""An async source runs beside the loop over the results, and ends with it."""

import asyncio
import contextlib
import contextvars
import gc
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from konigle import AsyncClient
from konigle.sandbox import Sandbox
from tests.bulk.harness import address, people, until

Person = dict[str, Any]


def run(sandbox: Sandbox, main: Callable[[AsyncClient], Awaitable[None]]) -> None:
    """Runs a test, which fails if it takes long, logs a fault of asyncio, or leaves a task."""
    faults: list[dict[str, Any]] = []

    async def whole() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
        async with asyncio.timeout(30), sandbox.async_client() as client:
            await main(client)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(whole())
    gc.collect()
    assert faults == []


async def settle() -> None:
    """Lets every task that can continue do so."""
    for _ in range(20):
        await asyncio.sleep(0)


class Queue:
    """Contacts, each of which is yielded when the result of the one before was acknowledged."""

    def __init__(self, last: int, problem: Exception | None = None) -> None:
        self.taken = 0
        self.closed = ""
        self.acknowledged = asyncio.Event()
        self._last = last
        self._problem = problem

    async def items(self) -> AsyncGenerator[Any]:
        try:
            for number in range(self._last):
                self.acknowledged.clear()
                self.taken += 1
                yield {"email": address(number)}
                await self.acknowledged.wait()
        except BaseException as problem:
            self.closed = type(problem).__name__
            raise
        if self._problem:
            raise self._problem


@pytest.mark.parametrize("concurrency", [1, 8])
@pytest.mark.parametrize("method", ["create_many", "upsert_many"])
@pytest.mark.parametrize("journal", [False, True])
def test_a_source_may_wait_until_each_result_was_read(
    sandbox: Sandbox, method: str, concurrency: int, journal: bool, tmp_path: Path
) -> None:
    async def main(client: AsyncClient) -> None:
        queue = Queue(5)
        options: dict[str, Any] = (
            {"key": itemgetter("email"), "journal": tmp_path / "journal"} if journal else {}
        )
        read: list[int] = []
        async for result in getattr(client.contacts, method)(
            queue.items(), concurrency=concurrency, **options
        ):
            assert (result.status, queue.taken) == ("created", result.index + 1)
            read.append(result.index)
            queue.acknowledged.set()
        assert read == [0, 1, 2, 3, 4]

    run(sandbox, main)


@pytest.mark.parametrize("method", ["update_many", "delete_many"])
def test_changes_and_deletes_may_wait_too(sandbox: Sandbox, method: str) -> None:
    async def main(client: AsyncClient) -> None:
        ids = [result.record.id async for result in client.contacts.create_many(people(3)) if result.record]
        read = asyncio.Queue[None]()

        async def source() -> AsyncIterator[Any]:
            for number in ids:
                yield (number, {"tags": ["x"]}) if method == "update_many" else number
                await read.get()

        statuses: list[str] = []
        async for result in getattr(client.contacts, method)(source()):
            statuses.append(result.status)
            read.put_nowait(None)
        assert statuses == ["updated" if method == "update_many" else "deleted"] * 3

    run(sandbox, main)


def test_a_result_does_not_wait_for_a_slow_source(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        more = asyncio.Event()

        async def source() -> AsyncIterator[Person]:
            yield {"email": address(0)}
            yield {"email": address(1)}
            await more.wait()
            yield {"email": address(2)}

        read: list[tuple[int, bool]] = []
        async for result in client.contacts.create_many(source()):
            read.append((result.index, more.is_set()))
            if result.index == 1:
                more.set()
        assert read == [(0, False), (1, False), (2, True)]

    run(sandbox, main)


def test_what_a_source_raises_after_an_acknowledgement_comes_after_the_results(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        queue = Queue(3, LookupError("the queue is gone"))
        read: list[int] = []

        async def read_all() -> None:
            async for result in client.contacts.create_many(queue.items()):
                read.append(result.index)
                queue.acknowledged.set()

        with pytest.raises(LookupError, match="the queue is gone"):
            await read_all()
        assert read == [0, 1, 2]

    run(sandbox, main)


def test_what_a_source_raises_at_once_comes_after_results_in_progress(sandbox: Sandbox) -> None:
    sandbox.faults.add("createContact", "delay", seconds=0.1)

    async def main(client: AsyncClient) -> None:
        async def source() -> AsyncIterator[Person]:
            yield {"email": address(0)}
            raise LookupError("no more")

        read: list[str] = []

        async def read_all() -> None:
            async for result in client.contacts.create_many(source()):
                read.append(result.status)  # noqa: PERF401 - each as it comes: the loop ends with an error

        with pytest.raises(LookupError, match="no more"):
            await read_all()
        assert read == ["created"]

    run(sandbox, main)


@pytest.mark.parametrize("block", [True, False])
def test_leaving_the_loop_cancels_the_request_for_the_next_item(sandbox: Sandbox, block: bool) -> None:
    async def main(client: AsyncClient) -> None:
        queue = Queue(3)
        bulk = client.contacts.create_many(queue.items())
        async with bulk if block else contextlib.nullcontext():
            async for _ in bulk:
                await asyncio.sleep(0)
                assert queue.closed == ""
                break
        if not block:
            await until(lambda: len(asyncio.all_tasks()) == 1)
        assert (queue.closed, queue.taken, bulk.summary.created) == ("CancelledError", 1, 1)

    run(sandbox, main)


def test_leaving_the_loop_completes_writes_and_closes_no_source_that_waits(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        closed = False

        async def source() -> AsyncIterator[Person]:
            nonlocal closed
            try:
                for number in range(100):
                    yield {"email": address(number)}
            finally:
                closed = True

        items = source()
        async with client.contacts.create_many(items, concurrency=1) as bulk:
            async for _ in bulk:
                break
        assert bulk.summary.created == len(sandbox.requests) >= 1
        assert not closed
        assert (await anext(items))["email"] != address(0)  # it can be continued

    run(sandbox, main)


def test_a_source_may_yield_although_it_was_cancelled(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        async def source() -> AsyncIterator[Person]:
            for number in range(3):
                yield {"email": address(number)}
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.Event().wait()

        bulk = client.contacts.create_many(source())
        results = aiter(bulk)
        assert (await anext(results)).ok
        await asyncio.sleep(0)
        await bulk.aclose()  # the loop is not left yet, which would cancel it once more
        await results.aclose()
        assert bulk.summary.created == len(sandbox.requests) == 1

    run(sandbox, main)


def test_a_source_may_close_the_run(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        async def source() -> AsyncIterator[Person]:
            yield {"email": address(0)}
            await until(lambda: bulk.summary.total == 1)
            await bulk.aclose()
            await asyncio.sleep(0)
            ended.append(True)

        ended: list[bool] = []
        bulk = client.contacts.create_many(source())
        results = aiter(bulk)
        assert (await anext(results)).status == "created"
        await until(lambda: ended == [True])
        assert await anext(results, None) is None

    run(sandbox, main)


def test_a_run_that_is_closed_while_its_source_waits_ends(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        queue = Queue(3)
        bulk = client.contacts.create_many(queue.items())
        running = asyncio.create_task(bulk.run())
        await until(lambda: bulk.summary.total == 1)
        await bulk.aclose()
        assert ((await running).created, queue.closed) == (1, "CancelledError")

    run(sandbox, main)


@pytest.mark.parametrize("delay", [False, True])
def test_cancelling_the_reader_cancels_the_source_and_the_requests(sandbox: Sandbox, delay: bool) -> None:
    if delay:
        sandbox.faults.add("createContact", "delay", seconds=60.0)

    async def main(client: AsyncClient) -> None:
        queue = Queue(3)
        bulk = client.contacts.create_many(queue.items())
        running = asyncio.create_task(bulk.run())
        await until(lambda: (sandbox.faults.all()[0].hits if delay else bulk.summary.total) == 1)
        await settle()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert running.cancelled()
        assert (queue.closed, bulk.summary.created) == ("CancelledError", 0 if delay else 1)

    run(sandbox, main)


def test_a_source_runs_in_one_task_and_keeps_its_context(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        outer, inner = contextvars.ContextVar[str]("outer"), contextvars.ContextVar[int]("inner", default=0)
        outer.set("of the reader")
        tasks: list[Any] = []
        seen: list[tuple[str, int]] = []

        async def source() -> AsyncIterator[Person]:
            async with asyncio.timeout(20):  # has to end in the task in which it began
                for number in range(30):
                    tasks.append(asyncio.current_task())
                    seen.append((outer.get(), inner.get()))
                    inner.set(number + 1)
                    yield {"email": address(number)}
                    await asyncio.sleep(0)
                tasks.append(asyncio.current_task())

        assert (await client.contacts.create_many(source(), concurrency=2).run()).created == 30
        assert (len(tasks), len(set(tasks))) == (31, 1)
        assert seen == [("of the reader", number) for number in range(30)]

    run(sandbox, main)


def test_no_more_than_the_window_is_taken_and_nothing_before_the_first_result(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        taken = 0

        async def source() -> AsyncIterator[Person]:
            nonlocal taken
            for number in range(60):
                taken += 1
                yield {"email": address(number)}

        bulk = client.contacts.create_many(source(), concurrency=2)
        await settle()
        assert taken == 0
        async for result in bulk:
            assert taken <= result.index + 8
            await settle()
            assert taken <= result.index + 8
        assert taken == 60

    run(sandbox, main)


def test_a_plain_iterable_runs_in_the_task_of_the_reader(sandbox: Sandbox) -> None:
    async def main(client: AsyncClient) -> None:
        def source() -> Any:
            for person in people(20):
                assert asyncio.current_task() is reader
                yield person

        reader = asyncio.current_task()
        assert (await client.contacts.create_many(source()).run()).created == 20

    run(sandbox, main)
