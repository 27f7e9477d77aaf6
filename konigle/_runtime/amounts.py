"""Amounts of money: how many decimal places one may have depends on the currency that is named beside it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

import attrs
from pydantic import BaseModel, ValidationError, model_validator
from pydantic_core import InitErrorDetails

M = TypeVar("M", bound=BaseModel)


@attrs.frozen
class AmountRule:
    """What an amount may be.

    Attributes:
        currency: The field that names the currency.
        max_digits: Most digits in all.
        places: Most decimal places, where the currency has no more.
        more: The currencies that have more, and how many.
    """

    currency: str
    max_digits: int
    places: int
    more: Mapping[str, int]

    def fit(self, amount: Decimal, currency: object) -> Decimal:
        """The amount, without zeros past the last place of its currency.

        Raises:
            AmountError: It has too many digits.
        """
        places = self.more.get(str(currency).upper(), self.places)
        sign, digits, exponent = amount.as_tuple()
        if not isinstance(exponent, int):  # NaN or infinite, which the field itself refuses
            return amount
        while -exponent > places and digits[-1:] == (0,):  # not normalize(), which rounds at 28 digits
            digits, exponent = digits[:-1], exponent + 1
        if -exponent > places:
            raise AmountError("decimal_max_places", decimal_places=places)
        if len(digits) + exponent > self.max_digits - self.places:
            raise AmountError("decimal_whole_digits", whole_digits=self.max_digits - self.places)
        if len(digits) > self.max_digits:
            raise AmountError("decimal_max_digits", max_digits=self.max_digits)
        return Decimal((sign, digits, exponent))


class AmountError(Exception):
    """An amount does not fit; pydantic's name for how, and what its message says."""

    def __init__(self, kind: str, **facts: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.facts = facts


def check_amounts(**rules: AmountRule) -> Any:
    """The validator of a model with such amounts, by field."""

    def check(model: M) -> M:
        values = vars(model)
        wrong: list[InitErrorDetails] = []
        for name, rule in rules.items():
            if isinstance(amount := values.get(name), Decimal):
                try:
                    values[name] = rule.fit(amount, values.get(rule.currency))
                except AmountError as problem:
                    wrong.append(
                        InitErrorDetails(
                            type=problem.kind, loc=(name,), input=amount, ctx=dict[str, Any](problem.facts)
                        )
                    )
        if wrong:
            raise ValidationError.from_exception_data(type(model).__name__, wrong)
        return model

    return model_validator(mode="after")(check)
