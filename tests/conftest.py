"""Fixtures for several folders of tests."""

import os
from collections.abc import Iterator

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
