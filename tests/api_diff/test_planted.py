"""Every planted change is found, with its class, in words, with everything it affects, and nothing else is."""

from functools import cache

import pytest

from tests.api_diff.planting import Json, before, cases, names, patched
from tools.api_diff.changes import Change, Level
from tools.api_diff.compare import compare_specs

each_case = pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])


@cache
def found(name: str) -> list[Change]:
    """What the comparison finds of a planted change."""
    (case,) = [case for case in cases() if case["name"] == name]
    return compare_specs(before(), patched(before(), case["patch"]), names())


@each_case
def test_the_planted_change_is_found_and_nothing_else(case: Json) -> None:
    changes = found(case["name"])
    expected = [case, *case.get("also", ())] if "level" in case else []
    assert {str(change): change.level.name.lower() for change in changes} == {
        one["change"]: one["level"] for one in expected
    }


@pytest.mark.parametrize("case", [case for case in cases() if "level" in case], ids=lambda case: case["name"])
def test_what_it_affects_is_named(case: Json) -> None:
    (change,) = [one for one in found(case["name"]) if str(one) == case["change"]]
    assert list(change.models) == case["models"]
    assert list(change.functions) == case["functions"]
    assert list(change.methods) == case["methods"]
    assert bool(change.why) >= (change.level is Level.BREAKING)
