# Derived from tests/_async/test_secrecy.py by `python -m generator`; do not edit.
"""The key, the bodies and the addresses stay out of everything that may be printed, logged, stored or sent on."""

import base64
import logging
import pickle
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from konigle import Client
from konigle import exceptions as errors
from tests._sync.harness import CAMPAIGN, CONTACT, KEY, MAIL, Reply, Server, page, reply
from tests.frames import package_frames

pytestmark = pytest.mark.anyio

SHAPES = (
    KEY,
    KEY[:8],
    KEY[-8:],
    quote(KEY, safe=""),
    base64.b64encode(KEY.encode()).decode().rstrip("="),
    base64.b64encode(f"Token {KEY}".encode()).decode().rstrip("="),
)
FAILURES: list[Reply] = [
    httpx.ConnectError("m"),
    httpx.ReadTimeout("m"),
    httpx.RemoteProtocolError("m"),
    reply(400, {"detail": "no"}),
    reply(401, {"detail": "Invalid token."}),
    reply(302, location="https://evil.example.com/"),
    reply(500, b"<html>"),
    reply(200, b"<html>"),
]


def assert_no_key(text: str | bytes, where: str = "") -> None:
    for shape in SHAPES:
        wanted = shape if isinstance(text, str) else shape.encode()
        assert wanted not in text, where  # type: ignore[operator]  # both are text or both bytes


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def fail(client: Client, server: Server, failure: Reply) -> list[errors.KonigleError]:
    """What a read, a write with a body, a form and a list end with."""
    server.will(failure)
    caught: list[errors.KonigleError] = []
    for use in (
        lambda: client.contacts.get("c1"),
        lambda: client.contacts.create({"email": "ada@example.com"}),
        lambda: client.emails.send({**MAIL, "attachments": [b"file content"]}),
        lambda: client.contacts.list(q="ada@example.com"),
        lambda: client.campaigns.pause("k1"),
    ):
        with pytest.raises(errors.KonigleError) as info:
            use()
        caught.append(info.value)
    return caught


@pytest.mark.parametrize("failure", FAILURES)
class TestErrors:
    def test_no_error_shows_the_key(self, client: Client, server: Server, failure: Reply) -> None:
        for error in fail(client, server, failure):
            for one in chain(error):
                assert_no_key(f"{one} {one!r} {one.args}")
            assert_no_key(repr(vars(error)))
            assert_no_key(pickle.dumps(error))

    def test_nor_an_address_or_a_body(self, client: Client, server: Server, failure: Reply) -> None:
        for error in fail(client, server, failure):
            shown = f"{error} {vars(error)!r}"
            assert "ada@example.com" not in shown
            assert "file content" not in shown

    def test_no_local_variable_of_ours_shows_the_key(
        self, client: Client, server: Server, failure: Reply
    ) -> None:
        seen = 0
        for error in fail(client, server, failure):
            for one in chain(error):
                for frame in package_frames(one):
                    for name, value in frame.f_locals.items():
                        seen += 1
                        assert_no_key(repr(value), f"{frame.f_code.co_qualname}: {name}")
                        if type(value).__module__.startswith("konigle") and hasattr(value, "__dict__"):
                            assert_no_key(repr(vars(value)), f"{frame.f_code.co_qualname}: {name}")
        assert seen > 20


class TestRepresentations:
    def test_no_object_shows_the_key(self, client: Client, server: Server) -> None:
        server.will(reply(200, CONTACT))
        with client.raw_responses() as calls:
            contact = client.contacts.get("c1")
        objects: list[Any] = [
            client,
            client.config,
            client.transport,
            client.contacts,
            client.emails,
            contact,
            calls,
            server.requests[0],
            server.requests[0].headers,
        ]
        for one in objects:
            assert_no_key(f"{one} {one!r}", type(one).__name__)
        for one in (client, client.transport, client.contacts):
            assert_no_key(repr(vars(one)), type(one).__name__)

    def test_no_pickle_holds_it(self, client: Client) -> None:
        contact = client.contacts.get("c1")
        assert_no_key(pickle.dumps(contact))
        assert_no_key(pickle.dumps(Client(KEY)))
        assert_no_key(pickle.dumps(client.config))

    def test_the_request_does_carry_it(self, client: Client, server: Server) -> None:
        client.contacts.get("c1")
        assert server.requests[0].headers["Authorization"] == f"Token {KEY}"


class TestLogs:
    def test_each_attempt_is_one_debug_record_and_each_retry_an_info_record(
        self, client: Client, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG, "konigle")
        server.will(reply(500), httpx.ConnectError("m"), reply(200, CONTACT))
        client.contacts.get("c1")
        records = [record for record in caplog.records if record.name == "konigle"]
        assert [record.levelname for record in records] == ["DEBUG", "INFO", "DEBUG", "INFO", "DEBUG"]
        said = [record.getMessage() for record in records]
        request_id = server.requests[0].headers["X-Request-ID"]
        assert said[0] == f"getContact attempt 1: 500 in 0.000 s [{request_id}]"
        assert "attempt 2: the connection could not be established" in said[2]
        assert "attempt 3: 200 in" in said[4]

    def test_no_record_at_any_level_shows_key_address_or_body(
        self, client: Client, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(1)
        server.will(reply(200, {**CONTACT, **CAMPAIGN, "source": "hearsay", "payload": [5], "status": "x"}))
        client.contacts.create({"email": "ada@example.com", "first_name": "Lovelace"})
        client.contacts.get("secret-id")
        client.emails.send({**MAIL, "attachments": [b"file content"]})
        client.campaigns.send_test_email("k1", "ada@example.com")
        for failure in FAILURES:
            fail(client, server, failure)
        assert len(caplog.records) > 20
        for record in caplog.records:
            assert_no_key(f"{record.getMessage()} {vars(record)!r}", record.name)
            if record.name.startswith("konigle"):
                for private in ("ada@", "Lovelace", "secret-id", "file content"):
                    assert private not in record.getMessage()

    def test_without_a_listener_nothing_is_printed(
        self,
        client: Client,
        server: Server,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(logging.getLogger(), "handlers", [])
        fail(client, server, reply(500))
        server.will(page({**CONTACT, "tags": "odd"}))
        client.contacts.list()
        assert capfd.readouterr() == ("", "")


def test_dry_runs_and_guards_show_no_address(
    make: Callable[..., Client], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(1)
    make(dry_run=True).emails.send(MAIL)
    with pytest.raises(errors.InvalidArgumentError) as caught:
        make(recipients_allowlist=["example.org"]).emails.send(MAIL)
    assert "ada@" not in f"{caplog.text} {caught.value}"
