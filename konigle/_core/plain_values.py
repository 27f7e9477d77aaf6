"""Converts values to plain Python: enum members, NumPy scalars and arrays, lazy strings. Imports no such package."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from konigle.exceptions import InvalidArgumentError

TAG_MARK = "\x00"
"""Begins what pydantic puts into the location of an error for the member of a union; no name of a field begins with it."""

AS_IS = frozenset({str, int, float, bool, bytes, type(None), Decimal, datetime})
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# not str() and similar: str() of an enum member is its name, Tag.VIP
_BARE: dict[type[Any], Callable[[Any], Any]] = {str: str.__str__, int: int.__int__, float: float.__float__}


def plain(value: Any) -> Any:
    """Returns the value as plain Python, including everything inside its lists, tuples and dicts.

    Files, models and unknown objects are not changed.
    """
    try:
        return _plain(value)
    except RecursionError:  # it contains itself, or is nested too deep: the next validation rejects it
        return value


def _plain(value: Any) -> Any:
    kind = cast("type[Any]", type(value))  # not isinstance(): a proxy reports the class of its target
    if kind in AS_IS:
        return value
    if issubclass(kind, dict):
        pairs = cast("dict[Any, Any]", value).items()
        return {_plain(name): item if type(item) in AS_IS else _plain(item) for name, item in pairs}
    if issubclass(kind, (list, tuple)):
        items = [_plain(item) for item in cast("list[Any]", value)]
        return items if issubclass(kind, list) else tuple(items)
    return _scalar(value, kind)


def _scalar(value: Any, kind: type[Any]) -> Any:
    for base, bare in _BARE.items():
        if issubclass(kind, base):
            return bare(value)
    if issubclass(kind, Enum):
        return _plain(value.value)
    return value if issubclass(kind, (type, bytes, datetime, Decimal)) else _stand_in(value)


def _stand_in(value: Any) -> Any:
    if kind := _numpy_kind(value):
        return _from_numpy(value, kind)
    if _is_text(value):
        return str.__str__(str(value))
    as_tuple = getattr(value, "as_tuple", None)
    digits: Any = as_tuple() if callable(as_tuple) else None
    # a decimal of another library
    return Decimal(cast("Any", digits)) if isinstance(digits, tuple) else value


def _numpy_kind(value: Any) -> str:
    """Returns NumPy's letter for the kind of a scalar, array or pandas column; empty for other values."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    return kind if isinstance(kind, str) and hasattr(value, "tolist") else ""


def _from_numpy(value: Any, kind: str) -> Any:
    if getattr(value, "ndim", 0) == 0:
        if is_missing(value):
            return value
        if kind == "M":
            return _moment(value)
        if kind == "f":  # tolist() turns a 32-bit 19.99 into 19.989999771118164
            return float(str(value))
    return _plain(value.tolist())


def _moment(value: Any) -> Any:
    try:  # tolist() turns it into a number of nanoseconds
        return datetime.fromisoformat(str(value))
    except ValueError:  # a year or a month
        return value


def _is_text(value: Any) -> bool:
    """Whether an object behaves like a str, as the lazy strings of gettext do: it has the methods of str.

    Methods that every object has, such as `__str__`, do not count. Mocks do not count: their methods return no bool.
    """
    is_ascii = getattr(value, "isascii", None)
    return hasattr(value, "casefold") and callable(is_ascii) and isinstance(is_ascii(), bool)


def is_missing(value: Any) -> bool:
    """Whether a value stands for a missing one: NaN, NaT, and pandas' NA."""
    if isinstance(value, Decimal):
        return value.is_nan()
    if isinstance(value, (float, datetime)):
        return bool(value != value)  # noqa: PLR0124 - only these are unequal to themselves
    if _numpy_kind(value) and getattr(value, "ndim", 0) == 0:
        made = value.tolist()
        return made is None or bool(value != value)  # noqa: PLR0124 - as above; None is a masked value
    kind = cast("type[Any]", type(value))
    return kind.__name__ == "NAType" and kind.__module__.partition(".")[0] == "pandas"


def without_missing(data: Mapping[Any, Any]) -> dict[Any, Any]:
    """Returns the values of a row without the missing ones, also in nested rows."""
    return {
        name: without_missing(cast("Mapping[Any, Any]", value)) if isinstance(value, Mapping) else value
        for name, value in data.items()
        if not is_missing(value)
    }


def lone_surrogate(operation: str | None, fields: Mapping[str, Any]) -> InvalidArgumentError:
    """Returns the error of fields with a lone surrogate, which UTF-8 cannot encode."""
    found = [
        name
        for name, value in fields.items()
        if _LONE_SURROGATE.search(json.dumps(value, ensure_ascii=False))
    ]
    return InvalidArgumentError(
        "A string in the request contains a lone surrogate and cannot be encoded; nothing was sent.",
        operation=operation,
        field_errors={name: ["Contains a lone surrogate."] for name in found},
    )
