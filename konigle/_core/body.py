"""Request bodies as values: JSON bytes, or a form with files that are read just before the first attempt."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import attrs

from konigle._core.attachments import FilePart
from konigle._core.validation import as_model
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._core.models import Payload


@attrs.frozen
class JsonBody:
    """A JSON body; hidden in reprs, since it may contain e-mail addresses."""

    content: bytes = attrs.field(repr=False)
    fields: dict[str, Any] = attrs.field(repr=False, factory=dict[str, Any])


@attrs.frozen
class FormBody:
    """A multipart form: text fields in order, and files as the caller gave them."""

    fields: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    files: tuple[tuple[str, Any], ...] = attrs.field(repr=False)
    operation: str | None = None


@attrs.frozen
class LoadedForm:
    """A form whose files are read, so that nothing can change between attempts."""

    fields: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    files: tuple[tuple[str, FilePart], ...] = attrs.field(repr=False)


Body = JsonBody | FormBody
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_body(operation: str, cls: "type[Payload]", data: object) -> JsonBody:
    """Returns the fields that the caller set, as JSON; see `Payload.to_wire` for those left out.

    Args:
        operation: The operation, for errors.
        cls: Model of the body.
        data: The model, or a dict with its fields.

    Raises:
        InvalidArgumentError: The data is invalid, or cannot be encoded.
    """
    try:
        return json_of(as_model(cls, data))
    except InvalidArgumentError as error:
        error.operation = operation
        raise


def json_of(model: "Payload") -> JsonBody:
    """Returns a validated model as JSON."""
    return _encoded(model.to_wire())


def _encoded(fields: dict[str, Any]) -> JsonBody:
    try:
        content = _compact(fields).encode()
    except UnicodeEncodeError:
        raise InvalidArgumentError(
            "A string in the body contains a lone surrogate and cannot be encoded; nothing was sent."
        ) from None
    return JsonBody(content, fields)


def json_or_form(operation: str, cls: "type[Payload]", data: object, file_field: str) -> Body:
    """Returns a form if the data has files, otherwise JSON; arguments and errors as for `json_body`.

    A list becomes one repeated field per item, an object one field of JSON text, a boolean `true`/`false`.
    """
    try:
        return _json_or_form(operation, as_model(cls, data), file_field)
    except InvalidArgumentError as error:
        error.operation = operation
        raise


def _json_or_form(operation: str, model: "Payload", file_field: str) -> Body:
    files: Sequence[Any] = getattr(model, file_field) or ()
    said = model.to_wire(leave_out={file_field})
    if not files:
        return _encoded(said)  # without the empty list, which the JSON body does not have
    fields: list[tuple[str, str]] = []
    for name, value in said.items():
        items = cast("list[Any]", value) if isinstance(value, list) else [value]
        fields += [(name, form_text(item)) for item in items]
    return FormBody(tuple(fields), tuple((file_field, file) for file in files), operation)


def form_text(value: Any) -> str:
    """Returns the text of one form field."""
    if isinstance(value, str):
        return value
    return _compact(value)
