"""Suggests the intended name for an unknown one."""

import re
from collections.abc import Iterable

_LONGEST = 60  # no known name is longer; comparing takes quadratic time
_LIKENESS = 0.6  # difflib's default
_CAPITAL = re.compile("(?<=[a-z0-9])(?=[A-Z])")


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Returns ` (did you mean `x`?)` with the most similar known name; empty if none is similar."""
    meant = closest(name, known)
    return f" (did you mean `{meant}`?)" if meant else ""


def closest(name: object, known: Iterable[str]) -> str | None:
    """Returns the most similar known name."""
    if not isinstance(name, str) or len(name) > _LONGEST:
        return None
    import difflib

    names = sorted(known)
    plain = _CAPITAL.sub("_", name).replace("-", "_").lower().strip("_")
    if found := difflib.get_close_matches(plain, names, 1, _LIKENESS):
        return found[0]
    # `email` for `email_address`: too short for the ratio, but a whole word of the name
    return next((one for one in names if plain in one.split("_")), None) if len(plain) > 2 else None  # noqa: PLR2004
