"""Reads rows of data frames with the Arrow PyCapsule stream interface, such as pandas, Polars, DuckDB and pyarrow."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, cast, runtime_checkable

from konigle._bulk.contact_matching import with_every_consent
from konigle._core.plain_values import is_missing
from konigle.arrow.schemas import pyarrow


@runtime_checkable
class ArrowStream(Protocol):
    """A table that exports an Arrow stream."""

    def __arrow_c_stream__(self, requested_schema: object = None, /) -> object: ...


def rows_of(
    items: Any, prepare: Callable[..., Any], *, states_consent: bool
) -> tuple[Any, Callable[..., Any]]:
    """Returns the rows of a table and the function that prepares a row; both unchanged if the items are not a table.

    Args:
        items: The table.
        prepare: Makes the job of an item.
        states_consent: Whether rows may be new contacts; like rows of a file, they give only the consent that they state.
    """
    if not is_frame(items):
        return items, prepare

    def prepare_row(row: dict[str, Any], **options: Any) -> Any:
        return prepare(with_every_consent(row), stated=row, **options)

    return frame_rows(items), prepare_row if states_consent else prepare


def is_frame(items: object) -> bool:
    """Whether items are a table. A single column of pandas or Polars is not; it is an iterable of its values."""
    return isinstance(items, ArrowStream) and not hasattr(items, "dtype")


def frame_rows(frame: ArrowStream) -> Iterator[Any]:
    """Yields the rows of a table as dicts, without cells that are null, NaN or NaT; for a plain Arrow array its values.

    A column `marketing_consent.email` is the field `email` of `marketing_consent`.

    Raises:
        ConfigurationError: `pyarrow` is not installed.
    """
    pa = pyarrow()
    try:
        reader = pa.RecordBatchReader.from_stream(frame)
    except (pa.ArrowException, ValueError):  # its values are not rows
        return iter(pa.chunked_array(frame).to_pylist())
    return (_row(row) for batch in reader for row in batch.to_pylist())


def _row(cells: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, cell in cells.items():
        value = _given(cell)
        if value is None or column.startswith("__index_level_"):  # the index of an older pandas
            continue
        name, _, nested = column.partition(".")
        into: object = row.setdefault(name, {}) if nested else row
        if isinstance(into, dict):
            cast("dict[str, Any]", into)[nested or name] = value
        else:  # there is also a column for the whole value; the model rejects this name
            row[column] = value
    return row


def _given(cell: Any) -> Any:
    """Returns a cell without its missing values; None if all are missing."""
    if isinstance(cell, dict):
        return _row(cast("dict[str, Any]", cell)) or None
    return None if is_missing(cell) else cell
