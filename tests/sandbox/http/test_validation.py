"""Rules the present spec makes no use of, so that the next one finds them working."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from konigle.sandbox.errors import HttpError
from konigle.sandbox.http.responses import TRANSPORT, ResponseSender
from konigle.sandbox.http.validation import _put, check_body, check_path, check_query
from konigle.sandbox.spec import Spec


def spec_of(schema: Any) -> Spec:
    """A document with one operation that takes this body."""
    parameters = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z]+$"}},
        {"name": "day", "in": "query", "required": True, "schema": {"type": "string", "format": "date"}},
    ]
    operation = {
        "operationId": "act",
        "parameters": parameters,
        "requestBody": {
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body~1x"}}}
        },
        "responses": {
            "200": {"description": "Done."},
            "404": {"content": {"application/json": {"schema": {}}}},
        },
    }
    return Spec({"paths": {"/act/{id}": {"post": operation}}, "components": {"schemas": {"Body/x": schema}}})


def messages(schema: Any, body: Any) -> Any:
    spec = spec_of(schema)
    with pytest.raises(HttpError) as caught:
        check_body(spec, spec.operations["act"], "application/json", body)
    assert caught.value.status == 400
    return caught.value.body


PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_of_alternatives_the_one_that_came_furthest_is_explained(keyword: str) -> None:
    schema = {"properties": {"who": {keyword: [{"type": "null"}, PERSON]}}}
    assert messages(schema, {"who": {"name": ""}}) == {"who": {"name": ["This field may not be blank."]}}
    assert messages(schema, {"who": 3}) == {"who": ["Expected null."]}


def test_two_alternatives_that_both_fit_are_one_too_many() -> None:
    schema = {"properties": {"who": {"oneOf": [{}, {"type": "string"}]}}}
    assert messages(schema, {"who": "x"}) == {"who": ["This matches more than one of the allowed forms."]}


def test_messages_about_a_value_stand_beside_those_about_its_parts() -> None:
    part = {
        "minProperties": 3,
        "properties": {"a": {"type": "string"}},
        "required": ["b"],
        "maxProperties": 0,
    }
    wrong = messages({"properties": {"x": part}}, {"x": {"a": 1}})
    assert wrong["x"]["a"] == ["Not a valid string."]
    assert wrong["x"]["b"] == ["This field is required."]
    assert "At least one field is required." in wrong["x"]["non_field_errors"]


def test_messages_about_a_list_stand_beside_those_about_its_items() -> None:
    schema = {"properties": {"x": {"maxItems": 0, "items": {"type": "string"}}}}
    assert messages(schema, {"x": [1]}) == {
        "x": {
            "0": ["Not a valid string."],
            "non_field_errors": ["Ensure this field has no more than 0 elements."],
        }
    }


def test_the_order_of_such_messages_does_not_matter() -> None:
    messages_given = [(["x"], "whole"), (["x", "0"], "part")]
    for order in (messages_given, messages_given[::-1]):
        tree: dict[str, Any] = {}
        for location, message in order:
            _put(tree, location, message)
        assert tree == {"x": {"non_field_errors": ["whole"], "0": ["part"]}}


def test_the_same_message_is_given_once() -> None:
    schema = {"allOf": [{"required": ["a"]}, {"required": ["a"]}]}
    assert messages(schema, {}) == {"a": ["This field is required."]}


def test_unknown_fields_of_closed_objects_are_named_however_they_are_closed() -> None:
    assert messages(PERSON, {"b": 1}) == {"b": ["Unknown field."]}
    joined = {"allOf": [{"properties": {"a": {"type": "string"}}}], "unevaluatedProperties": False}
    assert messages(joined, {"a": 1, "b": 1}) == {"a": ["Not a valid string."], "b": ["Unknown field."]}


def test_a_number_list_and_its_items() -> None:
    schema = {"properties": {"x": {"type": "array", "items": {"type": "number"}, "uniqueItems": True}}}
    assert messages(schema, {"x": [1, 1]}) == {"x": ["Items must be unique."]}
    assert messages(schema, {"x": [1, "2"]}) == {"x": {"1": ["A valid number is required."]}}


def test_an_unknown_format_is_named() -> None:
    assert messages({"properties": {"x": {"format": "date"}}}, {"x": "1"}) == {"x": ["Not a valid date."]}


def test_a_path_parameter_the_spec_does_not_allow_is_404() -> None:
    operation = spec_of({}).operations["act"]
    check_path(operation, ("abc",))
    with pytest.raises(HttpError) as caught:
        check_path(operation, ("ABC",))
    assert caught.value.status == 404


def test_a_required_query_parameter_must_be_there() -> None:
    operation = spec_of({}).operations["act"]
    assert check_query(operation, b"day=2026-01-01") == {"day": "2026-01-01"}
    with pytest.raises(HttpError) as caught:
        check_query(operation, b"")
    assert caught.value.body == {"day": ["This query parameter is required."]}


def test_responses_are_looked_up_by_status() -> None:
    operation = spec_of({}).operations["act"]
    assert operation.response_validator(200) is None
    assert operation.response_validator(404) is not None
    with pytest.raises(KeyError):
        operation.response_validator(500)


def test_responses_the_spec_does_not_know_are_found_out() -> None:
    from konigle.sandbox.http.app import _checked
    from konigle.sandbox.http.responses import Response

    operation = spec_of({}).operations["act"]
    assert _checked(operation, Response(200)).status == 200
    assert b"no body here" in _checked(operation, Response(200, b"{}")).body
    assert b"no status code 500" in _checked(operation, Response(500, b"{}")).body


def test_a_reset_of_a_closed_connection_does_nothing() -> None:
    class Closing:
        def is_closing(self) -> bool:
            return True

    async def nothing(*_: Any) -> Any:
        raise AssertionError

    wire = ResponseSender({"extensions": {TRANSPORT: Closing()}}, nothing, nothing)  # type: ignore[dict-item]  # a stand-in
    asyncio.run(wire.reset())
