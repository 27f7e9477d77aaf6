"""What is printed, in each format."""

import csv
import io
import json

import pytest
import yaml

from konigle.cli.output import Printer
from konigle.sandbox import Sandbox
from tests.cli.conftest import Program

EVIL = "a\x1b[31mb\x07\u202ec\x9bd\ne"


@pytest.fixture
def contacts(sandbox: Sandbox) -> Sandbox:
    """250 contacts."""
    tags = [["vip"], ["vip"], ["vip"], *([[]] * 247)]
    sandbox.seed({"contacts": [{"email": f"p{i:03}@example.com", "tags": one} for i, one in enumerate(tags)]})
    return sandbox


def addresses(count: int) -> list[str]:
    return [f"p{i:03}@example.com" for i in range(count)]


def test_json_and_yaml_hold_the_items_of_a_page(konigle: Program, contacts: Sandbox) -> None:
    for form, read in (("json", json.loads), ("yaml", yaml.safe_load)):
        done = konigle("contacts", "list", "--page-size", "3", "-o", form)
        found = read(done.out)
        assert [one["email"] for one in found] == addresses(3)
        assert found[0]["marketing_consent"].keys() == {"email", "sms", "whatsapp"}


def test_csv_has_a_column_for_each_field_with_dots_for_nested_ones(
    konigle: Program, contacts: Sandbox
) -> None:
    rows = list(csv.DictReader(io.StringIO(konigle("contacts", "list", "--tags", "vip", "-o", "csv").out)))
    assert [row["email"] for row in rows] == addresses(3)
    assert (rows[0]["tags"], rows[0]["marketing_consent.sms"]) == ("vip", "true")


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml", "csv", "table"])
def test_all_shows_every_page_in_each_format(konigle: Program, contacts: Sandbox, form: str) -> None:
    done = konigle("contacts", "list", "--all", "-o", form, "--columns", "email")
    read = {
        "json": lambda text: [one["email"] for one in json.loads(text)],
        "jsonl": lambda text: [json.loads(line)["email"] for line in text.splitlines()],
        "yaml": lambda text: [one["email"] for one in yaml.safe_load(text)],
    }.get(form, lambda text: text.splitlines()[1:])
    assert read(done.out) == addresses(250)


@pytest.mark.parametrize(("form", "shown"), [("json", "[]\n"), ("jsonl", ""), ("yaml", "[]\n")])
def test_nothing_is_an_empty_list(konigle: Program, form: str, shown: str) -> None:
    assert konigle("contacts", "list", "-o", form).out == shown
    assert konigle("contacts", "list", "-o", form, "--all").out == shown


def test_all_prints_items_before_later_pages_are_requested(
    konigle: Program, contacts: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    def items() -> "object":
        yield {"email": "first"}
        printed.append(capsys.readouterr().out)
        yield {"email": "second"}

    printed: list[str] = []
    Printer("jsonl", None, None).show(items())
    assert printed == ['{"email": "first"}\n']


def test_a_query_selects_from_what_json_shows(konigle: Program, contacts: Sandbox) -> None:
    one = konigle("contacts", "list", "--page-size", "2", "--query", "[].email", "-o", "json")
    assert one.json == addresses(2)
    every = konigle("contacts", "list", "--all", "--query", "length(@)")
    assert every.out == "250\n"
    table = konigle("contacts", "list", "--tags", "vip", "--query", "[].{address: email, id: id}")
    assert table.out.split()[:2] == ["ADDRESS", "ID"]


def test_a_table_has_the_columns_that_were_chosen(konigle: Program, contacts: Sandbox) -> None:
    lines = konigle(
        "contacts", "list", "--tags", "vip", "--columns", "email,marketing_consent"
    ).out.splitlines()
    assert lines[0].split() == [
        "EMAIL",
        *(f"MARKETING_CONSENT.{name}" for name in ("EMAIL", "SMS", "WHATSAPP")),
    ]
    assert lines[1].split() == ["p000@example.com", "yes", "yes", "yes"]


def test_one_resource_is_shown_a_field_on_each_line(konigle: Program, contacts: Sandbox) -> None:
    with contacts.client() as client:
        contact_id = client.contacts.list(q="p000").payload[0].id
    lines = konigle("contacts", "get", contact_id).out.splitlines()
    assert lines[0].split() == ["id", contact_id]
    assert lines[1].split() == ["email", "p000@example.com"]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "yaml"])
@pytest.mark.parametrize("value", [[{"name": EVIL}], {"name": EVIL}, EVIL])
def test_no_control_character_of_the_data_is_printed(
    form: str, value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    Printer(form, None, None).show(value)
    printed = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\x9b"} & set(printed)
    if form in {"json", "jsonl"}:
        assert json.loads(printed) == (value[0] if form == "jsonl" and isinstance(value, list) else value)
    if form == "table":
        assert "\u202e" not in printed
        assert "a [31mb c d e" in printed


def test_csv_keeps_the_data_as_it_is_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    Printer("csv", None, None).show([{"name": EVIL}])
    assert list(csv.DictReader(io.StringIO(capsys.readouterr().out))) == [{"name": EVIL}]


def test_a_deletion_prints_no_result(konigle: Program, contacts: Sandbox) -> None:
    with contacts.client() as client:
        ids = [one.id for one in client.contacts.list(tags="vip").payload]
    table, as_json = (
        konigle("contacts", "delete", one, "--yes", *form)
        for one, form in zip(ids, ((), ("-o", "json")), strict=False)
    )
    assert (table.code, table.out, table.err) == (0, "", "Done.\n")
    assert (as_json.code, as_json.json) == (0, True)
