"""The exports of vendors: which header rows they have, and what their columns mean.

The data is in `generator/presets`, one YAML file for each vendor, with the sources of its header rows. The generator
makes `konigle/_generated/contact_presets.py` of them, so that no YAML parser is needed where they are used.
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
    """What two spellings of a column have in common: case, accents, blanks and punctuation do not count."""
    letters = unicodedata.normalize("NFKD", column).casefold()
    return "".join(sign for sign in letters if sign.isalnum())


def _pattern(column: str) -> str:
    """The key of a column of a preset, in which `#` stands for any number."""
    return "#".join(map(key, column.split("#")))


@attrs.frozen
class Preset:
    """One vendor's export.

    Attributes:
        name: Of the vendor.
        columns: The meaning of each column by its key, in order of preference; None for one that is left out.
        recognized_by: Sets of keys; a header with all of one set is this vendor's.
    """

    name: str
    columns: Mapping[str, Meaning]
    recognized_by: tuple[frozenset[str], ...]

    def find(self, column: str) -> tuple[int, Meaning] | None:
        """The preference and the meaning of a column; None for one that the preset does not know."""
        plain = key(column)
        for known in (plain, _NUMBER.sub("#", plain)):
            if known in self.columns:
                return list(self.columns).index(known), self.columns[known]
        return None


@functools.cache
def preset(name: str) -> Preset:
    """The preset of a vendor."""
    from konigle._generated.contact_presets import PRESETS

    data = PRESETS[name]
    columns = {_pattern(column): meaning for column, meaning in data["columns"].items()}
    columns.update((_pattern(column), None) for column in data["left_out"])
    return Preset(name, columns, tuple(frozenset(map(key, group)) for group in data["recognized_by"]))


def choose(name: str | None, header: Iterable[str]) -> Preset | None:
    """The preset of a name; with "auto" the one that knows most columns of those that recognize the header."""
    from konigle._generated.contact_presets import PRESETS

    if name != "auto":
        return preset(name) if name else None
    columns = list(header)
    keys = set(map(key, columns))
    found = [one for one in map(preset, PRESETS) if any(group <= keys for group in one.recognized_by)]
    return max(found, key=lambda one: sum(map(bool, map(one.find, columns))), default=None)
