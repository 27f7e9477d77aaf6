"""Repairs cells that programs have damaged; if the meaning is ambiguous, the row is rejected."""

import re
from typing import Any

_SUSPECT = frozenset("'=#nN")  # the start of a cell that a spreadsheet or a program has damaged
_DIGITS = frozenset("+0123456789")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_INVISIBLE_IN_ADDRESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)  # prevents a spreadsheet from changing a text
_MAILTO = re.compile(r"mailto:([^?]*)(?:\?.*)?", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"[^<>]*<([^<>\s]+@[^<>\s]+)>")
_SEVERAL = " ::: "  # between the values of one cell in Google's exports
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_POINT_ZERO = re.compile(r"(\+?\d{6,})\.0+")
_NOTHING = re.compile(r"n/a|#n/a|#(?:ref|value|name|div/0|null|num)[!?]", re.IGNORECASE)
_TAG = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",;][^,;]*)|)\s*(?:[,;]|$)')


class RejectedError(Exception):
    """A cell cannot be read; the text says why."""


def repaired(field: str, text: str) -> tuple[str, list[str]]:
    """Returns the value of a cell and the repair.

    Args:
        field: The field of the column.
        text: The content of the cell, without surrounding blanks.

    Raises:
        RejectedError: It means a missing value, or a program has truncated it.
    """
    done: list[str] = []
    if not text.isascii():
        text = _noted(done, "invisible characters removed", text, _invisible(field).sub("", text).strip())
    if text[:1] in _SUSPECT:
        text = _unquoted(done, text)
    if _SEVERAL in text and field != "tags":
        text = _noted(done, "the first of several values taken", text, text.split(_SEVERAL)[0].strip())
    if field == "email":
        text = _address(done, text)
    elif field in ("phone", "whatsapp"):
        text = _number(done, text)
    return text, done


def _unquoted(done: list[str], text: str) -> str:
    if text[0] == "'" and text[1:2] in _DIGITS:
        text = _noted(done, "apostrophe of a spreadsheet removed", text, text[1:])
    elif text[0] == "=" and (formula := _FORMULA.fullmatch(text)):
        text = _noted(done, "formula around a text removed", text, formula[1].strip())
    if _NOTHING.fullmatch(text):
        raise RejectedError("it stands for a missing value; leave the cell empty")
    return text


def _invisible(field: str) -> re.Pattern[str]:
    # in a name, some scripts need joiners
    return _INVISIBLE_IN_ADDRESS if field in ("email", "phone", "whatsapp") else _INVISIBLE


def _noted(done: list[str], what: str, before: str, after: str) -> str:
    if after != before:
        done.append(what)
    return after


def _address(done: list[str], text: str) -> str:
    if "<" in text and (named := _NAMED.fullmatch(text)):
        text = _noted(done, "name around an address removed", text, named[1])
    if ":" in text and (mailto := _MAILTO.fullmatch(text)):
        text = _noted(done, "mailto: removed", text, mailto[1].strip())
    return _noted(done, "comma after an address removed", text, text.rstrip(",; "))


def _number(done: list[str], text: str) -> str:
    text = _noted(done, "tel: removed", text, text.removeprefix("tel:"))
    if text.lstrip("+").isdecimal():
        return text
    if found := _POINT_ZERO.fullmatch(text):
        text = _noted(done, "decimal point of a number removed", text, found[1])
    if _SCIENTIFIC.fullmatch(text):
        raise RejectedError("a spreadsheet has cut the number and written it with an exponent")
    if not any(map(str.isdigit, text)):
        raise RejectedError("it holds no digits")
    return text


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
            raise RejectedError("it begins like a JSON list and is none") from None
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
