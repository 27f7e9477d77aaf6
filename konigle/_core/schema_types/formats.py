"""Field types for formats of JSON Schema: UUIDs, URIs, dates, whole numbers of a size, bytes as text; unique items."""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, cast
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import core_schema

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s\x00-\x1f\x7f]+", re.IGNORECASE)  # scheme, RFC 3986, 3.1


def _text_of_uuid(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _matching(pattern: re.Pattern[str], problem: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(problem)
        return value

    return check


Uuid = Annotated[
    str,
    BeforeValidator(_text_of_uuid),
    AfterValidator(_matching(_UUID, "not a UUID, such as 01234567-89ab-cdef-0123-456789abcdef")),
    WithJsonSchema({"type": "string", "format": "uuid"}),
]
"""A UUID as text; a `uuid.UUID` is accepted."""

Uri = Annotated[
    str,
    AfterValidator(
        _matching(_URI, "not a URI with a scheme and without blanks, such as https://example.com")
    ),
    WithJsonSchema({"type": "string", "format": "uri"}),
]
"""A URI as text."""


class _DateSchema:
    # by this schema and not by the class, for the reason that `konigle._core.schema_types.fields.Timestamp` has
    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.date_schema()


def _no_time(value: Any) -> Any:
    # pydantic reads numbers as seconds since 1970, and takes midnight for a date
    if (
        isinstance(value, (date, str))
        and not hasattr(value, "hour")
        and not re.search(r"[T\s]|^-?\d+$", str(value))
    ):
        return value
    raise ValueError("a date is a date, or ISO 8601 text such as 2026-05-01")


Day = Annotated[date, _DateSchema(), BeforeValidator(_no_time)]
"""A calendar day; in JSON its ISO 8601 text."""

Int32 = Annotated[int, Field(ge=-(2**31), lt=2**31)]
"""A whole number of 32 bits."""

Int64 = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""A whole number of 64 bits."""


class _NumberSchema:
    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.union_schema([core_schema.int_schema(strict=True), core_schema.float_schema()])


if TYPE_CHECKING:
    Number = float
else:
    Number = Annotated[float, _NumberSchema(), WithJsonSchema({"type": "number"})]
"""A number; a whole one keeps all of its digits."""


def _bytes_of(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("the text is not base64; bytes are encoded when they are sent") from None


def _text_of(value: Any) -> Any:
    # text that is not base64 was kept as the response had it
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


Base64 = Annotated[
    bytes,
    BeforeValidator(_bytes_of),
    PlainSerializer(_text_of, when_used="json"),
    WithJsonSchema({"type": "string", "format": "byte"}),
]
"""Bytes; in JSON base64 text, which is accepted instead."""


def _unique(values: list[Any]) -> list[Any]:
    if len(set(map(_key, values))) < len(values):
        raise ValueError("an item occurs twice")
    return values


def _key(value: Any) -> Any:
    """What two equal JSON values have in common; true and 1 are different."""
    if isinstance(value, BaseModel):
        return value.model_dump_json(exclude_unset=True)
    if isinstance(value, dict):
        return frozenset((name, _key(one)) for name, one in cast("dict[str, Any]", value).items())
    if isinstance(value, list):
        return tuple(map(_key, cast("list[Any]", value)))
    return isinstance(value, bool), value


UniqueItems = AfterValidator(_unique)
"""Marks a list whose items must differ."""
