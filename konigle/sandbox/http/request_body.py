"""Request bodies: JSON, and forms with files, decoded to the values that the spec describes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.types import Receive

from konigle.sandbox.errors import HttpError, field_error, invalid
from konigle.sandbox.spec import JSON_TYPE, MULTIPART_TYPE, Json, Operation, Spec

MIB = 1024 * 1024
MAX_FILE_BYTES = 20 * MIB  # per attachment, and for all together: the API's documented limits
MAX_FILES_BYTES = 100 * MIB
MAX_BODY_BYTES = 128 * MIB  # the files and a margin; a larger body is not kept
MAX_JSON_BYTES = 16 * MIB  # without files: the texts of an e-mail are the largest part
# Beyond its limit a body is discarded as it arrives: a client reads no response before it has sent everything.
_MAX_DRAINED_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an e-mail.

    Attributes:
        name: Its file name as sent.
        type: Its media type as sent.
        content: Its bytes.
    """

    name: str
    type: str
    content: bytes


@dataclass(slots=True)
class Body:
    """A decoded body: the value to validate against the spec, and the files."""

    media_type: str = ""
    value: Any = None
    files: list[Attachment] = field(default_factory=list[Attachment])


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    content: bytearray = field(default_factory=bytearray)


async def receive_body(receive: Receive, limit: int) -> bytes | None:
    """Returns the whole body; None if the client disconnected.

    Raises:
        HttpError: 413 if it has more bytes than the limit.
    """
    kept: list[bytes] = []
    size = 0
    more = True
    while more and size <= _MAX_DRAINED_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        more = message.get("more_body", False)
        size += len(message["body"])
        if size > limit:
            kept.clear()
        else:
            kept.append(message["body"])
    if size > limit:
        raise HttpError(413, {"detail": "The request body is too large."}, [("connection", "close")])
    return b"".join(kept)


def read_body(spec: Spec, operation: Operation, content_type: str, raw: bytes) -> Body:
    """Decodes the body of an operation; 400 if it is invalid, 415 if it has another media type."""
    if not operation.bodies:
        if raw.strip() not in (b"", b"{}"):
            raise HttpError(400, {"detail": "This operation has no request body."})
        return Body()
    if not raw:
        raise HttpError(400, {"detail": "A request body is required."})
    media, options = parse_options_header(content_type)
    media_type = media.decode("latin-1")
    if media_type not in operation.bodies:
        raise HttpError(415, {"detail": f'Unsupported media type "{content_type}" in request.'})
    if media_type == JSON_TYPE:
        return Body(media_type, read_json(raw))
    return _read_form(spec, operation, options.get(b"boundary", b""), raw)


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{digits} is out of range")
    return number


def _each_once(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"duplicate name: {next(name for name in found if names.count(name) > 1)!r}")
    return found


def read_json(raw: bytes | str, *, each_once: bool = False) -> Any:
    """Parses JSON without the extensions of Python's parser.

    Args:
        raw: The text.
        each_once: Reject objects with a duplicate name; otherwise the last one counts.

    Raises:
        HttpError: 400 if it is not JSON, or nested too deep.
    """
    pairs_hook = _each_once if each_once else None
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8")
        value = json.loads(
            text, parse_constant=_refuse_constant, parse_float=_finite, object_pairs_hook=pairs_hook
        )
        if "\\u" in text:
            # An escaped lone surrogate is a str in Python, but cannot be stored or sent.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise HttpError(400, {"detail": f"JSON parse error - {error}"}) from error
    return value


def _read_form(spec: Spec, operation: Operation, boundary: bytes, raw: bytes) -> Body:
    body = Body(MULTIPART_TYPE, {})
    fields = spec.properties(operation.body_pointers[MULTIPART_TYPE])
    problems: Json = {}
    texts = 0
    for part in _parts(boundary, raw):
        _, options = parse_options_header(part.headers.get(b"content-disposition"))
        name = options.get(b"name", b"").decode("utf-8", "replace")
        pointer = fields.get(name)
        is_list = pointer is not None and "array" in spec.types(pointer)
        takes_files = is_list and spec.keyword(f"{pointer}/items", "format") == "binary"
        if b"filename" in options and takes_files:
            file_name = options[b"filename"].decode("utf-8", "replace")
            file_type = part.headers.get(b"content-type", b"application/octet-stream").decode("latin-1")
            body.files.append(Attachment(file_name, file_type, bytes(part.content)))
            body.value.setdefault(name, []).append(file_name)
        elif b"filename" in options and pointer is not None:
            problems[name] = ["Files are not accepted here."]
        elif takes_files:
            problems[name] = ["The submitted data was not a file. Check the encoding of the form."]
        else:
            texts += len(part.content)
            if texts > MAX_JSON_BYTES:
                raise HttpError(413, {"detail": "The fields beside the files are too large."})
            try:
                value = _field_value(spec, pointer, bytes(part.content))
            except ValueError as error:
                problems[name] = [str(error)]
                continue
            if is_list:
                body.value.setdefault(name, []).append(value)
            elif name in body.value:
                problems[name] = ["Given more than once."]
            else:
                body.value[name] = value
    if problems:
        raise invalid(problems)
    _check_sizes(body.files)
    return body


def _field_value(spec: Spec, pointer: str | None, content: bytes) -> Any:
    """Decodes a form field: an object is JSON text, a boolean `true` or `false`."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("Text must be UTF-8.") from None
    kinds = spec.types(pointer) if pointer is not None else ()
    if "object" in kinds:
        try:
            return read_json(text)
        except HttpError:
            raise ValueError("Value must be valid JSON.") from None
    if "boolean" in kinds:
        return {"true": True, "false": False}.get(text, text)
    return text


def _check_sizes(attachments: list[Attachment]) -> None:
    too_big = {
        str(index): ["Ensure this file is no larger than 20 MiB."]
        for index, attachment in enumerate(attachments)
        if len(attachment.content) > MAX_FILE_BYTES
    }
    if too_big:
        raise invalid({"attachments": too_big})
    if sum(len(attachment.content) for attachment in attachments) > MAX_FILES_BYTES:
        raise field_error("attachments", "Ensure all files together are no larger than 100 MiB.")


def _parts(boundary: bytes, raw: bytes) -> list[_Part]:
    """Splits a form into its parts, all in memory; 400 if it is invalid or incomplete."""
    parts: list[_Part] = []
    name = bytearray()
    value = bytearray()
    ended = False

    def part_begin() -> None:
        parts.append(_Part())

    def header_end() -> None:
        parts[-1].headers[bytes(name).lower()] = bytes(value)
        name.clear()
        value.clear()

    def end() -> None:
        nonlocal ended
        ended = True

    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": part_begin,
                "on_part_data": lambda data, start, stop: parts[-1].content.extend(data[start:stop]),
                "on_header_field": lambda data, start, stop: name.extend(data[start:stop]),
                "on_header_value": lambda data, start, stop: value.extend(data[start:stop]),
                "on_header_end": header_end,
                "on_end": end,
            },
        )
        parser.write(raw)
        parser.finalize()
    except FormParserError as error:
        raise HttpError(400, {"detail": f"Multipart form parse error - {error}"}) from error
    if not ended:
        raise HttpError(400, {"detail": "Multipart form parse error - the form has no end."})
    return parts
