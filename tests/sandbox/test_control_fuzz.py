"""Whatever is sent to a control endpoint: invalid input is 4xx with the reason, and the sandbox keeps working."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from konigle.sandbox import Sandbox

ENDPOINTS = [
    ("GET", "/"),
    ("GET", "/requests"),
    ("DELETE", "/requests"),
    ("GET", "/outbox"),
    ("GET", "/faults"),
    ("POST", "/faults"),
    ("DELETE", "/faults"),
    ("DELETE", "/faults/1"),
    ("GET", "/clock"),
    ("POST", "/clock/advance"),
    ("POST", "/dns"),
    ("PATCH", "/channels/news"),
    ("POST", "/reset"),
    ("POST", "/seed"),
]
# Bad for every endpoint.
BODIES = {
    "a list": b"[]",
    "a number": b"1",
    "a text": b'"x"',
    "null": b"null",
    "no JSON": b"{",
    "no UTF-8": b'{"a": "\xff\xfe"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "NaN": b'{"seconds": NaN}',
    "Infinity": b'{"seconds": -Infinity}',
    "a number past infinity": b'{"seconds": 1e999}',
    "a number of 5,000 digits": b'{"seconds": %s}' % (b"9" * 5_000),
    "half of a surrogate pair": b'{"value": "\\ud800", "outcome": "success"}',
    "a name twice": b'{"seconds": 1, "seconds": 1}',
    "a name twice, further in": b'{"contacts": [{"email": "a@example.com", "email": "b@example.com"}]}',
    "an unknown name": b'{"nonsense": 1}',
    "deep lists": b'{"a": %s%s}' % (b"[" * 100_000, b"]" * 100_000),
    "deep objects": b'{"a": %s1%s}' % (b'{"a":' * 5_000, b"}" * 5_000),
}
VALUES: list[Any] = [
    None, True, False, -1, 0, 5, 1.5, -1e308, 1e308, 10**30, -(10**30), 2**63, "", "x", "\0", "a\r\nb: c", "é", "日本",
    "x" * 10_000, [], ["x"], [[]], {}, {"x": {}}, {"x": 1}, [None], [1], [{"x": 1}],
]  # fmt: skip
FIELDS = {
    ("POST", "/faults"): {
        "operation": "listContacts", "kind": "status", "first": 1, "last": 1, "forever": False, "status": 500,
        "headers": {"X-A": "1"}, "body": {"a": 1}, "seconds": 0, "location": "/x", "size": 1, "interval": 0,
        "applied": None,
    },
    ("POST", "/clock/advance"): {"seconds": 1},
    ("POST", "/dns"): {"value": "example.com", "outcome": "success"},
    ("PATCH", "/channels/news"): {
        "status": "active", "suspension_reason": None, "daily_quota": 5, "rate_limit": 1,
        "enable_engagement_tracking": True,
    },
    ("POST", "/seed"): {
        "accounts": [], "channels": [], "identities": [], "email-templates": [], "audiences": [], "contacts": [],
        "campaigns": [], "dns": {"example.com": "success"},
    },
}  # fmt: skip
ITEMS = {
    "accounts": {"name": "Shop", "default_from_email": "shop@example.com"},
    "channels": {"code": "more", "channel_type": "marketing", "daily_quota": 5},
    "identities": {"identity_value": "people.example", "verified": True},
    "email-templates": {"name": "T", "code": "t", "subject": "S", "body_html": "B"},
    "audiences": {"name": "All", "tags": ["all"]},
    "contacts": {"email": "ann@people.example", "tags": ["all"], "ltv": "1.00", "marketing_consent": {"sms": False}},
    "campaigns": {"name": "S", "audience": "all", "email_channel": "news", "status": "draft", "scheduled_at": None},
}  # fmt: skip


@pytest.fixture
def control(caplog: pytest.LogCaptureFixture) -> Iterator[httpx.Client]:
    with (
        Sandbox(
            seed={
                "accounts": [ITEMS["accounts"]],
                "channels": [{"code": "news", "channel_type": "marketing"}],
            }
        ) as running,
        httpx.Client(
            base_url=f"{running.url}/__sandbox", trust_env=False, verify=False, timeout=60
        ) as client,
    ):
        yield client
        assert client.get("/").status_code == 200
        assert client.post("/clock/advance", json={"seconds": 1}).status_code == 200
        api = httpx.get(
            f"{running.url}/reachout/api/v1/contacts",
            headers={"Authorization": "Token sandbox-key"},
            trust_env=False,
            verify=False,
        )
        assert api.status_code < 600
    assert [
        record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")
    ] == []


def check(response: httpx.Response) -> None:
    assert response.status_code < 500, (
        response.request.content[:300],
        response.status_code,
        response.text[:300],
    )
    if response.status_code >= 400:
        detail = response.json()["detail"]
        assert isinstance(detail, str)
        assert 0 < len(detail) < 3_000


@pytest.mark.parametrize(("method", "path"), ENDPOINTS, ids=[" ".join(each) for each in ENDPOINTS])
def test_a_bad_body_is_refused_by_every_endpoint(control: httpx.Client, method: str, path: str) -> None:
    before = control.get("/").json()
    for name, body in BODIES.items():
        response = control.request(method, path, content=body)
        check(response)
        assert 400 <= response.status_code < 500, name
    assert control.get("/").json() == before


@pytest.mark.parametrize(("endpoint"), FIELDS, ids=" ".join)
def test_a_field_of_any_other_type_is_no_failure(control: httpx.Client, endpoint: tuple[str, str]) -> None:
    for name in FIELDS[endpoint]:
        for value in VALUES:
            check(control.request(*endpoint, json={**FIELDS[endpoint], name: value}))
        check(control.request(*endpoint, json={k: v for k, v in FIELDS[endpoint].items() if k != name}))


@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_of_a_seed_with_anything_in_it_is_no_failure(control: httpx.Client, kind: str) -> None:
    control.post("/seed", json={"audiences": [ITEMS["audiences"]]})
    for name in [*ITEMS[kind], "id", "created_at", "nonsense"]:
        for value in VALUES:
            check(control.post("/seed", json={kind: [{**ITEMS[kind], name: value}]}))
    for value in VALUES:
        check(control.post("/seed", json={kind: [value]}))


def test_a_fault_that_was_accepted_can_be_carried_out(control: httpx.Client) -> None:
    url = str(control.base_url).replace("__sandbox/", "reachout/api/v1/contacts")
    for status in (200, 204, 205, 304, 404, 599):
        for kind in ("status", "html", "garbage", "empty", "redirect", "truncate", "drip"):
            rule = {"operation": "*", "kind": kind, "status": status, "headers": {"X-A": "\xe9"}, "size": 1}
            assert control.post("/faults", json=rule).status_code == 200
            try:
                response = httpx.get(url, trust_env=False, verify=False)
            except httpx.RemoteProtocolError:
                assert kind == "truncate"
            else:
                assert response.status_code in (status, 401)


@pytest.mark.parametrize("header", ["Content-Length", "Transfer-Encoding", "a b", "", "X\r\nY"])
def test_a_header_that_would_break_the_response_is_refused(control: httpx.Client, header: str) -> None:
    rule = {"operation": "*", "kind": "status", "headers": {header: "1"}}
    assert control.post("/faults", json=rule).status_code == 400


@pytest.mark.parametrize(
    "query", ["after=-1", "after=1.5", "after=", "after=" + "9" * 40, "after=x", "aftr=1", "after=%FF"]
)
def test_a_bad_query_is_refused(control: httpx.Client, query: str) -> None:
    assert control.get(f"/requests?{query}").status_code == 400
    assert control.get(f"/outbox?{query.replace('after', 'first')}").status_code == 400
    assert control.get(f"/outbox?{query.replace('after', 'count')}").status_code == 400


@pytest.mark.parametrize(
    "path", ["/faults/x", "/faults/-1", "/faults/" + "9" * 5_000, "/faults/%FF", "/channels/%FF"]
)
def test_a_bad_path_is_refused(control: httpx.Client, path: str) -> None:
    method = "DELETE" if path.startswith("/faults") else "PATCH"
    response = control.request(method, path, json={})
    check(response)
    assert response.status_code == 400


def test_wrong_methods_and_paths_are_refused_in_json(control: httpx.Client) -> None:
    for path in {path for _, path in ENDPOINTS}:
        response = control.put(path)
        check(response)
        assert response.status_code == 405
        assert response.headers["allow"]
    for path in ("/nothing", "/faults/1/2", "/reset/", "/../__sandboxes"):
        response = control.get(path)
        check(response)
        assert response.status_code == 404 or response.is_redirect


@pytest.mark.parametrize("seconds", [1e12, 10**15, 1e300, 10**30])
def test_the_clock_does_not_leave_the_calendar(control: httpx.Client, seconds: float) -> None:
    before = control.get("/clock").json()
    assert control.post("/clock/advance", json={"seconds": seconds}).status_code == 400
    assert control.get("/clock").json() == before


def test_the_clock_can_go_to_its_very_end(sandbox: Sandbox, api: Any) -> None:
    with pytest.raises(ValueError, match="beyond 9900"):
        sandbox.clock.advance(timedelta.max)
    with pytest.raises(ValueError, match="number of seconds"):
        sandbox.clock.advance(float("nan"))
    campaign = api.campaign(2, execution_duration_minutes=1440)
    sandbox.clock.advance(datetime(9900, 1, 1, tzinfo=UTC) - sandbox.clock.now())
    api.act(campaign, "start")
    assert api.read_campaign(campaign)["status"] == "running"
    for start in (datetime(9950, 1, 1, tzinfo=UTC), datetime(1960, 1, 1, tzinfo=UTC)):
        with pytest.raises(ValueError, match="clock must start after"):
            Sandbox(start_at=start)


def test_a_client_that_goes_in_the_middle_changes_nothing(control: httpx.Client) -> None:
    port = control.base_url.port
    with socket.create_connection(("127.0.0.1", port)) as connection:
        head = f"POST /__sandbox/reset HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 10\r\n\r\n"
        connection.sendall(head.encode() + b"{")
    assert control.get("/").json()["resources"]["channels"] == 1


def test_contacts_that_are_there_already_are_refused(control: httpx.Client) -> None:
    assert control.post("/seed", json={"contacts": 3}).status_code == 200
    response = control.post("/seed", json={"contacts": 4})
    assert response.status_code == 400
    assert "already exists" in response.json()["detail"]
    assert control.get("/").json()["resources"]["contacts"] == 3


def test_a_count_of_contacts_has_a_limit(control: httpx.Client) -> None:
    for count in (-1, 10**7 + 1, 10**15, 1.5, True):
        assert control.post("/seed", content=json.dumps({"contacts": count})).status_code == 400
