"""Field types of the generated models: money, times, e-mail addresses, tags, files."""

import os
import re
from collections.abc import Awaitable, Mapping, Sequence
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
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, core_schema

from konigle._core.attachments import check_file
from konigle._core.plain_values import plain

T = TypeVar("T")

_NUMBER = re.compile(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?")


def not_given() -> Any:
    """Default of an update field that cannot be null: reads as None, is never sent.

    Typed `Any` so that the field itself keeps its type, and a checker refuses an explicit None there.
    """
    return None


class _NotNull:
    """Takes None out of what a validator accepts, and leaves it in the type."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


MaybeUnknown = Annotated[T | None, _NotNull()]
"""A field of a value that is both written and read: None where a response left it out; None cannot be written."""


def _plain_decimal(value: Decimal) -> str:
    # str() of a Decimal may use an exponent (1E+2), which the wire does not read
    return format(value, "f")


Money = Annotated[Decimal, PlainSerializer(_plain_decimal, when_used="json")]
"""An amount; a decimal string without exponent on the wire, such as "99.99"."""


class _DateTimeSchema:
    # pydantic knows a datetime by identity with `datetime.datetime`, and a tool that freezes time in a test puts a
    # subclass there: a model must neither depend on the moment it is built nor on the moment it was imported
    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.datetime_schema()


Timestamp = Annotated[datetime, _DateTimeSchema()]
"""A point in time as the server gives it."""


def _no_number(value: Any) -> Any:
    # pydantic takes numbers, and text of digits such as "2030", for seconds since 1970
    if isinstance(value, (int, float)) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip())):
        raise ValueError(
            "a time is a datetime with a time zone, or ISO 8601 text with an offset, not a number"
        )
    return value


AwareTime = Annotated[AwareDatetime, BeforeValidator(_no_number)]
"""A point in time, with its offset."""


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


LowerCased = BeforeValidator(_lower)
"""Marks a field that the API keeps in lower case."""


def _comma_separated(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if not isinstance(value, Sequence):
        raise ValueError("tags are text or a list of text")  # noqa: TRY004 - pydantic makes it a field's error
    tags = [str(tag) if type(tag) is int else tag for tag in map(plain, cast("Sequence[object]", value))]
    if not all(isinstance(tag, str) for tag in tags):
        raise ValueError("a tag is text")
    if any("," in tag for tag in tags):
        raise ValueError("a tag holds a comma, which separates tags in a filter")
    return ",".join(tags)


TagFilter = Annotated[str | Sequence[str], BeforeValidator(_comma_separated)]
"""Tags to match: one comma-separated string, or a list that becomes one."""


class Readable(Protocol):
    """An open binary file; `AsyncClient` takes async ones as well."""

    def read(self, size: int = ..., /) -> bytes | bytearray | memoryview | Awaitable[bytes] | None: ...


FileData = bytes | bytearray | memoryview | Readable | os.PathLike[str]

if TYPE_CHECKING:
    FileInput = str | FileData | tuple[FileData | str, str] | tuple[FileData | str, str, str]
else:
    FileInput = Annotated[Any, PlainValidator(check_file)]
"""A file to attach: a local path, bytes, an open binary file, or one of these with a name (and a content type)."""


_LONGEST = 254  # octets; RFC 5321, 4.5.3.1.3, without the angle brackets of a path
_LONGEST_LOCAL = 64  # octets; RFC 5321, 4.5.3.1.1
_PLAIN = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")@(.*)', re.DOTALL)  # local part in quotes; RFC 5321, 4.1.2
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def check_address(value: str) -> str:
    """The address, exactly as it was given.

    Raises:
        ValueError: It cannot be an address; pydantic makes it a field's error.
    """
    if len(value) <= _LONGEST and _PLAIN.fullmatch(value):
        return value
    if problem := _problem(value):
        raise ValueError(f"not an email address: it {problem}")
    return value


def _problem(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    local, at, domain = (quoted[1], "@", quoted[2]) if quoted else value.rpartition("@")
    outside = domain if quoted else value
    checks = (
        (_CONTROL.search(value), "holds a line break or another control character"),
        (
            "<" in outside or ">" in outside,
            "has a name or angle brackets around it; pass the plain address, such as ada@example.com",
        ),
        (any(map(str.isspace, outside)), "holds a blank"),
        (not at, "has no @"),
        (
            not local or not domain or ("" in domain.split(".") and not domain.startswith("[")),
            "has an empty part",
        ),
        ("@" in outside.removesuffix(f"@{domain}"), "has more than one @"),
        (
            _octets(local) > _LONGEST_LOCAL or _octets(value) > _LONGEST,
            f"is longer than {_LONGEST_LOCAL} octets before the @ or {_LONGEST} in all",
        ),
    )
    return next((problem for found, problem in checks if found), "")


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


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
