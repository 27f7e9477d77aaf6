# Derived from tests/_async/test_calls.py by `python -m generator`; do not edit.
"""Options of one call, guard rails, raw responses, and the caller's own HTTP client."""

import contextlib
import inspect
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from konigle import Client, ClientClosedError, InvalidArgumentError, OutcomeUnknown
from konigle import exceptions as errors
from konigle.models.comm import Contact
from konigle.types import PaginatedResponse
from tests._sync.harness import CONTACT, KEY, MAIL, TRANSPORT, Reply, Server, page, reply, run
from tests.contract.steps import NOWHERE, first_steps
from tests.spec.document import operations

pytestmark = pytest.mark.anyio

Make = Callable[..., Client]

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


def take(client: Client, call: str, **options: Any) -> Any:
    """A call with the arguments of the table of operations, and options of its own."""
    given, named = STEPS[call].arguments(NOWHERE)
    return run(client, call, *given, **named, **options)


class TestOptions:
    @pytest.mark.parametrize("name", STEPS)
    def test_each_method_takes_all_of_them(self, client: Client, server: Server, name: str) -> None:
        server.will(example_of(name))
        take(
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
    def test_an_unknown_one_is_a_type_error_and_nothing_is_sent(
        self, client: Client, server: Server, name: str
    ) -> None:
        with pytest.raises(TypeError, match=r"no argument 'tiemout' \(did you mean `timeout`\?\)"):
            take(client, name, tiemout=5)
        assert server.requests == []

    @pytest.mark.parametrize("name", STEPS)
    def test_a_refused_value_is_an_error_and_nothing_is_sent(
        self, client: Client, server: Server, name: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="nothing was sent"):
            take(client, name, extra_headers={"X-A": "b\r\nc"})
        assert server.requests == []

    def test_they_hold_for_one_call_only(self, client: Client, server: Server) -> None:
        client.contacts.get("c1", idempotency_key="k", extra_headers={"X-Trace": "t"})
        client.contacts.get("c1")
        assert not {"idempotency-key", "x-trace"} & set(server.requests[1].headers)


class TestHeaders:
    def test_a_request_carries_the_key_and_who_asks(self, make: Make, server: Server) -> None:
        make(auth_prefix="Bearer", user_agent="shop/2").contacts.get("c1")
        headers = server.requests[0].headers
        assert headers["Authorization"] == f"Bearer {KEY}"
        assert headers["User-Agent"] == "shop/2"
        assert headers["Accept"] == "application/json"

    def test_a_base_url_with_a_path_stands_before_every_path(self, make: Make, server: Server) -> None:
        make(base_url="https://proxy.example.com/konigle/").contacts.get("c1")
        assert str(server.requests[0].url) == "https://proxy.example.com/konigle/reachout/api/v1/contacts/c1"


class TestClosing:
    def test_after_it_every_call_is_an_error(self, client: Client, server: Server) -> None:
        client.contacts.get("c1")
        client.close()
        for call, step in STEPS.items():
            with pytest.raises(ClientClosedError, match="nothing was sent") as caught:
                take(client, call)
            assert caught.value.operation == step.operation
        assert len(server.requests) == 1

    def test_twice_is_fine_and_so_is_before_the_first_call(self, client: Client) -> None:
        client.close()
        client.close()
        client.close()

    def test_a_block_closes(self, server: Server) -> None:
        closed: list[str] = []

        class Route(httpx.MockTransport):
            def close(self) -> None:
                closed.append("once")

        client = Client(KEY, transport=Route(server))
        with client as same:
            assert same is client
            client.contacts.get("c1")
            assert closed == []
        assert closed == ["once"]
        with pytest.raises(ClientClosedError):
            client.contacts.get("c1")

    def test_the_same_pool_serves_every_call(self, client: Client) -> None:
        client.contacts.get("c1")
        pool = client.transport.pools.route
        client.campaigns.pause("k1")
        assert client.transport.pools.route is pool


class TestClosingMeanwhile:
    def test_a_call_that_waits_for_its_next_attempt_ends(self) -> None:
        tried: list[str] = []

        def respond(request: httpx.Request) -> httpx.Response:
            tried.append(request.url.path)
            client.close()
            return httpx.Response(503, headers={"Retry-After": "0"})

        client = Client(KEY, transport=httpx.MockTransport(respond))
        with pytest.raises(errors.ServerError, match="closed before the next attempt"):
            client.contacts.get("c1")
        assert len(tried) == 1

    def test_a_call_that_comes_too_late_opens_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        client = Client(KEY, transport=httpx.MockTransport(lambda _: httpx.Response(404)))
        client.close()
        monkeypatch.setattr(f"{TRANSPORT}.SyncPool", lambda *_: pytest.fail("opened something"))
        with pytest.raises(ClientClosedError):
            client.contacts.get("c1")


class TestOwnHttpClient:
    def test_it_is_used_and_stays_open(self, server: Server) -> None:
        with httpx.Client(transport=httpx.MockTransport(server), headers={"X-Own": "1"}) as own:
            with Client(KEY, http_client=own) as client:
                client.contacts.get("c1")
            assert server.requests[0].headers["X-Own"] == "1"
            assert not own.is_closed

    def test_its_own_ways_do_not_change_ours(self, server: Server) -> None:
        server.will(reply(307, location="https://evil.example.com/"))
        with httpx.Client(
            transport=httpx.MockTransport(server),
            auth=("ada", "password"),
            follow_redirects=True,
            base_url="https://evil.example.com",
            headers={"Authorization": "Basic own"},
        ) as own:
            with pytest.raises(errors.APIError):
                Client(KEY, http_client=own).contacts.get("c1")
        [request] = server.requests
        assert request.headers.get_list("Authorization") == [f"Token {KEY}"]
        assert request.url.host == "tim.konigle.com"

    def test_closed_it_is_an_error_of_ours(self, server: Server) -> None:
        own = httpx.Client(transport=httpx.MockTransport(server))
        own.close()
        with pytest.raises(ClientClosedError, match="http_client"):
            Client(KEY, http_client=own).contacts.get("c1")

    @pytest.mark.parametrize(
        ("status", "error"),
        [(400, errors.ValidationError), (404, errors.NotFoundError), (500, errors.ServerError)],
    )
    def test_a_hook_that_raises_for_the_status_changes_nothing(
        self, server: Server, status: int, error: type[errors.APIError]
    ) -> None:
        def check(response: httpx.Response) -> None:
            response.raise_for_status()

        server.will(reply(status))
        with httpx.Client(transport=httpx.MockTransport(server), event_hooks={"response": [check]}) as own:
            with pytest.raises(error) as caught:
                Client(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert caught.value.status_code == status
        assert len(server.requests) == 1

    @pytest.mark.parametrize("problem", [httpx.ConnectError("no"), httpx.ConnectTimeout("no")])
    def test_a_hook_after_the_response_cannot_say_that_nothing_was_sent(
        self, server: Server, problem: Exception
    ) -> None:
        def report(response: httpx.Response) -> None:
            raise problem

        with httpx.Client(transport=httpx.MockTransport(server), event_hooks={"response": [report]}) as own:
            with pytest.raises(OutcomeUnknown, match="after the request was sent") as caught:
                Client(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert caught.value.applied == "unknown"
        assert len(server.requests) == 1

    @pytest.mark.parametrize("hook", ["request", "response"])
    def test_the_response_of_another_request_in_a_hook_is_not_that_of_the_call(
        self, server: Server, hook: str
    ) -> None:
        def report(_: object) -> None:
            other = httpx.Request("POST", "https://metrics.example")
            httpx.Response(404, json={"detail": "no metrics"}, request=other).raise_for_status()

        with httpx.Client(transport=httpx.MockTransport(server), event_hooks={hook: [report]}) as own:
            with pytest.raises(OutcomeUnknown, match="a hook raised the error of another request"):
                Client(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert len(server.requests) == (hook == "response")

    def test_the_connection_that_was_never_made_is_still_known_beside_a_hook(self, server: Server) -> None:
        def note(response: httpx.Response) -> None: ...

        def refuse(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("no", request=request)

        with httpx.Client(transport=httpx.MockTransport(refuse), event_hooks={"response": [note]}) as own:
            with pytest.raises(errors.NetworkError) as caught:
                Client(KEY, http_client=own).contacts.create({"email": "a@example.com"})
        assert caught.value.applied == "no"

    def test_a_hook_that_iterates_over_the_body_leaves_an_empty_response(self, server: Server) -> None:
        def log(response: httpx.Response) -> None:
            assert [part for part in response.iter_bytes()]

        with httpx.Client(transport=StreamedTransport(server), event_hooks={"response": [log]}) as own:
            with pytest.raises(errors.InvalidResponseError, match="body is empty"):
                Client(KEY, http_client=own).contacts.get("c1", retry_count=0)


class StreamedTransport(httpx.BaseTransport):
    """Gives the responses of a server as streams that can be read once."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._server(request)
        return httpx.Response(response.status_code, stream=Streamed(response.content))


class Streamed(httpx.SyncByteStream):
    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content


class TestDryRun:
    @pytest.mark.parametrize("name", sorted(STEPS.keys() - READS))
    def test_no_write_is_sent_and_each_is_logged(
        self, make: Make, server: Server, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "konigle")
        client = make(dry_run=True)
        with client.raw_responses() as calls:
            take(client, name)
        assert server.requests == []
        [record] = [record for record in caplog.records if record.name == "konigle"]
        assert record.getMessage().startswith("dry run: ")
        assert "@" not in caplog.text
        assert (calls[0].status_code, calls[0].is_synthesized, calls[0].attempts) == (None, True, ())

    def test_reads_are(self, make: Make, server: Server) -> None:
        client = make(dry_run=True)
        assert (client.contacts.get("c1")).id == "c1"
        assert len(server.requests) == 1

    def test_arguments_and_files_are_checked_anyway(self, make: Make) -> None:
        client = make(dry_run=True)
        with pytest.raises(InvalidArgumentError):
            client.contacts.create({"email": "nobody"})
        with pytest.raises(InvalidArgumentError, match="could not be read"):
            client.emails.send({**MAIL, "attachments": ["/no/such/file"]})

    def test_what_was_given_comes_back(self, make: Make) -> None:
        contact = make(dry_run=True).contacts.create({"email": "ada@example.com", "tags": ["a"]})
        assert (contact.email, contact.tags, contact.id) == ("ada@example.com", ["a"], None)


class TestAllowlist:
    def test_a_covered_mail_goes(self, make: Make, server: Server) -> None:
        server.will(reply(200, {"status": "sent"}))
        client = make(recipients_allowlist=["example.com"])
        client.emails.send(MAIL)
        client.emails.send({**MAIL, "attachments": [b"x"]})
        client.campaigns.send_test_email("k1", "Ada@Example.com")
        assert len(server.requests) == 3

    @pytest.mark.parametrize("name", ["campaigns.start", "campaigns.resume", "campaigns.schedule"])
    def test_a_sending_to_an_audience_does_not(self, make: Make, server: Server, name: str) -> None:
        with pytest.raises(InvalidArgumentError, match="audience"):
            take(make(recipients_allowlist=["example.com"]), name)
        assert server.requests == []

    def test_nor_does_a_mail_to_anybody_else(self, make: Make, server: Server) -> None:
        client = make(recipients_allowlist=["ada@example.com"])
        for mail in ({**MAIL, "to_email": ["ada@example.com", "bob@example.com"]},):
            for files in ({}, {"attachments": [b"x"]}):
                with pytest.raises(InvalidArgumentError, match="not covered"):
                    client.emails.send({**mail, **files})
        with pytest.raises(InvalidArgumentError, match="not covered"):
            client.campaigns.send_test_email("k1", "bob@example.com")
        assert server.requests == []


class TestRawResponses:
    def test_they_show_everything_of_each_call(self, client: Client, server: Server) -> None:
        server.will(reply(500), reply(200, CONTACT, X_Request_ID="server-1", X_Extra="e"), page(CONTACT))
        with client.raw_responses() as calls:
            contact = client.contacts.get("c1")
            found = client.contacts.list()
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

    def test_only_inside_the_block_and_of_this_client(
        self, client: Client, make: Make, server: Server
    ) -> None:
        with client.raw_responses() as calls:
            make().contacts.get("c1")
        client.contacts.get("c1")
        assert calls == []

    def test_a_stand_in_is_marked(self, client: Client, server: Server) -> None:
        server.will(reply(204))
        with client.raw_responses() as calls:
            client.contacts.update("c1", {"phone": "1"})
        assert calls[0].is_synthesized
        assert isinstance(calls[0].value, Contact)


def test_the_steps_hold_every_method_that_makes_one_call(client: Client) -> None:
    for manager in {call.partition(".")[0] for call in STEPS}:
        names = {name for name in dir(getattr(client, manager)) if not name.startswith("_")}
        for name in {name for name in names if not name.endswith(("_many", "_record"))} - MANY:
            if inspect.ismethod(getattr(getattr(client, manager), name)):
                assert f"{manager}.{name}" in STEPS


@pytest.mark.parametrize("status", [200, 404])
def test_cookies_of_a_response_are_not_kept(client: Client, server: Server, status: int) -> None:
    server.will(reply(status, CONTACT, set_cookie="session=1; Path=/"), reply(200, CONTACT))
    with contextlib.suppress(errors.NotFoundError):
        client.contacts.get("c1")
    client.contacts.get("c1")
    assert "cookie" not in server.requests[1].headers
