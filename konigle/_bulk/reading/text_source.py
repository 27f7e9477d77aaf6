"""Decompresses and decodes the text of a file, or rejects it with the line that shows why."""

import contextlib
import gzip
import io
import re
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from konigle._bulk.tabular import other_kind
from konigle.exceptions import InvalidArgumentError

_UTF_8 = b"\xef\xbb\xbf"
# that of UTF-32 begins with that of UTF-16
_MARKS = {
    _UTF_8: "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
# how files of other kinds begin, in capitals
_KINDS = {
    b"BEGIN:VCARD": ".vcf",
    b"\xd0\xcf\x11\xe0": ".xls",
    b"%PDF": ".pdf",
    b"<HTML": ".html",
    b"<!DOCTYPE HTML": ".html",
    b"<?XML": ".xml",
    _GZIP: ".gz",
    _ZIP: ".zip",
}
# what the first entries of a ZIP archive show
_ARCHIVES = {b"[CONTENT_TYPES].XML": ".xlsx", b"XL/": ".xlsx", b"OPENDOCUMENT": ".ods"}
_BEGINNING = 4096
_SHOWN = 100  # characters of a line
_ADDRESS = re.compile(r"[^\s;,\t|<>\"]+@[^\s;,\t|<>\"]+")
_DIGITS = re.compile(r"\d{4,}")


def open_bytes(path: Path) -> BinaryIO:
    """The content of a file, uncompressed."""
    with path.open("rb") as file:
        compressed = file.read(2) == _GZIP
    return cast("BinaryIO", gzip.open(path)) if compressed else path.open("rb")


class TextSource:
    """The text of a file, line by line.

    Args:
        path: The file, which may be compressed with gzip.
        encoding: The encoding given by the caller; a byte order mark has priority.

    Raises:
        InvalidArgumentError: The encoding does not exist, or the file is not text. Nothing was sent.
    """

    def __init__(self, path: Path, encoding: str | None) -> None:
        self.path = path
        with self.decoding(), open_bytes(path) as file:
            start = file.read(_BEGINNING)
        self.encoding = _encoding(path, start, encoding)
        self.text = io.TextIOWrapper(open_bytes(path), encoding=self.encoding, newline="")

    def lines(self) -> Iterator[str]:
        """Yields the lines with their ends.

        Raises:
            InvalidArgumentError: The bytes are invalid in the encoding. Nothing was sent.
        """
        with self.decoding():
            yield from self.text

    @contextlib.contextmanager
    def decoding(self) -> Generator[None]:
        """Converts decoding errors and errors of a damaged archive to an InvalidArgumentError."""
        try:
            yield
        except UnicodeError:
            raise _undecodable(self.path, self.encoding) from None
        except (EOFError, gzip.BadGzipFile, zlib.error) as problem:
            raise InvalidArgumentError(
                f"{self.path.name} is a damaged gzip file ({problem}); nothing was sent."
            ) from None


def _encoding(path: Path, start: bytes, given: str | None) -> str:
    beginning = start.removeprefix(_UTF_8).lstrip().upper()
    if kind := next((suffix for sign, suffix in _KINDS.items() if beginning.startswith(sign)), None):
        inside = next((suffix for sign, suffix in _ARCHIVES.items() if sign in beginning), kind)
        raise other_kind(path, inside if kind == ".zip" else kind)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    if given is None and b"\0" in start:
        raise _zero_bytes(path, start)
    try:
        "a".encode(given or "utf-8")
    except LookupError:
        raise InvalidArgumentError(f"There is no text encoding {given!r}; nothing was sent.") from None
    return given or "utf-8"


def _zero_bytes(path: Path, start: bytes) -> InvalidArgumentError:
    """Returns the error for zero bytes: every other byte of most UTF-16 text is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    likely = (
        "utf-16-le" if odd > len(start) / 8 > even else "utf-16-be" if even > len(start) / 8 > odd else ""
    )
    return InvalidArgumentError(
        f"{path.name} holds zero bytes, as UTF-16 text without a byte order mark does: "
        f"pass encoding={likely!r} if it is that. Nothing was sent."
        if likely
        else f"{path.name} holds zero bytes, so it is no text, or it is damaged: export it again. Nothing was sent."
    )


def _undecodable(path: Path, encoding: str) -> InvalidArgumentError:
    """Returns the error for invalid bytes; e-mail addresses and numbers of the line that it shows are masked."""
    if not encoding.lower().startswith("utf-8"):
        return InvalidArgumentError(f"{path.name} is not {encoding} text; nothing was sent.")
    with open_bytes(path) as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                text = _DIGITS.sub(
                    "####", _ADDRESS.sub("<address>", line.decode("cp1252", "replace").strip())
                )
                return InvalidArgumentError(
                    f"{path.name} is not UTF-8 text; nothing was sent. Read as Windows-1252, line {number} is: "
                    f"{text[:_SHOWN]!r}. If that is right, pass encoding='cp1252', otherwise the encoding in which the "
                    "file was saved."
                )
    return InvalidArgumentError(f"{path.name} ends in the middle of a character; nothing was sent.")
