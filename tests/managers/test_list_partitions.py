"""A list in ranges of pages, which other processes can read."""

import asyncio
import pickle
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._managers.page_ranges import split_pages
from konigle.sandbox import Sandbox
from konigle.types import PageRange


@pytest.mark.parametrize(
    ("pages", "parts", "expected"),
    [
        (1, 4, [(1, None)]),
        (0, 4, [(1, None)]),
        (4, 1, [(1, None)]),
        (5, 2, [(1, 2), (3, None)]),
        (7, 3, [(1, 2), (3, 4), (5, None)]),
        (3, 3, [(1, 1), (2, 2), (3, None)]),
    ],
)
def test_ranges_cover_all_pages_and_the_last_has_an_open_end(pages: int, parts: int, expected: Any) -> None:
    assert [(part.first, part.last) for part in split_pages(pages, parts, 200, {})] == expected


@pytest.mark.parametrize("parts", [0, -1, True, 1.5, "2"])
def test_a_number_of_ranges_is_a_whole_number(parts: Any) -> None:
    with (
        Sandbox() as sandbox,
        sandbox.client() as client,
        pytest.raises(InvalidArgumentError, match="number of partitions"),
    ):
        client.contacts.list_partitions(parts)


def test_ranges_are_read_by_any_client() -> None:
    with Sandbox() as sandbox:
        with sandbox.client() as client:
            client.contacts.create_many(
                {"email": f"p{number}@example.com", "tags": ["a"] if number % 2 else []}
                for number in range(25)
            ).run()
            parts = client.contacts.list_partitions(3, 5)
            tagged = client.contacts.list_partitions(2, page_size=5, tags="a", deadline=30)
        parts = pickle.loads(pickle.dumps(parts))
        read, some = asyncio.run(_emails(sandbox, parts)), asyncio.run(_emails(sandbox, tagged))
        assert sorted(read) == sorted(f"p{number}@example.com" for number in range(25))
        assert len(some) == 12


async def _emails(sandbox: Sandbox, parts: list[PageRange]) -> list[str]:
    async with sandbox.async_client() as client:
        return [contact.email for part in parts async for contact in client.contacts.iter_partition(part)]


def test_pages_that_are_gone_end_a_range() -> None:
    with Sandbox() as sandbox, sandbox.client() as client:
        client.contacts.create_many({"email": f"p{number}@example.com"} for number in range(11)).run()
        parts = client.contacts.list_partitions(2, 5)
        client.contacts.delete_many([contact.id for contact in client.contacts.iter_all()][:8]).run()
        assert [len(list(client.contacts.iter_partition(part))) for part in parts] == [3, 0]
