"""Reads JSON Lines, and a JSON array of objects in chunks."""

import json
import math
from collections.abc import Iterator
from typing import Any, cast

from konigle._bulk.reading.text_source import TextSource
from konigle._bulk.tabular import Record, Table
from konigle.exceptions import InvalidArgumentError

_CHUNK = 64 * 1024  # characters
_LONGEST_OBJECT = 64 * 1024 * 1024


class JsonTable(Table):
    """Objects, one per line or all in one array.

    Args:
        source: The text of the file.
        may_be_array: Whether an opening bracket begins an array of objects; in JSON Lines it begins a bad row.
    """

    def __init__(self, source: TextSource, *, may_be_array: bool) -> None:
        self._source = source
        self.encoding = source.encoding
        self._may_be_array = may_be_array

    def _records(self) -> Iterator[Record]:
        with self._source.decoding():
            if self._is_array():
                yield from self._array()
            else:
                yield from (_object(text) for line in self._source.text if (text := line.strip()))

    def _is_array(self) -> bool:
        if not self._may_be_array:
            return False
        start = self._source.text.read(_CHUNK)
        self._source.text.seek(0)
        return start.lstrip().startswith("[")

    def _array(self) -> Iterator[Record]:
        text, at, chunk = self._source.text, 1, _CHUNK
        buffer = text.read(chunk).lstrip()
        decode = json.JSONDecoder(parse_constant=_constant).raw_decode
        while True:
            at = _skip(buffer, at)
            if buffer[at : at + 1] == "]":
                return
            try:
                value, end = decode(buffer, at)
                unfinished = end == len(buffer)  # a number may continue in the next chunk
            except ValueError:
                value, end, unfinished = None, at, True
            except RecursionError:
                raise self._broken() from None
            if not unfinished:
                at, chunk = end, _CHUNK
                yield _checked(value, "" if isinstance(value, dict) else json.dumps(value))
                continue
            more = text.read(chunk) if len(buffer) - at < _LONGEST_OBJECT else ""
            if not more:
                raise self._broken()
            # twice as much, so that a long object costs little
            buffer, at, chunk = buffer[at:] + more, 0, chunk * 2

    def _broken(self) -> InvalidArgumentError:
        return InvalidArgumentError(
            f"{self._source.path.name}: the JSON array does not end, or part of it is not JSON; nothing was sent."
        )


def _skip(buffer: str, at: int) -> int:
    while at < len(buffer) and buffer[at] in " \t\r\n,":
        at += 1
    return at


def _object(text: str) -> Record:
    try:
        value: object = json.loads(text, parse_constant=_constant)
    except (ValueError, RecursionError):
        return text, "It is not JSON."
    return _checked(value, text)


def _checked(value: object, text: str) -> Record:
    return (
        (cast("dict[str, Any]", value), "") if isinstance(value, dict) else (text, "It is not a JSON object.")
    )


def _constant(name: str) -> float:
    if name != "NaN":  # written for missing values by programs that export tables
        raise ValueError(name)
    return math.nan
