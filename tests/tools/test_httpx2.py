"""httpx2, the successor of httpx with the same interface: clients and transports of it may be given."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from konigle import (
    AsyncClient,
    AuthenticationError,
    Client,
    ClientClosedError,
    InvalidResponseError,
    KonigleError,
    KonigleTimeoutError,
    NetworkError,
    NotFoundError,
    OutcomeUnknown,
    ValidationError,
)
from konigle.sandbox import Sandbox
from tests.tools.harness import KEY, Caller, CountingServer, page

TOOL = "httpx2"
KINDS = ("sync", "async")
CLIENTS: dict[str, Any] = {"sync": httpx2.Client, "async": httpx2.AsyncClient}
TRANSPORTS: dict[str, Any] = {"sync": httpx2.HTTPTransport, "async": httpx2.AsyncHTTPTransport}
ADA = "ada@example.com"


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def finish(caller: Caller, given: Any) -> None:
    """Closes a client that was given, which is left open otherwise."""
    assert not given.is_closed
    caller.wait(given.aclose() if hasattr(given, "aclose") else given.close())


def test_a_given_client_carries_all_kinds_of_calls_and_stays_open(sandbox: Sandbox, kind: str) -> None:
    given = CLIENTS[kind](headers={"x-team": "growth"})
    with Caller(kind, sandbox.url, http_client=given) as caller:
        contacts = caller.client.contacts
        ada = caller.wait(contacts.create({"email": ADA, "tags": ["a"]}))
        assert caller.wait(contacts.update(ada.id, {"first_name": "Ada"})).first_name == "Ada"
        assert caller.wait(contacts.list(tags="a")).payload[0].email == ADA
        caller.wait(contacts.delete(ada.id))
        with pytest.raises(NotFoundError):
            caller.wait(contacts.get(ada.id))
        assert {request.headers["x-team"] for request in sandbox.requests} == {"growth"}
        caller.wait(caller.client.close())
        finish(caller, given)


def test_an_attachment_is_sent(sandbox: Sandbox, kind: str) -> None:
    mail = {"to_email": [ADA], "subject": "Hi", "body_html": "<p>", "channel": "news"}
    with Caller(kind, sandbox.url, transport=TRANSPORTS[kind]()) as caller:
        caller.wait(caller.client.email_channels.create({"code": "news", "channel_type": "transactional"}))
        caller.wait(caller.client.emails.send({**mail, "attachments": [(b"text", "a.txt")]}))
    assert sandbox.outbox[0].attachments[0].content == b"text"


def test_a_given_transport_carries_calls(sandbox: Sandbox, kind: str) -> None:
    with Caller(kind, sandbox.url, transport=TRANSPORTS[kind]()) as caller:
        assert caller.wait(caller.client.contacts.create({"email": ADA})).email == ADA
        assert caller.emails() == [ADA]


def test_a_mock_transport_gets_requests_of_its_own_kind(kind: str) -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json=page(ADA))

    with Caller(kind, "http://127.0.0.1:9", transport=httpx2.MockTransport(handler)) as caller:
        assert caller.emails() == [ADA]
    assert isinstance(seen[0], httpx2.Request)
    assert seen[0].headers["authorization"].endswith(KEY)


def raising(error: Exception) -> Callable[[httpx2.Request], httpx2.Response]:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise error

    return handler


@pytest.mark.parametrize("given", ["transport", "http_client"])
@pytest.mark.parametrize(
    ("raised", "applied", "errors"),
    [
        (httpx2.ConnectError("refused"), "no", (NetworkError, NetworkError)),
        (httpx2.ConnectTimeout("late"), "no", (NetworkError, NetworkError)),
        (httpx2.PoolTimeout("full"), "no", (NetworkError, NetworkError)),
        (httpx2.ReadTimeout("late"), "unknown", (KonigleTimeoutError, OutcomeUnknown)),
        (httpx2.ReadError("reset"), "unknown", (NetworkError, OutcomeUnknown)),
        (httpx2.RemoteProtocolError("no HTTP"), "unknown", (NetworkError, OutcomeUnknown)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_its_errors_mean_what_those_of_httpx_mean(
    kind: str, given: str, raised: Exception, applied: str, errors: tuple[type[KonigleError], ...]
) -> None:
    transport: Any = httpx2.MockTransport(raising(raised))
    argument = transport if given == "transport" else CLIENTS[kind](transport=transport)
    with Caller(kind, "http://127.0.0.1:9", **{given: argument}) as caller:
        with pytest.raises(errors[0]) as read:
            caller.emails()
        with pytest.raises(errors[1]) as created:
            caller.wait(caller.client.contacts.create({"email": ADA}))
        assert len(read.value.attempts) == 4
        assert len(created.value.attempts) == (4 if applied == "no" else 1)
        assert created.value.applied == applied
        if given == "http_client":
            finish(caller, argument)


def test_a_response_that_comes_too_late_is_a_timeout(sandbox: Sandbox, kind: str) -> None:
    sandbox.faults.add("listContacts", "delay", seconds=5.0)
    with (
        Caller(kind, sandbox.url, transport=TRANSPORTS[kind](), retry_count=0) as caller,
        pytest.raises(KonigleTimeoutError),
    ):
        caller.wait(caller.client.contacts.list(timeout=0.2))


@pytest.mark.parametrize(
    ("status", "error"), [(400, ValidationError), (401, AuthenticationError), (404, NotFoundError)]
)
def test_a_hook_that_raises_for_the_status_changes_no_error(
    kind: str, status: int, error: type[Exception]
) -> None:
    sent: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.method)
        return httpx2.Response(status, json={"detail": "no", "email": ["bad"]})

    def check(response: httpx2.Response) -> None:
        response.raise_for_status()

    async def check_async(response: httpx2.Response) -> None:
        response.raise_for_status()

    hook = check if kind == "sync" else check_async
    given = CLIENTS[kind](transport=httpx2.MockTransport(handler), event_hooks={"response": [hook]})
    with Caller(kind, "http://127.0.0.1:9", http_client=given) as caller:
        with pytest.raises(error):
            caller.wait(caller.client.contacts.create({"email": ADA}))
        with pytest.raises(error):
            caller.emails()
        finish(caller, given)
    assert sent == ["POST", "GET"]


@pytest.mark.parametrize("problem", [httpx2.ConnectError("no"), ConnectionRefusedError()])
def test_a_hook_after_the_response_cannot_say_that_nothing_was_sent(kind: str, problem: Exception) -> None:
    sent: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.method)
        return httpx2.Response(201, json={"id": "c1", "email": ADA})

    def report(response: httpx2.Response) -> None:
        raise problem

    async def report_async(response: httpx2.Response) -> None:
        raise problem

    hook = report if kind == "sync" else report_async
    given = CLIENTS[kind](transport=httpx2.MockTransport(handler), event_hooks={"response": [hook]})
    with Caller(kind, "http://127.0.0.1:9", http_client=given) as caller:
        with pytest.raises(OutcomeUnknown):
            caller.wait(caller.client.contacts.create({"email": ADA}))
        finish(caller, given)
    assert sent == ["POST"]


def test_a_hook_that_iterates_over_the_body_leaves_an_empty_response(
    server: CountingServer, kind: str
) -> None:
    def log(response: httpx2.Response) -> None:
        assert list(response.iter_bytes())

    async def log_async(response: httpx2.Response) -> None:
        assert [part async for part in response.aiter_bytes()]

    given = CLIENTS[kind](event_hooks={"response": [log if kind == "sync" else log_async]})
    with Caller(kind, server.url, http_client=given) as caller:
        with pytest.raises(InvalidResponseError, match="body is empty"):
            caller.wait(caller.client.contacts.list(retry_count=0))
        finish(caller, given)


def test_request_hooks_of_a_given_client_are_called(server: CountingServer, kind: str) -> None:
    seen: list[str] = []

    def note(request: httpx2.Request) -> None:
        seen.append(request.url.path)

    async def note_async(request: httpx2.Request) -> None:
        seen.append(request.url.path)

    given = CLIENTS[kind](event_hooks={"request": [note if kind == "sync" else note_async]})
    with Caller(kind, server.url, http_client=given) as caller:
        caller.emails()
        finish(caller, given)
    assert seen == ["/reachout/api/v1/contacts"]


def test_a_closed_client_that_was_given_is_an_error(kind: str) -> None:
    given = CLIENTS[kind]()
    with Caller(kind, "http://127.0.0.1:9", http_client=given) as caller:
        finish(caller, given)
        with pytest.raises(ClientClosedError):
            caller.emails()


def test_a_client_with_it_keeps_its_key_to_itself(kind: str) -> None:
    client = {"sync": Client, "async": AsyncClient}[kind]
    made = client(api_key=KEY, http_client=CLIENTS[kind]())
    assert KEY not in repr(made)
    assert KEY not in json.dumps(repr(vars(made.transport)))
