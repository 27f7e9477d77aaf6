"""The rate of bulk calls: additive increase, multiplicative decrease, and no calls while the server throttles."""

import asyncio
import math
import threading

import pytest

from konigle._async.rate_limiter import AsyncLimiter
from konigle._concurrency import pacing
from konigle._concurrency.pacing import Abandoned, CongestionWindow, Stop
from konigle._sync.rate_limiter import SyncLimiter


def window(under_way: int = 0) -> CongestionWindow:
    made = CongestionWindow()
    for _ in range(under_way):
        made.begin()
    return made


class TestPace:
    def test_until_a_server_asks_for_patience_nothing_waits(self) -> None:
        assert window(1_000_000).wait_s(0.0) == 0.0

    def test_a_throttle_halves_what_is_under_way_and_holds_the_rest(self) -> None:
        made = window(8)
        made.on_throttled(now_s=10.0, started_at=9.0, hold_s=3.0)
        assert made.ceiling == 4.0
        assert made.wait_s(10.0) == 3.0
        assert made.wait_s(12.5) == 0.5
        assert made.wait_s(13.0) == math.inf  # eight are in progress, four are allowed
        for _ in range(5):
            made.end(well=False)
        assert made.wait_s(13.0) == 0.0
        made.begin()
        assert made.wait_s(13.0) == math.inf

    def test_calls_that_began_before_tell_of_the_same_overload(self) -> None:
        made = window(8)
        for now_s in (10.0, 10.1, 10.2):
            made.on_throttled(now_s, 9.0, 1.0)
        assert made.ceiling == 4.0
        assert made.held_until == 11.2
        made.on_throttled(20.0, 19.0, 1.0)
        assert made.ceiling == 2.0

    def test_a_shorter_hold_does_not_end_a_longer_one(self) -> None:
        made = window()
        made.on_throttled(10.0, 9.0, 60.0)
        made.on_throttled(11.0, 9.0, 1.0)
        assert made.held_until == 70.0

    def test_one_call_is_always_let_through_in_the_end(self) -> None:
        made = window(2)
        for now_s in range(10):
            made.on_throttled(float(now_s), float(now_s), 0.0)
        assert made.ceiling == 1.0
        made.end(well=False)
        assert made.wait_s(1000.0) == math.inf
        made.end(well=False)
        assert made.wait_s(1000.0) == 0.0

    def test_a_round_that_goes_well_lets_one_more_through(self) -> None:
        made = window(8)
        made.on_throttled(10.0, 9.0, 0.0)
        for _ in range(5):
            before = made.ceiling
            for _ in range(int(before)):
                made.end(well=True)
                made.begin()
            assert 0.75 < made.ceiling - before <= 1.0

    def test_a_throttle_to_another_call_holds_and_leaves_the_ceiling(self) -> None:
        made = window()
        made.on_throttled(10.0, 9.0, 5.0)
        assert made.wait_s(10.0) == 5.0
        assert made.ceiling == math.inf

    @pytest.mark.parametrize("said", [None, 0.0])
    def test_where_the_server_does_not_say_how_long_each_hold_is_twice_the_last(
        self, said: float | None
    ) -> None:
        made, holds, now_s = window(1), list[float](), 0.0
        for _ in range(40):
            made.on_throttled(now_s, now_s, said)
            holds.append(made.held_until - now_s)
            now_s = made.held_until
        assert holds[:4] == pytest.approx([0.02, 0.04, 0.08, 0.16])
        assert max(holds) == pytest.approx(1.0)
        made.end(well=True)
        made.begin()
        made.on_throttled(now_s, now_s, said)
        assert made.held_until - now_s == pytest.approx(0.02)

    def test_a_quota_of_a_whole_day_is_looked_at_again_sooner(self) -> None:
        made = window()
        made.on_throttled(0.0, 0.0, 86_400.0)
        assert made.held_until == 120.0


class TestAsyncLimiter:
    def test_a_call_that_ends_lets_the_next_one_through(self) -> None:
        async def main() -> list[str]:
            now_s, done = [0.0], list[str]()
            pacer = AsyncLimiter(lambda: now_s[0])
            await pacer.acquire(Stop())
            pacer.on_throttled(0.0, 5.0)
            now_s[0] = 5.0

            async def second() -> None:
                await pacer.acquire(Stop())
                done.append("second")

            waiting = asyncio.create_task(second())
            await asyncio.sleep(0)
            done.append("first")
            pacer.release(well=True)
            await waiting
            return done

        assert asyncio.run(main()) == ["first", "second"]

    def test_a_cancelled_waiter_takes_nobodys_turn(self) -> None:
        async def main() -> int:
            pacer = AsyncLimiter(lambda: 10.0)
            await pacer.acquire(Stop())
            pacer.window.ceiling = 1.0
            waiting = [asyncio.create_task(pacer.acquire(Stop())) for _ in range(2)]
            await asyncio.sleep(0)
            waiting[0].cancel()
            pacer.release(well=False)
            await asyncio.wait(waiting)
            return pacer.window.under_way

        assert asyncio.run(main()) == 1

    def test_the_end_of_a_hold_wakes_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def main() -> None:
            times = iter([0.0, 1.0, 1.0, 2.0])
            pacer = AsyncLimiter(lambda: next(times))
            pacer.on_throttled(0.0, 1.0)
            pacer.window.held_until = 1.00001
            await pacer.acquire(Stop())

        asyncio.run(main())

    def test_a_run_that_is_over_is_abandoned(self) -> None:
        async def main() -> None:
            pacer, stop = AsyncLimiter(lambda: 0.0), Stop()
            pacer.on_throttled(0.0, 100.0)
            waiting = asyncio.create_task(pacer.acquire(stop))
            await asyncio.sleep(0)
            stop.over = True
            pacer.wake()
            with pytest.raises(Abandoned):
                await waiting

        asyncio.run(main())


class TestSyncLimiter:
    def test_a_call_that_ends_lets_the_next_one_through(self) -> None:
        pacer, done = SyncLimiter(lambda: 10.0), list[str]()
        pacer.acquire(Stop())
        pacer.window.ceiling = 1.0

        def second() -> None:
            pacer.acquire(Stop())
            done.append("second")

        thread = threading.Thread(target=second)
        thread.start()
        done.append("first")
        pacer.release(well=True)
        thread.join()
        assert done == ["first", "second"]

    def test_a_run_that_is_over_is_abandoned(self) -> None:
        pacer, stop, ended = SyncLimiter(lambda: 0.0), Stop(), list[bool]()
        pacer.on_throttled(0.0, 100.0)

        def wait() -> None:
            with pytest.raises(Abandoned):
                pacer.acquire(stop)
            ended.append(True)

        thread = threading.Thread(target=wait)
        thread.start()
        stop.over = True
        pacer.wake()
        thread.join()
        assert ended == [True]


@pytest.mark.parametrize("kind", [AsyncLimiter, SyncLimiter])
def test_patience_with_one_call_has_an_end(kind: type[AsyncLimiter | SyncLimiter]) -> None:
    now_s = [100.0]
    pacer = kind(lambda: now_s[0])
    assert pacer.may_wait(math.inf)
    assert pacer.may_wait(100.0)
    now_s[0] += pacing.MAX_THROTTLED_S
    assert not pacer.may_wait(100.0)
