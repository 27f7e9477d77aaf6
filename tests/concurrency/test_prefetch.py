"""Pages ahead of the reader: how many, in which order, and none left behind."""

import asyncio
import threading
from typing import Any

import pytest

from konigle._async.prefetch import AsyncPrefetcher
from konigle._sync.prefetch import SyncPrefetcher


def standing_still() -> float:
    """The clock of a server that takes no time at all."""
    return 0.0


class TestAsync:
    def test_it_fetches_ahead_up_to_its_depth_and_no_further_than_the_last(self) -> None:
        asked: list[int] = []

        async def fetch(number: int) -> int:
            asked.append(number)
            return number

        async def main() -> list[int]:
            prefetcher = AsyncPrefetcher(fetch, 3, clock=standing_still)
            got = [await prefetcher.page(1)]
            assert asked == [1]
            prefetcher.start_until(2, 9)
            got.append(await prefetcher.page(2))
            assert asked == [1, 2, 3, 4]
            prefetcher.start_until(3, 4)
            got += [await prefetcher.page(3), await prefetcher.page(4), await prefetcher.page(5)]
            await prefetcher.aclose()
            return got

        assert asyncio.run(main()) == [1, 2, 3, 4, 5]
        assert asked == [1, 2, 3, 4, 5]

    def test_closing_calls_off_what_is_under_way(self) -> None:
        ended: list[int] = []

        async def fetch(number: int) -> int:
            try:
                await asyncio.Event().wait()
            finally:
                ended.append(number)
            return number

        async def main() -> None:
            prefetcher = AsyncPrefetcher(fetch, 2, clock=standing_still)
            prefetcher.start_until(1, 2)
            await asyncio.sleep(0)
            await prefetcher.aclose()
            await prefetcher.aclose()

        asyncio.run(main())
        assert ended == [1, 2]

    def test_an_error_comes_with_its_page_only(self) -> None:
        async def fetch(number: int) -> int:
            if number > 1:
                raise ValueError(number)
            return number

        async def main() -> None:
            prefetcher = AsyncPrefetcher(fetch, 2, clock=standing_still)
            prefetcher.start_until(1, 3)
            assert await prefetcher.page(1) == 1
            with pytest.raises(ValueError, match="2"):
                await prefetcher.page(2)
            await prefetcher.aclose()

        asyncio.run(main())


class TestSync:
    def test_it_fetches_ahead_on_threads_of_its_own(self) -> None:
        names: dict[int, str] = {}

        def fetch(number: int) -> int:
            names[number] = threading.current_thread().name
            return number

        prefetcher = SyncPrefetcher(fetch, 2, clock=standing_still)
        try:
            assert prefetcher.page(1) == 1
            prefetcher.start_until(2, 9)
            prefetcher.start_until(2, 9)
            assert [prefetcher.page(number) for number in (2, 3, 4)] == [2, 3, 4]
        finally:
            prefetcher.close()
        assert names[1] == names[4] == threading.current_thread().name
        assert names[2].startswith("konigle-pages")
        assert sorted(names) == [1, 2, 3, 4]

    @pytest.mark.parametrize(("requested", "last"), [(2, 1), (0, 9), (None, 9)])
    def test_without_a_page_ahead_there_is_no_thread(self, requested: int | None, last: int) -> None:
        prefetcher = SyncPrefetcher(lambda number: number, requested, clock=standing_still)
        before = threading.active_count()
        assert prefetcher.page(1) == 1
        prefetcher.start_until(2, last)
        prefetcher.close()
        assert threading.active_count() == before

    def test_closing_drops_what_has_not_begun_and_waits_for_what_has(self) -> None:
        begun, release = threading.Event(), threading.Event()
        ended: list[Any] = []

        def fetch(number: int) -> int:
            begun.set()
            release.wait()
            ended.append(number)
            return number

        prefetcher = SyncPrefetcher(fetch, 1, clock=standing_still)
        prefetcher.start_until(1, 1)
        prefetcher.start_until(2, 2)
        begun.wait()
        closer = threading.Thread(target=prefetcher.close)
        closer.start()
        release.set()
        closer.join()
        assert ended[0] == 1
