"""Decodes responses: a valid one in one pass from its bytes, an invalid one field by field.

An invalid field keeps its raw value, so that one unexpected value affects neither the resource nor its page.
"""

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from konigle._core.body import NOT_BY_CALLER, models_in
from konigle._core.drift import report_invalid, report_missing
from konigle._core.schema_types.fields import not_given
from konigle._core.schema_types.unions import Tagged

M = TypeVar("M", bound=BaseModel)


class UnreadableResponseError(ValueError):
    """The bytes are not JSON, or not of the expected kind; the text says which, but not the content."""


def decode_empty(content: bytes) -> None:
    """Decodes the response of an operation without a result; JSON in it is ignored.

    Raises:
        UnreadableResponseError: The content is something else, such as a page of a proxy that did not forward the call.
    """
    decode_json(content)


def decode_json(content: bytes) -> Any:
    """Decodes any JSON; None for an empty body.

    Raises:
        UnreadableResponseError: The content is something else.
    """
    return _parse(content) if content.strip() else None


def decode_object(content: bytes) -> dict[str, Any]:
    """Decodes a free-form JSON object; an empty body is an empty object."""
    return _parse_object(content) if content.strip() else dict[str, Any]()


def decode_model(cls: type[M], content: bytes) -> M:
    """Decodes a response as a model.

    Raises:
        UnreadableResponseError: The content is not a JSON object.
    """
    try:
        return cls.model_validate_json(content, extra="allow")
    except ValidationError:
        return decode_tolerant(cls, _parse_object(content))


def decode_value(annotation: Any, content: bytes) -> Any:
    """Decodes a response of any type as far as possible; a value that fits nothing stays as it is.

    Raises:
        UnreadableResponseError: The content is not JSON, or no list where a list is expected.
    """
    try:
        return _adapter(annotation).validate_json(content, extra="allow")
    except ValidationError:
        value = _parse(content)
    if get_origin(annotation) is list and not isinstance(value, list):
        raise UnreadableResponseError(f"the body is a JSON {_json_name(value)}, not a list")
    return decode_part(annotation, value)


@functools.cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    for cls in models_in(annotation):
        cls.model_rebuild()  # once; the class may not have been built yet
    return TypeAdapter(annotation)


def _parse_object(content: bytes) -> dict[str, Any]:
    if not content.strip():
        raise UnreadableResponseError("the body is empty")
    data = _parse(content)
    if not isinstance(data, dict):
        raise UnreadableResponseError(f"the body is a JSON {_json_name(data)}, not an object")
    return cast("dict[str, Any]", data)


def _parse(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadableResponseError("the body is not JSON") from None


def _json_name(data: object) -> str:
    names: dict[type, str] = {list: "list", str: "string", bool: "boolean", int: "number", float: "number"}
    return names.get(type(data), "null")


def synthesize(read: Callable[[bytes], Any], known: Mapping[str, Any]) -> Any:
    """Returns a result made from the request, for a write whose response has no body; unknown fields are None."""
    cls = _model_of(read)
    if cls:
        return decode_tolerant(cls, known, quiet=True)
    return None if isinstance(read, functools.partial) else read(b"")  # a value of which nothing is known


def _model_of(read: object) -> type[BaseModel] | None:
    reader = cast("partial[Any]", read) if isinstance(read, partial) else None
    return reader.args[0] if reader and reader.func is decode_model else None


def decode_tolerant(cls: type[M], data: Mapping[str, Any], *, quiet: bool = False) -> M:
    """Returns a model: valid values are typed, invalid ones stay raw, missing ones are None.

    Args:
        cls: The model.
        data: The values.
        quiet: True for a synthesized result: missing fields are None whatever their defaults, and nothing is logged.
    """
    made = cls.model_construct()
    values = vars(made)
    if quiet:  # a synthesized result must not assert anything, such as consent that is true by default
        values.update(dict.fromkeys(cls.model_fields))
    attributes = _attributes(cls)
    for wire, value in data.items():
        name = attributes.get(wire, wire)
        if name not in cls.model_fields:
            _keep_extra(made, name, value)
            continue
        try:
            cls.__pydantic_validator__.validate_assignment(
                made, name, value, extra="allow", context=NOT_BY_CALLER
            )
            values = vars(made)
        except ValidationError as problem:
            field = cls.model_fields[name]
            values[name] = decode_part(field.annotation, value, field.metadata)
            # an invalid null says as little about consent as a missing field; it must not be sent back
            if value is not None or cls.model_fields[name].default_factory is not not_given:
                made.model_fields_set.add(name)
            report_invalid(cls.__name__, name, problem, values[name])
    never_read: frozenset[str] = getattr(cls, "_write_only", frozenset[str]())
    for name in cls.model_fields:
        if name not in values:
            values[name] = None
            if name in never_read:
                continue
            report_missing(cls.__name__, name)
    return made


@functools.cache
def _attributes(cls: type[BaseModel]) -> dict[str, str]:
    """Returns the fields that are called otherwise on the wire, by their name there."""
    fields = cls.model_fields.items()
    return {field.serialization_alias: name for name, field in fields if field.serialization_alias}


def _keep_extra(made: BaseModel, name: str, value: Any) -> None:
    if made.__pydantic_extra__ is None:
        object.__setattr__(made, "__pydantic_extra__", {})
    cast("dict[str, Any]", made.__pydantic_extra__)[name] = value


def decode_part(annotation: Any, value: Any, metadata: Sequence[Any] = ()) -> Any:
    """Returns a value with the models inside it decoded as far as possible; what fits nothing stays raw."""
    members, marks = _members(annotation)
    marks += metadata
    for one in members:
        if isinstance(value, list) and get_origin(one) is list:
            return [decode_part(get_args(one)[0], item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return cast("Any", value)
    data = cast("dict[str, Any]", value)
    cls = _member_for(data, members, marks)
    if cls is not None:
        return decode_item(cls, data)
    for one in members:
        if get_origin(one) is dict:
            return {name: decode_part(get_args(one)[1], item) for name, item in data.items()}
    return cast("Any", data)


def _members(annotation: Any) -> tuple[list[Any], list[Any]]:
    """The types of a union, or the type alone, and what they are annotated with."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        members, marks = _members(parts[0])
        return members, [*marks, *parts[1:]]
    if origin in {Union, UnionType}:
        found = [_members(part) for part in parts]
        return [one for members, _ in found for one in members], [one for _, marks in found for one in marks]
    return [annotation], []


def _member_for(
    data: Mapping[str, Any], members: Sequence[Any], marks: Sequence[Any]
) -> type[BaseModel] | None:
    """The model to decode an object as: the one that its tag names, or the only one whose required fields it has."""
    models = [one for one in members if isinstance(one, type) and issubclass(one, BaseModel)]
    for mark in marks:
        if isinstance(mark, Tagged):
            return mark.member(tuple(models), data)
    if len(models) < 2:  # noqa: PLR2004 - a union has two
        return models[0] if models else None
    fitting = [one for one in models if _required(one) <= data.keys()]
    return fitting[0] if len(fitting) == 1 else None


def _required(cls: type[BaseModel]) -> set[str]:
    fields = cls.model_fields.items()
    return {field.serialization_alias or name for name, field in fields if field.is_required()}


def decode_item(cls: type[BaseModel], item: Any) -> Any:
    """Decodes one part of a response as a model; a value that is not an object stays unchanged."""
    if not isinstance(item, dict):
        return item
    try:
        return cls.model_validate(item, extra="allow", context=NOT_BY_CALLER)
    except ValidationError:
        return decode_tolerant(cls, cast("dict[str, Any]", item))


def decode_items(cls: type[BaseModel], content: bytes) -> list[Any]:
    """Decodes a JSON array of models, each as far as possible.

    Raises:
        UnreadableResponseError: The content is not a JSON array.
    """
    try:
        return _list_of(cls).validate_json(content, extra="allow")
    except ValidationError:
        data = _parse(content)
        if not isinstance(data, list):
            raise UnreadableResponseError("it has no list of resources") from None
        return [decode_item(cls, item) for item in cast("list[Any]", data)]


@functools.cache
def _list_of(cls: type[BaseModel]) -> TypeAdapter[list[Any]]:
    cls.model_rebuild()  # once; the class may not have been built yet
    return TypeAdapter(list[cls])  # type: ignore[valid-type]  # known only at run time
