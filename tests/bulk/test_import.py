"""Files of contacts, sent row by row."""

import json
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from tests.bulk.harness import Harness, numbered

NO = {"email": False, "sms": False, "whatsapp": False}
OLD_REJECTS = "konigle_row,konigle_reason,email\n1,No.,old\n"
HEADER = "Email;First Name;tags;marketing_consent.email;marketing_consent.sms\r\n"


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    """As a German Excel writes it."""
    file = tmp_path / "contacts.csv"
    rows = ["ada@example.com;Ada;a, b;ja;", "bob@example.com;Bob;c;no;YES", "cy@example.com; Cy ;;;0"]
    file.write_text(
        HEADER + "\r\n".join([rows[0].replace("ja", "1"), *rows[1:]]) + "\r\n", encoding="utf-8-sig"
    )
    return file


def jsonl(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def bodies(harness: Harness, operation: str = "createContact") -> list[Any]:
    return sorted(
        (json.loads(request.body) for request in harness.sent(operation)), key=lambda body: body["email"]
    )


def test_a_csv_file_of_a_spreadsheet(harness: Harness, csv_file: Path) -> None:
    summary = harness.call("import_file", csv_file)
    assert (summary.created, summary.total, summary.resumed) == (3, 3, 0)
    assert bodies(harness) == [
        {
            "email": "ada@example.com",
            "first_name": "Ada",
            "tags": ["a", "b"],
            "marketing_consent": {"email": True, "sms": False, "whatsapp": False},
        },
        {
            "email": "bob@example.com",
            "first_name": "Bob",
            "tags": ["c"],
            "marketing_consent": {"email": False, "sms": True, "whatsapp": False},
        },
        {"email": "cy@example.com", "first_name": "Cy", "marketing_consent": NO},
    ]


def test_a_json_lines_file(harness: Harness, tmp_path: Path) -> None:
    rows = [
        {"email": "ada@example.com", "tags": ["a"], "marketing_consent": {"sms": False}},
        {"email": "bob@example.com", "tags": "b;c", "marketing_consent.email": "no", "first_name": None},
    ]
    summary = harness.call("import_file", jsonl(tmp_path / "contacts.jsonl", *rows))
    assert summary.created == 2
    assert bodies(harness) == [
        {"email": "ada@example.com", "tags": ["a"], "marketing_consent": NO},
        {"email": "bob@example.com", "tags": ["b", "c"], "marketing_consent": NO},
    ]


def test_contacts_that_are_there_are_brought_up_to_date_or_called_bad(
    harness: Harness, csv_file: Path
) -> None:
    harness.call("import_file", csv_file)
    assert harness.call("import_file", csv_file).unchanged == 3
    csv_file.write_text("email,first_name\nada@example.com,Augusta\nbob@example.com,\n", encoding="utf-8")
    summary = harness.call("import_file", csv_file)
    assert (summary.updated, summary.unchanged) == (1, 1)
    with csv_file.open("a", encoding="utf-8") as more:
        more.write("new@example.com,\n")
    summary = harness.call("import_file", csv_file, upsert=False)
    assert (summary.failed, summary.created) == (2, 1)
    assert [row for row, _ in summary.reasons] == [1, 2]
    assert "already exists" in summary.reasons[0][1]


def test_a_mapping_names_columns_and_leaves_them_out(harness: Harness, tmp_path: Path) -> None:
    file = tmp_path / "contacts.txt"
    file.write_text("Mail,Vorname,Notes\nada@example.com,Ada,x\n", encoding="utf-8")
    mapping = {"Mail": "email", "Vorname": "first_name", "Notes": None}
    assert harness.call("import_file", file, format="csv", mapping=mapping).created == 1
    assert bodies(harness) == [{"email": "ada@example.com", "first_name": "Ada", "marketing_consent": NO}]


@pytest.mark.parametrize(
    ("text", "options", "problem"),
    [
        (
            "email,Notes,Ltv\n",
            {},
            "not fields of a contact: 'Notes', 'Ltv'.*mapping={'Notes': None, 'Ltv': None}",
        ),
        ("email\n", {"mapping": {"Mail": "email"}}, "lacks columns that mapping or values names: 'Mail'"),
        ("email\n", {"mapping": {"email": "mail"}}, "fields that cannot be imported: mail"),
        (
            "first_name,tags\n",
            {},
            r"no column for the e-mail address. Map a column to it: mapping={'the column': 'email'}; if the header is in",
        ),
        ("E-Mail-Adresse,tags\n", {"unknown": "skip"}, "mapping={'E-Mail-Adresse': 'email'}"),
        ("Email list of our shop,\n", {"unknown": "skip"}, "mapping={'the column': 'email'}"),
        ("email^first_name\n", {"unknown": "skip"}, "one column: cells are separated by commas"),
        ("email,E\n", {"mapping": {"E": "email"}}, "more than one column for email"),
        ("", {}, "line 1 is empty"),
        ("email\n", {"format": "xml"}, "format must be"),
        ("email\n", {"progress": "loud"}, "progress must be"),
        ("email\n", {"concurrency": 0}, "concurrency"),
        ("email\n", {"timeout": -3}, "timeout"),
    ],
)
def test_what_cannot_be_right_is_an_error_and_nothing_is_sent(
    harness: Harness, tmp_path: Path, text: str, options: Any, problem: str
) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text(text + "ada@example.com\n" * bool(text), encoding="utf-8")
    with pytest.raises(InvalidArgumentError, match=problem):
        harness.call("import_file", file, **options)
    assert harness.sandbox.requests == []


def test_files_that_are_none(harness: Harness, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="does not exist"):
        harness.call("import_file", tmp_path / "none.csv")
    with pytest.raises(InvalidArgumentError, match="is a folder or a pipe"):
        harness.call("import_file", tmp_path)
    (tmp_path / "none").touch()
    with pytest.raises(InvalidArgumentError, match="pass format="):
        harness.call("import_file", tmp_path / "none")
    same = numbered(tmp_path / "same.csv", 1)
    with pytest.raises(InvalidArgumentError, match="three paths"):
        harness.call("import_file", same, journal=same)
    for path in (tmp_path, tmp_path / "none" / "x", tmp_path / ("x" * 300)):
        for name in ("journal", "rejects"):
            with pytest.raises(InvalidArgumentError, match="cannot be"):
                harness.call("import_file", numbered(tmp_path / "b.csv", 1), **{name: path})
    with pytest.raises(InvalidArgumentError, match="does not exist"):
        harness.call("import_file", tmp_path / ("x" * 300), format="csv")
    first = jsonl(tmp_path / "a.jsonl", {"email": "ada@example.com", "id": "c1"})
    with pytest.raises(InvalidArgumentError, match="not fields of a contact: 'id'"):
        harness.call("import_file", first)
    assert harness.sandbox.requests == []


class TestRejects:
    ROWS = (
        "email,first_name,tags,marketing_consent.email\n"
        "ada@example.com,Ada,a,yes\n"
        "broken,Bob,b,yes\n"
        'cy@,"Cy, the ""third""",c,no\n'
        "dora@example.com,Dora\n"
        ",,,\n\n"
        'ed@example.com,"Ed" x,c,no\n'
        "fay@example.com,Fay,c,no\n"
    )

    def test_bad_rows_go_there_with_the_reason(self, harness: Harness, tmp_path: Path) -> None:
        file, rejects = tmp_path / "contacts.csv", tmp_path / "rejects.csv"
        file.write_text(self.ROWS, encoding="utf-8")
        rejects.write_text(OLD_REJECTS, encoding="utf-8")
        summary = harness.call("import_file", file, rejects=rejects)
        assert (summary.created, summary.failed) == (2, 4)
        lines = rejects.read_bytes().splitlines()
        assert lines[0] == b"konigle_row,konigle_reason,email,first_name,tags,marketing_consent.email"
        assert [line.split(b",")[0] for line in lines[1:]] == [b"2", b"3", b"4", b"5"]
        assert b"not an email address" in lines[1]
        assert lines[2].endswith(b'cy@,"Cy, the ""third""",c,no')
        assert b"has an empty part" in lines[2]
        assert b"2 cells where the header has 4" in lines[3]
        assert b"The line is not CSV" in lines[4]
        assert [row for row, _ in summary.reasons] == [2, 3, 4, 5]

    def test_mended_they_can_be_imported(self, harness: Harness, tmp_path: Path) -> None:
        file, rejects = tmp_path / "contacts.csv", tmp_path / "rejects.csv"
        file.write_text("email,tags\nada@example.com,a\nbroken,b\n", encoding="utf-8")
        harness.call("import_file", file, rejects=rejects)
        mended = tmp_path / "mended.csv"
        mended.write_text(rejects.read_text("utf-8").replace("broken", "bob@example.com"), encoding="utf-8")
        assert harness.call("import_file", mended).created == 1
        assert harness.stored() == {"ada@example.com": 1, "bob@example.com": 1}

    def test_of_json_lines_they_are_json_lines(self, harness: Harness, tmp_path: Path) -> None:
        file, rejects = tmp_path / "contacts.jsonl", tmp_path / "rejects.jsonl"
        text = '{"email": "ada@example.com"}\n{"email": "x"}\n[1]\n{"email"\n\n{"email": "bob@example.com", "Email": "x"}\n'
        file.write_text(
            text + '{"email": "cy@example.com", "tags": "[x"}\n{"email": NaN}\n', encoding="utf-8"
        )
        assert harness.call("import_file", file, rejects=rejects).failed == 6
        rows = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
        assert [row["konigle_row"] for row in rows] == [2, 3, 4, 5, 6, 7]
        assert rows[0]["email"] == "x"
        assert [row.get("konigle_line") for row in rows[1:3]] == ["[1]", '{"email"']
        assert "given twice" in rows[3]["konigle_reason"]

    def test_a_nan_of_a_json_line_means_not_given(self, harness: Harness, tmp_path: Path) -> None:
        file = tmp_path / "contacts.jsonl"
        row = (
            '{"email": "ada@example.com", "country": NaN, "marketing_consent": {"email": false, "sms": NaN}}'
        )
        file.write_text(row, encoding="utf-8")
        assert harness.call("import_file", file).created == 1
        [request] = harness.sent()
        sent = json.loads(request.body)
        assert "country" not in sent
        assert sent["marketing_consent"]["email"] is False
        assert sent["marketing_consent"].get("sms") is not True

    def test_without_bad_rows_there_is_no_file(
        self, harness: Harness, csv_file: Path, tmp_path: Path
    ) -> None:
        rejects = tmp_path / "rejects.csv"
        rejects.write_text(OLD_REJECTS, encoding="utf-8")
        harness.call("import_file", csv_file, rejects=rejects)
        assert not rejects.exists()

    def test_a_quote_that_never_ends_is_found_before_anything_is_sent(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        file = numbered(tmp_path / "contacts.csv", 3)
        with file.open("a", encoding="utf-8") as more:
            more.write('"open@example.com\nx@example.com\n')
        with pytest.raises(InvalidArgumentError, match="begins in line 5"):
            harness.call("import_file", file)
        assert harness.sandbox.requests == []
