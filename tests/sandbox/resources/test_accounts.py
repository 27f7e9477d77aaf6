"""Accounts, identities and their DNS records, channels."""

from __future__ import annotations

from typing import Any

import pytest

from konigle.sandbox import Sandbox


def test_a_set_up_makes_account_channels_and_identity(sandbox: Sandbox, api: Any) -> None:
    body = {
        "account_name": "Shop",
        "default_from_email": "shop@people.example",
        "identity_value": "People.example",
    }
    made = api.ok("POST", "/accounts/setup", body)
    account, channels, identity = made["account"], made["channels"], made["identity"]
    assert (account["name"], account["default_from_email"]) == ("Shop", "shop@people.example")
    assert [(c["code"], c["channel_type"], c["account"]) for c in channels] == [
        ("transactional", "transactional", account["id"]),
        ("marketing", "marketing", account["id"]),
    ]
    assert (identity["identity_value"], identity["identity_type"]) == ("people.example", "domain")
    assert (identity["account"], identity["verified"]) == (account["id"], False)
    assert [record["type"] for record in identity["dkim_records"]] == ["CNAME"] * 3
    assert identity["dkim_records"][0]["name"] == "k1._domainkey.people.example"
    assert api.ok("GET", f"/identities/{identity['id']}") == identity
    mail = {"to_email": ["a@people.example"], "subject": "S", "body_html": "B", "channel": "transactional"}
    api.ok("POST", "/send-email", mail)
    assert sandbox.outbox[0].from_email == "shop@people.example"


def test_a_set_up_without_addresses_has_none(api: Any) -> None:
    body = {"account_name": "Shop", "default_reply_to_email": None, "identity_value": "people.example"}
    account = api.ok("POST", "/accounts/setup", body)["account"]
    assert (account["default_from_email"], account["default_reply_to_email"]) == ("", "")


def test_a_second_set_up_gets_channels_of_other_codes(api: Any) -> None:
    api.ok("POST", "/accounts/setup", {"account_name": "One", "identity_value": "one.example.com"})
    made = api.ok("POST", "/accounts/setup", {"account_name": "Two", "identity_value": "two.example.com"})
    assert [channel["code"] for channel in made["channels"]] == ["transactional-2", "marketing-2"]


def test_a_set_up_that_is_refused_makes_nothing(api: Any) -> None:
    api.ok("POST", "/identities", {"identity_value": "people.example"})
    before = api.ok("GET", "/accounts")["count"]
    refused = api.refused(
        400, "POST", "/accounts/setup", {"account_name": "A", "identity_value": "people.example"}
    )
    assert refused == {"identity_value": ["identity with this identity value already exists."]}
    assert api.ok("GET", "/accounts")["count"] == before


@pytest.mark.parametrize(
    "value", ["", "people", "people..example", "a b.example", "@people.example", "x" * 250 + ".com"]
)
def test_an_identity_is_a_domain_or_an_address(api: Any, value: str) -> None:
    refused = api.refused(400, "POST", "/identities", {"identity_value": value})
    assert refused == {"identity_value": ["Enter a domain or an email address."]}


def test_the_identity_of_an_address_has_no_records(api: Any) -> None:
    identity = api.ok("POST", "/identities", {"identity_value": "Me@people.example"})
    assert (identity["identity_type"], identity["identity_value"]) == ("email", "me@people.example")
    assert identity["dkim_records"] == []


def test_an_identity_verifies_when_the_dns_is_reported_and_it_is_checked(sandbox: Sandbox, api: Any) -> None:
    identity = api.ok("POST", "/identities", {"identity_value": "people.example"})
    path = f"/identities/{identity['id']}"
    assert api.ok("POST", f"{path}/check-status") == identity
    sandbox.dns.verify("People.example")
    assert api.ok("GET", path)["verified"] is False
    checked = api.ok("POST", f"{path}/check-status")
    assert (checked["verified"], checked["dkim_verified"], checked["dkim_verification_status"]) == (
        True,
        True,
        "success",
    )
    assert checked["mail_from_verification_status"] == "pending"
    sandbox.dns.fail("people.example")
    checked = api.ok("POST", f"{path}/check-status")
    assert (checked["verified"], checked["dkim_verified"], checked["dkim_verification_status"]) == (
        False,
        False,
        "failed",
    )


def test_a_mail_from_domain_has_records_and_a_state_of_its_own(sandbox: Sandbox, api: Any) -> None:
    identity = api.ok("POST", "/identities", {"identity_value": "people.example"})
    path = f"/identities/{identity['id']}"
    assert api.refused(400, "POST", f"{path}/setup-custom-mail-from", {"mail_from_domain": "x"}) == {
        "mail_from_domain": ["Enter a domain."]
    }
    changed = api.ok("POST", f"{path}/setup-custom-mail-from", {"mail_from_domain": "Bounce.people.example"})
    assert (changed["mail_from_domain"], changed["use_custom_mail_from"]) == ("bounce.people.example", True)
    assert (changed["mail_from_verification_status"], changed["mail_from_verified"]) == ("pending", False)
    assert [record["type"] for record in changed["mail_from_records"]] == ["MX", "TXT"]
    sandbox.dns.verify("people.example")
    checked = api.ok("POST", f"{path}/check-status")
    assert (checked["verified"], checked["mail_from_verified"]) == (True, True)
    sandbox.dns.fail("bounce.people.example")
    checked = api.ok("POST", f"{path}/check-status")
    assert (checked["verified"], checked["mail_from_verification_status"]) == (True, "failed")


def test_the_status_of_an_account_needs_one(api: Any) -> None:
    assert api.refused(404, "POST", "/accounts/check-status") == {"detail": "There is no email account yet."}


def test_the_status_of_an_account_follows_its_identities(sandbox: Sandbox, api: Any) -> None:
    api.ok("POST", "/identities", {"identity_value": "old.example.com"})
    made = api.ok("POST", "/accounts/setup", {"account_name": "Shop", "identity_value": "people.example"})
    status = api.ok("POST", "/accounts/check-status")
    assert (status["status"], status["account"]) == ("pending", made["account"]["id"])
    sandbox.dns.verify("people.example")
    status = api.ok("POST", "/accounts/check-status")
    assert (status["status"], status["is_active"]) == ("verified", True)
    assert status["identities"] == [
        {"id": made["identity"]["id"], "identity_value": "people.example", "verified": True}
    ]
    assert api.ok("GET", f"/identities/{made['identity']['id']}")["verified"] is True


def test_engagement_tracking_is_switched(api: Any) -> None:
    channel = api.channel()
    for wanted in (True, False):
        path = f"/channels/{channel['id']}/set-engagement-tracking"
        assert api.ok("POST", path, {"enable": wanted})["enable_engagement_tracking"] is wanted
