"""A preview says what an import would do, and makes no request unless it is asked to."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from konigle import InvalidArgumentError
from konigle.sandbox import Sandbox
from konigle.types import FilePreview
from tests.bulk.harness import Harness

TEXT = (
    "Email;Tags;Status;Unsubscribed;Note\n"
    "ann@example.com;a,b;SUBSCRIBED;no;x\n"
    "ben@example.com;;CLEANED;yes;\n"
    "ANN@example.com;c;SUBSCRIBED;2024-01-01;\n"
    "broken;;SUBSCRIBED;no;\n"
    "cat@;;;;\n"
)
WORDS: dict[str, Any] = {
    "mapping": {"Status": "marketing_consent.email"},
    "values": {"Status": {"SUBSCRIBED": True, "CLEANED": False}},
    "unknown": "skip",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_it_knows_the_whole_file_and_makes_no_request(harness: Harness, file: Path) -> None:
    preview: FilePreview = harness.call("preview_file", file, **WORDS)
    assert (preview.encoding, preview.delimiter, preview.header_row, preview.preset) == (
        "utf-8",
        ";",
        1,
        None,
    )
    assert (preview.rows, preview.addresses, preview.duplicates, preview.rejected) == (5, 4, 1, 2)
    assert [row for row, _ in preview.reasons] == [4, 5]
    assert preview.consent["email"] == {"yes": 1, "no": 2}
    assert preview.consent["whatsapp"] == {"not stated": 1, "no": 2}
    assert [(c.name, c.field) for c in preview.columns] == [
        ("Email", "email"),
        ("Tags", "tags"),
        ("Status", "consent: email"),
        ("Unsubscribed", "opt-out: email, sms, whatsapp"),
        ("Note", ""),
    ]
    assert list(preview.columns[1].samples) == ["a,b", "c"]
    assert not preview.problems
    assert harness.sandbox.requests == []


def test_it_lists_everything_an_import_is_refused_for(harness: Harness, file: Path) -> None:
    preview: FilePreview = harness.call("preview_file", file, mapping={"Status": "marketing_consent.email"})
    assert preview.unknown_columns == ("Note",)
    assert preview.unknown_words == {"Status": {"SUBSCRIBED": 3, "CLEANED": 1}}
    with pytest.raises(InvalidArgumentError) as caught:
        harness.call("import_file", file, mapping={"Status": "marketing_consent.email"})
    first, *lines, last = str(caught.value).split("\n")
    assert (first, last) == (f"{file.name} is not imported.", "Nothing was sent.")
    assert lines == "\n".join(preview.problems).split("\n")
    assert harness.sandbox.requests == []


@pytest.mark.parametrize("action", ["import", "unsubscribe", "delete"])
def test_it_is_a_table_of_eighty_columns(harness: Harness, file: Path, action: str) -> None:
    for options in (WORDS, {}):
        shown = str(harness.call("preview_file", file, action=action, **options))
        assert max(map(len, shown.splitlines())) <= 80
        assert "5 rows, 1 row with an address of an earlier row" in shown
        assert ("An import is rejected" in shown) is (action == "import" and not options)


def test_a_dry_run_has_the_same_preview_and_counts(harness: Harness, file: Path) -> None:
    summary = harness.call("import_file", file, client={"dry_run": True}, **WORDS)
    assert (summary.unchanged, summary.failed) == (3, 2)
    assert summary.preview == harness.call("preview_file", file, **WORDS)
    assert harness.sandbox.requests == []
    assert harness.call("import_file", file, **WORDS).preview is None


def test_online_it_tells_new_from_existing_contacts_and_what_replace_would_lose(
    harness: Harness, file: Path, sandbox: Sandbox
) -> None:
    with sandbox.client() as client:
        client.contacts.create({"email": "ANN@example.com", "tags": ["a", "old", "older"]})
        client.contacts.create({"email": "ben@example.com", "tags": ["kept"]})  # its row gives no tags
    before = len(sandbox.requests)
    preview: FilePreview = harness.call("preview_file", file, online=True, **WORDS)
    assert preview.online is not None
    assert (preview.online.existing, preview.online.new) == (2, 0)
    assert (preview.online.losing_tags, preview.online.lost_tags) == (1, {"old": 1, "older": 1})
    assert {request.method for request in sandbox.requests[before:]} == {"GET"}
    assert "On the server: 2 contacts exist, 0 are new." in str(preview)
    shown = " ".join(str(preview).split())
    assert "1 contact would lose tags with tags='replace': old (1), older (1)" in shown


def test_online_an_error_of_the_server_is_an_error(harness: Harness, file: Path) -> None:
    with pytest.raises(Exception, match="401"):
        harness.call("preview_file", file, online=True, client={"api_key": "wrong"}, **WORDS)


def test_a_misspelt_argument_is_an_error(harness: Harness, file: Path) -> None:
    with pytest.raises(TypeError, match="maping"):
        harness.call("preview_file", file, maping={})
    with pytest.raises(InvalidArgumentError, match="does not exist"):
        harness.call("preview_file", file.with_name("none.csv"))


def test_the_first_person_of_a_file_without_a_header_is_not_shown(harness: Harness, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(",Ann,Ash\nben@example.com,Ben,Birk\n", encoding="utf-8")
    with pytest.raises(InvalidArgumentError, match="None of the columns is a field of a contact") as caught:
        harness.call("import_file", path)
    assert "Ann" not in str(caught.value)
    path.write_text("Mail;Vorname\nben@example.com;Ben\n", encoding="utf-8")
    with pytest.raises(InvalidArgumentError, match="'Mail', 'Vorname'"):
        harness.call("import_file", path)


def test_words_that_may_be_somebodys_data_are_counted_and_not_shown(harness: Harness, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    odd = ["ada@example.com", "+45 12 34 56 78", "a text that somebody wrote about it", "ja"]
    path.write_text(
        "email,marketing_consent.email\n"
        + "".join(f"p{at}@example.com,{word}\n" for at, word in enumerate(odd)),
        encoding="utf-8",
    )
    with pytest.raises(
        InvalidArgumentError, match=r"'ja' \(1\), others that may be personal data \(3\)"
    ) as caught:
        harness.call("import_file", path)
    assert not any(word in str(caught.value) for word in odd[:3])


def test_a_column_of_many_words_is_cut_off(harness: Harness, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    rows = "".join(f"p{at}@example.com,w{at}\n" for at in range(300))
    path.write_text(f"email,source\n{rows}", encoding="utf-8")
    preview: FilePreview = harness.call("preview_file", path, consent="none")
    assert len(preview.unknown_words["source"]) == 100
    with pytest.raises(InvalidArgumentError, match="and more; say what each means, one of the sources"):
        harness.call("import_file", path)


def test_a_word_for_a_source_is_translated(harness: Harness, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        "email,source\na@example.com,Web shop\nb@example.com,LEAD\nc@example.com,?\n", encoding="utf-8"
    )
    values = {"source": {"web shop": "purchase", "?": None}}
    assert harness.call("import_file", path, values=values).created == 3
    found = {name: harness.call("get_by_email", f"{name}@example.com").source for name in "abc"}
    assert found == {"a": "purchase", "b": "lead", "c": "unknown"}


def test_a_workbook_goes_in_and_its_bad_rows_come_back_as_csv(harness: Harness, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ["Email", "Phone", "Marketing_consent.email"],
        ["a@example.com", 4512345678, True],
        ["broken", 1, False],
    ):
        sheet.append(row)
    file, rejects = tmp_path / "c.xlsx", tmp_path / "rejects.csv"
    book.save(file)
    assert harness.call("import_file", file, rejects=rejects, consent=None).created == 1
    assert harness.call("get_by_email", "a@example.com").phone == "4512345678"
    assert rejects.read_text("utf-8").splitlines()[1].endswith(",broken,1,false")
    mended = rejects.read_text("utf-8").replace("broken", "b@example.com")
    rejects.write_text(mended, encoding="utf-8")
    assert harness.call("import_file", rejects, consent=None).created == 1
