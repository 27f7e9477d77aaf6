"""Polling a resource until it is in a wanted state."""

from collections.abc import Callable
from typing import Protocol, TypeVar, Unpack

from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.pacing import Polling
from konigle._concurrency.primitives import async_sleep
from konigle._core.call import RequestOptions
from konigle._managers.waiting import WaitCondition
from konigle.exceptions import KonigleTimeoutError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class AsyncRead(Protocol[T_co]):
    """Reads the resource."""

    async def __call__(self, **options: Unpack[RequestOptions]) -> T_co: ...


async def wait_for_state(
    read: AsyncRead[T],
    state_of: Callable[[T], str | None],
    condition: WaitCondition,
    poll_s: float,
    report: Callable[[T], object] = lambda _: None,
) -> T:
    """Returns the resource once it is in a wanted state.

    Args:
        read: Reads it.
        state_of: Returns its state.
        condition: Which states end the wait.
        poll_s: Seconds before the second request; later waits are longer.
        report: Is called with it after each request.

    Raises:
        UnexpectedStateError: It ended in another state.
        KonigleTimeoutError: The wait timed out.
    """
    polling, started_at, state = Polling(poll_s, condition.timeout_s), clock.monotonic(), None
    while True:
        passed_s = clock.monotonic() - started_at
        try:
            found = await read(**condition.options(passed_s))
        except KonigleTimeoutError as late:
            if not condition.is_late(clock.monotonic() - started_at):
                raise
            raise condition.timeout_error(state) from late
        report(found)
        state = state_of(found)
        if condition.is_reached(state):
            return found
        wait_s = polling.wait_s(clock.monotonic() - started_at)
        if wait_s is None:
            raise condition.timeout_error(state)
        await async_sleep(wait_s)
