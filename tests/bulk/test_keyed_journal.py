"""With `journal=` and `key=` a run of many items continues where an earlier one ended, and sends nothing twice."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness, address, people, statuses


def number(item: Any) -> int:
    """The number in the address of an item."""
    return int(item["email"].split("@")[0].removeprefix("person"))


def ended(count: int, bad: type[BaseException] = RuntimeError) -> Iterator[dict[str, Any]]:
    """Items of a source that breaks."""
    yield from people(count)
    raise bad


@pytest.mark.parametrize("method", ["create_many", "upsert_many"])
def test_what_is_done_is_not_sent_again(harness: Harness, tmp_path: Path, method: str) -> None:
    order: Any = {"key": number, "journal": tmp_path / "journal"}
    with pytest.raises(RuntimeError):
        harness.many(method, ended(5), **order)
    harness.forget()
    results, summary = harness.many(method, people(8), **order)
    assert statuses(results) == ["unchanged"] * 5 + ["created"] * 3
    assert [result.key for result in results] == list(range(8))
    assert (summary.unchanged, len(harness.seen())) == (5, 3)
    harness.forget()
    results, _ = harness.many(method, reversed([*people(8)]), **order)
    assert set(statuses(results)) == {"unchanged"}
    assert harness.seen() == []


@pytest.mark.parametrize("method", ["create_many", "upsert_many"])
def test_what_may_have_been_sent_is_looked_up(harness: Harness, tmp_path: Path, method: str) -> None:
    journal = tmp_path / "journal"
    harness.many(method, people(3), key=number, journal=journal)
    lines = journal.read_text().splitlines()
    assert json.loads(lines[-1]).keys() == {"done"}
    journal.write_text("\n".join(lines[:-1]) + "\n" + lines[-1][:20])  # killed while it wrote the outcomes
    harness.forget()
    results, _ = harness.many(method, people(4), key=number, journal=journal)
    assert statuses(results) == ["unchanged"] * 3 + ["created"]
    assert len(harness.sent()) == 1
    assert harness.stored() == {address(row): 1 for row in range(4)}


def test_failed_items_are_sent_again(harness: Harness, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.faults.add("createContact", "status", status=400, body={"country": ["No."]}, first=2)
    order: Any = {"key": number, "journal": tmp_path / "journal", "concurrency": 1}
    results, _ = harness.many("create_many", people(3), **order)
    assert statuses(results) == ["created", "failed", "created"]
    results, _ = harness.many("create_many", people(3), **order)
    assert statuses(results) == ["unchanged", "created", "unchanged"]


def test_updates_and_deletes(harness: Harness, sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.client() as client:
        ids = [client.contacts.create(person).id for person in people(3)]
    harness.forget()
    for method, items, key in (
        ("update_many", [(id_, {"country": "UK"}) for id_ in ids], lambda pair: pair[0]),
        ("delete_many", ids, str),
    ):
        journal = tmp_path / method
        first, _ = harness.many(method, items, key=key, journal=journal)
        again, _ = harness.many(method, items, key=key, journal=journal)
        assert (len(set(statuses(first))), set(statuses(again))) == (1, {"unchanged"})
        assert [result.key for result in again] == ids
    assert len(harness.seen()) == 6
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(line for line in lines if "done" not in line))
    results, _ = harness.many("delete_many", ids, key=str, journal=journal)
    assert set(statuses(results)) == {"deleted"}  # an earlier run may have done it, and they are gone


def test_the_journal_holds_no_address_and_no_key(harness: Harness, tmp_path: Path) -> None:
    harness.many("upsert_many", people(3), key=lambda item: item["email"], journal=tmp_path / "journal")
    assert "person" not in (tmp_path / "journal").read_text()


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([{"email": "a@example.com"}], "key= raised ValueError"),
        ([{"email": "person1@example.com"}] * 2, "Another item of this run has the same key"),
    ],
)
def test_items_without_a_key_of_their_own_fail(
    harness: Harness, tmp_path: Path, items: Any, said: str
) -> None:
    results, _ = harness.many("create_many", items, key=number, journal=tmp_path / "journal")
    assert said in str(results[-1].error)
    assert len(harness.sent()) == len(items) - 1


def test_none_is_no_key(harness: Harness, tmp_path: Path) -> None:
    [result], _ = harness.many("create_many", people(1), key=lambda _: None, journal=tmp_path / "journal")
    assert "key= gave None" in str(result.error)
    assert harness.sent() == []


def test_a_journal_needs_a_key(harness: Harness, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="journal= needs key="):
        harness.many("create_many", people(1), journal=tmp_path / "journal")


@pytest.mark.parametrize(
    "text",
    [
        "email\nada@example.com\n",
        '{"my": "file"}',
        '{"konigle":"import","version":1,"file":"","settings":""}\n',
        '{"konigle":"bulk","version":1,"file":"","settings":"sha256:0"}\n',
    ],
)
def test_another_file_is_left_alone(harness: Harness, tmp_path: Path, text: str) -> None:
    path = tmp_path / "journal"
    path.write_text(text)
    with pytest.raises(InvalidArgumentError, match="Line 1 of the journal is damaged"):
        harness.many("create_many", people(1), key=number, journal=path)
    assert path.read_text() == text
    assert harness.seen() == []


def test_a_damaged_line_is_an_error(harness: Harness, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    harness.many("create_many", people(2), key=number, journal=path)
    path.write_text(path.read_text() + '{"done":7}\n')
    with pytest.raises(InvalidArgumentError, match="Line 5 of the journal is damaged"):
        harness.many("create_many", people(2), key=number, journal=path)


def test_another_operation_is_refused(harness: Harness, tmp_path: Path) -> None:
    harness.many("create_many", people(2), key=number, journal=tmp_path / "journal")
    with pytest.raises(InvalidArgumentError, match="the same operation and base URL"):
        harness.many("upsert_many", people(2), key=number, journal=tmp_path / "journal")


def test_results_have_a_key(harness: Harness, sandbox: Sandbox) -> None:
    results, _ = harness.many("create_many", [{"email": "ADA@example.com"}, {"email": "nobody"}])
    assert [result.key for result in results] == ["ada@example.com", None]
    assert "ada" not in repr(results[0])
    [result], _ = harness.many("delete_many", [results[0].record.id])
    assert result.key == results[0].record.id
    [result], _ = harness.many("create_many", [{"email": "nobody"}], key=lambda item: 7)
    assert (result.status, result.key) == ("failed", 7)
