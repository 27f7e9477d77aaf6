"""Measuring two things in turn, round by round."""

import time
from collections.abc import Awaitable, Callable

from benchmarks.figures import Samples

MICROSECONDS = 1e6
CPU = time.process_time


def in_turn(
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    rounds: int,
    calls: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Samples:
    """Microseconds of one call of each; which goes first changes from round to round.

    Args:
        ours: What is measured.
        baseline: What it is compared with.
        rounds: How many rounds, after one that does not count.
        calls: Calls of each in one round.
        clock: What the time is taken from; `CPU` for what waits for nobody, so that other programs do not count.
    """

    def once(function: Callable[[], object]) -> float:
        begun = clock()
        for _ in range(calls):
            function()
        return (clock() - begun) / calls * MICROSECONDS

    samples = Samples([], [], "µs")
    for number in range(-1, rounds):
        order = (ours, baseline) if number % 2 else (baseline, ours)
        took = {function: once(function) for function in order}
        if number >= 0:
            samples.ours.append(took[ours])
            samples.baseline.append(took[baseline])
    return samples


async def in_turn_async(
    ours: Callable[[], Awaitable[object]],
    baseline: Callable[[], Awaitable[object]],
    *,
    rounds: int,
    calls: int,
) -> Samples:
    """The same for coroutines, one awaited after the other."""

    async def once(function: Callable[[], Awaitable[object]]) -> float:
        begun = time.perf_counter()
        for _ in range(calls):
            await function()
        return (time.perf_counter() - begun) / calls * MICROSECONDS

    samples = Samples([], [], "µs")
    for number in range(-1, rounds):
        order = (ours, baseline) if number % 2 else (baseline, ours)
        took = {function: await once(function) for function in order}
        if number >= 0:
            samples.ours.append(took[ours])
            samples.baseline.append(took[baseline])
    return samples


def per_second(samples: Samples, items: int) -> Samples:
    """Times of a call as items it handles in a second."""

    def rate(micros: float) -> float:
        return items / micros * MICROSECONDS

    return Samples([*map(rate, samples.ours)], [*map(rate, samples.baseline)], "items/s")
