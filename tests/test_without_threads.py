"""Calls while the interpreter exits, and where no thread can be started: all work, nothing is done twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# The work itself: everything that would like a thread. `url` is a sandbox in another process.
WORK = """
import io
def people(word):
    return [{"email": f"{word}{i}@example.com"} for i in range(12)]
def check(results, count):
    assert [result.status for result in results] == ["created"] * count, [result.error for result in results]
def work(client, word, many=True):
    if many:
        check(list(client.contacts.create_many(people(word))), 12)
    found = [c.email for c in client.contacts.iter_all(page_size=3, prefetch=4) if c.email.startswith(word)]
    assert sorted(found) == (sorted(p["email"] for p in people(word)) if many else []), found
    client.contacts.get("con_000001")
    client.emails.send({"to_email": ["a@example.com"], "subject": "S", "body_html": "B", "channel": "news",
                        "attachments": [(io.BytesIO(b"x" * 10), "x.txt")]})
async def awork(word):
    async with AsyncClient(api_key="sandbox-key", base_url=f"http://127.0.0.1:{urlsplit(URL).port}") as client:
        check([r async for r in client.contacts.create_many(people(word))], 12)
        found = [c.email async for c in client.contacts.iter_all(page_size=3, prefetch=4) if c.email.startswith(word)]
        assert sorted(found) == sorted(p["email"] for p in people(word)), found
        await client.emails.send({"to_email": ["a@example.com"], "subject": "S", "body_html": "B", "channel": "news",
                                  "attachments": [(io.BytesIO(b"x" * 10), "x.txt")]})
import atexit, asyncio, sys, threading
from urllib.parse import urlsplit
from konigle import AsyncClient, Client
URL = sys.argv[1]
"""
NO_THREADS = """
def refuse(*_, **__):
    raise RuntimeError("can't start new thread")
threading.Thread.start = refuse
client = Client(api_key="sandbox-key", base_url=URL)
work(client, "a")
asyncio.run(awork("b"))
client.close()
print("done")
"""
# So many threads can be started, and no more.
SOME_THREADS = """
real, left = threading.Thread.start, [2]
def start(self):
    if not left[0]:
        raise RuntimeError("can't start new thread")
    left[0] -= 1
    real(self)
threading.Thread.start = start
client = Client(api_key="sandbox-key", base_url=URL)
work(client, "a")
left[0] = 1
asyncio.run(awork("b"))
client.close()
print("done")
"""
AT_EXIT = """
@atexit.register
def last():
    with Client(api_key="sandbox-key", base_url=URL) as client:
        work(client, "a")
    asyncio.run(awork("b"))
    print("done")
"""
AT_EXIT_AFTER_USE = """
client = Client(api_key="sandbox-key", base_url=URL)
work(client, "a")
half = client.contacts.iter_all(page_size=2, prefetch=3)
next(half), next(half), next(half)
@atexit.register
def last():
    assert len(list(half)) == 12 - 3, "pages asked for before the exit are there"
    work(client, "b")
    client.close()
    print("done")
"""
IN_DEL = """
class Last:
    def __init__(self):
        self.client, self.work, self.show = Client(api_key="sandbox-key", base_url=URL), work, print
        self.work(self.client, "a")
    def __del__(self):
        self.work(self.client, "b", False)
        self.client.close()
        self.show("done", flush=True)
last = Last()
atexit.register(lambda: globals().pop("last"))  # later on httpx itself can import nothing more, and needs to
"""
SEED = {
    "accounts": [{"name": "Shop", "default_from_email": "shop@example.com"}],
    "channels": [{"code": "news", "channel_type": "marketing"}],
}


@pytest.mark.parametrize(
    "script", [NO_THREADS, SOME_THREADS, AT_EXIT, AT_EXIT_AFTER_USE, IN_DEL],
    ids=["no threads", "some threads", "at exit", "at exit, after use", "in __del__"],
)  # fmt: skip
@pytest.mark.parametrize("host", ["localhost"])
def test_everything_works(script: str, host: str) -> None:
    from konigle.sandbox import Sandbox

    with Sandbox(seed=SEED) as sandbox:
        ended = subprocess.run(
            [sys.executable, "-W", "error", "-c", WORK + script, sandbox.url.replace("127.0.0.1", host)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done\n", "")
        created = [request for request in sandbox.requests if request.operation_id == "createContact"]
        bodies = [request.body for request in created]
        assert len(bodies) == len(set(bodies))  # nothing is sent twice
