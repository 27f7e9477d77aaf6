"""Hooks that raise, or call the client, change no result."""

import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, CallResult, Hook
from konigle import exceptions as errors
from konigle.exceptions import Attempt
from tests._async.harness import CONTACT, Recorder, Server, reply

pytestmark = pytest.mark.anyio

Make = Callable[..., AsyncClient]
METHODS = ["on_call_start", "on_attempt", "on_retry", "on_call_end", "on_drift"]


def breaking(name: str, problem: type[BaseException] = ZeroDivisionError) -> Hook:
    """A hook of which one method raises."""

    def fails(self: Hook, *event: Any) -> None:
        raise problem("broken hook")

    fails.__name__ = name
    return type("Breaking", (Hook,), {name: fails})()  # type: ignore[no-any-return]  # made by type()


class TestFailures:
    @pytest.mark.parametrize("name", METHODS)
    async def test_the_result_is_the_same_and_other_hooks_are_called(
        self, make: Make, server: Server, recorder: Recorder, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        client = make(hooks=[breaking(name), recorder, breaking(name)])
        for _ in range(3):
            server.will(reply(503), reply(200, {**CONTACT, "source": "hearsay"}))
            assert (await client.contacts.get("c1")).id == "c1"
        assert recorder.names.count("end") == recorder.names.count("start") == 3
        assert (recorder.names.count("attempt"), recorder.names.count("retry")) == (6, 3)
        logged = [record for record in caplog.records if record.levelno == logging.ERROR]
        assert len(logged) == 1
        assert f"Breaking.{name} raised ZeroDivisionError" in logged[0].getMessage()
        assert "broken hook" in logged[0].getMessage()

    @pytest.mark.parametrize("name", METHODS[:-1])
    async def test_the_error_is_the_same(self, make: Make, server: Server, name: str) -> None:
        server.will(reply(503), httpx.ReadError("m"))
        client = make(hooks=[breaking(name)], retry_count=1)
        with pytest.raises(errors.NetworkError, match="Gave up after 2 attempts") as caught:
            await client.contacts.get("c1")
        assert not isinstance(caught.value.__context__, ZeroDivisionError)
        assert len(caught.value.attempts) == 2

    async def test_the_log_of_a_failure_does_not_quote_the_error_of_the_call(
        self, make: Make, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.will(reply(400, {"detail": "ada@example.com exists"}))
        with pytest.raises(errors.ValidationError, match="ada@"):
            await make(hooks=[breaking("on_call_end")]).contacts.get("c1")
        assert "broken hook" in caplog.text
        assert "ada@" not in caplog.text

    async def test_a_second_type_of_exception_is_logged_too(
        self, make: Make, caplog: pytest.LogCaptureFixture
    ) -> None:
        problems: list[Exception] = [KeyError("a"), KeyError("b"), ValueError("c"), KeyError("d")]

        class Breaks(Hook):
            def on_attempt(self, attempt: Attempt) -> None:
                raise problems.pop(0)

        client = make(hooks=[Breaks()])
        for _ in range(4):
            await client.contacts.get("c1")
        logged = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
        assert [said.split("raised ")[1].split(";")[0] for said in logged] == ["KeyError", "ValueError"]

    async def test_an_interrupt_in_a_hook_is_not_swallowed(self, make: Make) -> None:
        with pytest.raises(KeyboardInterrupt):
            await make(hooks=[breaking("on_attempt", KeyboardInterrupt)]).contacts.get("c1")

    async def test_calls_that_a_hook_makes_are_not_reported(self, make: Make, server: Server) -> None:
        class Calls(Recorder):
            async def on_call_end(self, result_or_error: CallResult | BaseException) -> None:
                super().on_call_end(result_or_error)
                assert len(self.events) < 10
                await made[0].contacts.get("c2")

        hook = Calls()
        made = [make(hooks=[hook])]
        await made[0].contacts.get("c1")
        assert hook.names == ["start", "attempt", "end"]
        assert len(server.requests) == 2
