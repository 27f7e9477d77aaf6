"""Contacts by their address: read, unsubscribed, deleted; and what an import adds to those that exist."""

import json
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError, NotFoundError
from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness, address, people, statuses

ALL = dict.fromkeys(("email", "sms", "whatsapp"), True)


@pytest.fixture
def old(sandbox: Sandbox) -> str:
    with sandbox.client() as client:
        client.contacts.create({"email": "bold@example.com"})  # a search for the other finds it first
        fields = {"tags": ["a", "b"], "source": "purchase", "marketing_consent": ALL}
        return client.contacts.create({"email": "old@example.com", **fields}).id


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "c.csv"
    path.write_text("Email,Phone,Reason\nOLD@example.com,n/a,x\nnew@example.com,,y\n", encoding="utf-8")
    return path


def test_a_contact_is_read_by_its_address(harness: Harness, old: str) -> None:
    assert harness.call("get_by_email", " OLD@example.com ".strip()).id == old
    with pytest.raises(NotFoundError, match="no contact has this e-mail address") as caught:
        harness.call("get_by_email", "ld@example.com")
    assert caught.value.operation == "listContacts"
    sent = len(harness.sandbox.requests)
    with pytest.raises(InvalidArgumentError):
        harness.call("get_by_email", "nobody")
    assert len(harness.sandbox.requests) == sent


@pytest.mark.usefixtures("old")
def test_contacts_are_deleted_by_their_addresses(harness: Harness) -> None:
    results, summary = harness.many(
        "delete_many", None, emails=["OLD@example.com", "x@example.com", "nobody"]
    )
    assert statuses(results) == ["deleted", "failed", "failed"]
    assert isinstance(results[1].error, NotFoundError)
    assert isinstance(results[2].error, InvalidArgumentError)
    assert summary.deleted == 1
    assert set(harness.stored()) == {"bold@example.com"}


@pytest.mark.parametrize("arguments", [{}, {"ids": ["c1"], "emails": ["a@example.com"]}])
def test_delete_many_takes_ids_or_addresses(harness: Harness, arguments: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="either ids or emails"):
        harness.many("delete_many", arguments.get("ids"), emails=arguments.get("emails"))


@pytest.mark.usefixtures("old")
def test_an_import_of_unsubscribes_creates_nobody_and_changes_nothing_else(
    harness: Harness, file: Path
) -> None:
    summary = harness.call("import_file", file, action="unsubscribe", consent=None)
    assert (summary.updated, summary.unchanged, summary.failed) == (1, 1, 0)
    assert [json.loads(request.body) for request in harness.sent("updateContact")] == [
        {"marketing_consent": {"email": False}}
    ]
    assert set(harness.stored()) == {"old@example.com", "bold@example.com"}
    assert harness.call("import_file", file, action="unsubscribe").unchanged == 2
    harness.call("import_file", file, action="unsubscribe", channels=["sms", "whatsapp"])
    assert harness.call("get_by_email", "old@example.com").marketing_consent.model_dump() == dict.fromkeys(
        ALL, False
    )


@pytest.mark.usefixtures("old")
def test_an_import_of_deletes_can_be_repeated(harness: Harness, file: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    summary = harness.call("import_file", file, action="delete", consent=None, journal=journal)
    assert (summary.deleted, summary.unchanged) == (1, 1)
    assert set(harness.stored()) == {"bold@example.com"}
    assert harness.call("import_file", file, action="delete", consent=None, journal=journal).deleted == 1, (
        "as recorded"
    )
    journal.unlink()
    assert harness.call("import_file", file, action="delete", consent=None, journal=journal).unchanged == 2
    with pytest.raises(InvalidArgumentError, match="other options"):
        harness.call("import_file", file, action="unsubscribe", journal=journal)


@pytest.mark.parametrize("tags", [None, "add", "replace"])
@pytest.mark.usefixtures("old")
def test_tags_are_added_unless_they_are_to_be_replaced(
    harness: Harness, tmp_path: Path, tags: str | None
) -> None:
    path = tmp_path / "c.csv"
    path.write_text("email,tags\nold@example.com,b;c\nnew@example.com,d\n", encoding="utf-8")
    options = {} if tags is None else {"tags": tags}
    summary = harness.call("import_file", path, **options)
    assert (summary.updated, summary.created) == (1, 1)
    wanted = ["b", "c"] if tags == "replace" else ["a", "b", "c"]
    assert harness.call("get_by_email", "old@example.com").tags == wanted
    assert harness.call("import_file", path, **options).unchanged == 2


@pytest.mark.usefixtures("old")
def test_an_upsert_adds_tags_as_well(harness: Harness) -> None:
    items = [{"email": "old@example.com", "tags": ["c", "a"]}, {"email": "old@example.com", "tags": []}]
    results, _ = harness.many("upsert_many", items)
    assert statuses(results) == ["updated", "unchanged"]
    assert results[0].record.tags == ["a", "b", "c"]


@pytest.mark.usefixtures("old")
def test_tags_are_not_added_to_those_of_a_response_without_any(harness: Harness) -> None:
    stamps = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
    person = {"id": "c1", "email": "old@example.com", **stamps}
    page = {"count": 1, "next": None, "previous": None, "num_pages": 1, "payload": [person]}
    harness.sandbox.faults.add("listContacts", "status", status=200, body=page, forever=True)
    [result], _ = harness.many("upsert_many", [{"email": "old@example.com", "tags": ["c"]}])
    assert "none can be added to them" in str(result.error)
    assert harness.sent("updateContact") == []


@pytest.mark.usefixtures("old")
def test_defaults_fill_new_contacts_and_add_their_tags_to_all(harness: Harness, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("email,tags,country\nold@example.com,b,\nnew@example.com,,UK\n", encoding="utf-8")
    defaults = {"source": "migration", "country": "DK", "tags": ["2026"]}
    harness.call("import_file", path, defaults=defaults)
    kept, new = (harness.call("get_by_email", f"{name}@example.com") for name in ("old", "new"))
    assert (kept.source, kept.country, kept.tags) == ("purchase", "", ["a", "b", "2026"])
    assert (new.source, new.country, new.tags) == ("migration", "UK", ["2026"])
    assert kept.marketing_consent.model_dump() == ALL


@pytest.mark.usefixtures("old")
def test_a_consent_that_the_caller_states_holds_for_contacts_that_exist_too(
    harness: Harness, tmp_path: Path
) -> None:
    harness.call(
        "import_file", _lines(tmp_path / "a.csv", "email", "old@example.com"), consent={"email": False}
    )
    consent = harness.call("get_by_email", "old@example.com").marketing_consent
    assert consent.model_dump() == {**ALL, "email": False}
    harness.call(
        "import_file", _lines(tmp_path / "b.csv", "email", "old@example.com"), consent={"email": True}
    )
    assert harness.call("get_by_email", "old@example.com").marketing_consent.model_dump() == ALL
    harness.call(
        "import_file",
        _lines(tmp_path / "c.csv", "email,Opt-out", "old@example.com,yes"),
        consent={"email": True},
    )
    assert harness.call("get_by_email", "old@example.com").marketing_consent.email is False


def test_the_most_restrictive_of_several_rows_wins_before_the_first_is_sent(
    harness: Harness, tmp_path: Path
) -> None:
    lines = [
        "a@example.com,yes,1",
        "A@example.com,no,1",
        "a@example.com,yes,1",
        "b@example.com,yes,1",
        "B@example.com,,",
    ]
    lines += ["c@example.com,yes,1", "c@example.com,no,n/a"]  # a row that is rejected for its number counts
    file = _lines(tmp_path / "c.csv", "email,marketing_consent.email,phone", *lines)
    harness.call("import_file", file, consent=None)
    created = {json.loads(r.body)["email"].lower(): json.loads(r.body) for r in harness.sent() if r.applied}
    assert {name[0]: fields["marketing_consent"]["email"] for name, fields in created.items()} == {
        "a": False,
        "b": True,
        "c": False,
    }
    assert harness.sent("updateContact") == []


def test_a_server_that_refuses_every_row_is_an_error_and_the_journal_stays_open(
    harness: Harness, tmp_path: Path
) -> None:
    file = tmp_path / "c.csv"
    file.write_text("email\n" + "".join(f"{address(n)}\n" for n in range(1, 31)), encoding="utf-8")
    refused = {"country": ["Not today."]}
    harness.sandbox.faults.add("createContact", "status", status=400, body=refused, forever=True)
    journal, rejects = tmp_path / "journal", tmp_path / "rejects.csv"
    with pytest.raises(Exception, match=r"The first 20 rows failed for the same reason.*Not today"):
        harness.call("import_file", file, journal=journal, rejects=rejects, upsert=False)
    assert "finished" not in journal.read_text("utf-8")
    assert not rejects.exists()
    harness.sandbox.faults.clear()
    assert harness.call("import_file", file, journal=journal, rejects=rejects, upsert=False).created == 30
    assert harness.stored() == dict.fromkeys((item["email"] for item in people(30, 1)), 1)


def _lines(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
