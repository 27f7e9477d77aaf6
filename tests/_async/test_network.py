"""What the network backend makes of an attempt whose time is up."""

from typing import Any

import httpcore
import pytest

from konigle._async.network import AsyncLimitedStream
from konigle._http import time_limits
from konigle._http.time_limits import AttemptLimit

pytestmark = pytest.mark.anyio


class _Wire(httpcore.AsyncNetworkStream):
    """Takes everything, and lets the attempt's time pass while it does."""

    def __init__(self, moments: list[float]) -> None:
        self.moments = moments
        self.written: list[bytes] = []

    async def write(
        self,
        buffer: bytes,
        timeout: float | None = None,  # noqa: ASYNC109 - its signature in httpcore
    ) -> None:
        self.written.append(buffer)
        self.moments[0] += 1.0

    async def aclose(self) -> None: ...

    def get_extra_info(self, info: str) -> Any: ...


async def _write(buffer: bytes, *, now: float, ends_at: float) -> tuple[_Wire, AttemptLimit]:
    moments = [now]
    wire = _Wire(moments)
    limit = AttemptLimit(ends_at, lambda: moments[0])
    token = time_limits.begin(limit)
    try:
        await AsyncLimitedStream(wire).write(buffer)
    finally:
        time_limits.end(token)
    return wire, limit


async def test_an_attempt_whose_time_was_up_before_its_first_byte_sent_nothing() -> None:
    with pytest.raises(httpcore.ConnectTimeout):
        await _write(b"POST / HTTP/1.1", now=5.0, ends_at=5.0)


async def test_an_attempt_whose_time_is_up_within_the_request_may_have_been_received() -> None:
    with pytest.raises(httpcore.WriteTimeout):
        await _write(b"P" * 200_000, now=4.0, ends_at=5.0)


async def test_a_request_within_its_time_is_written_whole() -> None:
    wire, limit = await _write(b"P" * 200_000, now=1.0, ends_at=9.0)
    assert b"".join(wire.written) == b"P" * 200_000
    assert limit.is_sent
