"""What a schema amounts to once references are followed and what it joins is laid together."""

from typing import Any

import pytest

from tests.api_diff.planting import Json
from tools.api_diff.resolved_schema import (
    Document,
    Node,
    Shape,
    resolve,
    stricter,
    stricter_decimal,
    stricter_places,
)


def laid_out(raw: Any, **schemas: Json) -> Shape:
    return resolve(Document({"components": {"schemas": schemas}}), Node(raw, "place"))


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def test_properties_and_required_names_of_all_bases_are_joined() -> None:
    shape = laid_out(
        ref("A"),
        A={"allOf": [ref("B")], "properties": {"a": {}}, "required": ["b"]},
        B={"allOf": [ref("C")], "properties": {"b": {}}},
        C={"properties": {"c": {}}, "required": ["c"]},
    )
    assert {name: node.location for name, node in shape.properties.items()} == {
        "a": "A.a",
        "b": "B.b",
        "c": "C.c",
    }
    assert {name: word.location for name, word in shape.required.items()} == {"b": "A", "c": "C"}
    assert shape.properties["c"].chain == {"A", "B", "C"}


def test_a_property_that_two_bases_have_must_fit_both() -> None:
    shape = laid_out(
        {"allOf": [{"properties": {"a": {"maxLength": 5}}}, {"properties": {"a": {"maxLength": 3}}}]}
    )
    assert laid_out(shape.properties["a"].raw).words["maxLength"].value == 3


@pytest.mark.parametrize(
    ("raw", "types", "is_null"),
    [
        ({}, None, False),
        (True, None, False),
        ({"type": "string"}, {"string"}, False),
        ({"type": ["string", "null"]}, {"string"}, True),
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, {"string"}, True),
        ({"anyOf": [ref("S"), {"type": "null"}]}, {"string"}, True),
        ({"type": "string", "oneOf": [ref("S"), {"type": "null"}]}, {"string"}, False),
        ({"allOf": [{"type": ["string", "null"]}, ref("S")]}, {"string"}, False),
        ({"allOf": [{"type": "number"}, {"type": ["integer", "string"]}]}, {"integer"}, False),
        ({"allOf": [{"type": "integer"}, {"type": "number"}]}, {"integer"}, False),
    ],
)
def test_types_are_those_that_all_parts_allow(raw: Any, types: set[str] | None, *, is_null: bool) -> None:
    shape = laid_out(raw, S={"type": "string"})
    assert (shape.types, shape.null is not None) == (types, is_null)


def test_a_schema_that_nothing_fits_is_not_taken_for_one_that_anything_fits() -> None:
    assert laid_out(False).words["not"].value == {}


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ([{"minimum": 1}, {"minimum": 2}], 2),
        ([{"minimum": 2}, {"minimum": 1}], 2),
        ([{"enum": ["a", "b"]}, {"enum": ["b", "c"]}], ["b"]),
        ([{"const": "a"}, {"enum": ["a", "b"]}], ["a"]),
        ([{"pattern": "^b"}, {"pattern": "^a"}], "^a and ^b"),
        ([{"default": 1}, {"default": 2}], 1),
    ],
)
def test_of_two_values_of_a_word_the_one_counts_that_both_allow(parts: list[Json], value: Any) -> None:
    ((_, word),) = laid_out({"allOf": parts}).words.items()
    assert word.value == value


@pytest.mark.parametrize(
    ("raw", "component"),
    [
        (ref("A"), "A"),
        ({"title": "A", "allOf": [ref("A")]}, "A"),
        ({"oneOf": [ref("A"), {"type": "null"}]}, "A"),
        ({"allOf": [ref("A"), ref("B")]}, ""),
        ({"type": "string"}, ""),
        (True, ""),
    ],
)
def test_a_component_is_known_through_what_is_wrapped_around_it(raw: Any, component: str) -> None:
    assert Document({}).component(raw) == component


@pytest.mark.parametrize(
    ("word", "old", "new", "expected"),
    [
        ("maxLength", 5, 4, True),
        ("maxLength", 5, 6, False),
        ("maxLength", None, 6, True),
        ("maxLength", 5, None, False),
        ("minLength", None, 0, False),
        ("minLength", 0, None, False),
        ("minimum", 1, 2, True),
        ("exclusiveMinimum", 2, 1, False),
        ("multipleOf", 5, 10, True),
        ("multipleOf", 10, 5, False),
        ("multipleOf", 10, 4, True),
        ("uniqueItems", False, True, True),
        ("uniqueItems", True, False, False),
    ],
)
def test_a_limit_is_stricter_if_it_refuses_what_was_allowed(
    word: str, old: Any, new: Any, *, expected: bool
) -> None:
    assert stricter(word, old, new) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"max_digits": 5}, {"max_digits": 5, "ge": 0}, True),
        ({"max_digits": 5, "lt": 9}, {"max_digits": 6}, False),
        ({"decimal_places": 2}, {"decimal_places": 1}, True),
        ({"decimal_places": 2}, {"decimal_places": 2, "currency": "currency"}, False),
        ({"decimal_places": 2, "currency": "currency"}, {"decimal_places": 2}, True),
        ({"decimal_places": 2, "currency": "a"}, {"decimal_places": 2, "currency": "b"}, True),
    ],
)
def test_an_amount_is_stricter_if_any_limit_of_it_is(old: Json, new: Json, *, expected: bool) -> None:
    assert stricter_decimal(old, new) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"KWD": 3}, False),
        ({"KWD": 3}, {"KWD": 4, "CLF": 4}, False),
        ({"KWD": 3}, {}, True),
        ({"KWD": 3}, {"KWD": 2}, True),
    ],
)
def test_places_are_stricter_if_a_currency_has_fewer(old: Json, new: Json, *, expected: bool) -> None:
    assert stricter_places(old, new) is expected
