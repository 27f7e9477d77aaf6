"""Multipart forms taken apart as RFC 2046 and RFC 7578 say, with no code of the SDK or the sandbox."""

import re
from dataclasses import dataclass

_PARAMETER = re.compile(r';\s*([\w*-]+)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Part:
    """One part of a form.

    Attributes:
        name: The field.
        file_name: None if the part is no file.
        media_type: None if the part does not name one.
    """

    name: str
    file_name: str | None
    media_type: str | None
    content: bytes


def read_form(content_type: str, body: bytes) -> list[Part]:
    """The parts in the order sent.

    Raises:
        ValueError: The body is no form with this boundary.
    """
    found = re.fullmatch(r'multipart/form-data; boundary="?([^"]+)"?', content_type)
    if found is None:
        raise ValueError(f"not the type of a form: {content_type}")
    delimiter = b"\r\n--" + found[1].encode("ascii")
    head, *pieces, tail = (b"\r\n" + body).split(delimiter)
    if head or not tail.startswith(b"--"):
        raise ValueError("the form does not begin or end with its boundary")
    return [_part(piece) for piece in pieces]


def _part(piece: bytes) -> Part:
    head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode("utf-8").split("\r\n"))
    lower = {name.lower(): value for name, value in headers.items()}
    parameters = dict(_PARAMETER.findall(lower["content-disposition"]))
    return Part(parameters["name"], parameters.get("filename"), lower.get("content-type"), content)
