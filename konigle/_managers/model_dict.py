"""Converts models to dicts."""

from typing import Any

from pydantic import BaseModel

from konigle._concurrency.attachment_reader import load_file
from konigle._core.models import Payload


def model_to_dict(model: BaseModel) -> dict[str, Any]:
    """Returns the fields that a model would send, as a dict: without None and without fields that were not set.

    Values are as in JSON (amounts and times are strings). Files in `attachments` become tuples (name, bytes, content
    type), as multipart encoders expect them.

    Raises:
        InvalidArgumentError: A file cannot be read or is too large.
    """
    files: list[Any] = getattr(model, "attachments", None) or []
    kept = {"attachments"} if files else set[str]()
    if isinstance(model, Payload):
        fields = {name: value for name, value in model.to_wire(leave_out=kept).items() if value is not None}
    else:
        fields = model.model_dump(mode="json", exclude=kept, exclude_none=True, exclude_unset=True)
    if files:
        parts = map(load_file, files)
        fields["attachments"] = [(part.name, part.content, part.content_type) for part in parts]
    return fields
