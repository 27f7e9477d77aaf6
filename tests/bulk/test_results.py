"""One result for each item, in the order of the items, whatever becomes of each."""

from typing import Any

import pytest

from konigle import InvalidArgumentError, NotFoundError, ValidationError
from konigle.models.comm import Contact, ContactCreate, ContactUpdate
from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness, address, people, statuses


def test_results_come_in_the_order_of_the_items_though_one_of_the_first_takes_longest(
    harness: Harness,
) -> None:
    harness.sandbox.faults.add("createContact", "delay", seconds=0.2)
    results, summary = harness.many("create_many", people(40), concurrency=4)
    assert [result.index for result in results] == list(range(40))
    assert [result.record.email for result in results] == [address(number) for number in range(40)]
    done = [result.record.id for result in results]  # the sandbox numbers them as they are done
    assert done != sorted(done)
    assert (summary.created, summary.total) == (40, 40)
    assert summary.seconds >= 0.2


def test_a_bad_item_fails_alone(harness: Harness) -> None:
    items: list[Any] = [
        {"email": "ada@example.com"},
        {"email": "nobody"},
        {"email": "bob@example.com", "frist_name": "Bob"},
        42,
        {"email": "ADA@example.com"},
        ContactCreate(email="cy@example.com"),
    ]
    results, summary = harness.many("create_many", items)
    assert statuses(results) == ["created", "failed", "failed", "failed", "failed", "created"]
    assert [type(result.error) for result in results[1:5]] == [*[InvalidArgumentError] * 3, ValidationError]
    assert [result.ok for result in results] == [True, False, False, False, False, True]
    assert all(result.input is item for result, item in zip(results, items, strict=True))
    assert (summary.created, summary.failed, summary.total) == (2, 4, 6)
    assert harness.stored() == {"ada@example.com": 1, "cy@example.com": 1}


def test_records_know_their_manager(harness: Harness) -> None:
    async def rename(client: Any) -> str:
        if harness.kind == "async":
            [result] = [result async for result in client.contacts.create_many(people(1))]
            result.record.first_name = "Ada"
            return (await result.record.asave()).first_name
        [result] = list(client.contacts.create_many(people(1)))
        result.record.first_name = "Ada"
        return result.record.save().first_name

    assert harness.use(rename) == "Ada"


def test_an_update_takes_pairs_dicts_and_changed_records(harness: Harness, sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        made = [client.contacts.create(person) for person in people(5)]
    changed = made[2].model_copy()
    changed.tags.append("new")
    items: list[Any] = [
        (made[0].id, {"country": "UK"}),
        (made[1].id, ContactUpdate(country="FR")),
        {"id": made[3].id, "country": "DE"},
        changed,
        made[4],
        (made[0].id, {}),
        ("con_none", {"country": "UK"}),
        {"country": "UK"},
        (made[0].id,),
    ]
    results, summary = harness.many("update_many", items)
    assert statuses(results) == [*["updated"] * 4, "unchanged", *["failed"] * 4]
    assert isinstance(results[6].error, NotFoundError)
    assert (summary.updated, summary.unchanged, summary.failed) == (4, 1, 4)
    assert results[3].record is changed
    assert not changed.is_dirty
    with sandbox.client() as client:
        now = [client.contacts.get(contact.id) for contact in made[:4]]
    assert [contact.country for contact in now] == ["UK", "FR", "", "DE"]
    assert now[2].tags == ["new"]


def test_changes_of_one_contact_go_in_the_order_of_the_items(harness: Harness, sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        made = client.contacts.create({"email": "ada@example.com"})
    sandbox.faults.add("updateContact", "delay", seconds=0.1)
    results, _ = harness.many("update_many", [(made.id, {"country": f"C{number}"}) for number in range(6)])
    assert [result.record.country for result in results] == [f"C{number}" for number in range(6)]
    assert [request.json["country"] for request in harness.sent("updateContact")] == [
        f"C{n}" for n in range(6)
    ]


def test_a_delete_takes_ids_and_records_and_says_what_was_gone_already(
    harness: Harness, sandbox: Sandbox
) -> None:
    with sandbox.client() as client:
        one, two = (client.contacts.create(person) for person in people(2))
    results, summary = harness.many("delete_many", [one, two.id, two.id, ""])
    assert statuses(results) == ["deleted", "deleted", "failed", "failed"]
    assert isinstance(results[2].error, NotFoundError)
    assert isinstance(results[3].error, InvalidArgumentError)
    assert (summary.deleted, summary.failed) == (2, 2)
    assert harness.stored() == {}


def test_a_delete_whose_response_is_lost_counts_as_done(harness: Harness, sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        made = client.contacts.create({"email": "ada@example.com"})
    sandbox.faults.add("deleteContact", "reset_after")
    results, _ = harness.many("delete_many", [made.id])
    assert statuses(results) == ["deleted"]


def test_a_dry_run_sends_nothing_and_claims_nothing(harness: Harness, sandbox: Sandbox) -> None:
    settings = {"dry_run": True}
    results, summary = harness.many("create_many", [*people(2), {"email": "nobody"}], client=settings)
    assert statuses(results) == ["unchanged", "unchanged", "failed"]
    assert summary.created == 0
    assert statuses(harness.many("upsert_many", people(2), client=settings)[0]) == ["unchanged"] * 2
    assert statuses(harness.many("update_many", [("c1", {"country": "UK"})], client=settings)[0]) == [
        "unchanged"
    ]
    assert statuses(harness.many("delete_many", ["c1"], client=settings)[0]) == ["unchanged"]
    assert sandbox.requests == []


def test_an_empty_list_is_an_empty_run(harness: Harness) -> None:
    results, summary = harness.many("create_many", [])
    assert results == []
    assert summary.total == 0
    assert str(summary).endswith("nothing to do")


def test_options_hold_for_each_call_and_are_checked_before_the_first(
    harness: Harness, sandbox: Sandbox
) -> None:
    harness.many("create_many", people(2), extra_headers={"X-Trace": "t"})
    assert [request.headers["x-trace"] for request in sandbox.requests] == ["t", "t"]
    for options in ({"timeout": -1}, {"idempotency_key": "k"}, {"concurrency": 0}, {"concurrency": 1.5}):
        with pytest.raises(InvalidArgumentError):
            harness.many("create_many", people(2), **options)
    with pytest.raises(TypeError, match="tiemout"):
        harness.many("create_many", people(2), tiemout=3)
    for items in ("ada@example.com", b"x", {"email": "ada@example.com"}, 3):
        with pytest.raises(InvalidArgumentError, match="iterable of items"):
            harness.many("create_many", items)
    with pytest.raises(InvalidArgumentError, match="by must be 'email', not 'phone'"):
        harness.many("upsert_many", people(2), by="phone")
    assert len(sandbox.requests) == 2


def test_with_assume_idempotent_each_create_has_a_key_and_is_repeated(
    harness: Harness, sandbox: Sandbox
) -> None:
    sandbox.faults.add("createContact", "reset_after")
    results, _ = harness.many("create_many", people(3), client={"assume_idempotent": True}, concurrency=1)
    assert statuses(results) == ["created"] * 3
    keys = [request.headers["idempotency-key"] for request in harness.sent()]
    assert len(keys) == 4
    assert len(set(keys)) == 3
    assert harness.sent("listContacts") == []


def test_raw_responses_see_the_calls_of_a_run(harness: Harness) -> None:
    async def watch(client: Any) -> list[str]:
        with client.raw_responses() as calls:
            if harness.kind == "async":
                await client.contacts.create_many(people(3)).run()
            else:
                client.contacts.create_many(people(3)).run()
        return [call.operation for call in calls]

    assert harness.use(watch) == ["createContact"] * 3


def test_the_result_of_a_contact_is_a_contact(harness: Harness) -> None:
    [result], _ = harness.many("create_many", people(1, tags=["a"]))
    assert isinstance(result.record, Contact)
    assert result.record.tags == ["a"]
    assert "example.com" not in repr(result)
