"""Field types: addresses, money, lower case, tags and files."""

from decimal import Decimal
from typing import Annotated, Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from konigle import InvalidArgumentError
from konigle._core.body import as_model
from konigle._core.schema_types.fields import (
    AwareTime,
    EmailAddress,
    EmailOrBlank,
    FileInput,
    LowerCased,
    Money,
    TagFilter,
    check_address,
    not_given,
)
from konigle.models.comm import (
    CampaignAddLTV,
    CampaignCreate,
    CampaignCreateEmail,
    CampaignTestEmail,
    CampaignUpdate,
    ContactCreate,
    ContactUpdate,
    ContactUpdateLTV,
    Email,
    EmailAccountCreate,
    EmailAccountSetup,
    EmailAccountUpdate,
)
from konigle.sandbox.formats import is_email


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
    with pytest.raises(pydantic.ValidationError, match="contains a comma"):
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


GOOD = [
    "ada@example.com",
    "a..b@docomo.ne.jp",
    ".ada.@docomo.ne.jp",
    "ada@printer.local",
    "ada@shop.test",
    "ada@localhost",
    "Ada@EXAMPLE.Com",
    "Postmaster@example.com",
    "ada@xn--bcher-kva.example",
    "ada@bücher.example",
    "用户@例子.中国",
    "ada+news@example.com",
    "o'hara!#$%&*/=?^_`{|}~-@example.com",
    '"ada"@example.com',
    '"ada lovelace"@example.com',
    r'"a\"b@c"@example.com',
    '"<ada>"@example.com',
    "ada@[192.0.2.1]",
    "ada@[IPv6:2001:db8::1]",
    "ada@-example.com",
    "ada@ex_ample.com",
    "mailto:ada@example.com",
    "a" * 64 + "@example.com",
    "ü" * 32 + "@example.com",
    "a@" + ".".join(["b" * 60, "c" * 60, "d" * 60, "e" * 60, "f" * 8]),
]
BAD = [
    ("", "no @"),
    ("ada", "no @"),
    ("ada.example.com", "no @"),
    ("@", "empty part"),
    ("ada@", "empty part"),
    ("@example.com", "empty part"),
    ("ada@example..com", "empty part"),
    ("ada@.com", "empty part"),
    ("ada@example.com.", "empty part"),
    ("ada@@example.com", "more than one @"),
    ("ada@example.com,bob@example.com", "more than one @"),
    ('"ada"@bob@example.com', "more than one @"),
    (" ada@example.com", "blank"),
    ("ada@example.com ", "blank"),
    ("ada lovelace@example.com", "blank"),
    ("ada@exam ple.com", "blank"),
    ("ada\u00a0@example.com", "blank"),
    ("\u3000ada@example.com", "blank"),
    ("ada@example.com, bob@example.com", "blank"),
    ("ada@example.com (Ada)", "blank"),
    ("ada@example.com\n", "line break"),
    ("ada\r\nBcc: x@example.com", "line break"),
    ("ada\x00@example.com", "control"),
    ("ada@example\x7f.com", "control"),
    ("ada\x85@example.com", "control"),
    ("ada\u2028@example.com", "line break"),
    ('"ada\n"@example.com', "line break"),
    ("Shop <shop@example.com>", "plain address"),
    ('"Shop" <shop@example.com>', "plain address"),
    ('"Shop, Inc. @ home" <shop@example.com>', "plain address"),
    ("<shop@example.com>", "plain address"),
    ("shop@example.com>", "plain address"),
    ("a" * 65 + "@example.com", "64 octets"),
    ("ü" * 33 + "@example.com", "64 octets"),
    ("a@" + ".".join(["b" * 60, "c" * 60, "d" * 60, "e" * 60, "f" * 9]), "254 in total"),
]
MAIL = {"to_email": ["a@example.com"], "subject": "Hi", "body_html": "<p>", "channel": "news"}
CAMPAIGN = {"name": "n", "audience": "a"}
ACCOUNT = {"name": "n"}
SETUP = {"account_name": "n", "default_from_email": "a@example.com", "identity_value": "example.com"}
HYBRID = {
    "campaign_name": "n",
    "email_channel": "c",
    "contact_tags": ["t"],
    "subject": "s",
    "body_html": "b",
}
LTV = {"value": "1", "currency": "EUR"}
FIELDS: list[tuple[Any, dict[str, Any], str]] = [
    (ContactCreate, {}, "email"),
    (ContactUpdate, {}, "email"),
    (ContactUpdateLTV, LTV, "email"),
    (CampaignAddLTV, LTV, "contact_email"),
    (CampaignTestEmail, {}, "email_address"),
    (CampaignCreate, CAMPAIGN, "from_email"),
    (CampaignCreate, CAMPAIGN, "reply_to_email"),
    (CampaignUpdate, {}, "from_email"),
    (CampaignCreateEmail, HYBRID, "from_email"),
    (Email, MAIL, "from_email"),
    (Email, MAIL, "reply_to_email"),
    (EmailAccountCreate, ACCOUNT, "default_from_email"),
    (EmailAccountUpdate, {}, "default_reply_to_email"),
    (EmailAccountSetup, SETUP, "default_from_email"),
]


@pytest.mark.parametrize("value", GOOD)
def test_what_can_be_an_address_goes_out_as_given_and_the_sandbox_takes_it(value: str) -> None:
    assert check_address(value) == value
    assert is_email(value)


@pytest.mark.parametrize(("value", "why"), BAD)
def test_what_cannot_be_one_is_refused_and_the_error_says_why(value: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        check_address(value)
    assert not value or value not in str(caught.value)


@given(st.text("abzABZ019.+_-!#'\"@ <>[]\\äß\n\u200d", max_size=20))
def test_the_sandbox_refuses_nothing_that_passes_here(value: str) -> None:
    try:
        check_address(value)
    except ValueError:
        return
    assert is_email(value)


@pytest.mark.parametrize(("cls", "rest", "field"), FIELDS)
def test_the_rule_is_the_same_wherever_an_address_is_taken(
    cls: Any, rest: dict[str, Any], field: str
) -> None:
    for address in GOOD:
        assert as_model(cls, {**rest, field: address}).to_wire()[field] == address
        assert cls(**{**rest, field: address}).to_wire()[field] == address
    for address, why in BAD[1:]:
        with pytest.raises(InvalidArgumentError, match=why) as caught:
            as_model(cls, {**rest, field: address})
        assert list(caught.value.field_errors) == [field]
        with pytest.raises(pydantic.ValidationError, match=why):
            cls(**{**rest, field: address})


def test_so_it_is_for_each_of_many_recipients() -> None:
    mail = as_model(Email, {**MAIL, "to_email": GOOD})
    assert mail.to_wire()["to_email"] == GOOD
    with pytest.raises(InvalidArgumentError, match=r"to_email\.1: .*plain address"):
        as_model(Email, {**MAIL, "to_email": ["a@example.com", "Shop <shop@example.com>"]})


def test_an_address_that_is_not_needed_may_be_blank() -> None:
    assert pydantic.TypeAdapter(EmailOrBlank).validate_python("") == ""


def test_the_json_schema_says_what_it_is() -> None:
    class Fields(BaseModel):
        address: EmailAddress

    assert Fields.model_json_schema()["properties"]["address"]["format"] == "email"


# ISO 4217, list one
THREE = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
FOUR = ("CLF", "UYW")
TWO = ("EUR", "USD", "JPY", "XXX")


def wire(value: Any, currency: Any, cls: Any = ContactUpdateLTV) -> str:
    more = {"email": "ada@example.com"} if cls is ContactUpdateLTV else {}
    made = as_model(cls, {"value": value, "currency": currency, **more})
    sent: str = made.to_wire()["value"]
    return sent


@pytest.mark.parametrize("cls", [ContactUpdateLTV, CampaignAddLTV])
@pytest.mark.parametrize(
    ("currencies", "places"), [(TWO, 2), (THREE, 3), (FOUR, 4), (("kwd", "Kwd"), 3), (("clf",), 4)]
)
def test_an_amount_has_the_places_of_its_currency(cls: Any, currencies: tuple[str, ...], places: int) -> None:
    amount = "1234567.1239"[: 8 + places]
    for currency in currencies:
        assert wire(amount, currency, cls) == amount
        assert wire(Decimal(amount), currency, cls) == amount
        with pytest.raises(InvalidArgumentError, match=f"no more than {places} decimal places") as caught:
            wire(amount + "1", currency, cls)
        assert list(caught.value.field_errors) == ["value"]


@pytest.mark.parametrize(
    ("value", "currency", "sent"),
    [
        ("1.2300", "EUR", "1.23"),
        ("1.2300", "KWD", "1.230"),
        ("10.000", "JPY", "10.00"),
        (Decimal("1E+2"), "KWD", "100"),
        (19.99, "EUR", "19.99"),
        (0.125, "KWD", "0.125"),
        ("0.001", "BHD", "0.001"),
        ("0.0001", "UYW", "0.0001"),
        ("99999999999999999.99", "EUR", "99999999999999999.99"),
        ("9999999999999999.999", "KWD", "9999999999999999.999"),
        ("999999999999999.9999", "CLF", "999999999999999.9999"),
        ("1." + "0" * 40, "EUR", "1.00"),
    ],
)
def test_it_is_sent_exactly_and_without_zeros_past_the_last_place(
    value: Any, currency: str, sent: str
) -> None:
    assert wire(value, currency) == sent


@pytest.mark.parametrize(
    ("value", "currency"),
    [
        ("0.000", "KWD"),
        ("-0.001", "KWD"),
        ("NaN", "KWD"),
        ("sNaN", "KWD"),
        ("Infinity", "KWD"),
        ("100000000000000000", "EUR"),
        ("10000000000000000.999", "KWD"),
        ("1." + "0" * 40 + "1", "KWD"),
        ("1E-30", "EUR"),
    ],
)
def test_what_has_too_many_digits_or_is_no_amount_is_refused(value: str, currency: str) -> None:
    with pytest.raises(InvalidArgumentError, match="Nothing was sent") as caught:
        wire(value, currency)
    assert list(caught.value.field_errors) == ["value"]


def test_the_rule_holds_for_constructors_and_assignments() -> None:
    with pytest.raises(pydantic.ValidationError, match="no more than 2 decimal places"):
        CampaignAddLTV(value=Decimal("1.005"), currency="EUR")
    made = CampaignAddLTV(value=Decimal("1.005"), currency="KWD")
    with pytest.raises(pydantic.ValidationError, match="no more than 3 decimal places"):
        made.value = Decimal("1.0005")
    with pytest.raises(pydantic.ValidationError, match="no more than 2 decimal places"):
        made.currency = "EUR"
    assert made.to_wire() == {"value": "1.005", "currency": "KWD"}


def test_a_wrong_currency_is_the_only_complaint() -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        wire("1.005", "euro")
    assert list(caught.value.field_errors) == ["currency"]
