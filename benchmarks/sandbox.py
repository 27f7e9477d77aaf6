"""How fast the sandbox is, as ratios: `python benchmarks/sandbox.py`.

1. `GET /contacts/{id}` with every check of a request, against a bare starlette route that returns the same bytes, on
   the same kind of server (uvicorn, h11), each in a separate process. Bound: at least 1/3 of its requests per second.
2. A page out of 100,000 contacts against the same page out of 1,000. Bound: at most twice the time.

All rounds are interleaved, so that load on the machine affects both sides; figures are medians.
"""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from konigle.sandbox import Sandbox

ROUNDS = 9
REQUESTS = 600
LIMIT = 2
CONTACT = "/reachout/api/v1/contacts/con_000001"
HEADERS = {"Authorization": "Token sandbox-key"}
ROOT = Path(__file__).parents[1]

BARE = """
import asyncio, json, sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

contact = json.loads(sys.argv[1])

async def get(request):
    return JSONResponse(contact)

app = Starlette(routes=[Route("/reachout/api/v1/contacts/{contact_id}", get)])

class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)

Server(uvicorn.Config(app, port=0, http="h11", lifespan="off", log_config=None, access_log=False)).run()
"""


@contextmanager
def process(*arguments: str) -> Iterator[str]:
    """Runs a server in a separate process; yields the first line it prints."""
    command = [sys.executable, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": "."}
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


class Reader:
    """One keep-alive connection, with the least client code that the standard library allows."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(self, path: str) -> bytes:
        """Returns the body at a path."""
        self._connection.request("GET", path, headers=HEADERS)
        response = self._connection.getresponse()
        content = response.read()
        if response.status != http.client.OK:
            raise SystemExit(f"{path}: {response.status} {content!r}")
        return content

    def seconds(self, path: str, requests: int) -> float:
        """Returns the seconds per request, over a number of them."""
        began = time.perf_counter()
        for _ in range(requests):
            self.get(path)
        return (time.perf_counter() - began) / requests


def interleaved(*sides: Callable[[], float]) -> list[float]:
    """Returns the median of each side over all rounds, after a warm-up round."""
    rounds = [[side() for side in sides] for _ in range(ROUNDS + 1)][1:]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def single(seed: Path) -> bool:
    """Measures part 1; returns whether the bound holds."""
    with process("-m", "konigle.sandbox", "--clock", "manual", "--seed", str(seed)) as line:
        sandbox = Reader(int(line.rpartition(":")[2]))
        contact = sandbox.get(CONTACT).decode()
        with process("-c", BARE, contact) as port:
            bare = Reader(int(port))
            assert json.loads(bare.get(CONTACT)) == json.loads(contact)
            ours, theirs = interleaved(
                lambda: sandbox.seconds(CONTACT, REQUESTS), lambda: bare.seconds(CONTACT, REQUESTS)
            )
    ratio = theirs / ours
    print("GET /contacts/{id}             requests/s")
    print(f"  bare starlette route         {1 / theirs:10.0f}")
    print(f"  sandbox, all checks on       {1 / ours:10.0f}")
    print(f"  ratio                        {ratio:10.2f}   (to hold: >= 0.33)")
    return ratio >= 1 / 3


def pages() -> bool:
    """Measures part 2; returns whether the bound holds for every page."""
    held = True
    print(f"\n{'a page out of':30} {'1,000 [ms]':>12} {'100,000 [ms]':>13} {'ratio':>7}   (to hold: <= 2)")
    with Sandbox(seed={"contacts": 1_000}) as small, Sandbox(seed={"contacts": 100_000}) as large:
        readers = [Reader(int(sandbox.url.rpartition(":")[2])) for sandbox in (small, large)]
        for size in (20, 100, 200):
            for location, share in (("first", 0.0), ("middle", 0.5), ("last", 1.0)):
                paths = [
                    f"/reachout/api/v1/contacts?page_size={size}&page={max(1, int(count / size * share))}"
                    for count in (1_000, 100_000)
                ]
                low, high = interleaved(
                    lambda: readers[0].seconds(paths[0], 30),  # noqa: B023  # called before the next iteration
                    lambda: readers[1].seconds(paths[1], 30),  # noqa: B023
                )
                print(
                    f"{location + f' page of {size}':30} {low * 1000:12.2f} {high * 1000:13.2f} {high / low:7.2f}"
                )
                held = held and high / low <= LIMIT
    return held


def main() -> int:
    """Prints both tables; returns 1 if a bound is missed."""
    seed = Path(__file__).with_suffix(".seed.json")
    seed.write_text(json.dumps({"contacts": 1_000}), encoding="utf-8")
    try:
        fast = single(seed)
    finally:
        seed.unlink()
    return 0 if pages() and fast else 1


if __name__ == "__main__":
    sys.exit(main())
