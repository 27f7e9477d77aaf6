"""From cells to contacts: columns, words, repairs, and what makes a row a bad one."""

from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._bulk.planning import address_index
from konigle._bulk.planning.address_index import AddressIndex
from konigle._bulk.planning.columns import ColumnPlan
from konigle._bulk.planning.repairs import RejectedError, repaired, sound, tags_of
from konigle._bulk.planning.rows import RowReader, RowValues
from konigle._bulk.planning.rules import FileRules
from konigle._bulk.tabular import FileRow


def plan(names: list[str], **rules: Any) -> ColumnPlan:
    return ColumnPlan(FileRules(**rules), names, nested=False)


def values(cells: dict[str, Any], *, nested: bool = False, **rules: Any) -> RowValues:
    made = ColumnPlan(FileRules(**rules), list(cells), nested=nested)
    found = RowValues()
    RowReader(made).read(FileRow(1, cells if nested else list(cells.values())), found)
    return found


@pytest.mark.parametrize("name", ["first_name", "First Name", "FIRST-NAME", " first  name ", "firstName"])
def test_a_column_is_found_by_its_name_however_it_is_written(name: str) -> None:
    assert plan([name]).header[0].field == "first_name"


@pytest.mark.parametrize(
    ("name", "field"), [("E-mail Address", "email"), ("Phone Number", "phone"), ("E-Mail", "email")]
)
def test_two_fields_have_a_second_name(name: str, field: str) -> None:
    assert plan([name]).header[0].field == field


def test_repeated_and_unnamed_columns_have_names_of_their_own() -> None:
    made = plan(["Phone", "Phone", "", "Phone (2)", "", "Phone"], unknown="skip")
    names = [column.name for column in made.header]
    assert len(set(names)) == 6
    assert names[2] == "column 3"
    assert [column.field for column in made.header] == ["phone", "phone", None, "phone", None, "phone"]
    assert plan(["email", "Phone", "Phone"], mapping={"Phone (2)": None}).header[2].field is None
    assert plan(["email", "Phone", "Phone"], mapping={"phone": None}).header[1].field is None


def test_of_two_columns_for_a_field_the_first_that_holds_something_is_taken() -> None:
    made = plan(["Phone", "Phone"])
    for cells, phone in ((["1", "2"], "1"), (["", "2"], "2")):
        found = RowValues()
        RowReader(made).read(FileRow(1, cells), found)
        assert found.fields == {"phone": phone}


def test_a_cell_of_which_a_repair_leaves_nothing_gives_nothing() -> None:
    found = values({"email": "a@example.com", "first_name": "\u200b", "tags": "\u2060", "country": '=""'})
    assert found.fields == {"email": "a@example.com"}


def test_of_cells_for_one_channel_the_most_restrictive_wins() -> None:
    cells = {"marketing_consent.email": "yes", "Email opt-out": "yes", "Opted in": "yes"}
    assert values(cells, unknown="skip").consent == {"email": False}
    assert values({"marketing_consent.email": "yes", "Unsubscribed": "no"}).consent == {"email": True}


def test_consent_as_a_whole_and_by_channel_go_together_in_json() -> None:
    row = {
        "marketing_consent": {"email": True, "whatsapp": None},
        "marketing_consent.sms": False,
        "tags": ["a,b"],
    }
    found = values(row, nested=True)
    assert (found.fields, found.consent) == ({"tags": ["a,b"]}, {"email": True, "sms": False})
    with pytest.raises(InvalidArgumentError, match="an object with a value for each channel"):
        values({"marketing_consent": "yes"}, nested=True)


@pytest.mark.parametrize("value", ["maybe", "ok", "x", "ja", 2, 0.5, [], {"a": 1}])
def test_a_word_that_is_not_clear_is_unknown_and_gives_nothing(value: Any) -> None:
    found = values({"marketing_consent": {"sms": value}}, nested=True)
    assert found.consent == {}
    assert found.unknown == [("marketing_consent.sms", str(value))]


def test_a_field_that_a_json_row_gives_twice_makes_it_a_bad_one() -> None:
    with pytest.raises(InvalidArgumentError, match="given twice"):
        values({"email": "a@example.com", "Email": "b@example.com"}, nested=True)


def test_a_row_that_is_rejected_has_said_its_opt_out_before() -> None:
    found = RowValues()
    made = plan(["phone", "Unsubscribed", "email"])
    with pytest.raises(InvalidArgumentError, match="phone: it contains no digits"):
        RowReader(made).read(FileRow(1, ["none", "yes", "a@example.com"]), found)
    assert (found.fields["email"], set(found.consent.values())) == ("a@example.com", {False})


@pytest.mark.parametrize(
    ("field", "text", "value", "what"),
    [
        ("phone", "'+4512345678", "+4512345678", "apostrophe"),
        ("phone", "'4512345678", "4512345678", "apostrophe"),
        ("phone", '="+4512345678"', "+4512345678", "formula"),
        ("phone", "=+4512345678", "+4512345678", "formula"),
        ("phone", "4567012345678.0", "4567012345678", "decimal point"),
        ("phone", "tel:+4512345678", "+4512345678", "tel:"),
        ("phone", "\u202a+4512345678\u202c", "+4512345678", "invisible"),
        ("email", "mailto:ada@example.com", "ada@example.com", "mailto"),
        ("email", "MAILTO:ada@example.com?subject=x", "ada@example.com", "mailto"),
        ("email", "Ada Byron <ada@example.com>", "ada@example.com", "name around"),
        ("email", '"Byron, Ada" <ada@example.com>', "ada@example.com", "name around"),
        ("email", "\u200bada@\u200dexample.com\ufeff", "ada@example.com", "invisible"),
        ("email", "ada@example.com;", "ada@example.com", "comma"),
        ("email", "'ada@example.com'", "ada@example.com", "quotes around"),
        ("email", '"ada@example.com"', "ada@example.com", "quotes around"),
        ("email", "\u201cada@example.com\u201d", "ada@example.com", "quotes around"),
        ("email", "ada@example.com ::: a@example.com", "ada@example.com", "first of several"),
        ("first_name", "A\u200bda", "Ada", "invisible"),
    ],
)
def test_a_cell_is_repaired_and_it_is_said(field: str, text: str, value: str, what: str) -> None:
    found, done = repaired(field, text)
    assert found == value
    assert len(done) == 1
    assert what in done[0]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("email", "o'neill@example.com"),
        ("email", "'ada@example.com"),
        ("email", "a@example.com, b@example.com"),
        ("first_name", "'t Hooft"),
        ("first_name", "\u0646\u0627\u0645\u200c\u062e"),
        ("last_name", "Na"),
        ("country", "NA"),
        ("phone", "+45 12 34 56 78"),
        ("phone", "12345 ext. 6"),
    ],
)
def test_a_cell_that_may_be_right_stays_as_it_is(field: str, text: str) -> None:
    assert repaired(field, text) == (text, [])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("phone", "n/a"),
        ("phone", "none"),
        ("phone", "4.67012E+10"),
        ("phone", "4,67012e+10"),
        ("whatsapp", "-"),
        ("first_name", "N/A"),
        ("country", "#N/A"),
        ("email", "#REF!"),
        ("first_name", "\\N"),
        ("phone", "#FORMULA!"),
        ("last_name", "NaN"),
        ("country", "(null)"),
    ],
)
def test_a_cell_that_a_program_has_spoilt_is_rejected(field: str, text: str) -> None:
    is_sound = sound(field)
    assert is_sound is not None
    assert not is_sound(text)
    with pytest.raises(RejectedError):
        repaired(field, text)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a, b;c", ["a", "b", "c"]),
        ('"VIP","Summer, 2024"', ["VIP", "Summer, 2024"]),
        ('"A ""b""", c', ['A "b"', "c"]),
        ('12" vinyl', ['12" vinyl']),
        ('["a", "b,c"]', ["a", "b,c"]),
        ("* myContacts ::: Work ::: * starred", ["Work"]),
        ("* myContacts", []),
        (" ;, ", []),
    ],
)
def test_tags_of_a_cell(text: str, tags: list[str]) -> None:
    assert tags_of(text) == tags


@pytest.mark.parametrize("text", ['"a', '"a" b"c', "[x"])
def test_tags_that_nobody_can_tell_apart_are_rejected(text: str) -> None:
    with pytest.raises(RejectedError):
        tags_of(text)


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ({"preset": "mailchmp"}, "preset must be one of 'auto', 'brevo'"),
        ({"tags": "merge"}, "tags must be one of 'add', 'replace'"),
        ({"unknown": "ignore"}, "unknown must be"),
        ({"action": "remove"}, "action must be"),
        ({"consent": "all"}, "consent must be 'none' or a dict"),
        ({"consent": {}}, "consent must be 'none' or a dict"),
        ({"consent": {"post": True}}, "some of email, sms, whatsapp"),
        ({"consent": {"email": "yes"}}, "True or False for each channel"),
        ({"consent": {"email": None}}, "True or False for each channel"),
        ({"channels": "email"}, "channels must be some of"),
        ({"channels": []}, "channels must be some of"),
        ({"defaults": {"email": "a@example.com"}}, "defaults cannot give email"),
        ({"defaults": {"marketing_consent": {"email": True}}}, "consent= states consent for all rows"),
        ({"defaults": {"sauce": "x"}}, "did you mean `source`"),
        ({"defaults": {"source": "web"}}, "source"),
    ],
)
def test_rules_that_cannot_be_right_are_an_error(rules: Any, problem: str) -> None:
    with pytest.raises(InvalidArgumentError, match=problem):
        FileRules(**rules)


@pytest.mark.parametrize("in_memory", [50_000, 2])
def test_addresses_are_counted_without_their_case_and_refusals_add_up(
    monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(address_index, "IN_MEMORY", in_memory)
    index = AddressIndex()
    for address, refused in (
        ("A@example.com", 0),
        ("b@example.com", 4),
        ("a@EXAMPLE.com", 1),
        ("a@example.com", 2),
    ):
        index.add(address, refused)
    index.add(None, 7)
    assert index.finish() == (2, 2)
    assert index.refused("a@example.com") == 3
    assert index.refused(" A@EXAMPLE.COM ") == 3
    assert index.refused("c@example.com") == index.refused(None) == 0
    index.close()


def test_the_index_of_addresses_is_no_file_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setattr(address_index, "IN_MEMORY", 1000)
    index = AddressIndex()
    for number in range(20_000):
        index.add(f"{number}@example.com", number % 8)
    assert index.finish() == (20_000, 0)
    index.close()
    assert list(tmp_path.iterdir()) == []
