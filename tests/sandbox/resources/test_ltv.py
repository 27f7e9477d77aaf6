"""Lifetime value is added up exactly, on contact and campaign."""

from __future__ import annotations

from typing import Any

import pytest

from konigle.sandbox import Sandbox


def buy(api: Any, value: str, currency: str = "EUR", email: str = "ann@people.example") -> Any:
    return api.ok("POST", "/contacts/update-ltv", {"email": email, "value": value, "currency": currency})


def test_amounts_are_added_without_loss_and_shown_with_two_places(sandbox: Sandbox, api: Any) -> None:
    contact = api.contact()
    for value, total in (("0.1", "0.10"), ("0.20", "0.30"), ("12345678901234567.01", "12345678901234567.31")):
        sandbox.clock.advance(1)
        assert buy(api, value)["ltv"] == total
    found = api.ok("GET", f"/contacts/{contact['id']}")
    assert (found["ltv_currency"], found["last_purchased_at"]) == ("EUR", "2026-01-01T00:00:03.000000Z")


@pytest.mark.parametrize(
    ("currency", "value", "total"),
    [("KWD", "0.125", "0.250"), ("clf", "1.0001", "2.0002"), ("JPY", "1.5", "3.00")],
)
def test_a_sum_has_the_places_of_its_currency(api: Any, currency: str, value: str, total: str) -> None:
    api.contact()
    buy(api, value, currency)
    assert buy(api, value, currency)["ltv"] == total
    campaign = api.campaign(1)
    for _ in range(2):
        response = api.ok(
            "POST", f"/campaigns/{campaign['id']}/add-ltv", {"value": value, "currency": currency}
        )
    assert response["ltv"] == total


@pytest.mark.parametrize(
    ("currency", "value", "places"), [("EUR", "0.125", 2), ("KWD", "0.1255", 3), ("CLF", "0.12555", 4)]
)
def test_more_places_than_the_currency_has_are_refused(
    api: Any, currency: str, value: str, places: int
) -> None:
    api.contact()
    body = {"email": "ann@people.example", "value": value, "currency": currency}
    [message] = api.refused(400, "POST", "/contacts/update-ltv", body)["value"]
    assert f"{places} decimal places" in message or "those of its currency" in message


def test_the_contact_is_found_whatever_the_case(api: Any) -> None:
    api.contact("Ann@people.example")
    assert buy(api, "1", email="ann@PEOPLE.example")["ltv"] == "1.00"


def test_an_unknown_contact_is_404(api: Any) -> None:
    body = {"email": "who@people.example", "value": "1", "currency": "EUR"}
    assert api.refused(404, "POST", "/contacts/update-ltv", body)["detail"].startswith("There is no contact")


def test_a_second_currency_is_refused(api: Any) -> None:
    api.contact()
    buy(api, "1", "eur")
    body = {"email": "ann@people.example", "value": "1", "currency": "USD"}
    assert api.refused(400, "POST", "/contacts/update-ltv", body) == {
        "currency": ["The lifetime value already has the currency EUR."]
    }
    assert buy(api, "1", "Eur")["ltv"] == "2.00"


def test_a_sum_too_long_to_be_shown_is_refused(api: Any) -> None:
    api.contact()
    buy(api, "9" * 17)
    body = {"email": "ann@people.example", "value": "1", "currency": "EUR"}
    assert list(api.refused(400, "POST", "/contacts/update-ltv", body)) == ["value"]


def test_a_purchase_counts_for_campaign_and_contact(api: Any) -> None:
    campaign = api.campaign(1)
    path = f"/campaigns/{campaign['id']}/add-ltv"
    body = {"value": "99.99", "currency": "USD", "contact_email": "PERSON0@people.example"}
    assert api.ok("POST", path, body)["ltv"] == "99.99"
    for nobody in ({}, {"contact_email": None}, {"contact_email": ""}):
        api.ok("POST", path, {"value": "0.01", "currency": "USD", **nobody})
    assert api.read_campaign(campaign)["ltv"] == "100.02"
    assert api.ok("GET", "/contacts/con_000001")["ltv"] == "99.99"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"value": "1", "currency": "USD", "contact_email": "who@people.example"}, "contact_email"),
        ({"value": "1", "currency": "EUR", "contact_email": "person0@people.example"}, "currency"),
        ({"value": "12345678901", "currency": "USD", "contact_email": "person0@people.example"}, "value"),
    ],
)
def test_a_refused_purchase_counts_for_neither(api: Any, body: Any, field: str) -> None:
    campaign = api.campaign(1)
    path = f"/campaigns/{campaign['id']}/add-ltv"
    api.ok("POST", path, {"value": "1", "currency": "USD"})
    assert list(api.refused(400, "POST", path, body)) == [field]
    assert api.read_campaign(campaign)["ltv"] == "1.00"
    assert api.ok("GET", "/contacts/con_000001")["ltv"] is None
