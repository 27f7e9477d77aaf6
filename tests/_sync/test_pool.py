# Derived from tests/_async/test_pool.py by `python -m generator`; do not edit.
"""Every network operation gets what is left of the attempt, and no more."""

import ssl
from collections.abc import Iterator
from typing import Any

import httpcore
import pytest

from konigle._http import connections
from konigle._http.connections import AttemptLimit
from konigle._sync import pool
from konigle._sync.pool import SyncLimitedBackend, SyncLimitedStream

pytestmark = pytest.mark.anyio


class Stream(httpcore.NetworkStream):
    """Notes the time limit of each operation, which takes a second."""

    def __init__(self, now: list[float]) -> None:
        self.now = now
        self.limits: list[float | None] = []
        self.written: list[bytes] = []
        self.is_closed = False
        self.failure: BaseException | None = None

    def _pass(self, timeout: float | None) -> None:
        self.limits.append(timeout)
        self.now[0] += 1.0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._pass(timeout)
        return b"x"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._pass(timeout)
        self.written.append(bytes(buffer))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._pass(timeout)
        if self.failure:
            raise self.failure
        return self

    def close(self) -> None:
        self.is_closed = True

    def get_extra_info(self, info: str) -> Any:
        return info


class Backend(httpcore.NetworkBackend):
    def __init__(self, stream: Stream) -> None:
        self.stream = stream

    def connect_tcp(self, host: str, port: int, timeout: Any = None, *more: Any) -> Stream:
        self.stream._pass(timeout)
        return self.stream


@pytest.fixture
def now() -> list[float]:
    return [100.0]


@pytest.fixture
def inner(now: list[float]) -> Stream:
    return Stream(now)


@pytest.fixture
def limit(now: list[float]) -> Iterator[AttemptLimit]:
    limit = AttemptLimit(102.5, lambda: now[0])
    token = connections.begin(limit)
    yield limit
    connections.end(token)


def test_each_operation_gets_what_is_left_of_the_attempt(inner: Stream, limit: AttemptLimit) -> None:
    stream = SyncLimitedStream(inner)
    stream.write(b"GET / HTTP/1.1\r\n", timeout=10.0)
    stream.read(10, timeout=10.0)
    stream.read(10, timeout=None)
    assert inner.limits == [2.5, 1.5, 0.5]


def test_or_its_own_time_limit_if_that_is_less(inner: Stream, limit: AttemptLimit) -> None:
    SyncLimitedStream(inner).read(10, timeout=0.3)
    assert inner.limits == [0.3]


def test_without_an_attempt_its_own_time_limit(inner: Stream) -> None:
    stream = SyncLimitedStream(inner)
    stream.read(10, timeout=7.0)
    stream.write(b"x", timeout=None)
    assert inner.limits == [7.0, None]


def test_when_the_time_is_up_nothing_is_begun(inner: Stream, limit: AttemptLimit, now: list[float]) -> None:
    now[0] = 102.5
    stream = SyncLimitedStream(inner)
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(10, timeout=10.0)
    with pytest.raises(httpcore.ConnectTimeout):  # nothing of the request was sent
        stream.write(b"x", timeout=10.0)
    with pytest.raises(httpcore.ConnectTimeout):
        stream.start_tls(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "a", timeout=10.0)
    assert inner.limits == []


def test_a_long_body_is_written_in_parts_each_with_what_is_left(inner: Stream, limit: AttemptLimit) -> None:
    body = b"ABCDEFGH" * 32_000
    with pytest.raises(httpcore.WriteTimeout):
        SyncLimitedStream(inner).write(body, timeout=10.0)
    assert inner.limits == [2.5, 1.5, 0.5]
    assert body.startswith(b"".join(inner.written))


def test_what_is_written_is_complete(inner: Stream) -> None:
    body = bytes(range(256)) * 1000
    SyncLimitedStream(inner).write(body)
    assert b"".join(inner.written) == body


def test_a_handshake_that_fails_leaves_no_socket_open(inner: Stream, limit: AttemptLimit) -> None:
    inner.failure = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        SyncLimitedStream(inner).start_tls(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "a")
    assert inner.is_closed


def test_a_stream_after_the_handshake_is_limited_too(inner: Stream, limit: AttemptLimit) -> None:
    stream = SyncLimitedStream(inner).start_tls(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "a")
    stream.read(10, timeout=10.0)
    assert inner.limits == [2.5, 1.5]
    assert stream.get_extra_info("socket") == "socket"


def test_connecting_is_limited_and_known(
    inner: Stream, limit: AttemptLimit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "sync_backend", lambda: Backend(inner))
    assert not limit.is_unsent
    stream = SyncLimitedBackend().connect_tcp("shop.example", 443, timeout=10.0)
    assert inner.limits == [2.5]
    assert limit.is_unsent
    stream.write(b"GET / HTTP/1.1\r\n\r\n")
    assert not limit.is_unsent


@pytest.mark.parametrize(
    "written", [b"CONNECT shop.example:443 HTTP/1.1\r\n", b"\x05\x01\x00", b"\x01\x03key"]
)
def test_the_set_up_of_a_proxys_tunnel_is_no_request(
    inner: Stream, limit: AttemptLimit, monkeypatch: pytest.MonkeyPatch, written: bytes
) -> None:
    monkeypatch.setattr(pool, "sync_backend", lambda: Backend(inner))
    stream = SyncLimitedBackend().connect_tcp("proxy.example", 3128)
    stream.write(written)
    assert limit.is_unsent
