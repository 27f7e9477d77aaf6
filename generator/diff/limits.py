"""Which of two limits is the stricter one."""

from typing import Any

_AT_MOST = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties")
_AT_LEAST = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties")
# What the absence of a limit amounts to, where it is a number.
_NONE = {"minLength": 0, "minItems": 0, "minProperties": 0, "uniqueItems": False}
LIMITS = frozenset({*_AT_MOST, *_AT_LEAST, "multipleOf", "uniqueItems"})
# Limits of an amount of money, inside `x-decimal`.
_DECIMAL = {
    "max_digits": "maxLength",
    "decimal_places": "maxLength",
    "lt": "maximum",
    "le": "maximum",
    "gt": "minimum",
    "ge": "minimum",
}


def same(word: str, old: Any, new: Any) -> bool:
    """Whether two values of a limit, None for absent, allow the same."""
    nothing = _NONE.get(word)
    return bool((nothing if old is None else old) == (nothing if new is None else new))


def stricter(word: str, old: Any, new: Any) -> bool:
    """Whether the new value of a limit refuses anything that the old one allowed; None for an absent one."""
    if same(word, old, new) or new is None:
        return False
    if old is None:
        return True
    if word in _AT_MOST:
        return bool(new < old)
    if word in _AT_LEAST:
        return bool(new > old)
    if word == "multipleOf":
        return bool(old % new != 0)
    return bool(new)


def stricter_decimal(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether an amount that fitted the old limits may not fit the new ones.

    With a currency beside it an amount may have more places, never fewer.
    """
    if old.get("currency") not in {None, new.get("currency")}:
        return True
    return any(
        stricter(_DECIMAL.get(name, "uniqueItems"), old.get(name), new.get(name))
        for name in (old.keys() | new.keys()) - {"currency"}
    )


def stricter_places(old: dict[str, int], new: dict[str, int]) -> bool:
    """Whether a currency has fewer decimal places than it had."""
    return any(new.get(currency, 0) < places for currency, places in old.items())
