"""Views of a client: other settings, the same connections."""

import logging
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, ClientClosedError, ConfigurationError, InvalidArgumentError
from konigle import exceptions as errors
from tests._async.harness import CONTACT, MAIL, Clock, Server, page, reply

pytestmark = pytest.mark.anyio

Make = Callable[..., AsyncClient]


class TestSettings:
    async def test_the_views_are_used_and_the_clients_stay(self, client: AsyncClient, server: Server) -> None:
        await client.with_options(timeout=5).contacts.get("c1")
        await client.contacts.get("c1")
        assert [limits["read"] for limits in server.limits] == [5, 30]

    async def test_of_views_of_views_the_latest_is_used(self, client: AsyncClient, server: Server) -> None:
        view = client.with_options(timeout=5, retry_count=1).with_options(timeout=7)
        server.will(reply(500))
        with pytest.raises(errors.ServerError):
            await view.contacts.get("c1")
        assert [limits["read"] for limits in server.limits] == [7, 7]

    async def test_an_option_of_a_call_comes_first(self, client: AsyncClient, server: Server) -> None:
        await client.with_options(timeout=5).contacts.get("c1", timeout=2)
        assert server.limits[0]["read"] == 2

    async def test_waits_and_attempts_are_the_views(
        self, client: AsyncClient, server: Server, clock: Clock
    ) -> None:
        server.will(reply(500))
        with pytest.raises(errors.ServerError):
            await client.with_options(retry_backoff=2, retry_count=2).contacts.get("c1")
        assert clock.slept == [2, 4]
        with pytest.raises(errors.ServerError):
            await client.with_options(enable_retry=False).contacts.get("c1")
        assert len(server.requests) == 4

    async def test_a_deadline_is(self, client: AsyncClient, server: Server, clock: Clock) -> None:
        server.will(reply(500))
        with pytest.raises(errors.ServerError, match="past the deadline"):
            await client.with_options(deadline=0.25).contacts.get("c1")
        assert clock.slept == []

    async def test_the_guards_are(
        self, client: AsyncClient, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="not covered by recipients_allowlist"):
            await client.with_options(recipients_allowlist=["example.org"]).emails.send(MAIL)
        with caplog.at_level(logging.INFO, "konigle"):
            await client.with_options(dry_run=True).emails.send(MAIL)
        assert server.requests == []
        server.will(reply(200, {"status": "sent"}))
        await client.emails.send(MAIL)
        assert len(server.requests) == 1

    async def test_the_size_of_responses_is(self, client: AsyncClient) -> None:
        with pytest.raises(errors.InvalidResponseError, match="first 9 bytes"):
            await client.with_options(max_response_bytes=9).contacts.get("c1")
        assert (await client.contacts.get("c1")).id == "c1"

    async def test_the_user_agent_is(self, client: AsyncClient, server: Server) -> None:
        await client.contacts.get("c1")
        await client.with_options(user_agent="nightly/1").contacts.get("c1")
        ours, other = (request.headers["User-Agent"] for request in server.requests)
        assert (ours.partition("/")[0], other) == ("konigle-python", "nightly/1")
        assert server.requests[0].headers["Authorization"] == server.requests[1].headers["Authorization"]

    async def test_the_idempotency_keys_are(self, client: AsyncClient, server: Server) -> None:
        server.will(httpx.ReadError("m"), reply(201, CONTACT))
        await client.with_options(assume_idempotent=True).contacts.create({"email": "ada@example.com"})
        assert len({request.headers["Idempotency-Key"] for request in server.requests}) == 1

    @pytest.mark.parametrize(
        "settings",
        [
            {"timeout": -1},
            {"retry_count": 1.5},
            {"user_agent": "a\nb"},
            {"recipients_allowlist": "example.com"},
            {"max_response_bytes": 0},
        ],
    )
    async def test_an_invalid_one_is_refused(self, client: AsyncClient, settings: Any) -> None:
        with pytest.raises(ConfigurationError, match=next(iter(settings))):
            client.with_options(**settings)

    @pytest.mark.parametrize(
        "name", ["api_key", "base_url", "max_connections", "http_client", "transport", "allow_http"]
    )
    async def test_what_the_connections_depend_on_stays(self, client: AsyncClient, name: str) -> None:
        settings: Any = {name: None}
        with pytest.raises(TypeError, match=f"cannot change {name}: create a new client"):
            client.with_options(**settings)

    async def test_a_misspelt_one_is_named(self, client: AsyncClient) -> None:
        settings: Any = {"tiemout": 5}
        with pytest.raises(TypeError, match=r"no argument 'tiemout' \(did you mean `timeout`\?\)"):
            client.with_options(**settings)


class TestWhatIsShared:
    async def test_the_connections_the_limiter_and_the_budget(
        self, client: AsyncClient, server: Server
    ) -> None:
        view = client.with_options(retry_count=9)
        assert view.transport.pools is client.transport.pools
        assert view.transport.limiter is client.transport.limiter
        server.will(reply(500))
        for _ in range(20):
            with pytest.raises(errors.ServerError):
                await view.contacts.get("c1")
        made = len(server.requests)
        with pytest.raises(errors.ServerError, match="retry budget exhausted"):
            await client.contacts.get("c1")
        assert len(server.requests) == made + 1

    async def test_raw_responses_of_the_client_have_the_calls_of_its_views(
        self, client: AsyncClient, make: Make
    ) -> None:
        with client.raw_responses() as calls:
            await client.with_options(timeout=5).contacts.get("c1")
            await make().contacts.get("c1")
        assert [call.operation for call in calls] == ["getContact"]

    async def test_its_managers_are_those_of_the_view(self, client: AsyncClient, server: Server) -> None:
        before = client.contacts
        view = client.with_options(timeout=5)
        assert view.contacts is not before
        assert client.contacts is before
        contact = await view.contacts.get("c1")
        contact.first_name = "Grace"
        await contact.asave()
        assert [limits["read"] for limits in server.limits] == [5, 5]

    async def test_it_is_of_the_same_class_and_has_the_same_attributes(self, server: Server) -> None:
        class Mine(AsyncClient):
            team = "red"

        mine = Mine("key", transport=httpx.MockTransport(server))
        mine.team = "blue"
        view = mine.with_options(timeout=5)
        assert isinstance(view, Mine)
        assert view.team == "blue"
        assert repr(view) == repr(mine)

    async def test_a_pickle_of_it_is_a_client_with_its_settings(self) -> None:
        view = AsyncClient("key", pickle_api_key=True).with_options(timeout=5)
        copied = pickle.loads(pickle.dumps(view))
        assert copied.config == view.config
        assert copied.config.timeout == 5


class TestClosing:
    async def test_a_closed_view_ends_alone(self, client: AsyncClient, server: Server) -> None:
        view, other = client.with_options(timeout=5), client.with_options(timeout=6)
        server.will(page())
        async with view:
            await view.contacts.list()
        with pytest.raises(ClientClosedError, match="This view of the client is closed; nothing was sent"):
            await view.contacts.list()
        await client.contacts.list()
        await other.contacts.list()
        await view.with_options(timeout=7).contacts.list()

    async def test_a_closed_client_ends_its_views(self, client: AsyncClient) -> None:
        view = client.with_options(timeout=5)
        await client.aclose()
        with pytest.raises(ClientClosedError, match="The client is closed"):
            await view.contacts.get("c1")
