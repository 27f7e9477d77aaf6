"""Reads JSON Lines, and a JSON array of objects in chunks."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from konigle._bulk.reading.text_source import TextSource
from konigle._bulk.tabular import Record, Table
from konigle.exceptions import InvalidArgumentError

_CHUNK = 64 * 1024  # characters
_LONGEST_OBJECT = 64 * 1024 * 1024
_TWICE = "\0"  # the entry of an object for a name that it gives twice; no name of a field


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
        start = self._source.text.read(_CHUNK).lstrip()
        self._source.text.seek(0)
        if not start:
            raise InvalidArgumentError(f"{self._source.path.name} is empty; nothing was sent.")
        if not start.startswith("[") and _is_one_value(start):
            raise InvalidArgumentError(
                f"{self._source.path.name} is neither an array of objects nor an object in each line; nothing was sent. "
                "If it holds the list under a name, save the list alone."
            )
        return start.startswith("[")

    def _array(self) -> Iterator[Record]:
        text, at, chunk = self._source.text, 1, _CHUNK
        buffer = text.read(chunk).lstrip()
        decode = json.JSONDecoder(parse_constant=_constant, object_pairs_hook=_object_of).raw_decode
        while True:
            at = _skip(buffer, at)
            if buffer[at : at + 1] == "]":
                self._end(buffer[at + 1 :])
                return
            try:
                value, end = decode(buffer, at)
                unfinished = end == len(buffer)  # a number may continue in the next chunk
            except ValueError:
                value, end, unfinished = None, at, True
            except RecursionError:
                raise self._broken() from None
            if not unfinished:
                text_of_it, at, chunk = buffer[at:end], end, _CHUNK
                yield _checked(value, text_of_it)
                continue
            more = text.read(chunk) if len(buffer) - at < _LONGEST_OBJECT else ""
            if not more:
                raise self._broken()
            # twice as much, so that a long object costs little
            buffer, at, chunk = buffer[at:] + more, 0, chunk * 2

    def _end(self, rest: str) -> None:
        while rest and not rest.strip():
            rest = self._source.text.read(_CHUNK)
        if rest:
            raise InvalidArgumentError(
                f"{self._source.path.name} continues after the end of its JSON array; nothing was sent. Put all objects "
                "into one array, or one object in each line of a .jsonl file."
            )

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
        value: object = json.loads(text, parse_constant=_constant, object_pairs_hook=_object_of)
    except (ValueError, RecursionError):
        return text, "It is not JSON."
    return _checked(value, text)


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        found[_TWICE] = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
    return found


def _checked(value: object, text: str) -> Record:
    if not isinstance(value, dict):
        return text, "It is not a JSON object."
    cells = cast("dict[str, Any]", value)
    for one in (cells, *cells.values()):
        if isinstance(one, dict) and _TWICE in one:
            return text, f"It gives {cast('dict[str, Any]', one)[_TWICE]!r} twice."
    return cells, ""


def _is_one_value(text: str) -> bool:
    """Whether a text begins with an object of several lines, or is one that holds a list of objects under a name."""
    line, _, rest = text.partition("\n")
    try:
        value: object = json.loads(line)
    except RecursionError:
        return False
    except ValueError:
        return line.startswith("{") and (line.strip() == "{" or not line.rstrip().endswith("}"))
    if rest.strip() or not isinstance(value, dict):
        return False
    cells = cast("dict[str, Any]", value)
    return not any(key.casefold().startswith("email") for key in cells) and any(
        isinstance(one, list) and any(isinstance(item, dict) for item in cast("list[Any]", one))
        for one in cells.values()
    )


def _constant(name: str) -> float:
    if name != "NaN":  # written for missing values by programs that export tables
        raise ValueError(name)
    return math.nan
