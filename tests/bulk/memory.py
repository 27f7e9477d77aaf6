"""A client that prints the most memory it takes for 50 and for 450 rows: `python -m tests.bulk.memory WORLD URL ID…`.

The rows change the same few contacts over and over, since pydantic keeps the texts it has read lately.
"""

import asyncio
import gc
import itertools
import sys
import tracemalloc
from collections.abc import Iterator
from typing import Any

from konigle import AsyncClient, Client


def items(ids: list[str], rows: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """So many changes, with garbage collected all the while."""
    for number, id_ in enumerate(itertools.islice(itertools.cycle(ids), rows)):
        if number % 20 == 0:
            gc.collect()
        yield id_, {"country": "UK"}


def change(kind: str, url: str, ids: list[str], rows: int) -> None:
    """Makes the changes and drops the results."""
    if kind == "sync":
        with Client("sandbox-key", url) as client:
            summary = client.contacts.update_many(items(ids, rows)).run()
    else:

        async def main() -> Any:
            async with AsyncClient("sandbox-key", url) as client:
                return await client.contacts.update_many(items(ids, rows)).run()

        summary = asyncio.run(main())
    assert summary.updated == rows


def peak(kind: str, url: str, ids: list[str], rows: int) -> int:
    """The most memory that it takes beyond what was there."""
    gc.collect()
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    change(kind, url, ids, rows)
    return tracemalloc.get_traced_memory()[1] - before


if __name__ == "__main__":
    client_kind, address, *known = sys.argv[1:]
    tracemalloc.start()
    peak(client_kind, address, known, 50)  # what is loaded and built once
    sys.stdout.write(f"{peak(client_kind, address, known, 50)} {peak(client_kind, address, known, 450)}")
