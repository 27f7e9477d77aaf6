"""Rows about single calls over loopback."""

import asyncio
import json

import httpx

from benchmarks.data import API, KEY, NEW_CONTACT
from benchmarks.figures import Samples
from benchmarks.rounds import in_turn, in_turn_async
from konigle import AsyncClient, Client

ROUNDS = 151
CALLS = 25
ONE = f"{API}/con000001"
HEADERS = {"Authorization": f"Token {KEY}"}
JSON = {"Content-Type": "application/json"}


def base_url(port: int, contacts: int = 1, latency_ms: int = 0) -> str:
    """Where a collection of that size is, behind that latency."""
    return f"http://127.0.0.1:{port}/{contacts}/{latency_ms}"


def get(port: int) -> Samples:
    """Reading one contact."""
    base = base_url(port)
    with Client(KEY, base) as client, httpx.Client(base_url=base, headers=HEADERS) as raw:
        contacts = client.contacts
        return in_turn(
            lambda: contacts.get("con000001"),
            lambda: json.loads(raw.get(ONE).content),
            rounds=ROUNDS,
            calls=CALLS,
        )


def get_async(port: int) -> Samples:
    """Reading one contact, in a coroutine."""

    async def measure() -> Samples:
        base = base_url(port)
        async with AsyncClient(KEY, base) as client, httpx.AsyncClient(base_url=base, headers=HEADERS) as raw:
            contacts = client.contacts

            async def plainly() -> object:
                return json.loads((await raw.get(ONE)).content)

            return await in_turn_async(lambda: contacts.get("con000001"), plainly, rounds=ROUNDS, calls=CALLS)

    return asyncio.run(measure())


def create(port: int) -> Samples:
    """Creating a contact from a dict, which the SDK checks, its address included."""
    base = base_url(port)
    with Client(KEY, base) as client, httpx.Client(base_url=base, headers=HEADERS) as raw:
        contacts = client.contacts
        return in_turn(
            lambda: contacts.create(NEW_CONTACT),
            lambda: json.loads(raw.post(API, content=json.dumps(NEW_CONTACT), headers=JSON).content),
            rounds=ROUNDS,
            calls=CALLS,
        )
