"""Field types for the APIs of other documents: what is sent and read stays as it was written."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    PlainSerializer,
    StrictBool,
    StrictFloat,
    StrictInt,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import core_schema

from konigle._core.schema_types.formats import Day

if TYPE_CHECKING:
    ExactBool = bool
    ExactInt = int
    ExactNumber = float
else:
    ExactBool, ExactInt, ExactNumber = StrictBool, StrictInt, StrictInt | StrictFloat


class _WrittenTime(datetime):
    """A time that knows the text it was read from."""

    __slots__ = ("text",)
    text: str


class _TimeSchema:
    # not by the class, for the reason that `konigle._core.schema_types.fields.Timestamp` has
    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.datetime_schema()


def _keep(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    made = handler(value)
    if not isinstance(value, str):
        return made
    kept = _WrittenTime(
        made.year,
        made.month,
        made.day,
        made.hour,
        made.minute,
        made.second,
        made.microsecond,
        made.tzinfo,
        fold=made.fold,
    )
    kept.text = value
    return kept


def _text_of(value: Any) -> Any:
    if isinstance(value, datetime):
        return getattr(value, "text", None) or value.isoformat()
    return value  # an invalid value, as the response had it


ExactTime = Annotated[
    datetime, _TimeSchema(), WrapValidator(_keep), PlainSerializer(_text_of, when_used="json")
]
"""A point in time as the server returns it; in JSON the text of the response."""

TimeOrText = Annotated[datetime, _TimeSchema()] | str
"""A point in time to send; text is sent as it is."""

DayOrText = Day | str
"""A calendar day to send; text is sent as it is."""
