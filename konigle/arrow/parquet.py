"""Writes records to a Parquet file, one row group at a time."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, BinaryIO, Self

from pydantic import BaseModel

from konigle.arrow.schemas import pyarrow, schema_of
from konigle.arrow.tables import BATCH_SIZE, batch


class ParquetRows:
    """A Parquet file that is being written.

    Args:
        file: The file, open for writing; it stays open.
        model: The model of the records.
        fields: The columns in their order, dotted names for fields of nested values; None for all.
    """

    def __init__(self, file: BinaryIO, model: type[BaseModel], fields: Sequence[str] | None) -> None:
        self._columns = columns_of(model, fields)
        self._name = model.__name__
        self._writer: Any = import_module("pyarrow.parquet").ParquetWriter(file, self._columns)
        self._records: list[BaseModel] = []

    def add(self, record: BaseModel) -> None:
        """Adds a row.

        Raises:
            InvalidArgumentError: A value of this row or of an earlier one does not fit its column.
        """
        self._records.append(record)
        if len(self._records) == BATCH_SIZE:
            self._write()

    def _write(self) -> None:
        self._writer.write_batch(batch(self._records, self._columns, self._name))
        self._records = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Writes the last rows and the footer."""
        try:
            if kind is None and self._records:
                self._write()
        finally:
            self._writer.close()


def columns_of(model: type[BaseModel], fields: Sequence[str] | None) -> Any:  # a pyarrow.Schema
    """Returns the schema of a model, or of some of its fields."""
    whole = schema_of(model)
    if fields is None:
        return whole
    return pyarrow().schema([_column(whole, name) for name in fields])


def _column(whole: Any, path: str) -> Any:
    name, _, nested = path.partition(".")
    column = whole.field(name)
    return pyarrow().field(path, column.type.field(nested).type if nested else column.type)
