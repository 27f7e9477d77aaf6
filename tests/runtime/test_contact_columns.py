"""Columns and fields: consent is never guessed, tags survive the way there and back."""

from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._managers.contact_columns import Columns, cell

CSV = Columns.of(None, nested=False)
JSON = Columns.of(None, nested=True)


@pytest.mark.parametrize("column", ["first_name", "First Name", "FIRST-NAME", " first  name "])
def test_a_column_is_found_by_its_name_however_it_is_written(column: str) -> None:
    assert CSV.field_of(column) == "first_name"


@pytest.mark.parametrize(
    ("text", "agreed"), [("Yes", True), ("y", True), ("1", True), ("TRUE", True), ("no", False)]
)
def test_a_clear_word_is_consent(text: str, agreed: bool) -> None:
    assert CSV.contact({"marketing_consent.sms": f" {text} "}) == {"marketing_consent": {"sms": agreed}}


@pytest.mark.parametrize("value", ["maybe", "ok", "x", "ja", 2, 0.5])
def test_anything_else_is_a_bad_row(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="consent is yes or no"):
        CSV.contact({"marketing_consent.email": value})


def test_an_empty_cell_says_nothing() -> None:
    assert CSV.contact({"email": "a@example.com", "tags": " ", "marketing_consent.email": ""}) == {
        "email": "a@example.com"
    }


def test_consent_as_a_whole_and_by_channel_go_together_in_json() -> None:
    row = {"marketing_consent": {"email": True}, "marketing_consent.sms": False, "tags": ["a,b"]}
    assert JSON.contact(row) == {"marketing_consent": {"email": True, "sms": False}, "tags": ["a,b"]}
    assert JSON.contact({"marketing_consent": "yes"}) == {
        "marketing_consent": "yes"
    }  # which the model refuses


def test_a_field_that_is_given_twice_is_a_bad_row() -> None:
    with pytest.raises(InvalidArgumentError, match="given twice"):
        JSON.contact({"email": "a@example.com", "Email": "b@example.com"})


def test_columns_of_a_reject_file_are_left_out() -> None:
    assert CSV.contact({"konigle_row": "3", "konigle_reason": "x", "email": "a@example.com"}) == {
        "email": "a@example.com"
    }


@pytest.mark.parametrize(
    "tags", [[], ["a"], ["a", "b c"], ["a,b"], ["a;b", "c"], ["[x]"], [" a"], ["", "b"], ['"', "ü"], ["\\"]]
)
def test_tags_survive_a_cell(tags: list[str]) -> None:
    assert CSV.contact({"tags": cell(tags)}).get("tags", []) == tags


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (False, "false"), (3, "3"), ("x", "x"), ({"a": 1}, '{"a": 1}')],
)
def test_other_values_as_text(value: Any, text: str) -> None:
    assert cell(value) == text
