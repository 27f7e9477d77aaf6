"""Establishing a blocking connection, including the DNS lookup, obeys the time limit."""

import socket
import threading
from typing import Any

import httpcore
import pytest

from konigle import Client, KonigleTimeoutError
from konigle._http import network_backends


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """What was connected to, with the time limit; nothing is reached."""
    seen: list[tuple[str, float]] = []

    def connect(self: Any, host: str, port: int, timeout: float, *more: Any) -> httpcore.NetworkStream:
        seen.append((host, timeout))
        raise httpcore.ConnectError(host)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return seen


def rows(*addresses: str) -> list[tuple[Any, ...]]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in addresses]


def test_the_addresses_of_a_host_share_the_time(
    dialled: list[tuple[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows("192.0.2.1", "192.0.2.2", "192.0.2.1"))
    monkeypatch.setattr(network_backends.clock, "monotonic", lambda: 0.0)
    with pytest.raises(httpcore.ConnectError, match=r"192\.0\.2\.2"):
        network_backends.sync_backend().connect_tcp("shop.example", 443, 10.0)
    assert dialled == [("192.0.2.1", 5.0), ("192.0.2.2", 10.0)]


@pytest.mark.parametrize(
    ("host", "limit"), [("192.0.2.1", 10.0), ("fe80::1%eth0", 10.0), ("shop.example", None)]
)
def test_an_ip_address_needs_no_lookup_and_no_limit_no_thread(
    dialled: list[tuple[str, float]], monkeypatch: pytest.MonkeyPatch, host: str, limit: float | None
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    with pytest.raises(httpcore.ConnectError):
        network_backends.sync_backend().connect_tcp(host, 443, limit)
    assert dialled == [(host, limit)]


def test_a_name_that_nobody_knows_is_a_connection_that_was_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(httpcore.ConnectError) as caught:
        network_backends.sync_backend().connect_tcp("shop.invalid", 443, 10.0)
    assert isinstance(caught.value.__cause__, socket.gaierror)


def test_a_resolver_that_does_not_respond_ends_with_the_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def never(*_: Any, **__: Any) -> Any:
        release.wait()
        return rows("192.0.2.1")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    try:
        with pytest.raises(KonigleTimeoutError) as caught:
            Client(
                "key", "https://shop.example", timeout=0.01, retry_count=1, retry_backoff=0
            ).contacts.create({"email": "a@example.com"})
    finally:
        release.set()
    assert caught.value.applied == "no"
    assert len(caught.value.attempts) == 2


def test_where_no_thread_can_be_started_the_name_is_looked_up_at_once(
    dialled: list[tuple[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows("192.0.2.1"))
    with pytest.raises(httpcore.ConnectError):
        network_backends.sync_backend().connect_tcp("shop.example", 443, 10.0)
    assert [host for host, _ in dialled] == ["192.0.2.1"]


@pytest.mark.anyio
async def test_an_event_loop_that_can_start_no_thread_looks_names_up_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    async def connect(self: Any, host: str, port: int, *more: Any) -> httpcore.AsyncNetworkStream:
        seen.append(host)
        if host == "shop.example":
            raise RuntimeError("can't start new thread")
        raise httpcore.ConnectError(host)

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows("192.0.2.1", "192.0.2.2"))
    with pytest.raises(httpcore.ConnectError, match=r"192\.0\.2\.2"):
        await network_backends.async_backend().connect_tcp("shop.example", 443, 10.0)
    assert seen == ["shop.example", "192.0.2.1", "192.0.2.2"]
