"""E-mail addresses in requests: refused here only if they cannot be any; the rest is the server's word."""

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_LONGEST = 254  # octets; RFC 5321, 4.5.3.1.3, without the angle brackets of a path
_LONGEST_LOCAL = 64  # octets; RFC 5321, 4.5.3.1.1
_PLAIN = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")@(.*)', re.DOTALL)  # local part in quotes; RFC 5321, 4.1.2
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def check_address(value: str) -> str:
    """The address, exactly as it was given.

    Raises:
        ValueError: It cannot be an address; pydantic makes it a field's error.
    """
    if len(value) <= _LONGEST and _PLAIN.fullmatch(value):
        return value
    if problem := _problem(value):
        raise ValueError(f"not an email address: it {problem}")
    return value


def _problem(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    local, at, domain = (quoted[1], "@", quoted[2]) if quoted else value.rpartition("@")
    outside = domain if quoted else value
    checks = (
        (_CONTROL.search(value), "holds a line break or another control character"),
        (
            "<" in outside or ">" in outside,
            "has a name or angle brackets around it; pass the plain address, such as ada@example.com",
        ),
        (any(map(str.isspace, outside)), "holds a blank"),
        (not at, "has no @"),
        (
            not local or not domain or ("" in domain.split(".") and not domain.startswith("[")),
            "has an empty part",
        ),
        ("@" in outside.removesuffix(f"@{domain}"), "has more than one @"),
        (
            _octets(local) > _LONGEST_LOCAL or _octets(value) > _LONGEST,
            f"is longer than {_LONGEST_LOCAL} octets before the @ or {_LONGEST} in all",
        ),
    )
    return next((problem for found, problem in checks if found), "")


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _address_or_blank(value: str) -> str:
    return check_address(value) if value else value


EmailAddress = Annotated[
    str, AfterValidator(check_address), WithJsonSchema({"type": "string", "format": "email"})
]
"""An e-mail address."""

EmailOrBlank = Annotated[str, AfterValidator(_address_or_blank)]
"""An e-mail address, or the empty string."""
