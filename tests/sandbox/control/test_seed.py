"""A stock of data to begin with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from konigle.sandbox import Sandbox, SandboxError

SHOP = {
    "accounts": [{"name": "Shop", "default_from_email": "shop@people.example"}],
    "channels": [
        {"code": "News", "channel_type": "marketing", "daily_quota": 5, "enable_engagement_tracking": True}
    ],
    "identities": [{"identity_value": "people.example", "verified": True}],
    "email-templates": [
        {"name": "T", "code": "t", "subject": "S", "body_html": "B", "preview_url": "http://x.example"}
    ],
    "audiences": [{"name": "All", "tags": ["all"]}],
    "contacts": [
        {"email": "ann@people.example", "tags": ["all"], "ltv": "12.50", "ltv_currency": "EUR"},
        {"email": "bob@people.example", "tags": ["all"], "marketing_consent": {"sms": False}},
    ],
    "campaigns": [
        {
            "name": "Sale",
            "audience": "all",
            "email_channel": "news",
            "email_template": "t",
            "status": "scheduled",
            "scheduled_at": "2026-01-01T01:00:00Z",
        }
    ],
    "dns": {"people.example": "success"},
}


MANAGERS = {
    "accounts": "email_accounts",
    "channels": "email_channels",
    "identities": "email_identities",
    "email-templates": "email_templates",
}


def test_its_keys_are_the_names_of_the_managers() -> None:
    seed = {MANAGERS.get(kind, kind): items for kind, items in SHOP.items()}
    with Sandbox(seed=seed) as sandbox, sandbox.client() as client:
        for name, items in seed.items():
            if name != "dns":
                assert getattr(client, name).list().count == len(items)


@pytest.mark.parametrize(
    ("seed", "problem"),
    [
        ({"emails": []}, "unknown in a seed: emails; known: email_accounts, email_channels, "),
        ({"email_channels": [], "channels": []}, "email_channels and channels in a seed are the same"),
        ({"email_channels": 5}, "only contacts can be given as a number, not email_channels"),
        ({"email_channels": {}}, "email_channels in a seed must be a list"),
        ({"email_channels": [{}]}, r"email_channels\[0\] is invalid"),
    ],
)
def test_a_wrong_key_is_named(seed: Any, problem: str) -> None:
    with Sandbox() as sandbox, pytest.raises(SandboxError, match=problem):
        sandbox.seed(seed)


def test_a_seed_fills_every_collection_and_refers_by_code(api_of: Any) -> None:
    with Sandbox(seed=SHOP, check_answers=True) as sandbox:
        api = api_of(sandbox)
        for kind, items in SHOP.items():
            if kind != "dns":
                assert api.ok("GET", f"/{kind}")["count"] == len(items)
        contact, other = api.ok("GET", "/contacts")["payload"]
        assert (contact["ltv"], other["marketing_consent"]["sms"], other["marketing_consent"]["email"]) == (
            "12.50",
            False,
            True,
        )
        channel = api.ok("GET", "/channels")["payload"][0]
        assert (channel["code"], channel["daily_quota"], channel["account"]) == ("news", 5, "acc_000001")
        identity = api.ok("GET", "/identities")["payload"][0]
        assert (identity["verified"], len(identity["dkim_records"])) == (True, 3)
        sandbox.clock.advance(7200)
        assert api.ok("GET", "/campaigns")["payload"][0]["status"] == "completed"
        assert [mail.from_email for mail in sandbox.outbox] == ["shop@people.example"] * 2


def test_a_number_stands_for_made_up_contacts_the_same_every_time(api_of: Any) -> None:
    pages = []
    for _ in range(2):
        with Sandbox(seed={"contacts": 3}, check_answers=True) as sandbox:
            pages.append(api_of(sandbox).ok("GET", "/contacts")["payload"])
    assert pages[0] == pages[1]
    assert [contact["email"] for contact in pages[0]] == [
        f"contact00000{i}@people.example" for i in (1, 2, 3)
    ]


def test_a_seed_can_stand_in_a_file_and_be_added_later(sandbox: Sandbox, api: Any, tmp_path: Path) -> None:
    path = tmp_path / "seed.json"
    path.write_text(json.dumps(SHOP), encoding="utf-8")
    api.contact("first@people.example")
    sandbox.seed(path)
    sandbox.seed({"contacts": [{"email": "last@people.example"}]})
    assert api.ok("GET", "/contacts")["count"] == 4


def test_a_seed_is_left_aside_where_there_is_data(tmp_path: Path, api_of: Any) -> None:
    for _ in range(2):
        with Sandbox(tmp_path / "data.db", seed={"contacts": 3}) as sandbox:
            assert api_of(sandbox).ok("GET", "/contacts")["count"] == 3


@pytest.mark.parametrize(
    ("seed", "words"),
    [
        ({"people": []}, "unknown in a seed: people"),
        ({"audiences": 3}, "only contacts can be given as a number"),
        ({"contacts": [{"email": "a@people.example"}, {"email": "nobody"}]}, r"contacts\[1\] .*valid email"),
        ({"contacts": [{}]}, "This field is required"),
        ({"contacts": [{"email": "a@people.example", "emial": "x"}]}, "emial.*Unknown field"),
        ({"contacts": [{"email": "a@people.example"}] * 2}, "already exists"),
        ({"audiences": [{"tags": []}]}, "name.*This field is required"),
        ({"campaigns": [{"name": "N", "audience": "nothing"}]}, "does not exist"),
        ({"audiences": [{"name": "A", "tags": []}], "campaigns": [{"name": "N", "audience": "a", "status": "running"}]},
         "only when it is started"),
        ({"dns": {"x.example": "maybe"}}, "success, failed or pending"),
    ],
)  # fmt: skip
def test_a_seed_that_does_not_fit_stops_the_start(seed: Any, words: str) -> None:
    with pytest.raises(SandboxError, match=words):
        Sandbox(seed=seed).start()


def test_a_seed_is_added_whole_or_not_at_all(sandbox: Sandbox, api: Any) -> None:
    with pytest.raises(SandboxError):
        sandbox.seed({"contacts": [{"email": "a@people.example", "tags": ["x"]}, {"email": "nobody"}]})
    assert api.ok("GET", "/contacts")["count"] == 0
    assert api.ok("GET", "/contacts?tags=x")["count"] == 0
    assert api.contact()["id"] == "con_000001"


@pytest.mark.parametrize(
    ("content", "words"), [("[]", "must contain an object"), ("{", "cannot read the seed")]
)
def test_a_file_that_holds_no_seed_is_refused(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "seed.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SandboxError, match=words):
        Sandbox(seed=path)
    with pytest.raises(SandboxError, match="cannot read the seed"):
        Sandbox(seed=tmp_path / "none.json")
