"""Field types the generated models are made of."""

import os
import re
from collections.abc import Awaitable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar, cast

from pydantic import AwareDatetime, BeforeValidator, GetCoreSchemaHandler, PlainSerializer, PlainValidator
from pydantic_core import CoreSchema, core_schema

from konigle._runtime.files import check_file
from konigle._runtime.plain import plain

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
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
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
