"""Secrets, which do not show their value in repr, str or pickles; and which of them a call sends."""

import base64
import functools
import json
import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import attrs

from konigle._core.plain_values import plain
from konigle._suggestions import did_you_mean
from konigle.exceptions import ConfigurationError

if TYPE_CHECKING:
    from konigle._core.call import Operation

STARS = "***"
_LONG = 8  # a shorter key is part of common words, and is redacted only where it stands alone
_SHORTEST = 4  # a shorter key cannot be kept secret
_NAMED = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}


class Secret:
    """Holds the API key. Its repr, str and format are asterisks, and it cannot be pickled."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        """Returns the value; do not keep it in a variable."""
        return self.__value

    def redact(self, text: str) -> str:
        """Replaces the value in a text by asterisks, in plain text or encoded in a URL, JSON, HTML or base64."""
        return _pattern(self).sub(STARS, text)

    def redact_bytes(self, content: bytes) -> bytes:
        """Redacts the bytes of a text in any encoding that JSON may have."""
        found = json.detect_encoding(content)
        # in latin-1 every byte is kept, whatever the encoding
        encoding = "latin-1" if found.startswith("utf-8") else found
        text = content.decode(encoding, "replace")
        redacted = self.redact(text)
        return content if redacted == text else redacted.encode(encoding, "replace")

    def __repr__(self) -> str:
        return "Secret('***')"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__value == self.__value

    def __hash__(self) -> int:
        return hash(self.__value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled; Client(pickle_api_key=True) includes the key in pickles")


def hide(value: Any) -> Any:
    """Wraps the value in a Secret, unless it is None or already one."""
    return value if value is None or isinstance(value, Secret) else Secret(plain(value))


@functools.lru_cache(maxsize=16)
def _pattern(secret: Secret) -> re.Pattern[str]:
    """Returns a pattern of all encodings of a secret. Compiled for the first error of a key."""
    size = len(secret.reveal())
    spelt = "".join(map(_spellings, secret.reveal()))
    if size < _SHORTEST:
        return re.compile("(?!)")  # matches nothing
    if size < _LONG:
        return re.compile(f"(?<![A-Za-z0-9]){spelt}(?![A-Za-z0-9])")
    forms = [spelt, *(f"{core}[A-Za-z0-9+/_-]*=*" for core in _base64_cores(secret))]
    return re.compile("|".join(f"(?:{form})" for form in forms))


def _spellings(sign: str) -> str:
    """Returns a pattern for one character of a secret (printable ASCII) as URLs, JSON and HTML may encode it.

    Repetitions are bounded, so that no text takes long.
    """
    code = ord(sign)
    forms = [
        rf"\\{{0,4}}{re.escape(sign)}" if not sign.isalnum() else re.escape(sign),
        f"(?i:%{code:02x})",
        rf"\\{{1,4}}(?i:u{code:04x}|x{code:02x})",
        f"&#(?i:0{{0,4}}{code}|x0{{0,4}}{code:x});",
    ]
    if name := _NAMED.get(sign):
        forms.append(f"&{name};")
    return f"(?:{'|'.join(forms)})"


def _base64_cores(secret: Secret) -> list[str]:
    """Returns the base64 characters that depend on the secret alone, for each of the three possible offsets."""
    cores: list[str] = []
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + secret.reveal().encode()).decode()
        first, end = (0, 2, 3)[shift], (shift + len(secret.reveal())) * 8 // 6
        signs = ({"+": "[+-]|%2[bB]", "/": r"[/_]|\\/|%2[fF]"}.get(sign, sign) for sign in encoded[first:end])
        cores.append("".join(f"(?:{sign})" for sign in signs))
    return cores


@attrs.frozen
class Scheme:
    """How a credential is sent.

    Attributes:
        name: Its name in the spec, and in `Client(credentials={…})`.
        location: Where it is sent.
        parameter: The header or query parameter.
        prefix: The word before it in a header; empty for none.
        is_main: Whether it is the API key of the client.
    """

    name: str
    location: Literal["header", "query"] = "header"
    parameter: str = "Authorization"
    prefix: str = ""
    is_main: bool = False


def schemes_for(operation: "Operation", names: Collection[str]) -> tuple[Scheme, ...] | None:
    """Returns the schemes of the first alternative that the client has all credentials for.

    Args:
        operation: The operation.
        names: The names of the credentials beside the API key.

    Returns:
        The schemes, none where a call needs no credential; None for the API key alone.

    Raises:
        ConfigurationError: The client lacks a credential. Nothing was sent.
    """
    alternatives = operation.security
    if alternatives is None:
        return None
    for one in sorted(alternatives, key=lambda schemes: not schemes):  # a call without any is the last resort
        if all(scheme.is_main or scheme.name in names for scheme in one):
            return one
    if not alternatives:
        return ()
    missing = [
        [scheme.name for scheme in one if not scheme.is_main and scheme.name not in names]
        for one in alternatives
    ]
    wanted = " or ".join(" and ".join(map(repr, one)) for one in missing)
    hint = did_you_mean(missing[0][0], names)
    raise ConfigurationError(
        f"{operation} needs the credential {wanted}, which this client does not have{hint}; nothing was sent. Create the "
        f"client with credentials={{{missing[0][0]!r}: …}}.",
        operation=operation.id,
    )
