"""The control endpoints: the same from outside, over HTTP, without a key."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from konigle.sandbox import Sandbox
from konigle.sandbox.resources.collections import COLLECTIONS


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{sandbox.url}/__sandbox", trust_env=False, verify=False, timeout=60
    ) as client:
        yield client


def test_the_overview_tells_what_there_is(control: httpx.Client, api: Any) -> None:
    api.contact()
    assert control.get("/").json() == {
        "clock": {"mode": "manual", "now": "2026-01-01T00:00:00.000000Z"},
        "resources": dict.fromkeys(COLLECTIONS, 0) | {"contacts": 1},
        "outbox": 0,
        "requests": 1,
        "faults": 0,
    }
    assert control.head("/").status_code == 200


def test_requests_are_seen_and_forgotten(control: httpx.Client, api: Any) -> None:
    api.contact()
    api("GET", "/contacts?page=1")
    first, second = control.get("/requests").json()
    assert (first["method"], first["operation_id"], first["status"], first["applied"]) == (
        "POST",
        "createContact",
        201,
        True,
    )
    assert first["json"] == {"email": "ann@people.example"}
    assert base64.b64decode(first["body"]).startswith(b'{"email"')
    assert ["authorization", "[redacted]"] in first["headers"]
    assert (second["query"], second["json"], second["replayed"], second["fault"]) == (
        "page=1",
        None,
        False,
        None,
    )
    assert [noted["sequence"] for noted in control.get("/requests?after=1").json()] == [2]
    assert control.delete("/requests").status_code == 204
    assert control.get("/requests").json() == []


def test_mails_are_seen_with_their_files(control: httpx.Client, api: Any) -> None:
    api.channel()
    mail = {"to_email": "a@people.example", "subject": "S", "body_html": "B", "channel": "news"}
    for content in (b"\x00\xff", b"2"):
        api.ok("POST", "/send-email", data=mail, files=[("attachments", ("f.bin", content, "x/y"))])
    (first, _) = control.get("/outbox").json()
    assert (first["subject"], first["sent_at"]) == ("S", "2026-01-01T00:00:00+00:00")
    assert first["attachments"] == [
        {"name": "f.bin", "type": "x/y", "content": base64.b64encode(b"\x00\xff").decode()}
    ]
    assert [shown["id"] for shown in control.get("/outbox?first=1&count=5").json()] == ["msg_000002"]
    assert control.get("/outbox?campaign=cmp_000001").json() == []


def test_faults_are_added_listed_and_removed(control: httpx.Client, api: Any) -> None:
    made = control.post(
        "/faults", json={"operation": "listContacts", "kind": "status", "first": 2, "status": 500}
    ).json()
    assert (made["id"], made["first"], made["last"], made["applied"], made["hits"]) == (1, 2, 2, False, 0)
    assert [api("GET", "/contacts").status_code for _ in range(3)] == [200, 500, 200]
    assert control.get("/faults").json() == [{**made, "calls": 3, "hits": 1}]
    assert control.delete("/faults/1").status_code == 204
    assert control.delete("/faults/1").json() == {"detail": "there is no fault rule with this id"}
    control.post("/faults", json={"operation": "*", "kind": "status", "forever": True})
    assert [api("GET", "/contacts").status_code for _ in range(2)] == [503, 503]
    control.delete("/faults")
    assert api("GET", "/contacts").status_code == 200


def test_the_clock_is_read_and_moved(control: httpx.Client, api: Any) -> None:
    campaign = api.campaign(2, execution_duration_minutes=2)
    api.act(campaign, "start")
    assert control.get("/clock").json() == {"mode": "manual", "now": "2026-01-01T00:00:00.000000Z"}
    assert control.post("/clock/advance", json={"seconds": 60}).json()["now"] == "2026-01-01T00:01:00.000000Z"
    assert len(control.get("/outbox").json()) == 1


def test_the_dns_is_reported(control: httpx.Client, api: Any) -> None:
    identity = api.ok("POST", "/identities", {"identity_value": "people.example"})
    for outcome, verified in (("success", True), ("failed", False), ("pending", False)):
        assert control.post("/dns", json={"value": "people.example", "outcome": outcome}).status_code == 204
        assert api.ok("POST", f"/identities/{identity['id']}/check-status")["verified"] is verified


def test_a_channel_is_suspended_and_limited(control: httpx.Client, api: Any) -> None:
    api.channel()
    changed = control.patch("/channels/news", json={"status": "suspended", "daily_quota": 5}).json()
    assert (changed["status"], changed["daily_quota"]) == ("suspended", 5)
    assert api.ok("GET", "/channels")["payload"] == [changed]
    changed = control.patch("/channels/news", json={"status": "active"}).json()
    assert (changed["suspended_at"], changed["suspension_reason"]) == (None, None)


def test_reset_and_seed(control: httpx.Client, sandbox: Sandbox, api: Any) -> None:
    api.contact()
    sandbox.clock.advance(60)
    sandbox.faults.add("*", "status", first=100)
    assert control.post("/reset").status_code == 204
    overview = control.post("/seed", json={"contacts": 3}).json()
    assert (overview["resources"]["contacts"], overview["requests"], overview["faults"]) == (3, 0, 0)
    assert overview["clock"]["now"] == "2026-01-01T00:00:00.000000Z"
    assert api.ok("GET", "/contacts")["payload"][0]["id"] == "con_000001"


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("POST", "/faults", [], "must be an object"),
        ("POST", "/faults", {"operation": "*"}, "kind"),
        ("POST", "/faults", {"operation": "*", "kind": "status", "hits": 3}, "counts these itself: hits"),
        ("POST", "/faults", {"operation": "*", "kind": "status", "often": 3}, "often"),
        ("POST", "/faults", {"operation": "x", "kind": "status"}, "no operation"),
        ("POST", "/clock/advance", {}, "missing: 'seconds'"),
        ("POST", "/clock/advance", {"seconds": -1}, "cannot go back"),
        ("POST", "/dns", {"value": "x", "outcome": "maybe"}, "success, failed or pending"),
        ("PATCH", "/channels/none", {"status": "active"}, "no channel with the code"),
        ("PATCH", "/channels/news", {"code": "x"}, "cannot be set here: code"),
        ("PATCH", "/channels/news", {"rate_limit": 21}, "maximum of 20"),
        ("POST", "/seed", {"people": []}, "unknown in a seed: people"),
        ("GET", "/requests?after=x", None, "invalid literal"),
    ],
)
def test_what_makes_no_sense_is_400_with_the_reason(  # noqa: PLR0917  # the columns of the table
    control: httpx.Client, api: Any, method: str, path: str, body: Any, words: str
) -> None:
    api.channel()
    response = control.request(method, path, json=body)
    assert response.status_code == 400
    assert words in response.json()["detail"]


def test_control_requests_are_not_noted_and_not_struck(control: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.faults.add("*", "status", forever=True)
    assert control.get("/").status_code == 200
    assert sandbox.requests == []
