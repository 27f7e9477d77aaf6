"""Reads response bodies up to a limit and decompresses them incrementally: a small response can expand to gigabytes.

httpx decompresses whole parts without a limit.
"""

import zlib
from collections.abc import AsyncIterable, Iterable, Mapping
from http import HTTPStatus
from typing import cast

import httpx

MAX_ERROR_BYTES = 1024 * 1024
_STEP = 256 * 1024
_ZLIB = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_ZLIB_HEADER = 2  # bytes (RFC 1950, 2.2)
_PLAIN = {"", "identity"}


class BodyReader:
    """Collects the body of one response.

    Attributes:
        limit: Maximum number of bytes after decompression; None for no limit.
        is_cut: Whether the body was longer than the limit.
    """

    def __init__(
        self, status: int, headers: Mapping[str, str], max_bytes: int | None, *, is_decoded: bool
    ) -> None:
        is_error = status >= HTTPStatus.BAD_REQUEST
        self.limit = max_bytes if not is_error else min(MAX_ERROR_BYTES, max_bytes or MAX_ERROR_BYTES)
        self.is_cut = False
        self._left = float("inf") if self.limit is None else self.limit
        self._parts: list[bytes] = []
        self._decoders: list[_Decoder] = []
        if not is_decoded:
            codings = reversed(_codings(headers))
            self._decoders = [_Decoder(coding) for coding in codings if coding not in _PLAIN]

    def feed(self, part: bytes) -> bool:
        """Adds the next part as received; returns False once the limit is exceeded and reading can stop.

        Raises:
            httpx.DecodingError: The compressed data is invalid, or the content coding was not requested.
        """
        self._pass(part, 0)
        return not self.is_cut

    def _pass(self, part: bytes, depth: int) -> None:
        if depth == len(self._decoders):
            self._keep(part)
            return
        for step in self._decoders[depth].decode(part):
            if self.is_cut:
                return
            self._pass(step, depth + 1)

    def _keep(self, part: bytes) -> None:
        if len(part) > self._left:
            self.is_cut = True
            part = part[: int(self._left)]
        self._left -= len(part)
        self._parts.append(part)

    def content(self) -> bytes:
        """Returns the body.

        Raises:
            httpx.DecodingError: The compressed data ended early.
        """
        if not self.is_cut and not all(decoder.is_complete for decoder in self._decoders):
            raise httpx.DecodingError("the compressed body ended early")
        return b"".join(self._parts)


class _Decoder:
    """Decodes one content coding (RFC 9110, 8.4.1), at most one step at a time."""

    def __init__(self, coding: str) -> None:
        if coding not in _ZLIB:
            raise httpx.DecodingError(
                f"the body has the content coding {coding[:20]!r}, which was not requested"
            )
        self._bits = _ZLIB[coding]
        self._state = zlib.decompressobj(self._bits)
        self._head = b""

    @property
    def is_complete(self) -> bool:
        return self._state.eof or not self._head

    def decode(self, data: bytes) -> Iterable[bytes]:
        while data:
            if self._state.eof:  # the next member of a gzip file (RFC 1952, 2.2)
                self._state = zlib.decompressobj(self._bits)
            try:
                step = self._state.decompress(data, _STEP)
            except zlib.error as problem:
                if self._bits != zlib.MAX_WBITS or len(self._head) >= _ZLIB_HEADER:
                    raise httpx.DecodingError("the compressed body is invalid") from problem
                self._bits = -zlib.MAX_WBITS  # some servers omit the zlib header
                self._state = zlib.decompressobj(self._bits)
                data, self._head = self._head + data, b""
                continue
            self._head = (self._head + data[:_ZLIB_HEADER])[:_ZLIB_HEADER]
            data = self._state.unconsumed_tail or self._state.unused_data
            if step:
                yield step


def is_decoded_by_httpx(response: httpx.Response, *, is_ours: bool) -> bool:
    """Whether httpx decodes the body: a hook or transport has already read it, or another client chose the coding."""
    if response.is_stream_consumed or is_ours:
        return response.is_stream_consumed
    return not all(coding in _ZLIB or coding in _PLAIN for coding in _codings(response.headers))


def _codings(headers: Mapping[str, str]) -> list[str]:
    text = headers.get("content-encoding", "")
    return [coding.strip().lower() for coding in text.split(",")] if text else []


def async_parts(response: httpx.Response, *, is_decoded: bool) -> AsyncIterable[bytes]:
    """Yields the parts of the body as they are received."""
    if is_decoded:
        return response.aiter_bytes()
    return cast("AsyncIterable[bytes]", response.stream)


def sync_parts(response: httpx.Response, *, is_decoded: bool) -> Iterable[bytes]:
    """Yields the parts of the body of a sync response as they are received."""
    if is_decoded:
        return response.iter_bytes()
    return cast("Iterable[bytes]", response.stream)
