"""Responses that the spec allows, and variations of a newer or older server."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis_jsonschema import from_schema

from tests.spec.document import Json, SpecOperation, operations, resolve

_SAID = ("title", "description", "default", "examples", "readOnly", "x-decimal")
_IDS = {
    "id",
    "account",
    "audience",
    "email_channel",
    "email_template",
    "customer_id",
    "message_id",
    "template_id",
}
# Names that a decoder might confuse with its own attributes.
_NAMES = st.sampled_from(
    [
        *(
            "message",
            "model_config",
            "model_fields",
            "model_dump",
            "model_extra",
            "copy",
            "json",
            "dict",
            "schema",
        ),
        *(
            "save",
            "delete",
            "attach",
            "is_dirty",
            "_manager",
            "_original",
            "_is_whole",
            "__class__",
            "__dict__",
        ),
        *("__pydantic_extra__", "self", "class", "id_", "", " ", "ü", "a.b", "\x00"),
    ]
) | st.text(max_size=5)
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
)
anything = st.recursive(
    _scalars | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=5,
)


def flat(schema: Json) -> Json:
    """A schema without references and `allOf`, closed where it lists properties: what is added is added here."""
    schema = resolve(schema)
    merged: Json = {}
    for part in (*map(flat, schema.get("allOf", ())), schema):
        for word, value in part.items():
            if word == "properties":
                merged[word] = merged.get(word, {}) | {name: flat(inner) for name, inner in value.items()}
            elif word == "required":
                merged[word] = sorted({*merged.get(word, ()), *value})
            elif word in {"items", "additionalProperties"} and isinstance(value, dict):
                merged[word] = flat(value)
            elif word in {"oneOf", "anyOf"}:
                merged[word] = [flat(one) for one in value]
            elif word not in {"allOf", *_SAID}:
                merged[word] = value
    if "properties" in merged:
        merged["additionalProperties"] = False
    return merged


@cache
def responses(operation: str) -> st.SearchStrategy[Json]:
    """Responses of an operation, as in the spec or with up to three changes that a server may make."""
    found = operations()[operation].response_schema()
    assert found is not None
    schema = flat(found)
    return _changed(schema, _values(schema))


def _values(schema: Json) -> st.SearchStrategy[Any]:
    """Values of a flat schema. Objects and lists are put together here: hypothesis-jsonschema makes the single values."""
    if "oneOf" in schema:
        return st.one_of([_values(one) for one in schema["oneOf"]])
    if "properties" in schema:
        fields = {name: _values(inner) for name, inner in schema["properties"].items()}
        required = {name: fields.pop(name) for name in schema.get("required", ())}
        return st.fixed_dictionaries(required, optional=fields)
    if schema.get("type") == "array":
        return st.lists(_values(schema["items"]), max_size=3)
    if schema.get("type") == "object":
        inner = schema["additionalProperties"]
        return st.dictionaries(_texts, anything if inner is True else _values(inner), max_size=3)
    return from_schema(schema, custom_formats={"email-or-blank": st.emails() | st.just("")})


@st.composite
def _changed(draw: st.DrawFn, schema: Json, plain: st.SearchStrategy[Json]) -> Json:
    response = draw(plain)
    for _ in range(draw(st.integers(0, 3))):
        draw(st.sampled_from(_CHANGES))(draw, schema, response)
    # The spec does not say that one of the two must be there, yet a page without either is no page.
    if "results" in schema.get("properties", {}) and not response.keys() & {"payload", "results"}:
        response["payload"] = []
    return response


def locations(schema: Json, value: Any) -> Iterator[tuple[Json, str, Json]]:
    """Every known property in a value: the object, the name, and the schema of the property."""
    for one in (schema, *schema.get("oneOf", ())):
        if isinstance(value, dict):
            for name, inner in one.get("properties", {}).items():
                if name in value:
                    yield value, name, inner
                    yield from locations(inner, value[name])
        if isinstance(value, list) and "items" in one:
            for item in value:
                yield from locations(one["items"], item)


def objects(schema: Json, value: Any) -> list[Json]:
    """Every object in a value whose properties the spec lists."""
    found: dict[int, Json] = {id(value): value}
    for holder, name, _ in locations(schema, value):
        found[id(holder)] = holder
        inner = holder[name]
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict) and one:
                found[id(one)] = one
    return list(found.values())


def _add_unknown_key(draw: st.DrawFn, schema: Json, response: Json) -> None:
    # Objects of text alone (DNS records) stay what they are.
    holders = [one for one in objects(schema, response) if one is response or "id" in one or "email" in one]
    draw(st.sampled_from(holders)).setdefault(draw(_NAMES), draw(anything))


def _set_unknown_enum_value(draw: st.DrawFn, schema: Json, response: Json) -> None:
    _replace(draw, schema, response, lambda _, inner: "enum" in inner, _texts)


def _make_id_a_number(draw: st.DrawFn, schema: Json, response: Json) -> None:
    _replace(draw, schema, response, lambda name, _: name in _IDS, st.integers(0, 2**53))


def _drop_key(draw: st.DrawFn, schema: Json, response: Json) -> None:
    found = list(locations(schema, response))
    if found:
        holder, name, _ = draw(st.sampled_from(found))
        holder.pop(name, None)


def _replace(
    draw: st.DrawFn,
    schema: Json,
    response: Json,
    wanted: Callable[[str, Json], bool],
    values: st.SearchStrategy[Any],
) -> None:
    found = [(holder, name) for holder, name, inner in locations(schema, response) if wanted(name, inner)]
    if found:
        holder, name = draw(st.sampled_from(found))
        if isinstance(holder[name], (str, int)):
            holder[name] = draw(values)


_CHANGES = (_add_unknown_key, _set_unknown_enum_value, _make_id_a_number, _drop_key)


def with_responses() -> list[SpecOperation]:
    """The operations whose responses have a body."""
    return [operation for operation in operations().values() if operation.response_schema() is not None]
