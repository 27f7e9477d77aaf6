"""Files to attach: what is accepted, how they are read, and their limits. Nothing is ever fetched."""

import io
import mimetypes
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import attrs

from konigle.exceptions import InvalidArgumentError

MAX_FILES = 10
MAX_FILE_BYTES = 20 * 1024 * 1024  # reference, section 8
MAX_TOTAL_BYTES = 100 * 1024 * 1024
DEFAULT_NAME = "attachment"
DEFAULT_TYPE = "application/octet-stream"

_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]+://")
_UNSAFE = re.compile(r"[\r\n\x00]")
_SHAPES = (
    "a local path, bytes, an open binary file, (data or file, name) or (data or file, name, content type)"
)

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file",
    IsADirectoryError: "it is a directory",
    NotADirectoryError: "a part of its path is a file",
    PermissionError: "this program has no permission to read it",
}


@attrs.frozen
class FilePart:
    """One file of a form, read whole."""

    name: str
    content: bytes = attrs.field(repr=False)
    content_type: str


@attrs.frozen
class Source:
    """A file as given by the caller, taken apart."""

    data: Any = attrs.field(repr=False)
    name: str | None
    content_type: str | None


def check_file(value: Any) -> Any:
    """Refuses what is no file, before anything is read; returns the value as it is."""
    split(value)
    return value


def split(value: Any) -> Source:
    """Takes a file argument apart.

    Raises:
        ValueError: It has none of the accepted shapes, or it is a URL.
    """
    data: Any = value
    name: str | None = None
    content_type: str | None = None
    if isinstance(value, tuple):
        parts = cast("tuple[Any, ...]", value)
        if len(parts) not in {2, 3} or not all(isinstance(part, str) for part in parts[1:]):
            raise ValueError(f"an attachment is {_SHAPES}; this tuple of {len(parts)} is none of these")
        data, name, content_type = (*parts, None)[:3]
    for text in (name, content_type):
        if text is not None and _UNSAFE.search(text):
            raise ValueError("the name or content type of an attachment holds a line break or NUL")
    if isinstance(data, str):
        if "\0" in data:
            raise ValueError("the path of an attachment holds NUL")
        if _URL.match(data):
            raise ValueError(
                "an attachment is never fetched from a URL; download it first and pass its bytes or path"
            )
    elif isinstance(data, io.TextIOBase):
        raise ValueError("the attachment is open in text mode; open it with mode 'rb'")
    elif not isinstance(data, (bytes, bytearray, memoryview, os.PathLike)) and not callable(
        getattr(data, "read", None)
    ):
        raise ValueError(f"an attachment is {_SHAPES}; got {type(data).__name__}")
    return Source(data, name, content_type)


def load_files(files: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, FilePart]]:
    """Reads files one by one and keeps to the limits; files of the caller stay open, where they were.

    Raises:
        InvalidArgumentError: A file cannot be read, or a limit is passed; nothing was sent.
    """
    total = 0
    for place, (field, value) in enumerate(files):
        part = load_file(value, f"{field}[{place}]")
        total += len(part.content)
        if total > MAX_TOTAL_BYTES:
            raise InvalidArgumentError(
                f"The attachments are larger than {MAX_TOTAL_BYTES >> 20} MiB together; nothing was sent."
            )
        yield field, part


def load_file(value: Any, where: str = "An attachment") -> FilePart:
    """One file, read whole; `where` is what errors call it."""
    source = split(value)
    try:
        name, content = _read(source.data)
    except InvalidArgumentError:
        raise
    except (OSError, ValueError) as problem:  # ValueError: the file is closed
        raise InvalidArgumentError(
            f"{where}{_called(source)} could not be read: {_reason(problem)}; nothing was sent."
        ) from problem
    name = source.name or name
    if _UNSAFE.search(name):
        raise InvalidArgumentError("The name of an attachment holds a line break or NUL; nothing was sent.")
    if len(content) > MAX_FILE_BYTES:
        raise InvalidArgumentError(
            f"Attachment {name!r} is larger than {MAX_FILE_BYTES >> 20} MiB; nothing was sent."
        )
    return FilePart(name, content, source.content_type or mimetypes.guess_type(name)[0] or DEFAULT_TYPE)


def _called(source: Source) -> str:
    """The path or name of a file as the caller gave it."""
    given: Any = source.data
    if not isinstance(given, (str, os.PathLike)):
        given = getattr(given, "name", None) or source.name
    is_path = isinstance(given, (str, os.PathLike))
    return f" ({os.fsdecode(cast('str', given))!r})" if is_path else ""


def _reason(problem: OSError | ValueError) -> str:
    """Why a file cannot be read, in words that do not depend on the locale."""
    for kind, words in _REASONS.items():
        if isinstance(problem, kind):
            return words
    said = problem.strerror if isinstance(problem, OSError) else problem
    return f"{type(problem).__name__}: {said}"


def _read(data: Any) -> tuple[str, bytes]:
    if isinstance(data, (bytes, bytearray, memoryview)):
        return DEFAULT_NAME, bytes(cast("bytes", data))
    if isinstance(data, (str, os.PathLike)):
        path = Path(os.fsdecode(cast("str | os.PathLike[str]", data)))
        with path.open("rb") as file:
            return path.name, file.read(MAX_FILE_BYTES + 1)
    given = getattr(data, "name", None)
    name = Path(given).name if isinstance(given, str) else DEFAULT_NAME
    return name, _read_from_start(data)


def _read_from_start(file: Any) -> bytes:
    """The whole file, not what is left of it: a BytesIO just written to stands at its end."""
    if not _seekable(file):
        content = file.read(MAX_FILE_BYTES + 1)
    else:
        place = file.tell()
        file.seek(0)
        try:
            content = file.read(MAX_FILE_BYTES + 1)
        finally:
            file.seek(place)
    if not isinstance(content, bytes):
        raise InvalidArgumentError(
            "An attachment is open in text mode; open it with mode 'rb'. Nothing was sent."
        )
    return content


def _seekable(file: Any) -> bool:
    try:
        return bool(file.seekable())
    except AttributeError:
        return False
