"""Options of one call, guard rails, raw responses, and the caller's own HTTP client."""

import contextlib
import inspect
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, ClientClosedError, InvalidArgumentError, OutcomeUnknown
from konigle import exceptions as errors
from konigle.models.comm import Contact
from konigle.types import PaginatedResponse
from tests._async.harness import CONTACT, KEY, MAIL, TRANSPORT, Reply, Server, page, reply, run
from tests.contract.steps import NOWHERE, first_steps
from tests.spec.document import operations

pytestmark = pytest.mark.anyio

Make = Callable[..., AsyncClient]

STEPS = {step.call: step for step in first_steps()}
LISTS = {call for call in STEPS if call.endswith(".list")}
READS = {call for call, step in STEPS.items() if operations()[step.operation].node["x-replay"] == "safe"}
# any number of calls, with options of their own
MANY = {
    "iter_all",
    "iter_partition",
    "list_partitions",
    "get_by_email",
    "import_file",
    "preview_file",
    "export_file",
    "wait",
}


def example_of(call: str) -> Reply:
    """A response to a call, as the spec shows it."""
    operation = operations()[STEPS[call].operation]
    return reply(operation.success, next(iter(operation.response_examples()), None))


async def take(client: AsyncClient, call: str, **options: Any) -> Any:
    """A call with the arguments of the table of operations, and options of its own."""
    given, named = STEPS[call].arguments(NOWHERE)
    return await run(client, call, *given, **named, **options)


class TestOptions:
    @pytest.mark.parametrize("name", STEPS)
    async def test_each_method_takes_all_of_them(
        self, client: AsyncClient, server: Server, name: str
    ) -> None:
        server.will(example_of(name))
        await take(
            client,
            name,
            timeout=httpx.Timeout(5, connect=1),
            deadline=50,
            retry_count=0,
            idempotency_key="key-1",
            extra_headers={"X-Trace": "t1", "X-Request-ID": "r1"},
        )
        headers = server.requests[0].headers
        assert (headers["Idempotency-Key"], headers["X-Trace"]) == ("key-1", "t1")
        assert headers["X-Request-ID"] == "r1"
        assert server.limits == [{"connect": 1, "read": 5, "write": 5, "pool": 5}]

    @pytest.mark.parametrize("name", sorted(STEPS.keys() - LISTS))
    async def test_an_unknown_one_is_a_type_error_and_nothing_is_sent(
        self, client: AsyncClient, server: Server, name: str
    ) -> None:
        with pytest.raises(TypeError, match=r"no argument 'tiemout' \(did you mean `timeout`\?\)"):
            await take(client, name, tiemout=5)
        assert server.requests == []

    @pytest.mark.parametrize("name", STEPS)
    async def test_a_refused_value_is_an_error_and_nothing_is_sent(
        self, client: AsyncClient, server: Server, name: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="nothing was sent"):
            await take(client, name, extra_headers={"X-A": "b\r\nc"})
        assert server.requests == []

    async def test_they_hold_for_one_call_only(self, client: AsyncClient, server: Server) -> None:
        await client.contacts.get("c1", idempotency_key="k", extra_headers={"X-Trace": "t"})
        await client.contacts.get("c1")
        assert not {"idempotency-key", "x-trace"} & set(server.requests[1].headers)


class TestHeaders:
    async def test_a_request_carries_the_key_and_who_asks(self, make: Make, server: Server) -> None:
        await make(auth_prefix="Bearer", user_agent="shop/2").contacts.get("c1")
        headers = server.requests[0].headers
        assert headers["Authorization"] == f"Bearer {KEY}"
        assert headers["User-Agent"] == "shop/2"
        assert headers["Accept"] == "application/json"

    async def test_a_base_url_with_a_path_stands_before_every_path(self, make: Make, server: Server) -> None:
        await make(base_url="https://proxy.example.com/konigle/").contacts.get("c1")
        assert str(server.requests[0].url) == "https://proxy.example.com/konigle/reachout/api/v1/contacts/c1"


class TestClosing:
    async def test_after_it_every_call_is_an_error(self, client: AsyncClient, server: Server) -> None:
        await client.contacts.get("c1")
        await client.aclose()
        for call, step in STEPS.items():
            with pytest.raises(ClientClosedError, match="nothing was sent") as caught:
                await take(client, call)
            assert caught.value.operation == step.operation
        assert len(server.requests) == 1

    async def test_twice_is_fine_and_so_is_before_the_first_call(self, client: AsyncClient) -> None:
        await client.aclose()
        await client.aclose()
        await client.close()

    async def test_a_block_closes(self, server: Server) -> None:
        closed: list[str] = []

        class Route(httpx.MockTransport):
            async def aclose(self) -> None:
                closed.append("once")

        client = AsyncClient(KEY, transport=Route(server))
        async with client as same:
            assert same is client
            await client.contacts.get("c1")
            assert closed == []
        assert closed == ["once"]
        with pytest.raises(ClientClosedError):
            await client.contacts.get("c1")

    async def test_the_same_pool_serves_every_call(self, client: AsyncClient) -> None:
        await client.contacts.get("c1")
        pool = client.transport.pools.route
        await client.campaigns.pause("k1")
        assert client.transport.pools.route is pool


class TestClosingMeanwhile:
    async def test_a_call_that_waits_for_its_next_attempt_ends(self) -> None:
        tried: list[str] = []

        async def respond(request: httpx.Request) -> httpx.Response:
            tried.append(request.url.path)
            await client.aclose()
            return httpx.Response(503, headers={"Retry-After": "0"})

        client = AsyncClient(KEY, transport=httpx.MockTransport(respond))
        with pytest.raises(errors.ServerError, match="closed before the next attempt"):
            await client.contacts.get("c1")
        assert len(tried) == 1

    async def test_a_call_that_comes_too_late_opens_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        client = AsyncClient(KEY, transport=httpx.MockTransport(lambda _: httpx.Response(404)))
        await client.aclose()
        monkeypatch.setattr(f"{TRANSPORT}.AsyncPool", lambda *_: pytest.fail("opened something"))
        with pytest.raises(ClientClosedError):
            await client.contacts.get("c1")


class TestOwnHttpClient:
    async def test_it_is_used_and_stays_open(self, server: Server) -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(server), headers={"X-Own": "1"}) as own:
            async with AsyncClient(KEY, http_client=own) as client:
                await client.contacts.get("c1")
            assert server.requests[0].headers["X-Own"] == "1"
            assert not own.is_closed

    async def test_its_own_ways_do_not_change_ours(self, server: Server) -> None:
        server.will(reply(307, location="https://evil.example.com/"))
        async with httpx.AsyncClient(
            transport=httpx.MockTransport(server),
            auth=("ada", "password"),
            follow_redirects=True,
            base_url="https://evil.example.com",
            headers={"Authorization": "Basic own"},
        ) as own:
            with pytest.raises(errors.APIError):
                await AsyncClient(KEY, http_client=own).contacts.get("c1")
        [request] = server.requests
        assert request.headers.get_list("Authorization") == [f"Token {KEY}"]
        assert request.url.host == "tim.konigle.com"

    async def test_closed_it_is_an_error_of_ours(self, server: Server) -> None:
        own = httpx.AsyncClient(transport=httpx.MockTransport(server))
        await own.aclose()
        with pytest.raises(ClientClosedError, match="http_client"):
            await AsyncClient(KEY, http_client=own).contacts.get("c1")

    @pytest.mark.parametrize(
        ("status", "error"),
        [(400, errors.ValidationError), (404, errors.NotFoundError), (500, errors.ServerError)],
    )
    async def test_a_hook_that_raises_for_the_status_changes_nothing(
        self, server: Server, status: int, error: type[errors.APIError]
    ) -> None:
        async def check(response: httpx.Response) -> None:
            response.raise_for_status()

        server.will(reply(status))
        async with httpx.AsyncClient(
            transport=httpx.MockTransport(server), event_hooks={"response": [check]}
        ) as own:
            with pytest.raises(error) as caught:
                await AsyncClient(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert caught.value.status_code == status
        assert len(server.requests) == 1

    @pytest.mark.parametrize("problem", [httpx.ConnectError("no"), httpx.ConnectTimeout("no")])
    async def test_a_hook_after_the_response_cannot_say_that_nothing_was_sent(
        self, server: Server, problem: Exception
    ) -> None:
        async def report(response: httpx.Response) -> None:
            raise problem

        async with httpx.AsyncClient(
            transport=httpx.MockTransport(server), event_hooks={"response": [report]}
        ) as own:
            with pytest.raises(OutcomeUnknown, match="after the request was sent") as caught:
                await AsyncClient(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert caught.value.applied == "unknown"
        assert len(server.requests) == 1

    @pytest.mark.parametrize("hook", ["request", "response"])
    async def test_the_response_of_another_request_in_a_hook_is_not_that_of_the_call(
        self, server: Server, hook: str
    ) -> None:
        async def report(_: object) -> None:
            other = httpx.Request("POST", "https://metrics.example")
            httpx.Response(404, json={"detail": "no metrics"}, request=other).raise_for_status()

        async with httpx.AsyncClient(
            transport=httpx.MockTransport(server), event_hooks={hook: [report]}
        ) as own:
            with pytest.raises(OutcomeUnknown, match="a hook raised the error of another request"):
                await AsyncClient(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert len(server.requests) == (hook == "response")

    async def test_the_connection_that_was_never_made_is_still_known_beside_a_hook(
        self, server: Server
    ) -> None:
        async def note(response: httpx.Response) -> None: ...

        def refuse(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("no", request=request)

        async with httpx.AsyncClient(
            transport=httpx.MockTransport(refuse), event_hooks={"response": [note]}
        ) as own:
            with pytest.raises(errors.NetworkError) as caught:
                await AsyncClient(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert caught.value.applied == "no"

    async def test_a_hook_that_iterates_over_the_body_leaves_an_empty_response(self, server: Server) -> None:
        async def log(response: httpx.Response) -> None:
            assert [part async for part in response.aiter_bytes()]

        async with httpx.AsyncClient(
            transport=StreamedTransport(server), event_hooks={"response": [log]}
        ) as own:
            with pytest.raises(errors.InvalidResponseError, match="body is empty"):
                await AsyncClient(KEY, http_client=own).contacts.get("c1", retry_count=0)


class StreamedTransport(httpx.AsyncBaseTransport):
    """Gives the responses of a server as streams that can be read once."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = self._server(request)
        return httpx.Response(response.status_code, stream=Streamed(response.content))


class Streamed(httpx.AsyncByteStream):
    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content


class TestDryRun:
    @pytest.mark.parametrize("name", sorted(STEPS.keys() - READS))
    async def test_no_write_is_sent_and_each_is_logged(
        self, make: Make, server: Server, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "konigle")
        client = make(dry_run=True)
        with client.raw_responses() as calls:
            await take(client, name)
        assert server.requests == []
        [record] = [record for record in caplog.records if record.name == "konigle"]
        assert record.getMessage().startswith("dry run: ")
        assert "@" not in caplog.text
        assert (calls[0].status_code, calls[0].is_synthesized, calls[0].attempts) == (None, True, ())

    async def test_reads_are(self, make: Make, server: Server) -> None:
        client = make(dry_run=True)
        assert (await client.contacts.get("c1")).id == "c1"
        assert len(server.requests) == 1

    async def test_arguments_and_files_are_checked_anyway(self, make: Make) -> None:
        client = make(dry_run=True)
        with pytest.raises(InvalidArgumentError):
            await client.contacts.create({"email": "nobody"})
        with pytest.raises(InvalidArgumentError, match="could not be read"):
            await client.emails.send({**MAIL, "attachments": ["/no/such/file"]})

    async def test_what_was_given_comes_back(self, make: Make) -> None:
        contact = await make(dry_run=True).contacts.create({"email": "ada@example.com", "tags": ["a"]})
        assert (contact.email, contact.tags, contact.id) == ("ada@example.com", ["a"], None)


class TestAllowlist:
    async def test_a_covered_mail_goes(self, make: Make, server: Server) -> None:
        server.will(reply(200, {"status": "sent"}))
        client = make(recipients_allowlist=["example.com"])
        await client.emails.send(MAIL)
        await client.emails.send({**MAIL, "attachments": [b"x"]})
        await client.campaigns.send_test_email("k1", "Ada@Example.com")
        assert len(server.requests) == 3

    @pytest.mark.parametrize("name", ["campaigns.start", "campaigns.resume", "campaigns.schedule"])
    async def test_a_sending_to_an_audience_does_not(self, make: Make, server: Server, name: str) -> None:
        with pytest.raises(InvalidArgumentError, match="audience"):
            await take(make(recipients_allowlist=["example.com"]), name)
        assert server.requests == []

    async def test_nor_does_a_mail_to_anybody_else(self, make: Make, server: Server) -> None:
        client = make(recipients_allowlist=["ada@example.com"])
        for mail in ({**MAIL, "to_email": ["ada@example.com", "bob@example.com"]},):
            for files in ({}, {"attachments": [b"x"]}):
                with pytest.raises(InvalidArgumentError, match="not covered"):
                    await client.emails.send({**mail, **files})
        with pytest.raises(InvalidArgumentError, match="not covered"):
            await client.campaigns.send_test_email("k1", "bob@example.com")
        assert server.requests == []


class TestRawResponses:
    async def test_they_show_everything_of_each_call(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(500), reply(200, CONTACT, X_Request_ID="server-1", X_Extra="e"), page(CONTACT))
        with client.raw_responses() as calls:
            contact = await client.contacts.get("c1")
            found = await client.contacts.list()
        first, second = calls
        assert (first.operation, first.status_code, first.request_id) == ("getContact", 200, "server-1")
        assert first.headers["x-extra"] == "e"
        assert [made.status for made in first.attempts] == [500, 200]
        assert first.value is contact
        assert json.loads(first.content) == CONTACT
        assert not first.is_synthesized
        assert isinstance(second.value, PaginatedResponse)
        assert second.value is found
        assert second.request_id == server.requests[2].headers["X-Request-ID"]

    async def test_only_inside_the_block_and_of_this_client(
        self, client: AsyncClient, make: Make, server: Server
    ) -> None:
        with client.raw_responses() as calls:
            await make().contacts.get("c1")
        await client.contacts.get("c1")
        assert calls == []

    async def test_a_stand_in_is_marked(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(204))
        with client.raw_responses() as calls:
            await client.contacts.update("c1", {"phone": "1"})
        assert calls[0].is_synthesized
        assert isinstance(calls[0].value, Contact)


def test_the_steps_hold_every_method_that_makes_one_call(client: AsyncClient) -> None:
    for manager in {call.partition(".")[0] for call in STEPS}:
        names = {name for name in dir(getattr(client, manager)) if not name.startswith("_")}
        for name in {name for name in names if not name.endswith(("_many", "_record"))} - MANY:
            if inspect.ismethod(getattr(getattr(client, manager), name)):
                assert f"{manager}.{name}" in STEPS


@pytest.mark.parametrize("status", [200, 404])
async def test_cookies_of_a_response_are_not_kept(client: AsyncClient, server: Server, status: int) -> None:
    server.will(reply(status, CONTACT, set_cookie="session=1; Path=/"), reply(200, CONTACT))
    with contextlib.suppress(errors.NotFoundError):
        await client.contacts.get("c1")
    await client.contacts.get("c1")
    assert "cookie" not in server.requests[1].headers
