"""Nobody is opted in who did not say so: not by an import, not by what a response leaves out."""

import json
from pathlib import Path
from typing import Any

import openpyxl
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


WORDS = [
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


@pytest.mark.parametrize("consent", [None, "none", {"email": True}])
@pytest.mark.parametrize("dry_run", [True, False])
def test_any_other_word_refuses_the_file_and_all_are_listed(
    harness: Harness, tmp_path: Path, consent: Any, dry_run: bool
) -> None:
    rows = "".join(f"p{number}@example.com,{word}\n" for number, word in enumerate(WORDS))
    file = write(tmp_path / "c.csv", f"email,marketing_consent.email\ngood@example.com,yes\n{rows}")
    with pytest.raises(InvalidArgumentError, match="unknown words") as caught:
        harness.call("import_file", file, consent=consent, client={"dry_run": dry_run})
    assert all(f"{word!r} (1)" in str(caught.value) for word in WORDS)
    assert "values={'marketing_consent.email': {'on': …}}" in str(caught.value)
    assert harness.sandbox.requests == []


def test_values_say_what_a_word_means(harness: Harness, tmp_path: Path) -> None:
    file = write(
        tmp_path / "c.csv",
        "email,Email Marketing Consent\na@example.com,SUBSCRIBED\nb@example.com,never_subscribed\nc@example.com,?\n",
    )
    words = {"SUBSCRIBED": True, "NEVER_SUBSCRIBED": False, "?": None}
    assert (
        harness.call("import_file", file, consent=None, values={"email marketing consent": words}).created
        == 3
    )
    assert stored(harness) == {
        "a@example.com": {**NONE, "email": True},
        "b@example.com": NONE,
        "c@example.com": NONE,
    }


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"Unsubscribed": {"ja": True}}, "looks like an opt-out, which never gives consent"),
        ({"Unsubscribed": {"ja": "no"}}, "must be True, False, or None"),
        ({"Nothing": {"ja": True}}, "lacks columns that mapping or values names: 'Nothing'"),
    ],
)
def test_values_that_cannot_be_right_are_an_error(
    harness: Harness, tmp_path: Path, values: Any, problem: str
) -> None:
    file = write(tmp_path / "c.csv", "email,Unsubscribed\na@example.com,ja\n")
    with pytest.raises(InvalidArgumentError, match=problem):
        harness.call("import_file", file, values=values)
    assert harness.sandbox.requests == []


def test_a_status_without_a_channel_is_never_taken_for_a_consent(harness: Harness, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "email,Status\na@example.com,subscribed\n")
    with pytest.raises(InvalidArgumentError, match="look like consent or opt-out: 'Status'"):
        harness.call("import_file", file, values={"Status": {"subscribed": True}}, unknown="skip")
    mapping = {"Status": "marketing_consent.email"}
    values = {"Status": {"subscribed": True}}
    assert harness.call("import_file", file, mapping=mapping, values=values, consent=None).created == 1
    assert stored(harness) == {"a@example.com": {**NONE, "email": True}}


VENDORS = {
    "mailchimp": ("Email;OPTIN_TIME;CONFIRM_TIME;CONFIRM_IP;LEID", 3),
    "hubspot": ("Record ID,Email,Lead Status,Marketing contact status,Unsubscribed from all email", 1),
    "shopify": ("Customer ID,Email,Accepts Email Marketing,Accepts SMS Marketing,Total Spent", 2),
    "german": ("Kundennummer;Email;Einwilligung;Abgemeldet am;Newsletter", 2),
}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("unknown", ["error", "skip"])
def test_a_column_that_looks_like_consent_is_named_and_never_left_out_or_offered_to_be(
    harness: Harness, tmp_path: Path, vendor: str, unknown: str
) -> None:
    header, count = VENDORS[vendor]
    with pytest.raises(InvalidArgumentError) as caught:
        harness.call("import_file", write(tmp_path / "c.csv", f"{header}\n"), unknown=unknown)
    text = str(caught.value)
    named, rest = text.split("look like consent or opt-out: ", 1)[1].split(". Map each", 1)
    assert len(named.split(", ")) == count
    assert all(f"{column}: None" not in text for column in named.split(", "))
    assert "marketing_consent.email, marketing_consent.sms, marketing_consent.whatsapp" in rest
    assert "mapping={" in rest
    assert harness.sandbox.requests == []


@pytest.mark.parametrize(
    "word",
    ["yes", "TRUE", "2024-05-01 10:00:00", "01.05.2024", "1 mai 2024", "May 1 2024 10:00 AM", "1714557600"],
)
def test_an_opt_out_is_understood_by_its_header_and_takes_a_consent_away(
    harness: Harness, tmp_path: Path, word: str
) -> None:
    file = write(tmp_path / "c.csv", f"email,Unsubscribed\na@example.com,{word}\nb@example.com,no\n")
    assert harness.call("import_file", file, consent={"email": True, "sms": True}).created == 2
    assert stored(harness) == {"a@example.com": NONE, "b@example.com": {**ALL, "whatsapp": False}}


def test_a_date_of_zeros_is_no_date(harness: Harness, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "email,Unsubscribed\na@example.com,0000-00-00 00:00:00\n")
    with pytest.raises(InvalidArgumentError, match="has unknown words"):
        harness.call("import_file", file, consent={"email": True})


def test_a_formula_that_was_never_calculated_takes_nobody_for_opted_in(
    harness: Harness, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["email", "Unsubscribed"], ["a@example.com", "=TRUE()"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "c.xlsx")
    with pytest.raises(InvalidArgumentError, match=r"Unsubscribed: '#FORMULA!' \(1\)"):
        harness.call("import_file", tmp_path / "c.xlsx", consent={"email": True})


def test_so_is_one_of_json(harness: Harness, tmp_path: Path) -> None:
    file = write(tmp_path / "c.jsonl", '{"email": "a@example.com", "optedOut": true}')
    assert harness.call("import_file", file, consent={"email": True}).created == 1
    assert stored(harness) == {"a@example.com": NONE}


def test_one_about_calls_is_about_no_channel_of_the_api(harness: Harness, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "email,Do Not Call\na@example.com,yes\n")
    with pytest.raises(InvalidArgumentError, match="look like consent or opt-out: 'Do Not Call'"):
        harness.call("import_file", file, consent={"email": True})
    assert (
        harness.call("import_file", file, consent={"email": True}, mapping={"Do Not Call": None}).created == 1
    )
    assert stored(harness) == {"a@example.com": {**NONE, "email": True}}


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


@pytest.mark.parametrize("word", ["bounced", "Unsubscribed", "Abgemeldet", "désabonné", "News, opted-out"])
@pytest.mark.parametrize("name", ["c.csv", "c.jsonl"])
def test_a_column_with_words_of_an_opt_out_is_not_skipped(
    harness: Harness, tmp_path: Path, name: str, word: str
) -> None:
    rows = [{"email": f"p{number}@example.com", "state": f"active {number}"} for number in range(1100)]
    rows += [{"email": "a@example.com", "state": word}]
    lines = ["email;state", *(";".join(row.values()) for row in rows)]
    file = write(tmp_path / name, "\n".join(map(json.dumps, rows) if name == "c.jsonl" else lines))
    order: dict[str, Any] = {"unknown": "skip", "consent": {"email": True}}
    with pytest.raises(InvalidArgumentError, match=r"state: .*mapping={'state': 'marketing_consent.email'}"):
        harness.call("import_file", file, **order, compare="list")
    assert all(request.method == "GET" for request in harness.sandbox.requests)
    assert harness.call("preview_file", file, **order, mapping={"state": None}).problems == []
    assert harness.call("preview_file", file, action="unsubscribe", unknown="skip").problems == []


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ({"name": "bounced"}, "bounced"),
        (["News", "unsubscribed"], "unsubscribed"),
        ({"properties": {"hs_email_optout": "true"}}, "hs_email_optout"),
        ({"properties": {"hs_email_optout": "false"}}, ""),
        ({"suppressed": [], "bounced": None, "blacklisted": 0}, ""),
        ([{"status": "shipped"}], ""),
        (3, ""),
    ],
)
def test_nor_is_an_object_with_one_inside(harness: Harness, tmp_path: Path, value: Any, word: str) -> None:
    file = write(tmp_path / "c.jsonl", json.dumps({"email": "a@example.com", "data": value}))
    preview = harness.call("preview_file", file, consent={"email": True}, unknown="skip")
    assert [f"data: {word!r}" in problem for problem in preview.problems] == [True] * bool(word)


def test_a_remark_that_holds_such_a_word_is_skipped(harness: Harness, tmp_path: Path) -> None:
    file = write(tmp_path / "c.csv", "email;note;order\na@example.com;Bounced a cheque once;Cancelled\n")
    assert harness.call("import_file", file, consent={"email": True}, unknown="skip").created == 1


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
