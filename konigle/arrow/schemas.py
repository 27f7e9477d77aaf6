"""The Arrow type of each field of a model, derived from its annotation."""

import enum
import types
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from konigle.exceptions import ConfigurationError, InvalidArgumentError

# pyarrow objects are Any here: it is an extra, and type checkers run without it
_PLAIN: dict[Any, Callable[[Any], Any]] = {
    bool: lambda pa: pa.bool_(),
    int: lambda pa: pa.int64(),
    float: lambda pa: pa.float64(),
    str: lambda pa: pa.string(),
    Decimal: lambda pa: pa.decimal128(19, 2),  # the precision of amounts in the API
    datetime: lambda pa: pa.timestamp("us", tz="UTC"),
    AwareDatetime: lambda pa: pa.timestamp("us", tz="UTC"),
}


def pyarrow() -> Any:
    """Returns the package pyarrow.

    Raises:
        ConfigurationError: It is not installed.
    """
    try:
        return import_module("pyarrow")
    except ImportError:
        raise ConfigurationError(
            "This needs the extra `arrow`. Run pip install '.[arrow]' in a checkout of this project. Nothing was sent."
        ) from None


@lru_cache(maxsize=64)
def schema_of(model: type[BaseModel]) -> Any:
    """Returns the schema of a model: a nullable column for each field, in order.

    Raises:
        InvalidArgumentError: It is not a model, or has a field without an Arrow type.
    """
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise InvalidArgumentError(f"An Arrow schema needs a model such as Contact, not {model!r}.")
    return pyarrow().schema(_fields(model))


def _fields(model: type[BaseModel]) -> list[Any]:
    pa = pyarrow()
    return [
        pa.field(name, _type(field.annotation, f"{model.__name__}.{name}"))
        for name, field in model.model_fields.items()
    ]


def _type(annotation: Any, where: str) -> Any:
    pa, origin, parts = pyarrow(), get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(parts[0], where)
    if origin in {Union, types.UnionType}:
        kinds = {_type(part, where) for part in parts if part is not types.NoneType}
        if len(kinds) == 1:
            return kinds.pop()
    elif origin in {Literal, dict} or annotation is Any:
        return pa.string()  # a dict is stored as JSON
    elif origin is list:
        return pa.list_(_type(parts[0], where))
    elif isinstance(annotation, type):
        return _class_type(annotation, where)
    raise InvalidArgumentError(f"{where} has no Arrow type.")


def _class_type(kind: type, where: str) -> Any:
    pa = pyarrow()
    if issubclass(kind, BaseModel):
        return pa.struct(_fields(kind))
    if issubclass(kind, enum.StrEnum):
        return pa.string()
    if kind not in _PLAIN:
        raise InvalidArgumentError(f"{where} has no Arrow type.")
    return _PLAIN[kind](pa)
