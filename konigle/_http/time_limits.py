"""The time left for an attempt, available to the network operations below httpcore.

A limit around the whole attempt (`asyncio.timeout`) would cancel inside httpcore, which then never frees connections
that were assigned to a request but not yet established, and a blocking call cannot be cancelled. Instead, each connect,
handshake, read and write gets the time that is left, in the sync and the async client.
"""

from collections.abc import Callable
from contextvars import ContextVar, Token

import attrs
import httpcore

from konigle._concurrency import monotonic_clock as clock


@attrs.define
class AttemptLimit:
    """The time limit of one attempt, and how far it got.

    Attributes:
        ends_at: When the time limit of the attempt ends, by the clock; None for never.
        clock: Returns the time in seconds.
        is_connecting: A connection is being established for this attempt.
        is_sent: A part of the request itself was written to a connection.
    """

    ends_at: float | None = None
    clock: Callable[[], float] = clock.monotonic
    is_connecting: bool = False
    is_sent: bool = False

    @property
    def is_unsent(self) -> bool:
        """Whether the connection for the attempt was never established."""
        return self.is_connecting and not self.is_sent

    def time_left(self) -> float | None:
        """Returns the seconds left, at least zero; None for no limit."""
        return None if self.ends_at is None else max(0.0, self.ends_at - self.clock())

    def bounded(self, timeout: float | None) -> float | None:
        """Returns the time limit of one operation: its own, or the time left of the attempt if that is less."""
        left = self.time_left()
        return timeout if left is None else left if timeout is None else min(timeout, left)

    def check(self) -> None:
        """Raises TimeoutError once the time limit has passed."""
        if self.ends_at is not None and self.clock() > self.ends_at:
            raise TimeoutError


_NO_LIMIT = AttemptLimit()
_current: ContextVar[AttemptLimit] = ContextVar("konigle_attempt_limit", default=_NO_LIMIT)


def begin(limit: AttemptLimit) -> "Token[AttemptLimit]":
    """Applies a limit to the network operations of this thread or task, until `end` is called with the result."""
    return _current.set(limit)


def end(token: "Token[AttemptLimit]") -> None:
    """Removes the limit."""
    _current.reset(token)


def current() -> AttemptLimit:
    """Returns the limit of the current attempt of this thread or task."""
    return _current.get()


def on_connect() -> None:
    """Records that a connection is about to be established."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_connecting = True


def on_connected() -> None:
    """Records that a connection was established or reused; the request follows."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_sent = True


def on_write(data: bytes) -> None:
    """Records that bytes are about to be written. Bytes that set up a proxy tunnel are not the request.

    A request starts with its method or with HTTP/2's preface, in capitals; SOCKS with its version (RFC 1928, 3).
    """
    limit = _current.get()
    if limit is not _NO_LIMIT and not limit.is_sent and data[:1] > b"\x05" and data[:8] != b"CONNECT ":
        limit.is_sent = True


def seconds(timeout: float | None, error: type[Exception]) -> float | None:
    """Returns the time limit of the next network operation.

    Raises:
        Exception: The time limit of the attempt has passed; of the type given.
    """
    limit = _current.get()
    if limit.ends_at is None:
        return timeout
    left = limit.ends_at - limit.clock()
    if left <= 0:
        raise error("the time limit of the attempt has passed")
    return left if timeout is None or left < timeout else timeout


def seconds_to_write(timeout: float | None) -> float | None:
    """Returns the time limit of the next write.

    Raises:
        httpcore.ConnectTimeout: The time limit passed before the first byte of the request, so nothing was sent.
        httpcore.WriteTimeout: The time limit passed while the request was being sent.
    """
    return seconds(timeout, httpcore.WriteTimeout if _current.get().is_sent else httpcore.ConnectTimeout)
