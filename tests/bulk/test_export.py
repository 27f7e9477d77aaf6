"""Contacts into files, and back."""

import csv
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError, ServerError
from konigle.filters.comm import ContactFilters
from konigle.sandbox import Sandbox
from konigle.types import BulkProgress
from tests.bulk.harness import Harness, people

ODD = {
    "email": "odd@example.com",
    "first_name": 'Quo "ted", Jr.; \tx',
    "last_name": "Ünï 🦆",
    "tags": ["a,b", "c;d", "[e"],
    "marketing_consent": {"email": False, "sms": True, "whatsapp": False},
    "source": "lead",
}


@pytest.fixture(autouse=True)
def _contacts(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        client.contacts.create(ODD)
        for person in people(3, tags=["plain", "more"]):
            client.contacts.create(person)


@pytest.mark.parametrize("name", ["contacts.csv", "contacts.jsonl"])
def test_what_was_exported_can_be_imported_elsewhere_and_is_the_same(
    harness: Harness, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    fields = ["email", "first_name", "last_name", "tags", "source", "marketing_consent.email"]
    fields += ["marketing_consent.sms", "marketing_consent.whatsapp"]
    assert harness.call("export_file", file, fields=fields).rows == 4
    with Sandbox() as other:
        there = Harness(harness.kind, other)
        assert there.call("import_file", file).created == 4
        with other.client() as client:
            odd = client.contacts.list(q="odd@").payload[0]
    assert {name: getattr(odd, name) for name in ("email", "first_name", "last_name", "tags")} == {
        name: ODD[name] for name in ("email", "first_name", "last_name", "tags")
    }
    assert odd.marketing_consent.model_dump() == ODD["marketing_consent"]


def test_a_csv_file_has_every_field_in_a_column(harness: Harness, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    harness.call("export_file", file)
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 4
    assert {"id", "ltv", "created_at", "marketing_consent.whatsapp"} <= set(rows[0])
    assert rows[1]["tags"] == "plain;more"
    assert rows[1]["ltv"] == ""
    assert rows[0]["marketing_consent.email"] == "false"


def test_a_json_lines_file_has_the_contact_as_it_is(harness: Harness, tmp_path: Path) -> None:
    file = tmp_path / "contacts.ndjson"
    harness.call("export_file", file)
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert rows[0]["marketing_consent"] == ODD["marketing_consent"]
    assert rows[0]["ltv"] is None
    assert rows[1]["tags"] == ["plain", "more"]


def test_filters_by_name_or_as_an_object(harness: Harness, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    assert harness.call("export_file", file, fields=["email"], tags="plain").rows == 3
    assert (
        harness.call("export_file", file, fields=["email"], filters=ContactFilters(source="lead")).rows == 1
    )
    assert file.read_text("utf-8").split() == ["email", "odd@example.com"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"fields": ["email", "mail"]}, "there is no 'mail'"),
        ({"fields": "email"}, "a list of names"),
        ({"fields": []}, "a list of names"),
        ({"format": "xlsx"}, "format must be"),
        ({"tgas": "a"}, "Unknown filter"),
    ],
)
def test_what_cannot_be_right_is_an_error_and_nothing_is_sent_or_written(
    harness: Harness, tmp_path: Path, options: Any, problem: str
) -> None:
    before = len(harness.sandbox.requests)
    with pytest.raises(InvalidArgumentError, match=problem):
        harness.call("export_file", tmp_path / "contacts.csv", **options)
    with pytest.raises(InvalidArgumentError, match="cannot be written"):
        harness.call("export_file", tmp_path / "none" / "contacts.csv")
    for more in ({}, {"format": "csv"}):
        with pytest.raises(InvalidArgumentError, match="would not be compressed"):
            harness.call("export_file", tmp_path / "contacts.csv.gz", **more)
    with pytest.raises(InvalidArgumentError, match="it is a folder"):
        harness.call("export_file", tmp_path, format="csv")
    assert len(harness.sandbox.requests) == before
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_file_and_nothing_else(harness: Harness, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("old", encoding="utf-8")
    harness.sandbox.faults.add("listContacts", "status", status=500, forever=True)
    with pytest.raises(ServerError):
        harness.call("export_file", file, retry_count=0)
    assert [path.name for path in tmp_path.iterdir()] == ["contacts.csv"]
    assert file.read_text("utf-8") == "old"


def test_a_new_file_is_for_its_owner_and_an_old_one_stays_as_open_as_it_was(
    harness: Harness, tmp_path: Path
) -> None:
    file = tmp_path / "contacts.csv"
    harness.call("export_file", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o640)
    harness.call("export_file", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_progress_counts_the_contacts(
    harness: Harness, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reported: list[BulkProgress] = []
    summary = harness.call("export_file", tmp_path / "contacts.csv", progress=reported.append)
    assert [(progress.rows, progress.fraction) for progress in reported] == [
        (1, 0.25),
        (2, 0.5),
        (3, 0.75),
        (4, 1.0),
    ]
    assert str(summary).startswith("4 contacts in ")
    assert capfd.readouterr() == ("", "")
