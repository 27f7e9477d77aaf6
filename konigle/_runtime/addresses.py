"""E-mail addresses in requests, by the rules of email-validator."""

import contextlib
import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_LONGEST = 254  # RFC 3696, erratum 1690
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
_REMEMBERED_DOMAINS = 1024
# dot-atom of RFC 5322, 3.2.3, without capitals: email-validator writes some names, such as Postmaster, in lower case
_PLAIN = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def check_address(value: str) -> str:
    """The address as it is sent.

    Most of the time goes into the domain, and many addresses share one: verdicts on domains are remembered.

    Raises:
        ValueError: It is not valid; pydantic makes it a field's error.
    """
    local, _, domain = value.rpartition("@")
    is_plain = len(local) <= _LONGEST_LOCAL and domain.isascii() and _PLAIN.fullmatch(local)
    if is_plain and len(value) <= _LONGEST:
        with contextlib.suppress(ValueError):
            return f"{local}@{_domain(domain)}"
    return _whole(value)


@lru_cache(_REMEMBERED_DOMAINS)
def _domain(domain: str) -> str:
    return _whole(f"a@{domain}").removeprefix("a@")


def _whole(value: str) -> str:
    from pydantic import validate_email  # with all that a reader of answers does not need

    return validate_email(value)[1]


def _address_or_blank(value: str) -> str:
    return check_address(value) if value else value


EmailAddress = Annotated[
    str, AfterValidator(check_address), WithJsonSchema({"type": "string", "format": "email"})
]
"""A valid e-mail address."""

EmailOrBlank = Annotated[str, AfterValidator(_address_or_blank)]
"""A valid e-mail address, or the empty string."""
