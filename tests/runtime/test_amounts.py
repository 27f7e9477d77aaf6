"""Amounts: as many decimal places as the currency beside them has, exactly."""

from decimal import Decimal
from typing import Any

import pydantic
import pytest

from konigle import InvalidArgumentError
from konigle._runtime.validation import as_model
from konigle.models.comm import CampaignAddLTV, ContactUpdateLTV

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
