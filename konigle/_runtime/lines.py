"""Text that a server puts into the head of a mail stays on one line: a line break there would start another header."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from konigle.exceptions import InvalidArgumentError

_BREAK = re.compile(r"[\r\n\x00]")


def check_lines(owner: str, fields: Mapping[str, Any]) -> None:
    """Refuses line breaks and NUL in subjects, names and custom headers.

    Raises:
        InvalidArgumentError: Some text holds one; `field_errors` says which. Nothing was sent.
    """
    if broken := [where for where, text in _head_texts(fields) if _BREAK.search(text)]:
        raise InvalidArgumentError(
            f"{owner} is not valid: {', '.join(broken)} must be on one line, without line breaks and NUL. "
            "Nothing was sent.",
            field_errors={where: ["This text must be on one line."] for where in broken},
        )


def _head_texts(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, str) and (name in {"subject", "name"} or name.endswith("_name")):
            yield name, value
        elif name == "headers" and isinstance(value, dict):
            for header, text in cast("dict[str, str]", value).items():
                yield f"headers.{_BREAK.sub('', header)}", f"{header}{text}"
