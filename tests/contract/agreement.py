"""Whether a Python value says what the JSON said from which it was read."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel


def reachable(model: BaseModel) -> dict[str, Any]:
    """Every field of a model, those it was not written for included, by name."""
    return {name: getattr(model, name) for name in type(model).model_fields} | (model.model_extra or {})


def differences(value: Any, said: Any, at: str = "$") -> Iterator[str]:
    """Where a value does not say what the JSON said; nothing is yielded when nothing was lost.

    Numbers may be read as text, text as a number, a time, an amount or a member of an enumeration, as long as each
    can be distinguished from the other.
    """
    if isinstance(value, BaseModel) and isinstance(said, dict):
        yield from _model_differences(value, said, at)
    elif isinstance(value, dict) and isinstance(said, dict):
        yield from (
            f"{at}.{name}: {'lost' if name in said else 'invented'}" for name in value.keys() ^ said.keys()
        )
        for name in value.keys() & said.keys():
            yield from differences(value[name], said[name], f"{at}.{name}")
    elif isinstance(value, list) and isinstance(said, list):
        if len(value) != len(said):
            yield f"{at}: {len(said)} items became {len(value)}"
        for index, (item, said_item) in enumerate(zip(value, said, strict=False)):
            yield from differences(item, said_item, f"{at}[{index}]")
    elif not same_scalar(value, said):
        yield f"{at}: {said!r} became {value!r}"


def _model_differences(model: BaseModel, said: dict[str, Any], at: str) -> Iterator[str]:
    known = reachable(model)
    dumped = model.model_dump(warnings=False)
    for name, said_value in said.items():
        if name not in known or name not in dumped:
            yield f"{at}.{name}: lost"
        else:
            yield from differences(known[name], said_value, f"{at}.{name}")
    for name in model.model_fields_set - said.keys():
        yield f"{at}.{name}: invented"


def same_scalar(value: Any, said: Any) -> bool:
    """Whether a single value says the same, typed or as it came."""
    if isinstance(value, datetime) and isinstance(said, str):
        return value == datetime.fromisoformat(said.upper())
    if isinstance(value, Decimal) and isinstance(said, str):
        number = Decimal(said)
        # As many decimal places as were sent; an amount like 1E+2 is sent as 100.
        return number == value and (
            number.as_tuple().exponent == value.as_tuple().exponent or "E" in str(value)
        )
    if isinstance(value, str) and isinstance(said, (int, float)) and not isinstance(said, bool):
        return type(said)(value) == said
    return value == said and isinstance(value, bool) == isinstance(said, bool)
