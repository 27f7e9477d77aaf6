"""Field types of the generated models: amounts, times, e-mail addresses, tags, files."""

import inspect
import os
import re
import warnings
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar, cast

import attrs
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    GetCoreSchemaHandler,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, core_schema

from konigle._core.attachments import check_file
from konigle._core.body import NOT_BY_CALLER, check_address
from konigle._core.plain_values import plain

T = TypeVar("T")

_NUMBER = re.compile(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?")


not_given: Callable[[], Any] = type(None)
"""Default of an update field that cannot be null: it is None when read, and is never sent.

Typed `Any` so that the field itself keeps its type, and type checkers reject an explicit None.
"""


class _NotNull:
    """Removes None from the accepted values, but not from the type."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


MaybeUnknown = Annotated[T | None, _NotNull()]
"""A field of a value used in requests and responses: None if a response left it out; None cannot be sent."""


def _plain_decimal(value: Decimal) -> str:
    # str() of a Decimal may use an exponent (1E+2), which the API does not accept
    return format(value, "f")


Money = Annotated[Decimal, PlainSerializer(_plain_decimal, when_used="json")]
"""An amount; in JSON a decimal string without an exponent, such as "99.99"."""


class _DateTimeSchema:
    # pydantic recognizes a datetime by identity with `datetime.datetime`, which tools that freeze time replace by a
    # subclass: a model must depend neither on the moment it is built nor on the moment it was imported
    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.datetime_schema()


Timestamp = Annotated[datetime, _DateTimeSchema()]
"""A point in time as the server returns it."""


def _no_number(value: Any) -> Any:
    # pydantic reads numbers, and text of digits such as "2030", as seconds since 1970
    if isinstance(value, (int, float)) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip())):
        raise ValueError(
            "a time is a datetime with a time zone, or ISO 8601 text with an offset, not a number"
        )
    return value


AwareTime = Annotated[AwareDatetime, BeforeValidator(_no_number)]
"""A point in time with an offset."""


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


LowerCased = BeforeValidator(_lower)
"""Marks a field that the API stores in lower case."""


def _comma_separated(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if not isinstance(value, Sequence):
        raise ValueError("tags are text or a list of text")  # noqa: TRY004 - pydantic makes it a field's error
    tags = [str(tag) if type(tag) is int else tag for tag in map(plain, cast("Sequence[object]", value))]
    if not all(isinstance(tag, str) for tag in tags):
        raise ValueError("a tag must be a string")
    if any("," in tag for tag in tags):
        raise ValueError("a tag contains a comma, which separates tags in a filter")
    return ",".join(tags)


TagFilter = Annotated[str | Sequence[str], BeforeValidator(_comma_separated)]
"""Tags to match: a comma-separated string, or a list that is converted to one."""


class Readable(Protocol):
    """An open binary file; `AsyncClient` accepts async files as well."""

    def read(self, size: int = ..., /) -> bytes | bytearray | memoryview | Awaitable[bytes] | None: ...


FileData = bytes | bytearray | memoryview | Readable | os.PathLike[str]

if TYPE_CHECKING:
    FileInput = str | FileData | tuple[FileData | str, str] | tuple[FileData | str, str, str]
else:
    FileInput = Annotated[Any, PlainValidator(check_file)]
"""A file to attach: a local path, bytes, an open binary file, or one of these with a name (and a content type)."""


def _address_or_blank(value: str) -> str:
    return check_address(value) if value else value


EmailAddress = Annotated[
    str, AfterValidator(check_address), WithJsonSchema({"type": "string", "format": "email"})
]
"""An e-mail address."""

EmailOrBlank = Annotated[str, AfterValidator(_address_or_blank)]
"""An e-mail address, or the empty string."""


M = TypeVar("M", bound=BaseModel)


@attrs.frozen
class AmountRule:
    """The limits of an amount.

    Attributes:
        currency: The field that names the currency.
        max_digits: Maximum number of digits.
        places: Maximum number of decimal places, unless the currency has more.
        more: The currencies that have more decimal places, and how many.
    """

    currency: str
    max_digits: int
    places: int
    more: Mapping[str, int]

    def fit(self, amount: Decimal, currency: object) -> Decimal:
        """Returns the amount without trailing zeros beyond the decimal places of its currency.

        Raises:
            AmountError: It has too many digits.
        """
        places = self.more.get(str(currency).upper(), self.places)
        sign, digits, exponent = amount.as_tuple()
        if not isinstance(exponent, int):  # NaN or infinite, which the field rejects
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
    """An amount is invalid; has the type of pydantic's error and the values of its message."""

    def __init__(self, kind: str, **facts: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.facts = facts


def check_amounts(**rules: AmountRule) -> Any:
    """Returns a model validator for amounts, by field."""

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


def warn_when_set(**messages: str) -> Any:
    """Returns a validator that warns when the caller sets a deprecated field, unless to None.

    Reading a response does not warn.
    """

    def check(value: Any, info: ValidationInfo) -> Any:
        if value is not None and info.mode == "python" and info.context is not NOT_BY_CALLER:
            warnings.warn(
                messages[str(info.field_name)], DeprecationWarning, stacklevel=_level_of_the_caller()
            )
        return value

    return field_validator(*messages, mode="before")(check)


def _level_of_the_caller() -> int:
    """Returns the stack level, as the calling function passes it to `warn`, of the line that called this package."""
    frame, level = inspect.currentframe(), 0
    while frame and str(frame.f_globals.get("__name__")).partition(".")[0] in {"konigle", "pydantic"}:
        frame, level = frame.f_back, level + 1
    return level
