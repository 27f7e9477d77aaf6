# Derived from tests/_async/test_request.py by `python -m generator`; do not edit.
"""Requests that no method covers."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from konigle import Client, InvalidArgumentError
from konigle import exceptions as errors
from konigle.models.comm import ContactCreate
from tests._sync.harness import MAIL, Clock, Server, reply

pytestmark = pytest.mark.anyio

Make = Callable[..., Client]
PATH = "/reachout/api/v1/segments"


class TestWhatIsSent:
    def test_a_query_and_a_json_body(self, client: Client, server: Server) -> None:
        server.will(reply(201, {"id": "s1"}))
        made = client.request(
            "post",
            PATH,
            query={"page": 2, "all": True, "q": None, "tags": ["a", "b&c"]},
            json={"name": "VIP"},
        )
        assert made == {"id": "s1"}
        assert server.seen == [f"POST {PATH}?page=2&all=true&tags=a&tags=b%26c"]
        assert server.sent == {"name": "VIP"}
        assert server.requests[0].headers["Content-Type"] == "application/json"
        assert server.requests[0].headers["Authorization"].startswith("Token ")

    def test_below_the_prefix_of_the_base_url(self, make: Make, server: Server) -> None:
        make(base_url="https://proxy.example/konigle").request("GET", f"{PATH}/s%2F1")
        assert str(server.requests[0].url) == f"https://proxy.example/konigle{PATH}/s%2F1"

    @pytest.mark.parametrize(
        ("body", "sent"),
        [
            (None, None),
            ([1, {"a": None}], [1, {"a": None}]),
            ({}, {}),
            ("text", "text"),
            (False, False),
            (
                ContactCreate(email="ada@example.com", first_name=None, tags=["a"]),
                {"email": "ada@example.com", "tags": ["a"]},
            ),
            (
                {"contact": ContactCreate(email="ada@example.com")},
                {"contact": {"email": "ada@example.com"}},
            ),
        ],
    )
    def test_any_json(self, client: Client, server: Server, body: Any, sent: Any) -> None:
        client.request("PUT", PATH, json=body)
        assert server.sent == sent

    def test_the_options_of_a_call(self, client: Client, server: Server) -> None:
        client.request("GET", PATH, timeout=3, extra_headers={"X-A": "1"})
        assert server.limits[0]["read"] == 3
        assert server.requests[0].headers["X-A"] == "1"


class TestWhatComesBack:
    @pytest.mark.parametrize(
        ("content", "value"),
        [
            (b"", None),
            (b" \n", None),
            (b"null", None),
            (b"[1]", [1]),
            (b'"a"', "a"),
            (b'{"a": {}}', {"a": {}}),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
    def test_decoded_json(
        self, client: Client, server: Server, method: str, content: bytes, value: Any
    ) -> None:
        server.will(reply(200, content))
        assert client.request(method, PATH) == value

    def test_what_is_not_json_is_an_error(self, client: Client, server: Server) -> None:
        server.will(reply(200, b"<html>"))
        with pytest.raises(errors.InvalidResponseError, match="request"):
            client.request("GET", PATH, retry_count=0)
        with pytest.raises(errors.UnknownOutcomeResponseError):
            client.request("POST", PATH)

    def test_errors_are_those_of_every_call(self, client: Client, server: Server) -> None:
        server.will(reply(422, {"name": ["Too long."]}))
        with pytest.raises(errors.ValidationError) as caught:
            client.request("POST", PATH, json={"name": "x"})
        assert caught.value.field_errors == {"name": ["Too long."]}
        assert (caught.value.operation, caught.value.method) == ("request", "POST")
        assert caught.value.path_template == PATH

    def test_raw_responses_have_it(self, client: Client) -> None:
        with client.raw_responses() as calls:
            client.request("GET", PATH)
        assert calls[0].operation == "request"
        assert calls[0].status_code == 200


class TestReplay:
    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"])
    def test_all_methods_but_post_are_repeated(self, client: Client, server: Server, method: str) -> None:
        server.will(httpx.ReadError("m"), reply(200, b"1"))
        assert client.request(method, PATH) == 1
        assert len(server.requests) == 2

    def test_a_post_is_not(self, client: Client, server: Server) -> None:
        server.will(httpx.ReadError("m"))
        with pytest.raises(errors.OutcomeUnknown, match=r"request \(POST /reachout/api/v1/segments\)"):
            client.request("POST", PATH)
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        ("method", "replay", "requests"),
        [("POST", "safe", 2), ("POST", "settled", 2), ("GET", "once", 1), ("DELETE", "once", 1)],
    )
    def test_the_caller_knows_best(
        self, client: Client, server: Server, method: str, replay: Any, requests: int
    ) -> None:
        server.will(httpx.ReadError("m"), reply(200))
        if requests == 1:
            with pytest.raises(errors.OutcomeUnknown):
                client.request(method, PATH, json={}, replay=replay)
        else:
            assert client.request(method, PATH, json={}, replay=replay) is None
        assert len(server.requests) == requests

    def test_throttling_is_waited_for(self, client: Client, server: Server, clock: Clock) -> None:
        server.will(reply(429, Retry_After="3"), reply(201, {}))
        client.request("POST", PATH)
        assert clock.slept == [3]

    def test_a_repeated_delete_of_what_is_gone_is_done(self, client: Client, server: Server) -> None:
        server.will(httpx.ReadError("m"), reply(404))
        assert client.request("DELETE", f"{PATH}/s1") is None

    def test_one_of_class_once_gets_a_key(self, make: Make, server: Server) -> None:
        server.will(httpx.ReadError("m"), reply(201, {}))
        make(assume_idempotent=True).request("POST", PATH, json={})
        assert len({request.headers["Idempotency-Key"] for request in server.requests}) == 1


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "problem"),
        [
            ("https://evil.example/x", "begin with one '/'"),
            ("//evil.example/x", "begin with one '/'"),
            ("reachout/api/v1/x", "begin with one '/'"),
            (".evil.example/x", "begin with one '/'"),
            ("@evil.example/x", "begin with one '/'"),
            ("", "begin with one '/'"),
            ("/a/../b", r"segment '\.' or '\.\.'"),
            ("/a/..", r"segment '\.' or '\.\.'"),
            ("/a/./b", r"segment '\.' or '\.\.'"),
            ("/a/%2e%2e/b", r"segment '\.' or '\.\.'"),
            ("/a/%2E./b", r"segment '\.' or '\.\.'"),
            ("/a/%252e%252e/b", r"segment '\.' or '\.\.'"),
            ("/a/x%2f..%2fb", r"segment '\.' or '\.\.'"),
            ("/a/..%5cb", r"segment '\.' or '\.\.'"),
            ("/a\\..\\b", "backslash"),
            ("/a b", "blank"),
            ("/a\r\nHost: evil.example", "control character"),
            ("/a?page=2", "pass query="),
            ("/a#b", "pass query="),
            ("/contacts/{contact_id}", "braces"),
            (5, "must be text, not int"),
        ],
    )
    def test_one_that_leads_elsewhere_is_refused(
        self, client: Client, server: Server, path: Any, problem: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=f"{problem}.*nothing was sent"):
            client.request("GET", path)
        assert server.requests == []

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (("FETCH", PATH), "method must be one of GET"),
            ((5, PATH), "method must be one of GET"),
            (("GET", PATH, {"replay": "twice"}), "replay must be one of safe, settled, once"),
            (("GET", PATH, {"query": {"tags": [5]}}), "query parameter 'tags'"),
            (("GET", PATH, {"query": "page=2"}), "query must be a mapping"),
            (("POST", PATH, {"json": {"a": float("nan")}}), "cannot be sent as JSON"),
            (("POST", PATH, {"json": object()}), "cannot be sent as JSON"),
            (("POST", PATH, {"json": "\ud800"}), "cannot be sent as JSON"),
        ],
    )
    def test_so_is_any_other_wrong_argument(
        self, client: Client, server: Server, arguments: Any, problem: str
    ) -> None:
        method, path, *more = arguments
        with pytest.raises(InvalidArgumentError, match=problem) as caught:
            client.request(method, path, **(more[0] if more else {}))
        assert caught.value.operation == "request"
        assert server.requests == []


class TestGuards:
    @pytest.fixture
    def guarded(self, make: Make) -> Client:
        return make(recipients_allowlist=["example.com"])

    @pytest.mark.parametrize(
        ("method", "path", "body"),
        [
            ("GET", PATH, None),
            ("POST", "/reachout/api/v1/contacts", {"email": "eve@example.org"}),
            ("POST", "/reachout/api/v1/campaigns", {"name": "n"}),
            ("PATCH", "/reachout/api/v1/campaigns/k1", {"name": "n"}),
            ("POST", "/reachout/api/v1/campaigns/k1/pause", None),
            ("POST", "/reachout/api/v1/send-email", MAIL),
            ("POST", "/reachout/api/v1/campaigns/k1/send-test-email", {"email_address": "ada@example.com"}),
        ],
    )
    def test_what_reaches_nobody_else_is_sent(
        self, guarded: Client, server: Server, method: str, path: str, body: Any
    ) -> None:
        guarded.request(method, path, json=body)
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/reachout/api/v1/send-email", {**MAIL, "to_email": ["eve@example.org"]}),
            ("/reachout/api/v1/send-email", {**MAIL, "to_email": [["eve@example.org"]]}),
            ("/reachout/api/v1/send-email", {**MAIL, "cc": ["eve@example.org"]}),
            ("/reachout/api/v1/send%2Demail", {**MAIL, "to_email": ["eve@example.org"]}),
            ("/reachout/api/v1/send-email", [MAIL]),
            ("/reachout/api/v1/send-email", None),
            ("/reachout/api/v1/send-email/", MAIL),
            ("/reachout/api/v1/campaigns/k1/start", None),
            ("/reachout/api/v1/campaigns", {"name": "n", "scheduled_at": "2030-01-01T00:00:00Z"}),
            (PATH, {"name": "n"}),
        ],
    )
    def test_what_may_reach_others_is_refused(
        self, guarded: Client, server: Server, path: str, body: Any
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="recipients_allowlist"):
            guarded.request("POST", path, json=body, replay="safe")
        assert server.requests == []

    def test_a_dry_run_sends_no_write(self, make: Make, server: Server) -> None:
        client = make(dry_run=True)
        assert client.request("POST", PATH, json={}) is None
        assert server.requests == []
        assert client.request("GET", PATH) is not None
