"""An upsert changes what was given and differs, and nothing else."""

import json
from typing import Any

import pytest

from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness, address, people, statuses

ADA = {
    "email": "ada@example.com",
    "first_name": "Ada",
    "tags": ["a", "b"],
    "source": "lead",
    "marketing_consent": {"email": True, "sms": False},
}


@pytest.fixture(autouse=True)
def _ada(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        for other in ("mada@example.com", "ada@example.com.example"):  # a search for Ada finds them first
            client.contacts.create({"email": other})
        client.contacts.create(ADA)


@pytest.mark.parametrize(
    "given",
    [
        {"email": "ada@example.com"},
        {"email": "ADA@Example.com", "first_name": "Ada"},
        ADA,
        {**ADA, "tags": ["b", "a", "a"]},
        {"email": "ada@example.com", "last_name": "", "phone": None},
        {"email": "ada@example.com", "marketing_consent": {"sms": False}},
    ],
)
def test_what_is_as_given_is_unchanged(harness: Harness, given: Any) -> None:
    [result], summary = harness.many("upsert_many", [given])
    assert result.status == "unchanged"
    assert result.record.email == "ada@example.com"
    assert harness.sent("updateContact") == []
    assert summary.unchanged == 1


@pytest.mark.parametrize(
    ("given", "changes"),
    [
        ({"first_name": "Augusta"}, {"first_name": "Augusta"}),
        ({"first_name": "", "last_name": "King"}, {"first_name": "", "last_name": "King"}),
        ({"tags": ["a"], "source": "lead"}, {"tags": ["a"]}),
        ({"tags": []}, {"tags": []}),
        ({"source": "purchase"}, {"source": "purchase"}),
        (
            {"marketing_consent": {"email": False, "sms": False}},
            {"marketing_consent": {"email": False}},
        ),
    ],
)
def test_only_what_differs_is_sent(harness: Harness, given: Any, changes: Any) -> None:
    [result], summary = harness.many("upsert_many", [{"email": "Ada@example.com", **given}], tags="replace")
    assert (result.status, summary.updated) == ("updated", 1)
    [request] = harness.sent("updateContact")
    assert json.loads(request.body) == changes
    assert result.record.email == "ada@example.com"
    assert result.record.marketing_consent.sms is False


def test_a_change_that_is_refused_is_the_error(harness: Harness, sandbox: Sandbox) -> None:
    sandbox.faults.add("updateContact", "status", status=400, body={"country": ["No such country."]})
    [result], _ = harness.many("upsert_many", [{"email": "ada@example.com", "country": "Atlantis"}])
    assert result.error is not None
    assert result.error.field_errors == {"country": ["No such country."]}


def test_the_contact_is_found_behind_many_that_look_alike(harness: Harness, sandbox: Sandbox) -> None:
    sandbox.reset()
    with sandbox.client() as client:
        for number in range(110):
            client.contacts.create({"email": f"{number}x@example.com"})
        client.contacts.create({"email": "x@example.com"})
    [result], _ = harness.many("upsert_many", [{"email": "x@example.com", "country": "UK"}])
    assert (result.status, result.record.email) == ("updated", "x@example.com")


def test_the_last_item_with_an_address_wins(harness: Harness, sandbox: Sandbox) -> None:
    sandbox.faults.add("createContact", "delay", seconds=0.1, first=2)
    items = [{"email": "New@example.com", "country": f"C{number}"} for number in range(6)]
    results, _ = harness.many("upsert_many", [*people(1), *items])
    assert statuses(results) == ["created", "created", *["updated"] * 5]
    assert results[-1].record.country == "C5"
    assert harness.stored()["New@example.com"] == 1
    assert address(0) in harness.stored()
