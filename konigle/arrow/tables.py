"""Converts records to Arrow tables and record batches."""

import enum
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, cast

from pydantic import BaseModel

from konigle.arrow.schemas import pyarrow, schema_of
from konigle.exceptions import InvalidArgumentError

BATCH_SIZE = 10_000


def schema(model: type[BaseModel]) -> Any:  # a pyarrow.Schema
    """Returns the Arrow schema of a model, which does not depend on the records.

    Amounts are `decimal128(19, 2)`, times `timestamp[us, tz=UTC]`, tags `list<string>`, and a nested value such as the
    consent is a struct; a free-form object is JSON text. Fields that a response left out are null.

    Args:
        model: The model, such as `konigle.models.comm.Contact`.

    Returns:
        A `pyarrow.Schema`.

    Raises:
        ConfigurationError: `pyarrow` is not installed (extra `arrow`).
        InvalidArgumentError: It is not a model.
    """
    return schema_of(model)


def table(records: Iterable[BaseModel], model: type[BaseModel]) -> Any:  # a pyarrow.Table
    """Reads records into one table.

    Args:
        records: Records of the model, such as `client.contacts.iter_all(200)`.
        model: The model, which determines the schema.

    Returns:
        A `pyarrow.Table`; without records, it has all columns and no rows.

    Raises:
        InvalidArgumentError: A value does not fit its column.
    """
    known = schema_of(model)
    return pyarrow().Table.from_batches(batches(records, model=model), schema=known)


def batches(
    records: Iterable[BaseModel], size: int = BATCH_SIZE, *, model: type[BaseModel] | None = None
) -> Iterator[Any]:  # of pyarrow.RecordBatch
    """Yields record batches while records are read, so that memory use is constant.

    Args:
        records: Records of one model.
        size: Maximum number of records in a batch.
        model: The model; default that of the first record.

    Yields:
        A `pyarrow.RecordBatch` with the schema of the model.

    Raises:
        InvalidArgumentError: A value does not fit its column.
    """
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise InvalidArgumentError(f"size must be a whole number, 1 or more, not {size!r}.")
    return _batches(iter(records), size, model)


def _batches(records: Iterator[BaseModel], size: int, model: type[BaseModel] | None) -> Iterator[Any]:
    while chunk := list(islice(records, size)):
        model = model or type(chunk[0])
        yield batch(chunk, schema_of(model), model.__name__)


def batch(records: Sequence[BaseModel], columns: Any, name: str) -> Any:
    """Returns a record batch with the given columns; a dotted name is a field of a nested value."""
    pa = pyarrow()
    arrays = [
        _array(pa, [_value(record, column.name) for record in records], column, name) for column in columns
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=columns)


def _array(pa: Any, values: list[Any], column: Any, name: str) -> Any:
    try:
        return pa.array(values, column.type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        pass  # without the error of pyarrow, which contains the value
    raise InvalidArgumentError(
        f"{name}.{column.name} has a value that does not fit the column, which is {column.type}. Leave the field out, "
        "or export to CSV or JSON Lines, which take any value."
    )


def _value(record: Any, path: str) -> Any:
    name, _, nested = path.partition(".")
    value = getattr(record, name, None)
    return _plain(getattr(value, nested, None) if nested else value)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: _plain(item) for name, item in vars(value).items()}
    if isinstance(value, list):
        return [_plain(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.value if isinstance(value, enum.Enum) else value
