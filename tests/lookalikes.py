"""Small stand-ins for values of packages that the tests do without; tests/tools has the real ones."""

import math
from datetime import datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any


class Tag(str, Enum):  # noqa: UP042 - str() of such a member is `Tag.VIP`
    VIP = "vip"
    LEAD = "lead"


class Modern(StrEnum):
    VIP = "vip"


class Bare(Enum):
    VIP = "vip"


class Number(IntEnum):
    TWO = 2
    FIFTY = 50


class _Kind:
    def __init__(self, kind: str) -> None:
        self.kind = kind


class Scalar:
    """A scalar of NumPy: what it is made of shows in `dtype.kind`, and `tolist()` is its plain value."""

    ndim = 0

    def __init__(self, kind: str, value: Any, text: str = "") -> None:
        self.dtype = _Kind(kind)
        self._value = value
        self._text = text

    def tolist(self) -> Any:
        return self._value

    def __str__(self) -> str:
        return self._text or str(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scalar) and bool(self._value == other._value)

    __hash__ = None  # type: ignore[assignment]  # as an array has none


class Array:
    """An array of NumPy, or a column of pandas."""

    ndim = 1
    dtype = _Kind("O")

    def __init__(self, *items: Any) -> None:
        self._items = items

    def tolist(self) -> list[Any]:
        return list(self._items)


class Lazy:
    """A lazy text: no str, but with all that str can do."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __getattr__(self, name: str) -> Any:
        return getattr(self._text, name)

    def __str__(self) -> str:
        return self._text


class OtherDecimal:
    """A decimal of another library."""

    def as_tuple(self) -> tuple[int, tuple[int, ...], int]:
        return 0, (1, 9, 9, 5), -2


class NaTType(datetime):
    """pandas' NaT: a datetime that is equal to nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = datetime.__hash__


class NAType:
    """pandas' NA, which refuses to be true or false."""

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


NAType.__module__ = "pandas._libs.missing"
NAN = math.nan
NAT = NaTType(1, 1, 1)
NA = NAType()
NUMPY_NAN = Scalar("f", math.nan)
NUMPY_NAT = Scalar("M", None, "NaT")
MISSING = [NAN, NAT, NA, NUMPY_NAN, NUMPY_NAT]
