"""The clock of limits and waits, and models, while a tool in the manner of freezegun has stopped the time."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from konigle._concurrency import monotonic_clock as clock

ROOT = Path(__file__).parents[2]
# What freezegun does to a process, in short: a class replaces datetime.datetime, and the clock stands still.
FREEZER = """
import contextlib, datetime, sys, time
real = datetime.datetime
class Meta(type):
    def __instancecheck__(self, other):
        return isinstance(other, real)
class Fake(real, metaclass=Meta):
    pass
@contextlib.contextmanager
def frozen():
    def put(old, new):
        for module in list(sys.modules.values()):
            for name, value in list(vars(module).items()):
                if value is old and module.__name__ != "__main__":
                    setattr(module, name, new)
    standing = lambda: 1000.0
    clock = time.monotonic
    put(real, Fake), put(clock, standing)
    try:
        yield
    finally:
        put(Fake, real), put(standing, clock)
"""
WIRE = (
    '{"id": "1", "email": "a@example.com", "created_at": "2026-01-01T00:00:00Z", '
    '"updated_at": "2026-01-01T00:00:00Z", "last_purchased_at": "2026-01-01T00:00:00Z"}'
)
BUILT_IN = f"""
from konigle.models.comm import Contact
with frozen():
    assert datetime.datetime is not real
    assert type(Contact.model_validate_json('{WIRE}').last_purchased_at) is real
assert type(Contact.model_validate_json('{WIRE}').created_at) is real
"""
IMPORTED_IN = f"""
with frozen():
    from konigle.models.comm import Contact
    assert not hasattr(time.monotonic, "__self__")
assert type(Contact.model_validate_json('{WIRE}').created_at) is real
"""
A_CLASS_OF_THE_CALLERS = """
from konigle.models import TimestampedResource
class Widget(TimestampedResource):
    seen_at: real
stamp = "2026-01-01T00:00:00Z"
with frozen():
    Widget.model_validate({"id": "1", "created_at": stamp, "updated_at": stamp, "seen_at": stamp})
"""
A_RETRY_AND_A_LIMIT = """
import asyncio
from konigle import KonigleTimeoutError
from konigle.sandbox import Sandbox
async def main(sandbox):
    async with sandbox.async_client(retry_backoff=0.01) as client:
        sandbox.faults.add("listContacts", "status", status=503)
        assert (await client.contacts.list()).count == 0
        sandbox.faults.add("listContacts", "delay", seconds=3600)
        try:
            await client.contacts.list(timeout=0.1, retry_count=0)
        except KonigleTimeoutError:
            return
        raise AssertionError("no time-out")
with frozen(), Sandbox() as sandbox:
    with sandbox.client() as client:
        client.contacts.create({"email": "a@example.com"})
        client.contacts.delete(client.contacts.list().payload[0].id)
    asyncio.run(main(sandbox))
"""


@pytest.mark.parametrize("script", [BUILT_IN, IMPORTED_IN, A_CLASS_OF_THE_CALLERS, A_RETRY_AND_A_LIMIT])
@pytest.mark.sandbox_process
def test_first_use_while_time_stands_still_works_then_and_later(script: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", FREEZER + script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.fixture
def _standing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)


@pytest.mark.usefixtures("_standing")
class TestWithAClockThatStandsStill:
    def test_the_clock_goes_on(self) -> None:
        first = clock.monotonic()
        while clock.monotonic() == first:
            pass

    def test_a_sleep_ends(self) -> None:
        asyncio.run(clock.async_sleep(0.001))
        asyncio.run(clock.async_sleep(-1))

    def test_a_limit_ends_what_takes_longer(self) -> None:
        async def main() -> None:
            async with clock.async_limit(0.001):
                await asyncio.Event().wait()

        with pytest.raises(TimeoutError):
            asyncio.run(main())

    def test_a_limit_leaves_the_rest_alone(self) -> None:
        async def main() -> str:
            async with clock.async_limit(3600), clock.async_limit(None):
                return "done"

        assert asyncio.run(main()) == "done"

    def test_a_limit_that_strikes_too_late_does_nothing(self, caplog: pytest.LogCaptureFixture) -> None:
        async def main() -> None:
            async with clock.async_limit(0.0):
                for thread in threading.enumerate():
                    if isinstance(thread, threading.Timer):
                        thread.join()  # it has fired, and the loop has had no turn
            await asyncio.sleep(0)

        asyncio.run(main())
        assert caplog.records == []
