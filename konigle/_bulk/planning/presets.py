"""Exports of vendors: their header rows, and the meaning of their columns.

The data is in `generator/presets`, one YAML file for each vendor, with the sources of its header rows. The generator
writes `konigle/_generated/contact_presets.py` from them, so that no YAML parser is needed at run time.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

Meaning = str | dict[str, Any] | None  # a field; a consent or an opt-out with its words; None: left out
_NUMBER = re.compile(r"\d+")


def key(column: str) -> str:
    """Returns the normalized name of a column, without case, accents, blanks and punctuation."""
    letters = unicodedata.normalize("NFKD", column).casefold()
    return "".join(sign for sign in letters if sign.isalnum())


def _pattern(column: str) -> str:
    """Returns the key of a column of a preset; `#` matches any number."""
    return "#".join(map(key, column.split("#")))


@attrs.frozen
class Preset:
    """One vendor's export.

    Attributes:
        name: Name of the vendor.
        columns: The meaning of each column by its key, in order of preference; None for a skipped column.
        recognized_by: Sets of keys; a header that contains one of the sets is this vendor's.
    """

    name: str
    columns: Mapping[str, Meaning]
    recognized_by: tuple[frozenset[str], ...]

    def find(self, column: str) -> tuple[int, Meaning] | None:
        """Returns the preference and the meaning of a column; None if the preset lacks it."""
        plain = key(column)
        for known in (plain, _NUMBER.sub("#", plain)):
            if known in self.columns:
                return list(self.columns).index(known), self.columns[known]
        return None


@functools.cache
def preset(name: str) -> Preset:
    """Returns the preset of a vendor."""
    from konigle._generated.contact_presets import PRESETS

    data = PRESETS[name]
    columns = {_pattern(column): meaning for column, meaning in data["columns"].items()}
    columns.update((_pattern(column), None) for column in data["left_out"])
    return Preset(name, columns, tuple(frozenset(map(key, group)) for group in data["recognized_by"]))


def choose(name: str | None, header: Iterable[str]) -> Preset | None:
    """Returns the preset with a name; with "auto" the one that matches the header and has most of its columns."""
    from konigle._generated.contact_presets import PRESETS

    if name != "auto":
        return preset(name) if name else None
    columns = list(header)
    keys = set(map(key, columns))
    found = [one for one in map(preset, PRESETS) if any(group <= keys for group in one.recognized_by)]
    return max(found, key=lambda one: sum(map(bool, map(one.find, columns))), default=None)
