"""Bodies that are no object with known fields: lists, maps, unions and plain values."""

import json
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from konigle._core.body import JSON, JsonBody, models_in, refused
from konigle._core.models import SENT, Payload
from konigle._core.plain_values import plain
from konigle.exceptions import InvalidArgumentError

_adapters: dict[str, TypeAdapter[Any]] = {}


class Body(BaseModel):
    """Stands for a body without models in the text of an error."""


def json_value(operation: str, annotation: Any, data: object, *, content_type: str = JSON) -> JsonBody:
    """Returns a value as JSON; of each model in it the fields that the caller set.

    Args:
        operation: The operation, for errors.
        annotation: Type of the body.
        data: The value; a dict may stand for a model.
        content_type: The media type, one of JSON.

    Raises:
        InvalidArgumentError: The value is invalid, or cannot be encoded. Nothing was sent.
    """
    adapter = _adapter(annotation)
    try:
        value = adapter.validate_python(plain(data))
    except ValidationError as problem:
        error = refused(next(iter(models_in(annotation)), Body), problem)
        error.operation = operation
        raise error from None  # pydantic's text would contain the values
    try:
        wire = (
            _wire(value) if models_in(annotation) else adapter.dump_python(value, mode="json", context=SENT)
        )
        content = json.dumps(wire, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (UnicodeEncodeError, ValueError, TypeError):
        raise InvalidArgumentError(
            "The body contains a value that JSON cannot represent; nothing was sent.", operation=operation
        ) from None
    return JsonBody(content, cast("dict[str, Any]", wire) if isinstance(wire, dict) else {}, content_type)


def _wire(value: Any) -> Any:
    if isinstance(value, Payload):
        return value.to_wire()
    if isinstance(value, list):
        return [_wire(one) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {name: _wire(one) for name, one in cast("dict[str, Any]", value).items()}
    return value


def _adapter(annotation: Any) -> TypeAdapter[Any]:
    key = repr(annotation)  # limits in it have no hash
    if key not in _adapters:
        for cls in models_in(annotation):
            cls.model_rebuild()  # once; the class may not have been built yet
        _adapters[key] = TypeAdapter(annotation)
    return _adapters[key]
