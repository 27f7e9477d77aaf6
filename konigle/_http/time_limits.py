"""How much time an attempt has left, known to the network operations below httpcore.

A limit around the whole attempt (`asyncio.timeout`) would cancel inside httpcore, which then never frees connections
that were assigned to a request and not yet made; and nothing can cancel a blocking call. So each connect, handshake,
read and write gets the time that is left instead, in both worlds.
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
        ends_at: When the attempt's time is up, by the clock; None for never.
        clock: The time in seconds.
        is_connecting: A connection is being made for this attempt.
        is_sent: Something of the request itself was written to a connection.
    """

    ends_at: float | None = None
    clock: Callable[[], float] = clock.monotonic
    is_connecting: bool = False
    is_sent: bool = False

    @property
    def is_unsent(self) -> bool:
        """Whether the connection that the attempt needed was never made."""
        return self.is_connecting and not self.is_sent

    def time_left(self) -> float | None:
        """Seconds left, never below zero; None for no limit."""
        return None if self.ends_at is None else max(0.0, self.ends_at - self.clock())

    def bounded(self, timeout: float | None) -> float | None:
        """The time limit of one operation: its own, or what is left of the attempt if that is less."""
        left = self.time_left()
        return timeout if left is None else left if timeout is None else min(timeout, left)

    def check(self) -> None:
        """Raises TimeoutError once the time is up."""
        if self.ends_at is not None and self.clock() > self.ends_at:
            raise TimeoutError


_NO_LIMIT = AttemptLimit()
_current: ContextVar[AttemptLimit] = ContextVar("konigle_attempt_limit", default=_NO_LIMIT)


def begin(limit: AttemptLimit) -> "Token[AttemptLimit]":
    """Puts the network operations of this thread or task under a limit, until `end` is called with the result."""
    return _current.set(limit)


def end(token: "Token[AttemptLimit]") -> None:
    """Takes the limit away."""
    _current.reset(token)


def current() -> AttemptLimit:
    """The limit of the attempt that is under way here."""
    return _current.get()


def on_connect() -> None:
    """A connection is about to be made."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_connecting = True


def on_connected() -> None:
    """A connection was made or reused, and what follows is the request."""
    if (limit := _current.get()) is not _NO_LIMIT:
        limit.is_sent = True


def on_write(data: bytes) -> None:
    """Bytes are about to be written. What only sets up a proxy's tunnel is not the request.

    A request starts with its method or with HTTP/2's preface, in capitals; SOCKS with its version (RFC 1928, 3).
    """
    limit = _current.get()
    if limit is not _NO_LIMIT and not limit.is_sent and data[:1] > b"\x05" and data[:8] != b"CONNECT ":
        limit.is_sent = True


def seconds(timeout: float | None, error: type[Exception]) -> float | None:
    """Time limit of the next network operation.

    Raises:
        Exception: The attempt's time is up; of the type given.
    """
    limit = _current.get()
    if limit.ends_at is None:
        return timeout
    left = limit.ends_at - limit.clock()
    if left <= 0:
        raise error("the time limit of the attempt has passed")
    return left if timeout is None or left < timeout else timeout


def seconds_to_write(timeout: float | None) -> float | None:
    """Time limit of the next write.

    Raises:
        httpcore.ConnectTimeout: The attempt's time was up before the first byte of the request, so nothing was sent.
        httpcore.WriteTimeout: It is up within the request.
    """
    return seconds(timeout, httpcore.WriteTimeout if _current.get().is_sent else httpcore.ConnectTimeout)
