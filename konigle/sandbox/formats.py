"""Validates the formats of the spec: a schema library alone ignores most of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

# RFC 3339 section 5.6, with seconds optional as ISO 8601 allows; the offset is not optional.
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)", re.ASCII)
# RFC 1035 section 2.3.4: labels of 63 octets at most; at least two labels, for a mail domain has a zone.
_MAX_DOMAIN = 253
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# RFC 5321 section 4.5.3.1, in octets.
_MAX_LOCAL, _MAX_EMAIL = 64, 254
# A local part in quotes or not, and a host or an address literal; no control characters, blanks in quotes only.
_CHAR = r"[^\s@<>\x00-\x1f\x7f-\x9f]"
_QUOTED = r'"(?:[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029]|\\[^\x00-\x1f\x7f-\x9f\u2028\u2029])*"'
_EMAIL = re.compile(
    rf"(?P<local>{_QUOTED}|{_CHAR}+)@(?:\[{_CHAR}*|(?:(?!\.){_CHAR})+(?:\.(?:(?!\.){_CHAR})+)*)"
)
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}", re.IGNORECASE | re.ASCII)


def is_email(value: str) -> bool:
    """Whether the value can be an e-mail address; servers accept more than the RFCs allow, such as `a..b@`."""
    parts = _EMAIL.fullmatch(value) if len(value) <= _MAX_EMAIL else None  # no long search
    return (
        parts is not None
        and len(parts["local"].encode("utf-8", "surrogatepass")) <= _MAX_LOCAL
        and len(value.encode("utf-8", "surrogatepass")) <= _MAX_EMAIL
    )


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
    """Parses what `_is_date_time` accepts; digits beyond microseconds are dropped."""
    return datetime.fromisoformat(value.upper().replace(",", "."))


def is_domain(value: str) -> bool:
    """Whether the value is a host name of at least two labels."""
    return len(value) <= _MAX_DOMAIN and _DOMAIN.fullmatch(value) is not None


def slugify(text: str, fallback: str) -> str:
    """Returns lower-case words joined by hyphens, as in codes; `fallback` if no letter or digit is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or fallback


FORMATS: dict[str, Callable[[str], bool]] = {
    "email": is_email,
    "email-or-blank": _is_email_or_blank,
    "date-time": _is_date_time,
}
