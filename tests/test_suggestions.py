"""What was meant by a name that does not exist."""

import difflib
from typing import Any

import pytest

from konigle._suggestions import closest, did_you_mean

NAMES = ("email", "first_name", "timeout", "email_address", "page_size")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("timeuot", "timeout"),
        ("emial", "email"),
        ("Email", "email"),
        ("firstName", "first_name"),
        ("first-name", "first_name"),
        ("pagesize", "page_size"),
        ("address", "email_address"),
        ("quite_another", None),
        ("", None),
        ("x", None),
        (5, None),
    ],
)
def test_the_closest_name_is_found(given: Any, meant: str | None) -> None:
    assert closest(given, NAMES) == meant
    assert did_you_mean(given, NAMES) == (f" (did you mean `{meant}`?)" if meant else "")


def test_a_long_name_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difflib, "get_close_matches", None)
    assert did_you_mean("e" * 1_000_000, NAMES) == ""


def test_nothing_is_meant_where_nothing_is_known() -> None:
    assert did_you_mean("email", ()) == ""
