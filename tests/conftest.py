"""Fixtures for several folders of tests."""

import os
from collections.abc import Iterator
from functools import cache

import hypothesis
import pytest

# no chance, no clock and no memory of earlier runs: the same examples everywhere, however busy the machine is
hypothesis.settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests marked `anyio` run on asyncio, the loop the client is made for."""
    return "asyncio"


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """For all of the run, so that programs which are started for a whole module have none of them either."""
    colour = {
        "FORCE_COLOR",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "MYPY_FORCE_COLOR",
        "PY_COLORS",
        "COLUMNS",
        "LINES",
    }
    proxies = {f"{scheme}_proxy" for scheme in ("http", "https", "all", "no")}
    ours = {f"{prefix}_{name}" for prefix in ("KONIGLE", "KONIQ") for name in ("API_KEY", "BASE_URL")}
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            # in a git hook, GIT_* name the repository of the hook
            if name in colour | ours or name.lower() in proxies or name.startswith("GIT_"):
                patch.delenv(name)
        yield


@cache
def operations_without_a_handler() -> frozenset[str]:
    """Operations of the spec that `tests/contract/test_completeness.py` asks a handler for."""
    from konigle.sandbox.resources.handlers import all_handlers
    from konigle.sandbox.spec import load_spec

    return frozenset(load_spec().operations.keys() - all_handlers().keys())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves tests that need a sandbox in another process to the run in which no handler is missing."""
    marked = [item for item in items if item.get_closest_marker("sandbox_process")]
    if marked and operations_without_a_handler():
        reason = f"no sandbox starts without a handler for {', '.join(operations_without_a_handler())}"
        for item in marked:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True, scope="session")
def _sandbox_starts_without_a_handler() -> Iterator[None]:
    """Refuses an operation without a handler instead of every start, so that only the test of completeness fails."""
    from konigle.sandbox import server
    from konigle.sandbox.errors import HttpError
    from konigle.sandbox.resources.handlers import all_handlers

    def refuse(*_: object) -> None:
        raise HttpError(501, {"detail": "The sandbox has no handler for this operation."})

    missing = dict.fromkeys(operations_without_a_handler(), refuse)
    with pytest.MonkeyPatch.context() as patch:
        if missing:
            patch.setattr(server, "handlers_for", lambda _: all_handlers() | missing)
        yield
