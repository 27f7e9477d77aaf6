"""Nobody is opted in who did not say so: not by an import, not by what a response leaves out."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness

ALL, NONE = (
    dict.fromkeys(("email", "sms", "whatsapp"), True),
    dict.fromkeys(("email", "sms", "whatsapp"), False),
)


def stored(harness: Harness) -> dict[str, dict[str, bool]]:
    with harness.sandbox.client() as client:
        return {
            contact.email: contact.marketing_consent.model_dump() for contact in client.contacts.iter_all(200)
        }


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def old(sandbox: Sandbox) -> str:
    """A contact that is there, and agreed to everything."""
    with sandbox.client() as client:
        return client.contacts.create({"email": "old@example.com", "marketing_consent": ALL}).id


@pytest.mark.parametrize("upsert", [True, False])
def test_a_new_contact_gets_a_no_on_each_channel_the_row_says_nothing_of(
    harness: Harness, tmp_path: Path, upsert: bool
) -> None:
    file = write(
        tmp_path / "c.csv",
        "email,marketing_consent.email,marketing_consent.sms\na@example.com,yes,\nb@example.com,,no\nc@example.com,,\n",
    )
    assert harness.call("import_file", file, upsert=upsert).created == 3
    assert stored(harness) == {
        "a@example.com": {**NONE, "email": True},
        "b@example.com": NONE,
        "c@example.com": NONE,
    }


@pytest.mark.parametrize("consent", [None, {}, {"sms": None, "whatsapp": ""}, {"email": "no"}])
def test_so_does_one_of_json_lines(harness: Harness, tmp_path: Path, consent: Any) -> None:
    row = {"email": "a@example.com", "marketing_consent": consent}
    assert harness.call("import_file", write(tmp_path / "c.jsonl", json.dumps(row))).created == 1
    assert stored(harness) == {"a@example.com": NONE}


@pytest.mark.usefixtures("old")
def test_the_consent_of_one_that_is_there_is_left_alone_but_for_what_the_row_says(
    harness: Harness, tmp_path: Path
) -> None:
    plain = write(tmp_path / "plain.csv", "email,country\nOLD@example.com,UK\n")
    assert harness.call("import_file", plain).updated == 1
    assert [json.loads(request.body) for request in harness.sent("updateContact")] == [{"country": "UK"}]
    said = write(tmp_path / "said.csv", "email,marketing_consent.sms\nold@example.com,no\n")
    assert harness.call("import_file", said).updated == 1
    assert json.loads(harness.sent("updateContact")[-1].body) == {"marketing_consent": {"sms": False}}
    assert stored(harness) == {"old@example.com": {**ALL, "sms": False}}
    assert harness.call("import_file", plain).unchanged == 1


@pytest.mark.usefixtures("old")
def test_the_same_where_the_response_to_the_create_is_lost(harness: Harness, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "email,country\nold@example.com,UK\nnew@example.com,UK\n")
    harness.sandbox.faults.add("createContact", "reset_after", forever=True)
    summary = harness.call("import_file", file, concurrency=1)
    assert (summary.updated, summary.created) == (1, 1)
    assert stored(harness) == {"old@example.com": ALL, "new@example.com": NONE}


@pytest.mark.parametrize("upsert", [True, False])
def test_the_same_for_rows_in_doubt_after_a_kill(harness: Harness, tmp_path: Path, upsert: bool) -> None:
    file, journal = write(tmp_path / "c.csv", "email\na@example.com\nb@example.com\n"), tmp_path / "journal"
    harness.call("import_file", file, journal=journal, upsert=upsert)
    journal.write_text(journal.read_text("utf-8").splitlines()[0] + '\n{"started":256}\n', encoding="utf-8")
    with harness.sandbox.client() as client:
        client.contacts.list(q="b@example.com").payload[0].delete()
    summary = harness.call("import_file", file, journal=journal, upsert=upsert)
    assert (summary.unchanged, summary.created) == (1, 1)
    assert stored(harness) == {"a@example.com": NONE, "b@example.com": NONE}


def test_a_later_row_of_a_new_contact_adds_its_own_consent_only(harness: Harness, tmp_path: Path) -> None:
    file = write(
        tmp_path / "c.csv", "email,marketing_consent.sms\na@example.com,\nA@example.com,yes\na@example.com,\n"
    )
    assert harness.call("import_file", file).updated == 1
    assert stored(harness) == {"a@example.com": {**NONE, "sms": True}}


def test_what_code_gives_is_sent_as_it_is(harness: Harness) -> None:
    """Not by `create_many` and `upsert_many`: a dict is what the caller says, to the last channel."""
    harness.many("create_many", [{"email": "a@example.com", "marketing_consent": {"email": False}}])
    harness.many("upsert_many", [{"email": "b@example.com"}])
    assert [json.loads(request.body).get("marketing_consent") for request in harness.sent()] == [
        {"email": False},
        None,
    ]


@pytest.mark.parametrize(
    ("word", "agreed"), [("yes", True), ("NO", False), ("TRUE", True), ("0", False), (" y ", True)]
)
def test_a_clear_word_is_taken(harness: Harness, tmp_path: Path, word: str, agreed: bool) -> None:
    harness.call(
        "import_file", write(tmp_path / "c.csv", f"email,marketing_consent.email\na@example.com,{word}\n")
    )
    assert stored(harness) == {"a@example.com": {**NONE, "email": agreed}}


def test_any_other_is_a_bad_row_that_names_it(harness: Harness, tmp_path: Path) -> None:
    words = [
        "on",
        "off",
        "SUBSCRIBED",
        "opted in",
        "opt-out",
        "ja",
        "oui",
        "x",
        "✓",
        "active",
        "1.0",
        "t",
        "maybe",
    ]
    rows = "".join(f"p{number}@example.com,{word}\n" for number, word in enumerate(words))
    file = write(tmp_path / "c.csv", f"email,marketing_consent.email\n{rows}")
    summary = harness.call("import_file", file, rejects=tmp_path / "rejects.csv")
    assert (summary.failed, summary.created) == (len(words), 0)
    with (tmp_path / "rejects.csv").open(newline="", encoding="utf-8") as lines:
        reasons = [row["konigle_reason"] for row in csv.DictReader(lines)]
    assert all(repr(word) in reason for word, reason in zip(words, reasons, strict=True))
    assert harness.sandbox.requests == []


VENDORS = {
    "brevo": ("CONTACT ID;EMAIL;EMAIL_BLACKLISTED;SMS_BLACKLISTED;ADDED_TIME", 2),
    "hubspot": ("Record ID,Email,Lead Status,Marketing contact status,Unsubscribed from all email", 2),
    "shopify": ("Customer ID,Email,Accepts Email Marketing,Accepts SMS Marketing,Total Spent", 2),
    "german": ("Kundennummer;Email;Einwilligung;Abgemeldet am;Werbesperre", 3),
}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_column_that_may_hold_an_opt_out_is_named_and_never_offered_to_be_left_out(
    harness: Harness, tmp_path: Path, vendor: str
) -> None:
    header, count = VENDORS[vendor]
    with pytest.raises(InvalidArgumentError) as caught:
        harness.call("import_file", write(tmp_path / "c.csv", f"{header}\n"))
    text = str(caught.value)
    named, rest = text.split("look like consent or opt-out: ", 1)[1].split(". Map each", 1)
    assert len(named.split(", ")) == count
    assert all(f"{column}: None" not in text for column in named.split(", "))
    assert "marketing_consent.email, marketing_consent.sms, marketing_consent.whatsapp" in rest
    assert "mapping={" in rest
    assert harness.sandbox.requests == []


def test_where_all_may_hold_one_nothing_is_offered_to_be_left_out(harness: Harness, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="look like consent") as caught:
        harness.call(
            "import_file", write(tmp_path / "c.jsonl", '{"email": "a@example.com", "optedOut": true}')
        )
    assert "None" not in str(caught.value)


def test_an_opt_out_that_is_mapped_is_read_the_other_way_round(harness: Harness, tmp_path: Path) -> None:
    file = write(
        tmp_path / "c.csv",
        "email,EMAIL_BLACKLISTED\na@example.com,Yes\nb@example.com,No\nold@example.com,no\n",
    )
    with harness.sandbox.client() as client:
        client.contacts.create({"email": "old@example.com", "marketing_consent": ALL})
        client.contacts.create({"email": "a@example.com", "marketing_consent": ALL})
    harness.call("import_file", file, mapping={"EMAIL_BLACKLISTED": "marketing_consent.email"})
    assert stored(harness) == {
        "old@example.com": ALL,
        "a@example.com": {**ALL, "email": False},
        "b@example.com": NONE,
    }


def test_one_that_the_caller_leaves_out_gives_no_consent(harness: Harness, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "email,Unsubscribed\na@example.com,yes\n")
    assert harness.call("import_file", file, mapping={"Unsubscribed": None}).created == 1
    assert stored(harness) == {"a@example.com": NONE}


@pytest.mark.parametrize("name", ["c.csv", "c.jsonl"])
def test_an_unknown_consent_is_exported_as_nothing_and_read_back_as_nothing(
    harness: Harness, tmp_path: Path, name: str
) -> None:
    stamps = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
    people: list[dict[str, Any]] = [
        {"id": "c1", "email": "a@example.com", **stamps},
        {"id": "c2", "email": "b@example.com", "marketing_consent": {"email": True}, **stamps},
    ]
    page = {"count": 2, "next": None, "previous": None, "num_pages": 1, "payload": people}
    harness.sandbox.faults.add("listContacts", "status", status=200, body=page, forever=True)
    fields = {"fields": ["email", *(f"marketing_consent.{channel}" for channel in ALL)]}
    file = tmp_path / name
    harness.call("export_file", file, **(fields if name == "c.csv" else {}))
    if name == "c.csv":
        assert file.read_text("utf-8").splitlines()[1:] == ["a@example.com,,,", "b@example.com,true,,"]
    else:
        assert [json.loads(line) for line in file.read_text("utf-8").splitlines()] == people
    harness.sandbox.faults.clear()
    mapping = dict.fromkeys(("id", *stamps)) if name == "c.jsonl" else None
    assert harness.call("import_file", file, mapping=mapping).created == 2
    assert stored(harness) == {"a@example.com": NONE, "b@example.com": {**NONE, "email": True}}
