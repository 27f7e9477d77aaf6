"""A sandbox for each test, and both clients."""

from collections.abc import Iterator
from typing import Any

import pytest

from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def harness(request: Any, sandbox: Sandbox) -> Harness:
    return Harness(request.param, sandbox)
