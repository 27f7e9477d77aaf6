"""Shows where the time is spent when pages are read: `python -m benchmarks.read_path` prints the steps of one page.

Each step is timed separately, in processor time, alternating with the steps of the plain loop; medians over many pages.
"""

import gc
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import httpx

from benchmarks.data import API, KEY
from benchmarks.programs import started
from benchmarks.rows import HEADERS, base_url
from konigle import Client
from konigle._core.call import Call
from konigle._core.pagination import PageCursor
from konigle._core.records import attach_all
from konigle._generated.api.contacts import list_contacts
from konigle._managers.page_chunks import chunked_list_call
from konigle.models.comm import Contact

PAGES = 100
REPEATS = 5
PAGE_SIZE = 200

T = TypeVar("T")
_took: defaultdict[str, list[float]] = defaultdict(list)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Times the block."""
    begun = time.process_time()
    yield
    _took[name].append((time.process_time() - begun) * 1e6)


def read(client: Client, raw: httpx.Client, cursor: PageCursor, number: int) -> None:
    """Reads one page, in both ways."""
    listed = list_contacts(None, number, PAGE_SIZE)
    with step("raw: fetch"):
        content = raw.get(API, params={"page": number, "page_size": PAGE_SIZE}).content
    with step("raw: json.loads"):
        plain = json.loads(content)
    with step("raw: yield and free"):
        for _ in plain["payload"]:
            pass
        del plain, _
    with step("SDK: fetch"):
        content = client.transport.send(Call(listed.operation, bytes, listed.ids, listed.query))
    found = chunked_list_call(listed, Contact, number, PAGE_SIZE).read(content)
    with step("SDK: decode, yield and free"):
        while items := found.next_chunk():
            attach_all(items, client.contacts)
            for _ in cursor.deduplicate(items):
                pass
            del items, _
    parts: dict[str, float] = defaultdict(float)
    found = chunked_list_call(listed, Contact, number, PAGE_SIZE).read(content)
    while items := timed(parts, "SDK, of it: decode", found.next_chunk):
        timed(parts, "SDK, of it: attach", lambda items=items: attach_all(items, client.contacts))
        timed(parts, "SDK, of it: drop repeats", lambda items=items: PageCursor().deduplicate(items))
    for name, took_us in parts.items():
        _took[name].append(took_us)


def timed(parts: dict[str, float], name: str, work: Callable[[], T]) -> T:
    """Runs a step and adds its time."""
    begun = time.process_time()
    result = work()
    parts[name] += (time.process_time() - begun) * 1e6
    return result


def main() -> None:
    """Prints the medians."""
    with started("benchmarks.server") as port:
        base = base_url(int(port), PAGES * PAGE_SIZE)
        with Client(KEY, base) as client, httpx.Client(base_url=base, headers=HEADERS) as raw:
            for repeat in range(REPEATS + 1):
                if repeat == 1:  # the first page is a warm-up; the benchmarks also freeze existing objects
                    gc.freeze()
                    _took.clear()
                cursor = PageCursor()
                for number in range(1, PAGES + 1):
                    read(client, raw, cursor, number)
    for name, times in _took.items():
        print(f"{name:30} {statistics.median(times):7.0f} µs")


if __name__ == "__main__":
    main()
