"""What hooks see of a call, and that they change nothing."""

import pickle
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, CallInfo, CallResult, ConfigurationError, Hook, KonigleError, OutcomeUnknown
from konigle import exceptions as errors
from konigle.exceptions import Attempt
from tests._async.harness import CAMPAIGN, CONTACT, MAIL, TRANSPORT, Clock, Recorder, Server, page, reply

pytestmark = pytest.mark.anyio

Make = Callable[..., AsyncClient]
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def client(make: Make, recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> AsyncClient:
    monkeypatch.setattr(f"{TRANSPORT}.utc_now", lambda: NOON)
    return make(hooks=[recorder])


class TestEvents:
    async def test_a_call_has_a_start_an_attempt_and_an_end(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.takes_s = 0.25
        await client.contacts.get("c1")
        assert recorder.names == ["start", "attempt", "end"]
        [call], [attempt], [result] = recorder.of("start"), recorder.of("attempt"), recorder.of("end")
        sent = server.requests[0].headers["X-Request-ID"]
        assert (call.operation, call.method, call.path_template) == (
            "getContact",
            "GET",
            "/reachout/api/v1/contacts/{contact_id}",
        )
        assert (call.scheme, call.host, call.port, call.replay) == ("https", "tim.konigle.com", 443, "safe")
        assert call.request_id == attempt.request_id == result.request_id == sent
        assert (attempt.operation, attempt.replay, attempt.number) == ("getContact", "safe", 1)
        assert (attempt.status_code, attempt.error, attempt.error_kind) == (200, None, None)
        assert (attempt.started_at, attempt.elapsed_s) == (NOON, 0.25)
        assert (result.call, result.operation, result.status_code) == (call, "getContact", 200)
        assert (result.attempts, result.elapsed_s) == ((attempt,), 0.25)

    async def test_a_retry_is_reported_before_the_wait(
        self, client: AsyncClient, server: Server, recorder: Recorder, clock: Clock
    ) -> None:
        server.will(reply(503), httpx.ConnectError("m"), reply(200, CONTACT))
        await client.contacts.get("c1")
        assert recorder.names == ["start", "attempt", "retry", "attempt", "retry", "attempt", "end"]
        first, second = recorder.of("retry")
        attempts = recorder.of("attempt")
        assert first == (attempts[0], 0.5, "the server responded with 503")
        assert second[:2] == (attempts[1], 1.0)
        assert second[2].startswith("the connection could not be established")
        assert [attempt.error_kind for attempt in attempts] == [None, "not_sent", None]
        assert attempts[1].error == second[2]
        assert recorder.of("end")[0].elapsed_s == sum(clock.slept) == 1.5

    async def test_a_response_that_cannot_be_decoded_is_an_error_of_the_attempt(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(reply(200, b"<html>"), reply(200, CONTACT))
        await client.contacts.get("c1")
        first, _ = recorder.of("attempt")
        assert (first.status_code, first.error_kind) == (200, "unreadable")
        assert (
            first.error
            == recorder.of("retry")[0][2]
            == ("the server responded with 200, but the body is not JSON")
        )

    async def test_the_end_of_a_failed_call_is_the_error_that_is_raised(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(reply(404, {"detail": "gone"}))
        with pytest.raises(errors.NotFoundError) as caught:
            await client.contacts.get("c1")
        assert recorder.names == ["start", "attempt", "end"]
        assert recorder.of("end") == [caught.value]
        assert caught.value.attempts == tuple(recorder.of("attempt"))

    async def test_calls_that_fail_before_anything_is_sent_are_seen(
        self, make: Make, recorder: Recorder, server: Server
    ) -> None:
        client = make(hooks=[recorder], recipients_allowlist=["example.org"])
        with pytest.raises(errors.InvalidArgumentError, match="recipients_allowlist") as caught:
            await client.emails.send(MAIL)
        assert recorder.names == ["start", "end"]
        assert recorder.of("end") == [caught.value]
        await client.close()
        with pytest.raises(errors.ClientClosedError):
            await client.contacts.get("c1")
        assert recorder.names == ["start", "end"] * 2
        assert server.requests == []

    async def test_arguments_that_are_rejected_start_no_call(
        self, client: AsyncClient, recorder: Recorder
    ) -> None:
        with pytest.raises(errors.InvalidArgumentError):
            await client.contacts.create({"email": "none"})
        with pytest.raises(errors.InvalidArgumentError):
            await client.contacts.get("c1", retry_count=-1)
        assert recorder.events == []

    async def test_a_dry_run_ends_without_an_attempt(self, make: Make, recorder: Recorder) -> None:
        await make(hooks=[recorder], dry_run=True).contacts.create({"email": "ada@example.com"})
        assert recorder.names == ["start", "end"]
        assert (recorder.of("end")[0].status_code, recorder.of("end")[0].attempts) == (None, ())

    async def test_each_page_is_a_call(self, client: AsyncClient, server: Server, recorder: Recorder) -> None:
        following = "https://tim.konigle.com/next"
        server.will(page(CONTACT, next=following), page({**CONTACT, "id": "c2"}))
        assert len([contact async for contact in client.contacts.iter_all(prefetch=0)]) == 2
        assert recorder.names == ["start", "attempt", "end"] * 2

    async def test_the_state_check_after_a_refused_retry_is_a_call(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(reply(502), reply(409), reply(200, {**CAMPAIGN, "status": "paused"}))
        await client.campaigns.pause("k1")
        assert [call.operation for call in recorder.of("start")] == ["pauseCampaign", "pauseCampaign.lookup"]
        assert [result.operation for result in recorder.of("end")] == [
            "pauseCampaign.lookup",
            "pauseCampaign",
        ]

    async def test_an_interrupted_call_ends_with_what_interrupted_it(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        def interrupt(request: httpx.Request) -> httpx.Response:
            raise KeyboardInterrupt

        server.will(interrupt)
        with pytest.raises(KeyboardInterrupt):
            await client.contacts.get("c1")
        assert recorder.names == ["start", "end"]
        assert isinstance(recorder.of("end")[0], KeyboardInterrupt)

    async def test_no_event_shows_an_id_a_filter_an_address_or_a_body(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(page({**CONTACT, "source": "hearsay"}))
        await client.contacts.list(q="ada@example.com")
        server.will(reply(503, b"ada@example.com"), reply(200, CONTACT))
        await client.contacts.get("secret-id")
        server.will(reply(201, CONTACT))
        await client.contacts.create({"email": "ada@example.com"})
        seen = repr(recorder.events)
        assert len(recorder.events) == 12
        for secret in ("example.com", "secret-id", "sk-live", "hearsay"):
            assert secret not in seen

    async def test_the_path_of_a_request_that_the_caller_wrote_is_not_shown(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        await client.request("GET", "/reachout/api/v1/people/ada%40example.com", query={"q": "ada"})
        [call] = recorder.of("start")
        assert (call.operation, call.method, call.path_template) == ("request", "GET", "")
        assert "example.com" not in repr(recorder.events)


class TestViews:
    async def test_a_view_shares_the_hooks_and_the_rate_limit_of_the_client(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(page({**CONTACT, "source": "hearsay"}))
        view = client.with_options(timeout=5)
        await client.contacts.list()
        server.will(reply(200, {**CONTACT, "source": "hearsay"}, x_ratelimit_remaining="3"))
        await view.contacts.get("c1")
        assert recorder.names == ["start", "drift", "attempt", "end", "start", "attempt", "end"]
        assert client.rate_limit is view.rate_limit is not None

    async def test_a_view_may_have_hooks_of_its_own(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        other = Recorder()
        await client.with_options(hooks=[other]).contacts.get("c1")
        assert (recorder.events, other.names) == ([], ["start", "attempt", "end"])


class TestHeaders:
    async def test_a_hook_may_add_headers_which_every_attempt_has(self, make: Make, server: Server) -> None:
        class Traced(Hook):
            def on_call_start(self, call: CallInfo) -> None:
                call.extra_headers["traceparent"] = "00-a-b-01"
                call.extra_headers["X-Request-ID"] = "mine"

        server.will(reply(503), reply(200, CONTACT))
        client = make(hooks=[Traced()])
        await client.contacts.get("c1")
        await client.contacts.get("c1", extra_headers={"traceparent": "00-c-d-01"})
        traced = [request.headers["traceparent"] for request in server.requests]
        assert traced == ["00-a-b-01", "00-a-b-01", "00-c-d-01"]
        assert all(request.headers["X-Request-ID"] != "mine" for request in server.requests)

    @pytest.mark.parametrize(
        "wrong", [{"authorization": "Token x"}, {"a b": "c"}, {"a": "b\r\nc: d"}, {"a": 5}, {3: "a"}]
    )
    async def test_headers_that_cannot_be_sent_are_left_out_and_logged(
        self, make: Make, server: Server, caplog: pytest.LogCaptureFixture, wrong: dict[str, str]
    ) -> None:
        class Wrong(Hook):
            def on_call_start(self, call: CallInfo) -> None:
                call.extra_headers.update(wrong)

        await make(hooks=[Wrong()]).contacts.get("c1")
        assert server.requests[0].headers["authorization"] == "Token sk-live/0123456789+abcdef"
        assert "a" not in server.requests[0].headers
        assert "Headers of getContact" in caplog.text


class TestSeveral:
    async def test_they_are_called_in_order_and_at_the_end_in_reverse(
        self, make: Make, server: Server
    ) -> None:
        events: list[Any] = []
        client = make(hooks=[Recorder("a ", events), Recorder("b ", events)])
        await client.contacts.get("c1")
        assert [event[0] for event in events] == [
            "a start",
            "b start",
            "a attempt",
            "b attempt",
            "b end",
            "a end",
        ]

    async def test_state_is_carried_from_start_to_end_in_a_context_variable(
        self, make: Make, server: Server
    ) -> None:
        current: ContextVar[str] = ContextVar("current", default="")
        seen: list[str] = []

        class Carries(Hook):
            def on_call_start(self, call: CallInfo) -> None:
                current.set(call.request_id)

            def on_attempt(self, attempt: Attempt) -> None:
                seen.append(current.get())

            def on_call_end(self, result_or_error: CallResult | BaseException) -> None:
                seen.append(current.get())

        await make(hooks=[Carries()]).contacts.get("c1")
        assert seen == [server.requests[0].headers["X-Request-ID"]] * 2


class TestDrift:
    async def test_what_differs_is_reported_once_for_each_field_and_kind(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        odd = {**CONTACT, "source": "hearsay", "ltv": "a lot"}
        del odd["updated_at"]
        server.will(page(odd, {**odd, "id": "c2"}, CONTACT))
        await client.contacts.list()
        await client.contacts.list()
        assert recorder.of("drift") == [
            ("Contact", "source", "unknown_value"),
            ("Contact", "ltv", "invalid_value"),
            ("Contact", "updated_at", "missing"),
        ]

    async def test_an_inner_field_is_reported_and_not_the_field_around_it(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(reply(200, {**CAMPAIGN, "execution": {"status": "napping"}}))
        await client.campaigns.get("k1")
        assert recorder.of("drift") == [("CampaignExecution", "status", "unknown_value")]
        server.will(reply(200, {**CAMPAIGN, "execution": "none"}))
        await client.campaigns.get("k1")
        assert recorder.of("drift")[1:] == [("Campaign", "execution", "invalid_value")]

    async def test_large_pages_are_decoded_in_chunks_and_their_drift_is_reported(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        many = [{**CONTACT, "id": f"c{number}"} for number in range(400)]
        many[399]["source"] = "hearsay"
        server.will(page(*many, num_pages=1))
        assert len([contact async for contact in client.contacts.iter_all(page_size=200)]) == 400
        assert recorder.names == ["start", "attempt", "end", "drift"]

    async def test_a_result_made_from_the_request_is_no_drift(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(reply(204))
        await client.contacts.update("c1", {"first_name": "Ada"})
        assert recorder.of("drift") == []

    async def test_what_is_as_documented_is_not_reported(
        self, client: AsyncClient, server: Server, recorder: Recorder
    ) -> None:
        server.will(page({**CONTACT, "source": "lead", "loyalty": 3}))
        await client.contacts.list()
        assert recorder.of("drift") == []


class TestSettings:
    @pytest.mark.parametrize("wrong", [[object()], [Recorder], Recorder(), [print], "x", 5])
    async def test_what_is_no_list_of_hooks_is_rejected(self, make: Make, wrong: Any) -> None:
        with pytest.raises(ConfigurationError, match="hooks must be a list"):
            make(hooks=wrong)

    async def test_they_are_part_of_the_settings_and_of_a_pickled_client(self) -> None:
        client = AsyncClient("sk-1234567890", hooks=[Recorder("copied ")], pickle_api_key=True)
        copied = pickle.loads(pickle.dumps(client))
        assert [hook.name for hook in copied.config.hooks] == ["copied "]
        assert client.config.hooks[0].name == AsyncClient.from_config(client.config).config.hooks[0].name  # type: ignore[attr-defined]  # a Recorder

    async def test_a_method_set_on_the_object_is_called_too(self, make: Make, server: Server) -> None:
        seen: list[Attempt] = []
        hook = Hook()
        hook.on_attempt = seen.append  # type: ignore[method-assign]  # as a mock does
        await make(hooks=[hook]).contacts.get("c1")
        assert [attempt.operation for attempt in seen] == ["getContact"]


async def test_unknown_outcomes_are_errors_like_others(
    client: AsyncClient, server: Server, recorder: Recorder
) -> None:
    server.will(httpx.ReadError("m"))
    with pytest.raises(OutcomeUnknown) as caught:
        await client.emails.send(MAIL)
    assert recorder.of("end") == [caught.value]
    assert isinstance(caught.value, KonigleError)
