"""Headers a caller may add to a request."""

import re
from collections.abc import Mapping

from konigle._runtime.plain import plain
from konigle.exceptions import InvalidArgumentError

_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # token, RFC 9110, 5.6.2
_VALUE = re.compile(r"([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?")  # field-value, RFC 9110, 5.5
_OURS = frozenset(
    {"authorization", "host", "content-length", "content-type", "transfer-encoding", "connection", "cookie"}
)


def check_headers(operation: str, headers: Mapping[str, str]) -> dict[str, str]:
    """The headers with lower-cased names.

    Raises:
        InvalidArgumentError: A name or value is not a header's, or the header is the client's own.
    """
    checked: dict[str, str] = {}
    for name, value in plain(dict(headers.items())).items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            problem = f"{name!r} is no header name"
        elif name.lower() in _OURS:
            problem = f"{name} is set by the client itself"
        elif not isinstance(value, str) or not _VALUE.fullmatch(value):
            problem = f"the value of {name} must be printable ASCII text without white space around it"
        else:
            checked[name.lower()] = value
            continue
        raise InvalidArgumentError(
            f"Headers of {operation}: {problem}; nothing was sent.", operation=operation
        )
    return checked
