"""Attachments: accepted types, names and limits. Nothing is ever downloaded."""

import io
import os
import re
from pathlib import Path
from typing import Any, cast

import attrs

from konigle._core.plain_values import plain

MAX_FILES = 10
MAX_FILE_BYTES = 20 * 1024 * 1024  # reference, section 8
MAX_TOTAL_BYTES = 100 * 1024 * 1024
DEFAULT_NAME = "attachment"
DEFAULT_TYPE = "application/octet-stream"

_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]+://")
UNSAFE_TEXT = re.compile(r"[\r\n\x00]")
_SHAPES = (
    "a local path, bytes, an open binary file, (data or file, name) or (data or file, name, content type)"
)


@attrs.frozen
class FilePart:
    """One file of a form, read completely."""

    name: str
    content: bytes = attrs.field(repr=False)
    content_type: str


@attrs.frozen
class Source:
    """The parts of an attachment as given by the caller."""

    data: Any = attrs.field(repr=False)
    name: str | None
    content_type: str | None


def check_file(value: Any) -> Any:
    """Rejects values that are not files, before anything is read; returns the value unchanged."""
    split(value)
    return value


def split(value: Any) -> Source:
    """Splits an attachment into data, name and content type.

    Raises:
        ValueError: It has none of the accepted types, or it is a URL.
    """
    data: Any = plain(value)
    name: str | None = None
    content_type: str | None = None
    if isinstance(data, tuple):
        parts = cast("tuple[Any, ...]", data)
        if len(parts) not in {2, 3} or not all(isinstance(part, str) for part in parts[1:]):
            raise ValueError(f"an attachment must be {_SHAPES}; got a tuple of {len(parts)}")
        data, name, content_type = (*parts, None)[:3]
    for text in (name, content_type):
        if text is not None and UNSAFE_TEXT.search(text):
            raise ValueError("the name or content type of an attachment contains a line break or NUL")
    if isinstance(data, str):
        if "\0" in data:
            raise ValueError("the path of an attachment contains NUL")
        if _URL.match(data):
            raise ValueError("a URL cannot be attached; download it first and pass its bytes or path")
    elif isinstance(data, io.TextIOBase):
        raise ValueError(
            f"the attachment {name or name_of(data)!r} was opened in text mode; open it with mode 'rb'"
        )
    elif not isinstance(data, (bytes, bytearray, memoryview, os.PathLike)) and not callable(
        getattr(data, "read", None)
    ):
        raise ValueError(f"an attachment must be {_SHAPES}; got {type(data).__name__}")
    return Source(data, name, content_type)


def name_of(data: Any) -> str:
    if isinstance(data, (str, os.PathLike)):
        return Path(os.fsdecode(cast("str | os.PathLike[str]", data))).name or DEFAULT_NAME
    # an upload has a `filename`; its `name` may be that of a form field
    names = ("name",) if isinstance(data, io.IOBase) else ("filename", "name")
    found = (getattr(data, name, None) for name in names)
    return next((Path(name).name for name in found if isinstance(name, str)), "") or DEFAULT_NAME
