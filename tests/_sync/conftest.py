# Derived from tests/_async/conftest.py by `python -m generator`; do not edit.
"""A client whose requests go to a `Server`, and whose waits are a `Clock`'s."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from konigle import Client
from tests._sync.harness import KEY, MANAGERS, TRANSPORT, Clock, Recorder, Server


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (TRANSPORT, MANAGERS):
        monkeypatch.setattr(f"{module}.clock", clock)
    monkeypatch.setattr(f"{TRANSPORT}.sync_sleep", clock.sleep)
    monkeypatch.setattr(f"{TRANSPORT}.draw", lambda low, high: high)
    return clock


@pytest.fixture
def server(clock: Clock) -> Server:
    return Server(clock)


@pytest.fixture
def make(server: Server) -> Callable[..., Client]:
    def make_client(**settings: Any) -> Client:
        return Client(KEY, **{"transport": httpx.MockTransport(server), **settings})

    return make_client


@pytest.fixture
def client(make: Callable[..., Client]) -> Client:
    return make()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()
