"""Import, export, preview and wait."""

import csv
import inspect
import json
from datetime import timedelta
from pathlib import Path
from typing import get_args

import click
import pytest

from konigle import Client
from konigle._bulk.planning.rules import Action, PresetName, Unknown
from konigle._bulk.tabular import ImportFormat
from konigle.cli.files import import_command, preview_command
from konigle.sandbox import Sandbox
from tests.cli.conftest import Program


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_text("email,First name,tags\nada@example.com,Ada,vip\nnonsense,Eve,\n")
    return path


def test_an_import_says_how_many_rows_became_what(konigle: Program, sandbox: Sandbox, contacts: Path) -> None:
    rejects = contacts.with_name("rejects.csv")
    words = ("--consent", "none")
    done = konigle("contacts", "import", str(contacts), "--rejects", str(rejects), *words)
    assert done.code == 1
    assert done.out.startswith("2 items in")
    assert "row 2" in done.out or "row 3" in done.out
    assert done.err == f"konigle: 1 rows were rejected. They are in {rejects}.\n"
    assert len(list(csv.DictReader(rejects.read_text().splitlines()))) == 1
    with sandbox.client() as client:
        (contact,) = client.contacts.list().payload
    assert (contact.email, contact.first_name, contact.tags) == ("ada@example.com", "Ada", ["vip"])
    assert contact.marketing_consent.email is False


def test_an_import_resumes_and_prints_json(konigle: Program, contacts: Path, tmp_path: Path) -> None:
    contacts.write_text("email,surname\nada@example.com,Lovelace\n")
    words = ["contacts", "import", str(contacts), "--mapping", "surname=last_name", "-o", "json"]
    words += ["--journal", str(tmp_path / "journal")]
    words += ["--consent", "none"]
    first, again = konigle(*words), konigle(*words)
    assert (first.code, first.json["created"], first.json["resumed"]) == (0, 1, 0)
    assert (again.code, again.json["created"], again.json["resumed"]) == (0, 1, 1)


def test_a_dry_run_of_an_import_writes_nothing(konigle: Program, sandbox: Sandbox, contacts: Path) -> None:
    contacts.write_text("email\nada@example.com\n")
    words = ("--consent", "none")
    assert konigle("contacts", "import", str(contacts), "--dry-run", *words).code == 0
    assert [one for one in sandbox.requests if one.method != "GET"] == []


def test_columns_that_are_not_understood_are_named_with_the_flag_for_them(
    konigle: Program, contacts: Path
) -> None:
    contacts.write_text("email,Lieblingsfarbe\nada@example.com,blau\n")
    done = konigle("contacts", "import", str(contacts))
    assert done.code == 2
    assert "Lieblingsfarbe" in done.err
    assert "--mapping" in done.err
    assert done.err.count("\n") == 1


def test_deleting_by_file_is_confirmed(konigle: Program, sandbox: Sandbox, contacts: Path) -> None:
    done = konigle("contacts", "import", str(contacts), "--action", "delete")
    assert (done.code, "pass --yes" in done.err, sandbox.requests) == (1, True, [])


@pytest.mark.parametrize("word", ["email", "fax=yes", "email=maybe", "email="])
def test_a_consent_that_is_not_clear_is_refused(konigle: Program, contacts: Path, word: str) -> None:
    done = konigle("contacts", "import", str(contacts), "--consent", word)
    assert (done.code, "--consent" in done.err) == (2, True)


def test_the_flags_of_an_import_are_the_arguments_of_the_library() -> None:
    from konigle.cli import files

    given = dict.fromkeys(
        ("preset", "tags", "unknown", "action", "format", "encoding", "header_row", "sheet")
    )
    params = {
        **given,
        "preset": "auto",
        "header_row": 3,
        "mapping": ("A=", "B=email"),
        "values": '{"Status": {"in": true}}',
        "consent": ("email=yes", "sms=no"),
        "defaults": ("country=UK", "tags=a,b"),
        "channels": ("email,sms",),
    }
    assert files._rules(params) == {
        "preset": "auto",
        "header_row": 3,
        "mapping": {"A": None, "B": "email"},
        "values": {"Status": {"in": True}},
        "consent": {"email": True, "sms": False},
        "defaults": {"country": "UK", "tags": ["a", "b"]},
        "channels": ["email", "sms"],
    }
    assert files._consent(["none"]) == "none"
    params_of = {"import_file": import_command().params, "preview_file": preview_command().params}
    for method, found in params_of.items():
        arguments = {*inspect.signature(getattr(Client.contacts, method)).parameters} - {"path", "options"}
        assert arguments <= {one.name for one in found}
    choices = {
        one.name: tuple(one.type.choices)
        for one in params_of["import_file"]
        if isinstance(one.type, click.Choice)
    }
    assert set(choices["preset"]) == set(get_args(PresetName))
    assert choices["action"] == get_args(Action)
    assert choices["unknown"] == get_args(Unknown)
    assert set(choices["format"]) == set(get_args(ImportFormat))


def test_a_preview_shows_what_an_import_would_do(konigle: Program, sandbox: Sandbox, contacts: Path) -> None:
    words = ("contacts", "preview", str(contacts), "--consent", "email=no")
    shown = konigle(*words)
    assert (shown.code, "An import creates or updates the contacts of 1 row" in shown.out) == (0, True)
    as_json = konigle(*words, "-o", "json", "--query", "[rows, rejected, consent.email.no]")
    assert as_json.json == [2, 1, 1]
    assert sandbox.requests == []


def test_an_import_can_unsubscribe(konigle: Program, sandbox: Sandbox, contacts: Path) -> None:
    sandbox.seed({"contacts": [{"email": "ada@example.com"}]})
    contacts.write_text("email\nada@example.com\n")
    done = konigle("contacts", "import", str(contacts), "--action", "unsubscribe", "--channels", "email,sms")
    assert done.code == 0
    with sandbox.client() as client:
        consent = client.contacts.list().payload[0].marketing_consent
    assert (consent.email, consent.sms, consent.whatsapp) == (False, False, True)


def test_an_export_takes_the_filters_of_the_list(konigle: Program, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.seed({"contacts": [{"email": "a@example.com", "tags": ["vip"]}, {"email": "b@example.com"}]})
    path = tmp_path / "vip.jsonl"
    done = konigle("contacts", "export", str(path), "--tags", "vip", "--fields", "email,tags", "-o", "json")
    assert (done.code, done.json["rows"]) == (0, 1)
    assert json.loads(path.read_text()) == {"email": "a@example.com", "tags": ["vip"]}


CAMPAIGN = {
    "accounts": [{"name": "Shop", "default_from_email": "shop@example.com"}],
    "channels": [{"code": "news", "channel_type": "marketing"}],
    "email-templates": [{"name": "Sale", "code": "sale", "subject": "Sale", "body_html": "<p>Half</p>"}],
    "audiences": [{"name": "Everybody", "tags": ["all"]}],
    "contacts": 3,
    "campaigns": [
        {"name": "Sale", "audience": "everybody", "email_channel": "news", "email_template": "sale"},
        {
            "name": "Old",
            "audience": "everybody",
            "email_channel": "news",
            "email_template": "sale",
            "status": "cancelled",
        },
    ],
}


def test_wait_ends_when_the_campaign_is_in_the_state(konigle: Program, sandbox: Sandbox) -> None:
    sandbox.seed(CAMPAIGN)
    started = konigle("campaigns", "start", "cmp_000001", "--yes", "--query", "status")
    assert (started.code, started.out) == (0, "running\n")
    sandbox.clock.advance(timedelta(days=1))
    assert konigle("campaigns", "wait", "cmp_000001").out.splitlines()[0].split() == ["id", "cmp_000001"]
    done = konigle("campaigns", "wait", "cmp_000001", "--query", "status")
    assert (done.code, done.out) == (0, "completed\n")


def test_wait_is_a_refusal_where_the_state_will_not_come(konigle: Program, sandbox: Sandbox) -> None:
    sandbox.seed(CAMPAIGN)
    ended = konigle("campaigns", "wait", "cmp_000002")
    assert (ended.code, "ended as cancelled" in ended.err) == (1, True)
    late = konigle("campaigns", "wait", "cmp_000001", "--timeout", "0")
    assert (late.code, "within 0 s" in late.err) == (1, True)
    assert konigle("campaigns", "wait", "cmp_000001", "--until", "nonsense").code == 2


def test_a_preview_says_how_the_advice_is_written_as_flags(konigle: Program, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Email,Consent\nada@example.com,yes\n", encoding="utf-8")
    done = konigle("contacts", "preview", str(file))
    assert "mapping={column: channel}" in done.out
    assert "--mapping A= --mapping B=email" in done.err
