"""Field types: addresses, money, lower case, tags and files."""

from decimal import Decimal
from typing import Annotated, Any

import pydantic
import pytest
from pydantic import BaseModel

from konigle._runtime.addresses import EmailOrBlank
from konigle._runtime.fields import AwareTime, FileInput, LowerCased, Money, TagFilter, not_given


class Fields(BaseModel):
    address: EmailOrBlank = ""
    amount: Money = Decimal(0)
    code: Annotated[str, LowerCased] = ""
    tags: TagFilter = ""
    files: list[FileInput] = []


@pytest.mark.parametrize("address", ["", "ada@example.com"])
def test_a_blank_address_is_as_good_as_a_valid_one(address: str) -> None:
    assert Fields(address=address).address == address


@pytest.mark.parametrize("address", ["ada", "ada@", " ", "ada@example.com, bob@example.com", None])
def test_any_other_is_refused(address: Any) -> None:
    with pytest.raises(pydantic.ValidationError):
        Fields(address=address)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("99.99"), "99.99"),
        (Decimal("1E+2"), "100"),
        (Decimal("1E-2"), "0.01"),
        (Decimal("100.00"), "100.00"),
        ("1e3", "1000"),
        (5, "5"),
    ],
)
def test_money_goes_out_without_exponent(amount: Any, text: str) -> None:
    assert Fields(amount=amount).model_dump(mode="json")["amount"] == text


def test_money_stays_a_decimal_in_python() -> None:
    assert Fields(amount=Decimal("1.50")).model_dump()["amount"] == Decimal("1.50")


def test_what_the_api_keeps_in_lower_case_is_lowered() -> None:
    assert Fields(code="News-Letter").code == "news-letter"
    with pytest.raises(pydantic.ValidationError):
        Fields(code=5)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("tags", "text"), [("a,b", "a,b"), (["a", "b"], "a,b"), (("a",), "a"), ([], ""), (["ä ö"], "ä ö")]
)
def test_tags_become_one_comma_separated_string(tags: Any, text: str) -> None:
    assert Fields(tags=tags).tags == text


def test_a_tag_with_a_comma_is_refused() -> None:
    with pytest.raises(pydantic.ValidationError, match="holds a comma"):
        Fields(tags=["a,b"])


def test_tags_that_are_no_text_are_refused() -> None:
    with pytest.raises(pydantic.ValidationError):
        Fields(tags=5)  # type: ignore[arg-type]  # wrong on purpose


def test_files_are_checked_and_kept_as_they_are() -> None:
    data = (b"x", "a.txt")
    assert Fields(files=[data]).files[0] is data
    with pytest.raises(pydantic.ValidationError, match="download it first"):
        Fields(files=["https://example.com/a"])


def test_not_given_reads_as_none() -> None:
    assert not_given() is None


@pytest.mark.parametrize("value", ["2030", "20300101", "1.5e3", " 5 ", 5, 5.0, True])
def test_a_time_is_never_a_number(value: Any) -> None:
    with pytest.raises(pydantic.ValidationError, match="not a number"):
        pydantic.TypeAdapter(AwareTime).validate_python(value)
