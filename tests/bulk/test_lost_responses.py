"""Nothing is created twice, and nothing is claimed that is not known."""

from datetime import timedelta
from typing import Any

import pytest

from konigle import OutcomeUnknown, ServerError, ValidationError
from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness, address, people, statuses

LOST_AFTER = ("close_after", "reset_after", "truncate", "garbage")
LOST_BEFORE = ("close_before", "reset_before")


class TestCreate:
    @pytest.mark.parametrize("kind", LOST_AFTER)
    def test_applied_it_is_found_and_reported_as_created(self, harness: Harness, kind: Any) -> None:
        harness.sandbox.faults.add("createContact", kind, first=2)
        results, _ = harness.many("create_many", people(3, tags=["a"]), concurrency=1)
        assert statuses(results) == ["created"] * 3
        assert results[1].record.email == address(1)
        assert harness.applied() == {address(number): 1 for number in range(3)}
        assert len(harness.sent()) == 3

    @pytest.mark.parametrize("kind", LOST_BEFORE)
    def test_not_applied_it_stays_open_and_is_not_sent_again(self, harness: Harness, kind: Any) -> None:
        harness.sandbox.faults.add("createContact", kind, first=2)
        results, _ = harness.many("create_many", people(3), concurrency=1)
        assert statuses(results) == ["created", "failed", "created"]
        error = results[1].error
        assert isinstance(error, OutcomeUnknown)
        assert error.applied == "unknown"
        assert "A lookup found no contact" in str(error)
        assert "example.com" not in str(error)
        assert len(harness.sent()) == 3

    def test_a_contact_that_was_there_before_is_not_claimed(self, harness: Harness, sandbox: Sandbox) -> None:
        with sandbox.client() as client:
            client.contacts.create({"email": address(0), "tags": ["a"]})
        sandbox.clock.advance(timedelta(minutes=1))
        sandbox.faults.add("createContact", "status", status=500)
        [result], _ = harness.many("create_many", people(1, tags=["a"]))
        assert isinstance(result.error, OutcomeUnknown)
        assert isinstance(result.error, ServerError)
        assert "whether this call created it is unknown" in str(result.error)

    def test_nor_one_that_an_earlier_item_of_the_run_made(self, harness: Harness, sandbox: Sandbox) -> None:
        sandbox.faults.add("createContact", "status", status=500, first=2)
        results, _ = harness.many("create_many", [*people(1), *people(1)])
        assert statuses(results) == ["created", "failed"]
        assert isinstance(results[1].error, OutcomeUnknown)

    def test_nor_one_with_other_data(self, harness: Harness, sandbox: Sandbox) -> None:
        with sandbox.client() as client:
            client.contacts.create({"email": address(0), "tags": ["b"]})
        sandbox.faults.add("createContact", "status", status=500)
        [result], _ = harness.many("create_many", people(1, tags=["a"]))
        assert isinstance(result.error, OutcomeUnknown)

    def test_a_lookup_that_fails_leaves_it_open(self, harness: Harness, sandbox: Sandbox) -> None:
        sandbox.faults.add("createContact", "close_after")
        sandbox.faults.add("listContacts", "status", status=500, forever=True)
        [result], _ = harness.many("create_many", people(1), retry_count=1)
        assert isinstance(result.error, OutcomeUnknown)
        assert "lookup of the e-mail address failed" in str(result.error)
        assert isinstance(result.error.__cause__, ServerError)


class TestUpsert:
    @pytest.mark.parametrize("kind", LOST_AFTER)
    def test_applied_it_is_found_and_reported_as_created(self, harness: Harness, kind: Any) -> None:
        harness.sandbox.faults.add("createContact", kind)
        results, _ = harness.many("upsert_many", people(2, country="UK"), concurrency=1)
        assert statuses(results) == ["created", "created"]
        assert len(harness.sent()) == 2
        assert harness.sent("updateContact") == []

    @pytest.mark.parametrize("kind", [*LOST_BEFORE, "html"])
    def test_not_applied_it_is_sent_once_more(self, harness: Harness, kind: Any) -> None:
        harness.sandbox.faults.add("createContact", kind)
        results, _ = harness.many("upsert_many", people(2), concurrency=1)
        assert statuses(results) == ["created", "created"]
        assert harness.applied() == {address(0): 1, address(1): 1}
        assert len(harness.sent()) == 3

    def test_lost_twice_it_stays_open(self, harness: Harness) -> None:
        harness.sandbox.faults.add("createContact", "reset_before", first=1, last=2)
        [result], _ = harness.many("upsert_many", people(1))
        assert isinstance(result.error, OutcomeUnknown)
        assert len(harness.sent()) == 2

    def test_a_contact_that_was_there_before_is_brought_up_to_date(
        self, harness: Harness, sandbox: Sandbox
    ) -> None:
        with sandbox.client() as client:
            for person in people(2, tags=["a"]):
                client.contacts.create(person)
        sandbox.clock.advance(timedelta(minutes=1))
        sandbox.faults.add("createContact", "status", status=500, first=1, last=2)
        items = [*people(1, tags=["a"]), *people(1, 1, tags=["b"])]
        results, _ = harness.many("upsert_many", items, concurrency=1)
        assert statuses(results) == ["unchanged", "updated"]
        assert harness.stored() == {address(0): 1, address(1): 1}

    def test_a_lookup_that_fails_leaves_it_open(self, harness: Harness, sandbox: Sandbox) -> None:
        sandbox.faults.add("createContact", "close_after")
        sandbox.faults.add("listContacts", "status", status=404)
        [result], _ = harness.many("upsert_many", people(1))
        assert isinstance(result.error, OutcomeUnknown)
        assert len(harness.sent()) == 1

    def test_a_refusal_that_a_lookup_cannot_explain_is_the_error(
        self, harness: Harness, sandbox: Sandbox
    ) -> None:
        refusal = {"email": ["This address is on our list of those we never write to."]}
        sandbox.faults.add("createContact", "status", status=400, body=refusal)
        [result], _ = harness.many("upsert_many", people(1))
        assert isinstance(result.error, ValidationError)
        assert result.error.field_errors == refusal


@pytest.mark.parametrize("kind", [*LOST_AFTER, *LOST_BEFORE, "html", "empty", "status", "redirect", "delay"])
def test_under_any_fault_each_is_created_once_and_each_claim_is_true(harness: Harness, kind: Any) -> None:
    """Every second create goes wrong, on eight lanes."""
    for number in range(1, 40, 2):
        harness.sandbox.faults.add("createContact", kind, first=number)
    results, _ = harness.many("upsert_many", people(40, tags=["a"]))
    applied = harness.applied()
    assert set(applied.values()) <= {1}
    for result in results:
        if result.status == "created":
            assert applied[address(result.index)] == 1
        else:
            assert result.status == "failed"
            assert result.error is not None
            if result.error.applied == "no":
                assert applied[address(result.index)] == 0
    assert sum(result.ok for result in results) >= 20
    assert harness.stored() == applied
