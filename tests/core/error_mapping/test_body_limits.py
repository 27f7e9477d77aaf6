"""Error responses that are large or nested cost no more than an error of this API."""

import json
import pickle
from typing import Any

import pytest

from konigle import exceptions as errors
from konigle._core.call import Operation
from konigle._core.error_mapping import (
    error_for,
    field_errors,
    message_of,
)

GET = Operation("getThing", "GET", "/v1/things/{id}", "safe")


@pytest.mark.parametrize("depth", [30, 500, 900, 5_000, 200_000])
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]")])
def test_a_body_nested_on_purpose_exhausts_nothing(depth: int, opening: bytes, closing: bytes) -> None:
    error = error_for(GET, 400, {}, opening * depth + b'"deep"' + closing * depth)
    assert type(error) is errors.ValidationError
    assert len(str(error)) < 600


class Counted(dict[str, Any]):
    """An object that counts how many of its members are read."""

    read = 0

    def items(self) -> Any:
        for pair in super().items():
            Counted.read += 1
            yield pair

    def values(self) -> Any:
        yield from (pair[1] for pair in self.items())


class CountedList(list[Any]):
    """A list that counts as well."""

    def __iter__(self) -> Any:
        for item in super().__iter__():
            Counted.read += 1
            yield item


MANY = 100_000
DEEP: Any = "deep"
for _ in range(60):
    DEEP = Counted(a=DEEP, b=CountedList([DEEP] * 3))


class TestBounds:
    """What a server sends on purpose costs no more than an error of this API."""

    @pytest.mark.parametrize(
        "body",
        [
            Counted(dict.fromkeys(map(str, range(MANY)), "x")),
            Counted(dict.fromkeys(map(str, range(MANY)))),
            Counted(dict.fromkeys(map(str, range(MANY)), Counted())),
            Counted(dict.fromkeys(map(str, range(MANY)), CountedList(["x"]))),
            Counted(email=CountedList(["x"] * MANY)),
            Counted(email=CountedList([None] * MANY)),
            Counted(email=CountedList([Counted(code="x")] * MANY)),
            Counted(detail=CountedList(["x"] * MANY)),
            Counted(errors=Counted(dict.fromkeys(map(str, range(MANY)), "x"))),
            CountedList(["x"] * MANY),
            CountedList([CountedList()] * MANY),
            DEEP,
        ],
    )
    def test_only_so_much_of_a_body_is_read(self, body: Any) -> None:
        Counted.read = 0
        fields = field_errors(body) if isinstance(body, dict) else {}
        said = message_of(body, fields)
        assert Counted.read < 20_000
        assert len(fields) <= 100
        assert len(said) <= 501

    def test_texts_and_names_of_fields_are_cut(self) -> None:
        fields = field_errors({"n" * MANY: "x" * MANY})
        [(name, texts)] = fields.items()
        assert (len(name), [len(text) for text in texts]) == (501, [501])

    def test_the_first_hundred_fields_are_kept(self) -> None:
        fields = field_errors({f"f{number}": ["No."] for number in range(1000)})
        assert list(fields) == [f"f{number}" for number in range(100)]

    @pytest.mark.parametrize("depth", [50, 99, 101, 400, 900, 5_000, 100_000])
    @pytest.mark.parametrize(
        ("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}"), (b'[1,{"b":2,"a":', b"}]")]
    )
    def test_a_body_that_is_nested_can_be_shown_compared_and_pickled(
        self, depth: int, opening: bytes, closing: bytes
    ) -> None:
        content = opening * depth + b'"deep"' + closing * depth
        error = error_for(GET, 400, {}, content)
        assert len(repr(error.response)) >= len(content) - depth * 4
        assert pickle.loads(pickle.dumps(error)).response == error.response
        levels = depth * (2 if opening.startswith(b"[1") else 1)
        assert isinstance(error.response, str) is (levels > 100)

    def test_a_wide_body_stays_parsed(self) -> None:
        body = {f"f{number}": [] for number in range(10_000)}
        assert error_for(GET, 400, {}, json.dumps(body).encode()).response == body


@pytest.mark.parametrize("status", [400, 404])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [(b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]"), (b'{"a":[', b"]}")],
    ids=["lists", "objects", "objects in lists", "lists in objects"],
)
def test_every_level_of_a_body_counts_and_what_lies_too_deep_is_left_out(
    opening: bytes, closing: bytes, status: int
) -> None:
    def error(depth: int) -> errors.APIError:
        return error_for(GET, status, {}, opening * depth + b'"deep"' + closing * depth)

    assert "deep" in str(error(5))
    found = error(100)
    assert "deep" not in str(found)
    assert all(name.count(".") < 50 for name in found.field_errors)
    assert "deep" not in repr(found.field_errors)
