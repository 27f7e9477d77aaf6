"""Calls that end without a usable response: deadlines, redirects, odd bodies, empty bodies."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from konigle import AsyncClient
from konigle import exceptions as errors
from konigle.models.comm import BaseResource
from tests._async.harness import (
    ACCOUNT,
    CAMPAIGN,
    CONTACT,
    HOST,
    KEY,
    MAIL,
    Clock,
    Reply,
    Server,
    page,
    reply,
    run,
)
from tests.contract.steps import NOWHERE, Step, first_steps
from tests.spec.document import operations

pytestmark = pytest.mark.anyio

Make = Callable[..., AsyncClient]
NEW_CAMPAIGN: dict[str, Any] = {
    "campaign_name": "Spring",
    "email_channel": "c",
    "contact_tags": ["t"],
    "subject": "s",
    "body_html": "b",
}
EMPTY = [reply(200), reply(204), reply(201, b"  \n"), reply(202)]
WRITES = [step for step in first_steps() if operations()[step.operation].node["x-replay"] != "safe"]


class TestTime:
    async def test_a_deadline_bounds_attempts_and_waits_together(
        self, make: Make, server: Server, clock: Clock
    ) -> None:
        server.will(reply(500))
        server.takes_s = 1.0
        with pytest.raises(errors.ServerError, match=r"past the deadline of 3 s") as caught:
            await make(retry_count=9).contacts.get("c1", deadline=3.0)
        # an attempt of 1 s, a wait of 0.5 s, an attempt of 1 s; another wait of 1 s would end past the deadline
        assert len(server.requests) == 2
        assert clock.slept == [0.5]
        assert clock.now - 1000.0 == 2.5
        assert [made.started_s for made in caught.value.attempts] == [0.0, 1.5]

    async def test_the_clients_deadline_holds_for_each_call_anew(
        self, make: Make, server: Server, clock: Clock
    ) -> None:
        server.will(reply(500))
        server.takes_s = 1.0
        client = make(deadline=1.2)
        for _ in range(2):
            with pytest.raises(errors.ServerError):
                await client.contacts.get("c1")
        assert len(server.requests) == 2
        with pytest.raises(errors.ServerError):
            await client.contacts.get("c1", deadline=None)
        assert len(server.requests) == 6

    async def test_a_retry_after_past_the_deadline_ends_the_call_at_once(
        self, client: AsyncClient, server: Server, clock: Clock
    ) -> None:
        server.will(reply(429, Retry_After="60"))
        with pytest.raises(errors.RateLimitError, match=r"wait 60.0 s, past the deadline") as caught:
            await client.contacts.get("c1", deadline=30)
        assert (len(server.requests), clock.slept) == (1, [])
        assert caught.value.retry_after == 60.0

    async def test_each_attempt_gets_what_is_left(self, client: AsyncClient, server: Server) -> None:
        server.takes_s = 1.0
        server.will(reply(429, Retry_After="2"), reply(200, CONTACT))
        await client.contacts.get("c1", deadline=10, timeout=9)
        assert [limits["read"] for limits in server.limits] == [9, 7.0]

    async def test_a_dripping_body_ends_at_the_limit_of_the_attempt(
        self, client: AsyncClient, server: Server, clock: Clock
    ) -> None:
        async def drip() -> AsyncIterator[bytes]:
            for _ in range(1000):
                clock.now += 1.0
                yield b" "

        server.will(lambda request: httpx.Response(200, content=drip()))
        with pytest.raises(
            errors.KonigleTimeoutError, match=r"timed out receiving the response after [34] s"
        ) as caught:
            await client.contacts.get("c1", timeout=3, retry_count=1)
        assert len(caught.value.attempts) == 2
        assert all(made.duration_s <= 4.0 for made in caught.value.attempts)

    async def test_and_at_the_deadline(self, client: AsyncClient, server: Server, clock: Clock) -> None:
        async def drip() -> AsyncIterator[bytes]:
            for _ in range(1000):
                clock.now += 1.0
                yield b" "

        server.will(lambda request: httpx.Response(200, content=drip()))
        with pytest.raises(errors.KonigleTimeoutError):
            await client.contacts.get("c1", timeout=None, deadline=5)
        assert clock.now - 1000.0 <= 6.0

    @pytest.mark.parametrize(
        ("problem", "phase"),
        [
            (httpx.ConnectTimeout("m"), "timed out connecting"),
            (httpx.ReadTimeout("m"), "timed out waiting for the response"),
            (httpx.WriteTimeout("m"), "timed out sending the request"),
            (httpx.PoolTimeout("m"), "timed out waiting for a free connection in the pool"),
        ],
    )
    async def test_the_error_says_which_phase_took_how_long(
        self, client: AsyncClient, server: Server, problem: Exception, phase: str
    ) -> None:
        server.takes_s = 2.5
        server.will(problem)
        with pytest.raises(
            errors.KonigleTimeoutError, match=rf"tim.konigle.com:443 failed: {phase} after 2\.5 s"
        ) as caught:
            await client.contacts.get("c1", retry_count=0)
        assert caught.value.attempts[0].duration_s == 2.5


class TestNetwork:
    @pytest.mark.parametrize(
        "problem",
        [
            httpx.ConnectError("m"),
            httpx.RemoteProtocolError("m"),
            httpx.LocalProtocolError("m"),
            httpx.UnsupportedProtocol("m"),
            httpx.ProxyError("m"),
            httpx.DecodingError("m"),
            httpx.TooManyRedirects("m"),
            OSError("m"),
        ],
    )
    async def test_nothing_of_httpx_comes_out(
        self, client: AsyncClient, server: Server, problem: Exception
    ) -> None:
        server.will(problem)
        with pytest.raises(errors.NetworkError) as caught:
            await client.contacts.get("c1", retry_count=0)
        assert type(caught.value) is errors.NetworkError
        assert not isinstance(caught.value, httpx.HTTPError)
        assert caught.value.__cause__ is problem
        assert caught.value.status_code is None

    async def test_broken_compression_is_a_lost_response(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(200, b"no gzip", content_encoding="gzip"), reply(200, CONTACT))
        assert (await client.contacts.get("c1")).id == "c1"
        assert len(server.requests) == 2


class TestFacts:
    async def test_an_error_knows_the_call(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(503), reply(409, {"detail": "no"}, X_Request_ID="server-1"))
        with pytest.raises(errors.ConflictError) as caught:
            await client.campaigns.cancel("k1", idempotency_key="key-1")
        error = caught.value
        assert (error.operation, error.method) == ("cancelCampaign", "POST")
        assert error.path_template == "/reachout/api/v1/campaigns/{campaign_id}/cancel"
        assert (error.status_code, error.response) == (409, {"detail": "no"})
        assert (error.request_id, error.idempotency_key) == ("server-1", "key-1")
        assert [(made.number, made.status) for made in error.attempts] == [(1, 503), (2, 409)]

    async def test_our_own_request_id_stands_when_the_server_has_none(
        self, client: AsyncClient, server: Server
    ) -> None:
        for response in (reply(404), httpx.ReadError("m")):
            server.will(response)
            with pytest.raises(errors.KonigleError) as caught:
                await client.contacts.get("c1", retry_count=0)
            assert caught.value.request_id == server.requests[-1].headers["X-Request-ID"]


class TestRedirects:
    async def test_a_read_follows_on_the_same_host(self, client: AsyncClient, server: Server) -> None:
        server.will(
            reply(307, location="/moved?x=1"), reply(301, location=f"{HOST}/again"), reply(200, CONTACT)
        )
        assert (await client.contacts.get("c1")).id == "c1"
        assert server.seen == ["GET /reachout/api/v1/contacts/c1", "GET /moved?x=1", "GET /again"]
        assert {request.headers["Authorization"] for request in server.requests} == {f"Token {KEY}"}

    @pytest.mark.parametrize(
        "location", ["https://evil.example.com/x", "//evil.example.com/x", "http://tim.konigle.com/x"]
    )
    async def test_to_another_host_neither_it_nor_the_key_goes(
        self, client: AsyncClient, server: Server, location: str
    ) -> None:
        server.will(reply(302, location=location))
        with pytest.raises(errors.APIError, match=r"302.*only to the same host") as caught:
            await client.contacts.get("c1")
        assert caught.value.status_code == 302
        assert [request.url.host for request in server.requests] == ["tim.konigle.com"]

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    async def test_a_write_never_follows(self, client: AsyncClient, server: Server, status: int) -> None:
        server.will(reply(status, location="/moved"))
        for use in (
            lambda: client.contacts.create({"email": "ada@example.com"}),
            lambda: client.contacts.update("c1", {"first_name": "x"}),
            lambda: client.contacts.delete("c1"),
        ):
            server.requests.clear()
            with pytest.raises(errors.KonigleError) as caught:
                await use()
            assert len(server.requests) == 1
            assert caught.value.status_code == status

    async def test_a_circle_ends(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(302, location="/round"))
        with pytest.raises(errors.APIError) as caught:
            await client.contacts.get("c1")
        assert caught.value.status_code == 302
        assert len(server.requests) == 6


class TestUnreadable:
    @pytest.mark.parametrize(
        ("response", "why"),
        [
            (reply(200, b"<html>Hello</html>", content_type="text/html"), "not JSON"),
            (reply(200), "is empty"),
            (reply(200, b"[]"), "a JSON list"),
            (reply(200, b"null"), "a JSON null"),
            (reply(200, b'{"id": "c1"'), "not JSON"),
        ],
    )
    async def test_a_success_that_cannot_be_read_is_an_error_with_its_head(
        self, client: AsyncClient, server: Server, response: Reply, why: str
    ) -> None:
        server.will(response)
        with pytest.raises(errors.InvalidResponseError, match=why) as caught:
            await client.contacts.get("c1", retry_count=0)
        assert caught.value.status_code == 200
        assert b"<html>Hello</html>".startswith(caught.value.excerpt) or caught.value.excerpt in (
            b"[]",
            b"null",
            b'{"id": "c1"',
        )

    async def test_its_content_type_and_first_bytes_are_reported(
        self, client: AsyncClient, server: Server
    ) -> None:
        server.will(reply(200, b"<html>" + b"x" * 500, content_type="text/html"))
        with pytest.raises(errors.InvalidResponseError, match="text/html") as caught:
            await client.contacts.get("c1", retry_count=0)
        assert caught.value.content_type == "text/html"
        assert caught.value.excerpt == b"<html>" + b"x" * 194

    async def test_a_page_without_a_list_is_one(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(200, {"detail": "hello"}))
        with pytest.raises(errors.InvalidResponseError, match="no list"):
            await client.contacts.list(retry_count=0)

    async def test_of_a_once_write_its_outcome_is_unknown(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(200, b"<html>"))
        with pytest.raises(errors.UnknownOutcomeResponseError) as caught:
            await client.campaigns.start("k1")
        assert isinstance(caught.value, errors.InvalidResponseError)
        assert caught.value.excerpt == b"<html>"

    async def test_an_odd_item_leaves_the_page_whole(self, client: AsyncClient, server: Server) -> None:
        server.will(page(CONTACT, "odd", None, {"id": 2, "source": 5}))
        found = await client.contacts.list()
        assert [getattr(item, "id", item) for item in found.payload] == ["c1", "odd", None, "2"]


class TestEmptyResponses:
    """An empty response to a write that succeeded never raises; what was sent stands in for it."""

    @pytest.mark.parametrize("response", EMPTY)
    async def test_what_was_sent_stands_in(
        self, client: AsyncClient, server: Server, response: Reply
    ) -> None:
        server.will(response)
        created = await client.contacts.create({"email": "ada@example.com", "tags": ["a"]})
        assert (created.email, created.tags, created.id) == ("ada@example.com", ["a"], None)
        updated = await client.contacts.update("c1", {"first_name": None})
        assert (updated.id, updated.first_name) == ("c1", None)
        assert await client.campaigns.send_test_email("k1", "ada@example.com") == {}
        assert isinstance((await client.emails.send(MAIL)).message, str)
        assert (await client.campaigns.new_email_campaign(NEW_CAMPAIGN)).name == "Spring"
        setup = await client.email_accounts.setup(
            {"account_name": "Shop", "default_from_email": "", "identity_value": "example.com"}
        )
        assert (setup["account"].name, setup["channels"]) == ("Shop", [])
        assert setup["identity"].identity_value == "example.com"

    @pytest.mark.parametrize("step", WRITES, ids=lambda step: step.operation)
    async def test_what_is_returned_has_the_id_that_was_given(
        self, client: AsyncClient, server: Server, step: Step
    ) -> None:
        server.will(*EMPTY, reply(204))
        given, named = step.arguments(NOWHERE)
        for _ in EMPTY:
            returned = await run(client, step.call, *given, **named)
            if step.call.endswith(".delete"):
                assert returned is True
            elif isinstance(returned, BaseResource) and isinstance(given[0], str):
                assert returned.id == given[0]
        assert len(server.requests) == len(EMPTY)

    async def test_a_free_form_read_may_be_empty_too(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(200))
        assert await client.email_accounts.check_status() == {}

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"account": 5, "channels": "odd", "identity": [1]},
            {"account": None, "channels": None, "identity": None},
            {"account": ACCOUNT, "channels": [5, None], "identity": "odd"},
        ],
    )
    async def test_an_odd_response_to_a_setup_still_gives_resources(
        self, client: AsyncClient, server: Server, body: Any
    ) -> None:
        server.will(reply(201, body))
        made = await client.email_accounts.setup(
            {"account_name": "Shop", "default_from_email": "", "identity_value": "example.com"}
        )
        assert type(made["account"]).__name__ == "EmailAccount"
        assert type(made["identity"]).__name__ == "EmailIdentity"
        assert made["channels"] == []

    @pytest.mark.parametrize("body", [{}, {"campaign": 5}, {"campaign": None}])
    async def test_nor_to_a_campaign_in_one_call(
        self, client: AsyncClient, server: Server, body: Any
    ) -> None:
        server.will(reply(201, body))
        assert type(await client.campaigns.new_email_campaign(NEW_CAMPAIGN)).__name__ == "Campaign"

    async def test_a_record_that_was_saved_keeps_what_was_sent(
        self, client: AsyncClient, server: Server
    ) -> None:
        server.will(reply(200, CAMPAIGN), reply(204))
        campaign = await client.campaigns.get("k1")
        campaign.name = "Summer"
        await campaign.asave()
        assert (campaign.name, campaign.status, campaign.is_dirty) == ("Summer", "running", False)
