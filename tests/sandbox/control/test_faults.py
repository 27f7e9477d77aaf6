"""Fault rules: what goes wrong, for which calls, and whether the request took effect."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from konigle.sandbox import FaultRule, Sandbox

CLOSED = (httpx.RemoteProtocolError, "Server disconnected")
RESET = (httpx.ReadError, "reset")
CUT = (httpx.RemoteProtocolError, "without sending complete message body")


def create(api: Any) -> httpx.Response:
    return api("POST", "/contacts", {"email": "ann@people.example"})


def count(api: Any) -> int:
    return api.ok("GET", "/contacts")["count"]


@pytest.mark.parametrize(
    ("kind", "error", "applied"),
    [
        ("close_before", CLOSED, False),
        ("reset_before", RESET, False),
        ("close_after", CLOSED, True),
        ("reset_after", RESET, True),
        ("truncate", CUT, True),
    ],
)
def test_a_connection_that_breaks_before_or_after_the_request_took_effect(
    sandbox: Sandbox, api: Any, kind: Any, error: tuple[type[Exception], str], applied: bool
) -> None:
    rule = sandbox.faults.add("createContact", kind)
    with pytest.raises(error[0], match=error[1]):
        create(api)
    assert count(api) == int(applied)
    noted = sandbox.requests[0]
    assert (noted.fault, noted.applied) == (kind, applied)
    assert noted.status == (201 if kind == "truncate" else None)
    assert noted.json == {"email": "ann@people.example"}
    assert (rule.calls, rule.hits) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "options", "status", "content", "applied"),
    [
        ("status", {}, 503, '{"detail":"Fault rule 1."}', False),
        ("status", {"status": 418, "body": [1]}, 418, "[1]", False),
        ("status", {"status": 502, "body": "no <b>", "applied": True}, 502, "no <b>", True),
        ("garbage", {}, 200, '{"id": "con_0000\x00\x1f]]', True),
        ("garbage", {"body": "]", "applied": False, "status": 201}, 201, "]", False),
        ("html", {"body": "<p>"}, 200, "<p>", False),
        ("html", {"body": "<p>", "applied": True}, 200, "<p>", True),
        ("empty", {}, 200, "", True),
        ("redirect", {}, 307, "", False),
    ],
)
def test_a_response_that_is_not_the_right_one(  # noqa: PLR0917  # the columns of the table
    sandbox: Sandbox, api: Any, kind: Any, options: Any, status: int, content: str, applied: bool
) -> None:
    sandbox.faults.add("createContact", kind, headers={"X-Fault": "1"}, **options)
    response = create(api)
    assert (response.status_code, response.text, response.headers["x-fault"]) == (status, content, "1")
    assert response.headers["x-request-id"] == "req_000001"
    assert count(api) == int(applied)
    assert (sandbox.requests[0].status, sandbox.requests[0].applied) == (status, applied)


def test_the_body_of_a_fault_has_its_own_type(sandbox: Sandbox, api: Any) -> None:
    types = {"html": "text/html; charset=utf-8", "garbage": "application/json", "empty": "application/json"}
    for kind, media_type in types.items():
        sandbox.faults.add("listContacts", kind)
        assert api("GET", "/contacts").headers["content-type"] == media_type
        sandbox.faults.clear()
    sandbox.faults.add("listContacts", "status", body="x", headers={"Content-Type": "text/x"})
    assert api("GET", "/contacts").headers["content-type"] == "text/x"


def test_retry_after_can_be_sent(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("listContacts", "status", status=429, headers={"Retry-After": "2"})
    assert api("GET", "/contacts").headers["retry-after"] == "2"


def test_a_redirect_goes_to_the_same_address_or_another(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("listContacts", "redirect")
    sandbox.faults.add(
        "listContacts", "redirect", first=1, last=2, status=302, location="http://other.example/"
    )
    listing = f"{sandbox.url}/reachout/api/v1/contacts"
    assert api("GET", "/contacts?page=2&q=a%20b").headers["location"] == f"{listing}?page=2&q=a%20b"
    response = api("GET", "/contacts")
    assert (response.status_code, response.headers["location"]) == (302, "http://other.example/")
    assert "content-type" not in response.headers


def test_a_delay_comes_before_the_request_takes_effect(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("createContact", "delay", seconds=0.5)
    with pytest.raises(httpx.ReadTimeout):
        api("POST", "/contacts", {"email": "ann@people.example"}, timeout=httpx.Timeout(None, read=0.01))
    while not sandbox.requests[0].applied:  # the client gave up, and the request was applied
        pass
    assert (sandbox.requests[0].fault, sandbox.requests[0].status, count(api)) == ("delay", 201, 1)


def test_a_delayed_response_is_the_right_one(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("createContact", "delay", seconds=0.02)
    began = time.monotonic()
    assert create(api).status_code == 201
    assert time.monotonic() - began >= 0.02


def test_any_fault_can_come_late(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("createContact", "status", seconds=0.02)
    began = time.monotonic()
    assert create(api).status_code == 503
    assert time.monotonic() - began >= 0.02


def test_a_drip_comes_chunk_by_chunk(sandbox: Sandbox, api: Any) -> None:
    contact = create(api).json()
    sandbox.faults.add("getContact", "drip", size=100, interval=0.002)
    with api.http.stream("GET", f"/contacts/{contact['id']}") as response:
        chunks = [chunk for chunk in response.iter_raw() if chunk]
    assert len(chunks) >= 3
    assert b"".join(chunks).endswith(b"}")


def test_a_surplus_response_follows_the_normal_one(sandbox: Sandbox) -> None:
    sandbox.faults.add("listContacts", "surplus")
    request = (
        b"GET /reachout/api/v1/contacts HTTP/1.1\r\nHost: %b\r\nAuthorization: Token sandbox-key\r\n\r\n"
    )
    host = urlsplit(sandbox.url)
    with socket.create_connection((host.hostname, host.port)) as connection:
        connection.sendall(request % host.netloc.encode())
        received = b""
        while received.count(b"HTTP/1.1 200 OK") < 2:
            received += connection.recv(4096)
    assert b'"count"' in received


def test_a_drip_ends_when_the_client_goes(sandbox: Sandbox, api: Any) -> None:
    contact = create(api).json()
    sandbox.faults.add("getContact", "drip", interval=3600)
    with pytest.raises(httpx.ReadTimeout):
        api("GET", f"/contacts/{contact['id']}", timeout=httpx.Timeout(None, read=0.02))


def test_a_drip_or_truncation_of_no_body(sandbox: Sandbox, api: Any) -> None:
    """A deletion has no response body: it cannot drip, and truncating it leaves nothing."""
    create(api)
    sandbox.faults.add("deleteContact", "drip")
    assert api("DELETE", "/contacts/con_000001").status_code == 204
    api.contact()
    sandbox.faults.add("deleteContact", "truncate")
    with pytest.raises(CLOSED[0], match=CLOSED[1]):
        api("DELETE", "/contacts/con_000002")
    assert count(api) == 0


@pytest.mark.parametrize(("size", "received"), [(0, 0), (7, 7), (10_000, 26)])
def test_a_truncation_can_be_measured(sandbox: Sandbox, api: Any, size: int, received: int) -> None:
    sandbox.faults.add("getContact", "truncate", size=size)
    detail = b'{"detail":"Not found."}'
    with pytest.raises(
        CUT[0], match=rf"received {min(received, len(detail) - 1)} bytes, expected {len(detail)}"
    ):
        api("GET", "/contacts/con_000009")


def test_a_rule_strikes_from_the_nth_to_the_mth_matching_call(sandbox: Sandbox, api: Any) -> None:
    rule = sandbox.faults.add("listContacts", "status", first=2, last=3)
    assert [api("GET", "/contacts").status_code for _ in range(2)] == [200, 503]
    api("GET", "/audiences")
    assert [api("GET", "/contacts").status_code for _ in range(2)] == [503, 200]
    assert (rule.calls, rule.hits) == (4, 2)


def test_a_rule_without_an_end_strikes_for_ever(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("listContacts", "status", first=2, forever=True)
    assert [api("GET", "/contacts").status_code for _ in range(4)] == [200, 503, 503, 503]


def test_a_rule_for_all_operations_counts_all_of_them(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("*", "status", first=2)
    assert [api("GET", path).status_code for path in ("/contacts", "/audiences", "/contacts")] == [
        200,
        503,
        200,
    ]


def test_the_oldest_rule_that_strikes_acts(sandbox: Sandbox, api: Any) -> None:
    first = sandbox.faults.add("*", "status", status=500)
    second = sandbox.faults.add("listContacts", "status", status=501, last=2)
    assert [api("GET", "/contacts").status_code for _ in range(3)] == [500, 501, 200]
    assert (first.hits, second.calls, second.hits) == (1, 3, 1)


def test_rules_are_listed_removed_and_cleared(sandbox: Sandbox, api: Any) -> None:
    rules = [sandbox.faults.add("*", "status", forever=True) for _ in range(3)]
    assert [rule.id for rule in sandbox.faults.all()] == [1, 2, 3]
    assert sandbox.faults.remove(rules[0])
    assert not sandbox.faults.remove(rules[0])
    sandbox.faults.clear()
    assert sandbox.faults.all() == []
    assert api("GET", "/contacts").status_code == 200


def test_a_fault_comes_before_the_key_is_looked_at(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("listContacts", "status")
    assert api("GET", "/contacts", headers={"Authorization": "no"}).status_code == 503


def test_a_refused_request_with_a_late_fault_was_not_applied(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("createContact", "close_after")
    with pytest.raises(httpx.RemoteProtocolError):
        api("POST", "/contacts", {})
    assert sandbox.requests[0].applied is False


def test_the_connection_stays_usable_after_a_soft_fault(sandbox: Sandbox, api: Any) -> None:
    for kind in ("status", "garbage", "html", "empty", "redirect", "drip"):
        sandbox.faults.add("listContacts", kind)
        api("GET", "/contacts")
        sandbox.faults.clear()
        assert api("GET", "/contacts").status_code == 200


MAKERS: list[tuple[Callable[[], FaultRule], str]] = [
    (lambda: FaultRule("*", "explode"), "kind must be one of status, delay"),  # type: ignore[arg-type]  # no such kind
    (lambda: FaultRule("*", "status", first=0), "counted from one"),
    (lambda: FaultRule("*", "status", first=3, last=2), "counted from one"),
    (lambda: FaultRule("*", "delay", seconds=-1), "cannot be negative"),
    (lambda: FaultRule("*", "drip", interval=-1), "cannot be negative"),
    (lambda: FaultRule("*", "truncate", size=-1), "cannot be negative"),
    (lambda: FaultRule("*", "drip", size=0), "never end"),
    (lambda: FaultRule("*", "status", status=199), "199 is not a status code"),
    (lambda: FaultRule("*", "html", body={}), "the body of html must be text"),
    (lambda: FaultRule("*", "reset_before", applied=True), "use reset_after"),
    (lambda: FaultRule("*", "reset_after", applied=False), "always applied"),
]


@pytest.mark.parametrize(("make", "words"), MAKERS)
def test_a_rule_that_makes_no_sense_is_refused(make: Callable[[], FaultRule], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()


def test_a_rule_for_an_unknown_operation_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="no operation 'sendMail'"):
        sandbox.faults.add("sendMail", "status")


def test_latency_slows_every_request(api_of: Any) -> None:
    with Sandbox(latency=0.02) as sandbox:
        began = time.monotonic()
        assert api_of(sandbox)("GET", "/contacts").status_code == 200
        assert time.monotonic() - began >= 0.02
