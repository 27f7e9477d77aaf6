"""What was meant by a name that does not exist."""

import re
from collections.abc import Iterable

_LONGEST = 60  # nothing here is called anything longer; comparing takes time that grows with the square
_LIKENESS = 0.6  # difflib's own default
_CAPITAL = re.compile("(?<=[a-z0-9])(?=[A-Z])")


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """` (did you mean `x`?)` with the known name that is most like the given one; empty where none is like it."""
    meant = closest(name, known)
    return f" (did you mean `{meant}`?)" if meant else ""


def closest(name: object, known: Iterable[str]) -> str | None:
    """The known name that is most like the given one."""
    if not isinstance(name, str) or len(name) > _LONGEST:
        return None
    import difflib

    names = sorted(known)
    plain = _CAPITAL.sub("_", name).replace("-", "_").lower().strip("_")
    if found := difflib.get_close_matches(plain, names, 1, _LIKENESS):
        return found[0]
    # `email` for `email_address`: too short for the ratio, but a whole word of the name
    return next((one for one in names if plain in one.split("_")), None) if len(plain) > 2 else None  # noqa: PLR2004
