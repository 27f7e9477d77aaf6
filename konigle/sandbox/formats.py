"""The formats of the spec, checked for real: a schema library alone treats most of them as remarks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

__all__ = ["FORMATS", "is_domain", "is_email", "parse_date_time", "slugify"]

# RFC 3339 section 5.6, with seconds optional as ISO 8601 allows; the offset is not optional.
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)", re.ASCII)
# RFC 1035 section 2.3.4: labels of 63 octets at most; at least two labels, for a mail domain has a zone.
_MAX_DOMAIN = 253
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}", re.IGNORECASE | re.ASCII)


# RFC 5321, 4.5.3.1: 64 octets before the @ and 255 behind it. What is longer is not looked through, nor kept.
_MAX_EMAIL = 320


def is_email(value: str) -> bool:
    """Whether the address is well formed; whether it can be delivered to is not asked (no DNS)."""
    return len(value) <= _MAX_EMAIL and _is_email(value)


@lru_cache(maxsize=4096)
def _is_email(value: str) -> bool:
    try:
        validate_email(value, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _is_email_or_blank(value: str) -> bool:
    return value == "" or is_email(value)


def _is_date_time(value: str) -> bool:
    if _DATE_TIME.fullmatch(value) is None:
        return False
    try:
        parse_date_time(value).astimezone(UTC)  # year 1 or 9999 may fall off the calendar here
    except (ValueError, OverflowError):
        return False
    return True


def parse_date_time(value: str) -> datetime:
    """Read what `_is_date_time` lets through; digits beyond microseconds are dropped."""
    return datetime.fromisoformat(value.upper().replace(",", "."))


def is_domain(value: str) -> bool:
    """Whether the value is a host name of at least two labels."""
    return len(value) <= _MAX_DOMAIN and _DOMAIN.fullmatch(value) is not None


def slugify(text: str, fallback: str) -> str:
    """Lower-case words joined by hyphens, as codes are; `fallback` when no letter or digit is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or fallback


FORMATS: dict[str, Callable[[str], bool]] = {
    "email": is_email,
    "email-or-blank": _is_email_or_blank,
    "date-time": _is_date_time,
}
