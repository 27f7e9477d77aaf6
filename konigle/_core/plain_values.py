"""Values that stand for plain ones: enum members, NumPy scalars and arrays, lazy text. No package is imported for them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, cast

AS_IS = frozenset({str, int, float, bool, bytes, type(None), Decimal, datetime})
# not str() and its like: str() of a member of an enum is its name, Tag.VIP
_BARE: dict[type[Any], Callable[[Any], Any]] = {str: str.__str__, int: int.__int__, float: float.__float__}


def plain(value: Any) -> Any:
    """The value as plain Python, with everything inside its lists, tuples and dicts.

    Files, models and unknown objects are left alone.
    """
    try:
        return _plain(value)
    except RecursionError:  # it holds itself, or is nested on purpose: whoever checks it next refuses it
        return value


def _plain(value: Any) -> Any:
    kind = cast("type[Any]", type(value))  # not isinstance(): a proxy passes itself off as what it stands for
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
    """The letter that NumPy has for the kind of a scalar, array or pandas column; empty for anything else."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    return kind if isinstance(kind, str) and hasattr(value, "tolist") else ""


def _from_numpy(value: Any, kind: str) -> Any:
    if getattr(value, "ndim", 0) == 0:
        if is_missing(value):
            return value
        if kind == "M":
            return _moment(value)
        if kind == "f":  # tolist() makes 19.989999771118164 of 19.99 in 32 bits
            return float(str(value))
    return _plain(value.tolist())


def _moment(value: Any) -> Any:
    try:  # tolist() makes a number of nanoseconds of it
        return datetime.fromisoformat(str(value))
    except ValueError:  # a year or a month
        return value


def _is_text(value: Any) -> bool:
    """Whether an object that is no str behaves as one, as the lazy texts of gettext do: it has the methods of str.

    What any object has, such as `__str__`, does not count; neither do mocks, whose methods give no truth value.
    """
    is_ascii = getattr(value, "isascii", None)
    return hasattr(value, "casefold") and callable(is_ascii) and isinstance(is_ascii(), bool)


def is_missing(value: Any) -> bool:
    """Whether a value stands for one that is not there: NaN, NaT, and pandas' NA."""
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
    """The values of a row that are there, those of nested rows included."""
    return {
        name: without_missing(cast("Mapping[Any, Any]", value)) if isinstance(value, Mapping) else value
        for name, value in data.items()
        if not is_missing(value)
    }
