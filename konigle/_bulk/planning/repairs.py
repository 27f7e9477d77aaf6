"""Repairs cells that programs have damaged; if the meaning is ambiguous, the row is rejected."""

import functools
import re
from collections.abc import Callable
from typing import Any

from konigle._bulk.tabular import NO_RESULT

_TAG = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",;][^,;]*)|)\s*(?:[,;]|$)')

_UNSEEN = "invisible characters removed"
# fields, what is found in them, what is put in its place, and how that is called
_REPAIRS = (
    ("email|phone|whatsapp", "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", _UNSEEN),
    (".*", "[\u200b\u2060\ufeff]", "", _UNSEEN),  # joiners belong to the writing of some names
    (".*", r"\A'(?=[+0-9])", "", "spreadsheet apostrophe removed"),
    (".*", r'(?s)\A="(.*)"\Z', r"\1", "formula around text removed"),
    ("phone|whatsapp", r"\A=(?=\+?\d)", "", "formula around number removed"),
    ("(?!tags).*", r"(?s) ::: .*", "", "the first of several values taken"),  # as in Google's exports
    ("email", r"\A[^<>]*<([^<>\s]+@[^<>\s]+)>\Z", r"\1", "name around an address removed"),
    (
        "email",
        r"\A(['\"\u2018\u201c])([^'\"\s]+@[^'\"\s]+)['\"\u2019\u201d]\Z",
        r"\2",
        "quotes around an address removed",
    ),
    ("email", r"(?is)\Amailto:([^?]*)(?:\?.*)?\Z", r"\1", "mailto: removed"),
    ("email", r"[,; ]+\Z", "", "comma after an address removed"),
    ("phone|whatsapp", r"\Atel:", "", "tel: removed"),
    ("phone|whatsapp", r"\A(\+?\d{6,})\.0+\Z", r"\1", "decimal point of a number removed"),
)
_EXPONENT = "a spreadsheet truncated the number and wrote it with an exponent"
_MISSING = "it means a missing value; leave the cell empty"
# fields, what their cells cannot be, and why
_REASONS = (
    (
        ".*",
        rf"\A{NO_RESULT}\Z",
        "it is a formula without a result; open the file in a spreadsheet and save it",
    ),
    (".*", r"\A(?:\\N|\(null\)|<null>|<NA>|NaN|NaT)\Z", _MISSING),
    (".*", r"(?i)\A(?:n/a|#n/a|#(?:ref|value|name|div/0|null|num)[!?])\Z", _MISSING),
    ("phone|whatsapp", r"(?i)\A[+-]?\d+(?:[.,]\d+)?e[+-]?\d+\Z", _EXPONENT),
    ("phone|whatsapp", r"\A\D*\Z", "it contains no digits"),
)
# most cells are such, and neither repaired nor rejected
_SOUND = re.compile(r"(?!Na[NT]\Z)[\w@-][\w@. '-]*[\w@.-]")
_SOUND_NUMBER = re.compile(r"\+?[0-9]+")


class RejectedError(Exception):
    """A cell cannot be read; the text says why."""


def sound(field: str | None) -> Callable[[str], object] | None:
    """Returns what finds values of a field that are taken as they are; None if each has to be read."""
    if field in ("tags", "marketing_consent"):
        return None
    return (_SOUND_NUMBER if field in ("phone", "whatsapp") else _SOUND).fullmatch


def repaired(field: str, text: str) -> tuple[str, list[str]]:
    """Returns the value of a cell and the repair.

    Args:
        field: The field of the column.
        text: The content of the cell, without surrounding blanks.

    Raises:
        RejectedError: It means a missing value, or a program has truncated it.
    """
    done: list[str] = []
    repairs, reasons = _rules(field)
    for found, instead, what in repairs:
        before, text = text, found.sub(instead, text).strip()
        done += [what] if text != before else []
    for found, reason in reasons:
        if found.match(text):
            raise RejectedError(reason)
    return text, done


@functools.cache
def _rules(field: str) -> tuple[list[tuple[Any, ...]], ...]:
    """The repairs of a field, and what its cells cannot be."""
    return tuple(
        [(re.compile(found), *rest) for fields, found, *rest in table if re.fullmatch(fields, field)]
        for table in (_REPAIRS, _REASONS)
    )


def tags_of(value: Any) -> Any:
    """Returns tags as a list, from a JSON list, or from texts separated by commas or semicolons, with optional quotes.

    Raises:
        RejectedError: It starts like a list or a quoted text and is invalid.
    """
    if not isinstance(value, str):
        return value
    if value.startswith("["):
        import json

        try:
            return json.loads(value)
        except ValueError:
            raise RejectedError("it begins like a JSON list but is not one") from None
    if ":::" in value:  # Google's labels; those that start with an asterisk are system groups
        return [tag for part in value.split(":::") if (tag := part.strip()) and not tag.startswith("* ")]
    if value.startswith("* "):
        return []
    if '"' not in value:
        return [tag for part in value.replace(";", ",").split(",") if (tag := part.strip())]
    tags: list[str] = []
    at = 0
    while at < len(value):
        found = _TAG.match(value, at)
        if found is None or found.end() == at:
            raise RejectedError("quotes around tags do not match")
        tag = found[1].replace('""', '"') if found[1] is not None else (found[2] or "")
        tags.append(tag.strip())
        at = found.end()
    return [tag for tag in tags if tag]
