"""Masks e-mail addresses, names of people and phone numbers, and finds masked values in arguments."""

import re
from collections.abc import Mapping
from typing import Any, cast

_PEOPLE = re.compile(r"(.*_)?(first|last|full|from|reply_to|display)_name")
_PHONES = re.compile(r"(.*_)?(phone|whatsapp|mobile)")
# 64 characters: RFC 5321, 4.5.3.1; without limits a long text without @ takes quadratic time. %40 is @ in a URL, whose
# separators (/?&=) are left out although addresses may have them; so is *, which is in masks.
_ADDRESS = re.compile(r"([\w.!#$%'+^`{|}~-]{1,64})(@|%40)((?:[\w-]{1,63}\.)+[\w-]{1,63})")
_NUMBER = re.compile(r"\+\d[\d ().-]{6,20}\d")
_MASKED = re.compile(
    r"\*\*\*(@|%40)|(?<!\w)\+?\*\*\*\d\d(?!\d)|(?<![\w*])\w\*\*\*(?![\w*])|…\[cut: \d+ characters in all\]"
)
_SHORT_LOCAL_PART, _SHORT_NUMBER = 2, 6  # of which nothing is shown


def mask(value: Any, name: str = "") -> Any:
    """The value with personal data masked, nested values included; other values stay as they are.

    Args:
        value: JSON.
        name: The field that holds it; fields for people and phone numbers are masked whole.
    """
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value).items()
        return {mask_text(key): mask(one, key) for key, one in items}
    if isinstance(value, list):
        return [mask(one, name) for one in cast("list[Any]", value)]
    if not isinstance(value, str) or not value:
        return value
    if _PEOPLE.fullmatch(name):
        return f"{value[0]}***"
    if _PHONES.fullmatch(name):
        return _number(value)
    masked = mask_text(value)
    return "***" if masked == value and name.endswith("email") else masked


def mask_text(text: str) -> str:
    """The text with e-mail addresses and international phone numbers masked."""
    masked = _ADDRESS.sub(lambda found: f"{_start(found[1])}***{found[2]}{found[3]}", text)
    return _NUMBER.sub(lambda found: f"+{_number(found[0])}", masked)


def masked_fields(value: Any, name: str = "") -> list[str]:
    """The fields that hold a masked or cut value, as `mask` and `cut` make them."""
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value).items()
        return [found for key, one in items for found in masked_fields(one, key)]
    if isinstance(value, list):
        return list(
            dict.fromkeys(found for one in cast("list[Any]", value) for found in masked_fields(one, name))
        )
    if not isinstance(value, str):
        return []
    is_personal = _PEOPLE.fullmatch(name) or _PHONES.fullmatch(name) or name.endswith("email")
    return [name] if _MASKED.search(value) or (is_personal and "***" in value) else []


def cut(value: Any, longest: int) -> Any:
    """The value with texts cut at a number of characters, nested ones included, and without lone surrogates.

    JSON can hold half of a surrogate pair, which no client could be sent in UTF-8.
    """
    if isinstance(value, Mapping):
        return {key: cut(one, longest) for key, one in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list):
        return [cut(one, longest) for one in cast("list[Any]", value)]
    if not isinstance(value, str):
        return value
    value = value.encode(errors="replace").decode()
    if len(value) <= longest:
        return value
    return f"{value[:longest]}…[cut: {len(value)} characters in all]"


def _start(local_part: str) -> str:
    return local_part[0] if len(local_part) > _SHORT_LOCAL_PART else ""


def _number(text: str) -> str:
    return f"***{text[-2:]}" if len(text) > _SHORT_NUMBER else "***"
