"""The row about many calls at once."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import httpx

from benchmarks.data import KEY
from benchmarks.figures import Samples
from benchmarks.rounds import in_turn_async, per_second
from benchmarks.wire import HEADERS, ONE, base_url
from konigle import AsyncClient

WORKERS = 100
CALLS = 600
ROUNDS = 7


def gets(port: int) -> Samples:
    """A hundred tasks that read contacts, one after the other each."""
    return asyncio.run(_gets(base_url(port)))


async def _gets(base: str) -> Samples:
    async with (
        AsyncClient(KEY, base, transport="aiohttp") as client,
        httpx.AsyncClient(base_url=base, headers=HEADERS) as raw,
    ):
        contacts = client.contacts

        async def plainly() -> object:
            return json.loads((await raw.get(ONE)).content)

        samples = await in_turn_async(
            lambda: _all_at_once(lambda: contacts.get("con000001")),
            lambda: _all_at_once(plainly),
            rounds=ROUNDS,
            calls=1,
        )
    return per_second(samples, CALLS)


async def _all_at_once(call: Callable[[], Awaitable[object]]) -> None:
    left = iter(range(CALLS))

    async def work() -> None:
        for _ in left:
            await call()

    await asyncio.gather(*(work() for _ in range(WORKERS)))
