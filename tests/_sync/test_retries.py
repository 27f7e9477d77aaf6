# Derived from tests/_async/test_retries.py by `python -m generator`; do not edit.
"""What is repeated, how often, and with what body: by replay class, not by verb."""

import json
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Any

import httpx
import pytest

from konigle import Client
from konigle import exceptions as errors
from konigle._core.call import Call, Operation, StateCheck
from konigle._core.decoding import decode_object
from tests._sync.harness import CAMPAIGN, CONTACT, MAIL, Clock, Reply, Server, page, reply

pytestmark = pytest.mark.anyio

Make = Callable[..., Client]
Use = Callable[[Client], Awaitable[Any]]

SAFE: list[Use] = [
    lambda client: client.contacts.get("c1"),
    lambda client: client.contacts.list(),
    lambda client: client.email_accounts.check_status(),
    lambda client: client.email_identities.check_verification_status("i1"),
]
SETTLED: list[Use] = [
    lambda client: client.contacts.update("c1", {"first_name": "Grace"}),
    lambda client: client.contacts.delete("c1"),
    lambda client: client.campaigns.pause("k1"),
    lambda client: client.campaigns.resume("k1"),
    lambda client: client.campaigns.cancel("k1"),
    lambda client: client.campaigns.schedule("k1", "2030-01-01T00:00:00Z"),
    lambda client: client.email_channels.set_engagement_tracking("h1", True),
    lambda client: client.email_identities.setup_custom_mail_from("i1", "mail.example.com"),
]
ONCE: list[Use] = [
    lambda client: client.contacts.create({"email": "ada@example.com"}),
    lambda client: client.campaigns.start("k1"),
    lambda client: client.campaigns.add_ltv("k1", {"value": "9.99", "currency": "EUR"}),
    lambda client: client.contacts.update_ltv({"email": "ada@example.com", "value": "1", "currency": "EUR"}),
    lambda client: client.campaigns.send_test_email("k1", "ada@example.com"),
    lambda client: client.campaigns.new_email_campaign(
        {
            "campaign_name": "n",
            "email_channel": "c",
            "contact_tags": ["t"],
            "subject": "s",
            "body_html": "b",
        }
    ),
    lambda client: client.email_accounts.setup(
        {"account_name": "n", "default_from_email": "", "identity_value": "example.com"}
    ),
    lambda client: client.emails.send(MAIL),
    lambda client: client.emails.send({**MAIL, "attachments": [b"file"]}),
]
GOOD = reply(200, {**CONTACT, **CAMPAIGN, "status": "paused", "payload": [], "count": 0})
NEVER_APPLIED: list[Reply] = [
    httpx.ConnectError("m"),
    httpx.ConnectTimeout("m"),
    httpx.PoolTimeout("m"),
    reply(429),
    reply(429, Retry_After="1"),
    reply(503, Retry_After="1"),
]
MAYBE_APPLIED: list[Reply] = [
    httpx.ReadError("m"),
    httpx.WriteError("m"),
    httpx.RemoteProtocolError("m"),
    httpx.ReadTimeout("m"),
    ConnectionResetError(),
    reply(500),
    reply(502, b"<html>Bad gateway</html>"),
    reply(503),
    reply(504, {"detail": "slow"}),
    reply(200, b"<html>"),
    reply(200, b'{"id": "c1", '),
]


@pytest.mark.parametrize("failure", NEVER_APPLIED)
@pytest.mark.parametrize("use", [*SAFE, *SETTLED, *ONCE])
def test_what_was_never_applied_is_repeated_for_all(
    client: Client, server: Server, use: Use, failure: Reply
) -> None:
    server.will(failure, failure, GOOD)
    use(client)
    assert len(server.requests) == 3


@pytest.mark.parametrize("failure", MAYBE_APPLIED)
@pytest.mark.parametrize("use", [*SAFE, *SETTLED])
def test_after_a_lost_response_safe_and_settled_calls_are_repeated(
    client: Client, server: Server, use: Use, failure: Reply
) -> None:
    server.will(failure, failure, GOOD)
    use(client)
    assert len(server.requests) == 3
    assert len(set(server.seen)) == 1


@pytest.mark.parametrize("failure", MAYBE_APPLIED)
@pytest.mark.parametrize("use", ONCE)
def test_after_a_lost_response_once_calls_are_not(
    client: Client, server: Server, use: Use, failure: Reply
) -> None:
    server.will(failure, GOOD)
    with pytest.raises(errors.OutcomeUnknown, match=r"before calling again\.") as caught:
        use(client)
    assert len(server.requests) == 1
    assert caught.value.applied == "unknown"
    assert len(caught.value.attempts) == 1


@pytest.mark.parametrize("use", [*SAFE, *SETTLED, *ONCE])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 422])
def test_a_refusal_is_never_repeated(client: Client, server: Server, use: Use, status: int) -> None:
    server.will(reply(status, {"detail": "no"}), GOOD)
    with pytest.raises(errors.APIError) as caught:
        use(client)
    assert len(server.requests) == 1
    assert (caught.value.status_code, caught.value.applied) == (status, "no")
    assert not isinstance(caught.value, errors.OutcomeUnknown)


class TestOnceWithAKey:
    def test_the_same_key_is_sent_on_every_attempt_if_the_server_honours_it(
        self, make: Make, server: Server
    ) -> None:
        server.will(httpx.ReadError("m"), reply(500), reply(201, CONTACT))
        client = make(assume_idempotent=True)
        client.contacts.create({"email": "ada@example.com"}, idempotency_key="order-7")
        assert [request.headers["Idempotency-Key"] for request in server.requests] == ["order-7"] * 3

    def test_without_assume_idempotent_nothing_is_repeated(self, make: Make, server: Server) -> None:
        server.will(httpx.ReadError("m"))
        with pytest.raises(errors.UnknownOutcomeNetworkError) as caught:
            make().contacts.create({"email": "ada@example.com"}, idempotency_key="k")
        assert len(server.requests) == 1
        assert caught.value.idempotency_key == "k"

    @pytest.mark.parametrize("use", ONCE)
    def test_each_call_gets_a_key_that_all_its_attempts_share(
        self, make: Make, server: Server, use: Use
    ) -> None:
        client = make(assume_idempotent=True)
        server.will(httpx.ReadError("m"), reply(500), GOOD)
        with client.raw_responses() as calls:
            use(client)
            use(client)
        sent = [request.headers["Idempotency-Key"] for request in server.requests]
        assert sent == [sent[0]] * 3 + [sent[3]]
        assert sent[0] != sent[3]
        assert [call.idempotency_key for call in calls] == [sent[0], sent[3]]

    def test_an_error_has_the_key_that_was_sent(self, make: Make, server: Server) -> None:
        server.will(httpx.ReadError("m"))
        with pytest.raises(errors.UnknownOutcomeNetworkError) as caught:
            make(assume_idempotent=True).contacts.create({"email": "ada@example.com"})
        assert {request.headers["Idempotency-Key"] for request in server.requests} == {
            caught.value.idempotency_key
        }
        assert len(server.requests) == 4

    @pytest.mark.parametrize("use", [*SAFE, *SETTLED])
    def test_a_call_that_may_be_repeated_anyway_gets_none(self, make: Make, server: Server, use: Use) -> None:
        client = make(assume_idempotent=True)
        server.will(GOOD)
        with client.raw_responses() as calls:
            use(client)
        assert "Idempotency-Key" not in server.requests[0].headers
        assert calls[0].idempotency_key is None


class TestBodies:
    def test_json_is_the_same_on_every_attempt(self, client: Client, server: Server) -> None:
        server.will(reply(503, Retry_After="1"), httpx.ConnectError("m"), reply(201, CONTACT))
        client.contacts.create({"email": "zoë@example.com", "first_name": "Zoë"})
        assert len(set(server.bodies)) == 1
        assert server.sent == {"email": "zoë@example.com", "first_name": "Zoë"}

    def test_so_is_a_form_with_its_boundary(self, client: Client, server: Server) -> None:
        server.will(reply(429), httpx.ConnectError("m"), reply(200, {"status": "sent"}))
        client.emails.send({**MAIL, "attachments": [b"file", (b"two", "two.txt")]})
        assert len(server.bodies) == 3
        assert len(set(server.bodies)) == 1
        assert len({request.headers["Content-Type"] for request in server.requests}) == 1

    def test_and_what_names_the_call(self, client: Client, server: Server) -> None:
        server.will(reply(429), reply(429), GOOD)
        client.contacts.get("c1")
        assert len({request.headers["X-Request-ID"] for request in server.requests}) == 1
        client.contacts.get("c1")
        assert len({request.headers["X-Request-ID"] for request in server.requests}) == 2


class TestStateChecks:
    LOST = httpx.ReadError("m")

    @pytest.mark.parametrize(
        ("use", "state"),
        [
            (lambda client: client.campaigns.pause("k/1"), {"status": "paused"}),
            (lambda client: client.campaigns.resume("k/1"), {"status": "running"}),
            (lambda client: client.campaigns.resume("k/1"), {"status": "completed"}),
            (lambda client: client.campaigns.cancel("k/1"), {"status": "cancelled"}),
            (
                lambda client: client.campaigns.schedule("k/1", "2030-01-01T01:00:00+01:00"),
                {"scheduled_at": "2030-01-01T00:00:00Z"},
            ),
        ],
    )
    @pytest.mark.parametrize("refusal", [400, 409, 422])
    def test_a_refused_repeat_is_done_if_the_state_is_the_wanted_one(
        self, client: Client, server: Server, use: Use, state: Any, refusal: int
    ) -> None:
        server.will(self.LOST, reply(refusal, {"detail": "already"}), reply(200, {**CAMPAIGN, **state}))
        campaign = use(client)
        assert campaign.name == "Spring"
        assert server.seen[2] == "GET /reachout/api/v1/campaigns/k%2F1"
        assert len(server.requests) == 3

    @pytest.mark.parametrize(
        "lookup", [reply(200, CAMPAIGN), reply(404), reply(500), httpx.ReadError("m"), reply(200, b"<html>")]
    )
    def test_else_the_refusal_is_raised_and_the_outcome_left_open(
        self, client: Client, server: Server, lookup: Reply
    ) -> None:
        server.will(self.LOST, reply(409, {"detail": "It is a draft."}), lookup)
        with pytest.raises(errors.ConflictError, match=r"It is a draft.*calling again is safe") as caught:
            client.campaigns.pause("k1")
        assert caught.value.applied == "unknown"
        assert isinstance(caught.value, ValueError)

    def test_the_lookup_has_what_is_left_of_the_deadline(self, client: Client, server: Server) -> None:
        server.takes_s = 1.0
        server.will(self.LOST, reply(409), reply(200, {**CAMPAIGN, "status": "paused"}))
        assert (client.campaigns.pause("k1", deadline=10)).status == "paused"
        # 1 s and a wait of 0.5 s, 1 s
        assert [limits["read"] for limits in server.limits] == [10, 8.5, 7.5]

    def test_without_a_resource_to_check_the_refusal_is_raised(self, client: Client, server: Server) -> None:
        settle = Operation(
            "settleAll", "POST", "/v1/things/settle", "settled", StateCheck("status", ("done",))
        )
        server.will(self.LOST, reply(409))
        with pytest.raises(errors.ConflictError):
            client.transport.send(Call(settle, decode_object))
        assert len(server.requests) == 2

    def test_a_refused_first_attempt_is_not_looked_into(self, client: Client, server: Server) -> None:
        server.will(reply(409, {"detail": "no"}))
        with pytest.raises(errors.ConflictError):
            client.campaigns.pause("k1")
        assert len(server.requests) == 1

    def test_a_repeated_delete_of_what_is_gone_is_done(self, client: Client, server: Server) -> None:
        server.will(self.LOST, reply(404))
        assert client.contacts.delete("c1") is True
        assert server.seen == ["DELETE /reachout/api/v1/contacts/c1"] * 2

    def test_a_first_one_is_not(self, client: Client, server: Server) -> None:
        server.will(reply(404))
        with pytest.raises(errors.NotFoundError):
            client.contacts.delete("c1")

    def test_a_refused_repeat_of_an_update_is_an_error(self, client: Client, server: Server) -> None:
        server.will(self.LOST, reply(400, {"first_name": ["No."]}))
        with pytest.raises(errors.ValidationError) as caught:
            client.contacts.update("c1", {"first_name": "x"})
        assert caught.value.applied == "unknown"
        assert len(server.requests) == 2


class TestWaits:
    def test_they_double(self, client: Client, server: Server, clock: Clock) -> None:
        server.will(reply(500))
        with pytest.raises(errors.ServerError, match="Gave up after 4 attempts") as caught:
            client.contacts.get("c1")
        assert clock.slept == [0.5, 1.0, 2.0]
        assert [made.waited_s for made in caught.value.attempts] == [0.0, 0.5, 1.0, 2.0]

    def test_retry_after_is_kept_to(self, client: Client, server: Server, clock: Clock) -> None:
        server.will(reply(429, Retry_After="7"), reply(503, Retry_After="3"), GOOD)
        client.contacts.get("c1")
        assert clock.slept == [7.0, 3.0]

    def test_an_error_tells_it(self, make: Make, server: Server) -> None:
        server.will(reply(429, Retry_After="7"))
        with pytest.raises(errors.RateLimitError) as caught:
            make(enable_retry=False).contacts.get("c1")
        assert caught.value.retry_after == 7.0
        assert caught.value.applied == "no"

    @pytest.mark.parametrize(
        ("settings", "options", "attempts"),
        [
            ({}, {}, 4),
            ({"retry_count": 1}, {}, 2),
            ({"retry_count": 5}, {"retry_count": 0}, 1),
            ({"retry_count": 0}, {"retry_count": 2}, 3),
            ({"enable_retry": False}, {"retry_count": 2}, 1),
        ],
    )
    def test_how_often_is_the_clients_or_the_calls(
        self, make: Make, server: Server, settings: Any, options: Any, attempts: int
    ) -> None:
        server.will(reply(500))
        with pytest.raises(errors.ServerError):
            make(**settings).contacts.get("c1", **options)
        assert len(server.requests) == attempts

    def test_one_outage_uses_up_the_budget_of_the_client(self, client: Client, server: Server) -> None:
        server.will(reply(500))
        for _ in range(40):
            with pytest.raises(errors.ServerError):
                client.contacts.get("c1")
        assert len(server.requests) == 40 + 100
        server.will(page())
        client.contacts.list()


@pytest.mark.parametrize(
    ("table", "replay"),
    [(SAFE, "safe"), (SETTLED, "settled"), (ONCE, "once")],
    ids=["safe", "settled", "once"],
)
def test_the_classes_are_those_of_the_spec(
    client: Client, server: Server, table: list[Use], replay: str
) -> None:
    text = resources.files("konigle._generated").joinpath("openapi.json").read_text(encoding="utf-8")
    classes = {
        operation["operationId"]: operation["x-replay"]
        for path in json.loads(text)["paths"].values()
        for operation in path.values()
        if "operationId" in operation
    }
    server.will(GOOD)
    for use in table:
        with client.raw_responses() as calls:
            use(client)
        assert classes[calls[0].operation] == replay


class TestShouldRetry:
    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_a_server_can_stop_retries(self, client: Client, server: Server, status: int) -> None:
        server.will(reply(status, {}, x_should_retry="false", retry_after="1"), GOOD)
        with pytest.raises(
            errors.APIError, match=r"the server asks not to \(x-should-retry: false\)"
        ) as caught:
            client.contacts.get("c1")
        assert len(server.requests) == 1
        assert caught.value.should_retry is False

    def test_a_server_can_ask_for_a_retry(self, client: Client, server: Server) -> None:
        server.will(reply(409, {}, x_should_retry=" TRUE "), GOOD)
        client.contacts.update("c1", {"first_name": "Grace"})
        assert len(server.requests) == 2

    @pytest.mark.parametrize("use", ONCE)
    def test_but_not_of_what_must_not_run_twice(self, client: Client, server: Server, use: Use) -> None:
        server.will(reply(409, {}, x_should_retry="true"), GOOD)
        with pytest.raises(errors.ConflictError):
            use(client)
        assert len(server.requests) == 1

    @pytest.mark.parametrize("said", ["", "yes", "1", "null"])
    def test_any_other_value_says_nothing(self, client: Client, server: Server, said: str) -> None:
        server.will(reply(500, {}, x_should_retry=said), GOOD)
        client.contacts.get("c1")
        assert len(server.requests) == 2

    def test_it_stops_the_retries_of_bulk_calls_too(self, client: Client, server: Server) -> None:
        server.will(reply(429, {}, x_should_retry="false"))
        [result] = [one for one in client.contacts.create_many([{"email": "ada@example.com"}])]
        assert isinstance(result.error, errors.RateLimitError)
        assert len(server.requests) == 1
