"""How parameters are written into the query, headers and cookies."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from konigle import InvalidArgumentError
from konigle._core.models import BaseFilters
from konigle._core.parameters import Style, as_parameters, cookie_header

POINT = {"lat": 1, "lon": 2}


@pytest.mark.parametrize(
    ("style", "value", "pairs"),
    [
        (Style("a"), 5, [("a", "5")]),
        (Style("a"), True, [("a", "true")]),
        (Style("a"), ["x", "y"], [("a", "x"), ("a", "y")]),
        (Style("a"), ["x", None], [("a", "x")]),
        (Style("a", explode=False), ["x", "y"], [("a", "x,y")]),
        (Style("a", explode=False), [], []),
        (Style("a", style="spaceDelimited", explode=False), [1, 2], [("a", "1 2")]),
        (Style("a", style="pipeDelimited", explode=False), [1, 2], [("a", "1|2")]),
        (Style("a"), POINT, [("lat", "1"), ("lon", "2")]),
        (Style("a", explode=False), POINT, [("a", "lat,1,lon,2")]),
        (Style("a", explode=False), {"lat": None}, []),
        (Style("a", style="deepObject"), POINT, [("a[lat]", "1"), ("a[lon]", "2")]),
        (
            Style("a", style="deepObject"),
            {"b": {"c": [1, 2]}, "d": None},
            [("a[b][c]", "1"), ("a[b][c]", "2")],
        ),
        (Style("a", style="json"), POINT, [("a", '{"lat":1,"lon":2}')]),
        (Style("a", style="json"), ["ü", 1], [("a", '["ü",1]')]),
        (Style("X-A", "header", "simple", explode=False), ["x", "y"], [("X-A", "x,y")]),
        (Style("X-A", "header", "simple", explode=False), POINT, [("X-A", "lat,1,lon,2")]),
        (Style("X-A", "header", "simple", explode=True), POINT, [("X-A", "lat=1,lon=2")]),
        (Style("a"), [POINT], [("a", '{"lat":1,"lon":2}')]),
    ],
)
def test_a_value_is_written_as_its_style_says(style: Style, value: Any, pairs: list[tuple[str, str]]) -> None:
    assert style.pairs(value) == pairs


@pytest.mark.parametrize(
    ("style", "value"), [("form", ["a,b"]), ("pipeDelimited", ["a|b"]), ("form", {"a": "b,c"})]
)
def test_a_value_that_holds_the_delimiter_is_rejected_without_being_shown(style: Any, value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="A value of q contains") as caught:
        Style("q", style=style, explode=False).pairs(value)
    assert "a,b" not in str(caught.value)
    assert "nothing was sent" in str(caught.value)


class Everywhere(BaseFilters):
    """Parameters of each location."""

    _styles: ClassVar[Mapping[str, Style]] = {
        "by_tag": Style("by-tag"),
        "x_trace": Style("X-Trace", "header", "simple", explode=False),
        "session": Style("session", "cookie"),
    }
    plain: str
    by_tag: str | None = None
    x_trace: str | None = None
    session: str | None = None


def test_each_location_gets_its_own_parameters_under_their_names() -> None:
    made = as_parameters("find", Everywhere, {"plain": "p", "by_tag": "t", "x_trace": "x", "session": "s"})
    assert made.to_wire() == {"plain": "p", "by-tag": "t"}
    assert made.to_wire(location="header") == {"X-Trace": "x"}
    assert made.to_wire(location="cookie") == {"session": "s"}


def test_what_is_none_is_not_sent_and_what_is_missing_is_named() -> None:
    assert as_parameters("find", Everywhere, {"plain": "p", "by_tag": None}).to_wire() == {"plain": "p"}
    with pytest.raises(InvalidArgumentError, match=r"plain: This field is required\.") as caught:
        as_parameters("find", Everywhere, {"plain": None})
    assert caught.value.operation == "find"


def test_a_cookie_is_encoded_and_added_to_those_that_are_there() -> None:
    assert cookie_header({"a": "x; b=1", "c": ["1", "2"]}, "z=9") == "z=9; a=x%3B%20b=1; c=1; c=2"
