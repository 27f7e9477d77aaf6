"""What the tests of several tools need."""

from collections.abc import Iterator

import pytest

from konigle.sandbox import Sandbox
from tests.tools.harness import KEY, KINDS, CountingServer


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of client in turn."""
    return str(request.param)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox in this process, for clients in another one."""
    with Sandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def server() -> Iterator[CountingServer]:
    with CountingServer() as running:
        yield running
