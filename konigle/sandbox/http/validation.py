"""Validates requests against the spec, with the error messages of Django REST framework: by field, nested."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from jsonschema_rs import ValidationError, Validator

from konigle.sandbox.errors import HttpError, field_error, invalid, not_found
from konigle.sandbox.spec import Json, Operation, QueryParameter, Spec

UNKNOWN_FIELD = "Unknown field."
_MAX_DIGITS = 18  # more than any page number; Python rejects numbers from 4,300 digits on
WHOLE_BODY = "non_field_errors"

_NOT_A = {
    "string": "Not a valid string.",
    "integer": "A valid integer is required.",
    "number": "A valid number is required.",
    "boolean": "Must be a valid boolean.",
}
_FORMATS = {
    "email": "Enter a valid email address.",
    "email-or-blank": "Enter a valid email address, or leave it blank.",
    "date-time": "Datetime has wrong format. Use ISO 8601 with an offset, such as 2026-01-31T09:30:00Z.",
}
_JSON_NAMES = {"str": "string", "int": "number", "float": "number", "bool": "boolean", "list": "list"}


def check_path(operation: Operation, values: tuple[str, ...]) -> None:
    """Raises 404 for an identifier that the spec does not allow."""
    for validator, value in zip(operation.path_parameters.values(), values, strict=True):
        if not validator.is_valid(value):
            raise not_found()


def check_query(operation: Operation, query_string: bytes) -> dict[str, Any]:
    """Validates the query; raises 400 by parameter for unknown, repeated, missing or invalid ones."""
    if not query_string and not any(parameter.required for parameter in operation.query.values()):
        return {}
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    for name, text in pairs:
        parameter = operation.query.get(name)
        if parameter is None:
            errors[name] = ["Unknown query parameter."]
        elif name in values:
            errors[name] = ["Given more than once."]
        else:
            values[name], wrong = _read(parameter, text)
            if wrong:
                errors[name] = wrong
    for name, parameter in operation.query.items():
        if parameter.required and name not in values:
            errors[name] = ["This query parameter is required."]
    if errors:
        raise invalid(errors)
    return values


def _read(parameter: QueryParameter, text: str) -> tuple[Any, list[str]]:
    value: Any = text
    if parameter.kind == "integer":
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > _MAX_DIGITS:
            return text, [_NOT_A["integer"]]
        value = int(text)
    elif parameter.kind == "boolean":
        if text not in ("true", "false"):
            return text, ["Must be true or false."]
        value = text == "true"
    return value, value_messages(parameter.validator, value)


def check_body(spec: Spec, operation: Operation, media_type: str, body: Any) -> None:
    """Raises 400 with every error of the body, each under its field."""
    validator = operation.bodies[media_type]
    try:
        errors = [] if validator.is_valid(body) else list(validator.iter_errors(body))
    except ValueError as error:  # nested deeper than the library supports
        raise HttpError(400, {"detail": f"JSON parse error - {error}"}) from error
    if errors:
        raise HttpError(400, field_messages(spec, errors))
    for name, rule in operation.amounts.items():
        places = rule.places(body[rule.currency])
        if len(body[name].partition(".")[2]) > places:
            raise field_error(name, f"Ensure that there are no more than {places} decimal places.")


def value_messages(validator: Validator, value: Any) -> list[str]:
    """Returns the errors of one value, as sentences."""
    return [_sentence(error, None) for error in validator.iter_errors(value)]


def field_messages(spec: Spec, errors: Iterable[ValidationError]) -> Json:
    """Returns the library's errors as nested messages: `{"marketing_consent": {"email": ["…"]}}`."""
    tree: Json = {}
    for error in errors:
        for location, message in _explain(spec, error):
            _put(tree, location, message)
    return tree


def _put(tree: Json, location: list[str], message: str) -> None:
    """Adds a message; messages about a value itself are kept beside those about its parts, if it has both."""
    *parents, last = location or [WHOLE_BODY]
    for name in parents:
        if isinstance(tree.get(name), list):
            tree[name] = {WHOLE_BODY: tree[name]}
        tree = tree.setdefault(name, {})
    if isinstance(tree.get(last), dict):
        tree, last = tree[last], WHOLE_BODY
    messages: list[str] = tree.setdefault(last, [])
    if message not in messages:
        messages.append(message)


def _explain(spec: Spec, error: ValidationError) -> Iterator[tuple[list[str], str]]:
    """Converts one error of the library to locations and sentences; some contain several, some are duplicates."""
    location = [str(step) for step in error.instance_path]
    facts = error.kind.as_dict()
    kind = error.kind.name
    holder = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in error.schema_path[:-1])
    if kind == "required":
        yield [*location, facts["property"]], "This field is required."
    elif kind == "additionalProperties":
        for name in facts["unexpected"]:
            yield [*location, name], UNKNOWN_FIELD
    elif kind == "unevaluatedProperties":
        # If a part of an allOf fails, the library reports all of that part's properties as unevaluated too.
        known = spec.properties(holder)
        for name in facts["unexpected"]:
            if name not in known:
                yield [*location, name], UNKNOWN_FIELD
    elif kind == "propertyNames":
        inner: ValidationError = facts["error"]
        yield [*location, str(inner.instance)], _sentence(inner, None)
    elif kind in ("oneOf", "anyOf") and "context" in facts:
        yield from _explain_best(spec, error, facts["context"])
    else:
        yield location, _sentence(error, spec.at(holder)[1] if holder else None)


def _explain_best(
    spec: Spec, error: ValidationError, branches: list[list[ValidationError]]
) -> Iterator[tuple[list[str], str]]:
    """Of several alternatives, reports the closest one: not a mere mismatch of type."""

    def mismatches(branch: list[ValidationError]) -> bool:
        return any(e.kind.name == "type" and e.instance_path == error.instance_path for e in branch)

    best = next((branch for branch in branches if not mismatches(branch)), branches[0])
    for inner in best:
        yield from _explain(spec, inner)
    if not best:  # the branch matches, and so does another, of which oneOf allows only one
        yield [str(step) for step in error.instance_path], "This matches more than one of the allowed forms."


def _sentence(error: ValidationError, schema: Json | None) -> str:
    facts = error.kind.as_dict()
    make = _SENTENCES.get(error.kind.name)
    return make(facts, error.instance, schema or {}) if make is not None else error.message


def _type(facts: Mapping[str, Any], value: Any, _schema: Json) -> str:
    if value is None:
        return "This field may not be null."
    kind = next((name for name in facts["types"] if name != "null"), "null")
    found = _JSON_NAMES.get(type(value).__name__, "object")
    if kind == "array":
        return f"Expected a list of items but got {found}."
    if kind == "object":
        return f"Invalid data. Expected an object but got {found}."
    return _NOT_A.get(kind, f"Expected {kind}.")


def _pattern(facts: Mapping[str, Any], _value: Any, schema: Json) -> str:
    rule = schema.get("x-decimal")
    if rule is None:
        return f"This value does not match the pattern {facts['pattern']}."
    above = f" greater than {rule['gt']}" if "gt" in rule else ""
    return (
        f"A decimal number{above} is required, as a string, with no more than {rule['max_digits']} digits"
        f" and {rule['decimal_places']} decimal places{', or those of its currency' if 'currency' in rule else ''}."
    )


_SENTENCES: dict[str, Callable[[Mapping[str, Any], Any, Json], str]] = {
    "type": _type,
    "pattern": _pattern,
    "format": lambda facts, _value, _schema: _FORMATS.get(facts["format"], f"Not a valid {facts['format']}."),
    "enum": lambda _facts, value, _schema: f'"{str(value)[:200]}" is not a valid choice.',
    "minLength": lambda _facts, _value, _schema: "This field may not be blank.",
    "maxLength": lambda facts, _value, _schema: (
        f"Ensure this field has no more than {facts['limit']} characters."
    ),
    "minItems": lambda _facts, _value, _schema: "This list may not be empty.",
    "maxItems": lambda facts, _value, _schema: (
        f"Ensure this field has no more than {facts['limit']} elements."
    ),
    "uniqueItems": lambda _facts, _value, _schema: "Items must be unique.",
    "minProperties": lambda _facts, _value, _schema: "At least one field is required.",
    "minimum": lambda facts, _v, _s: f"Ensure this value is greater than or equal to {facts['limit']}.",
    "maximum": lambda facts, _v, _s: f"Ensure this value is less than or equal to {facts['limit']}.",
}
