"""Requests of httpx as they are built for a call, and responses as they are read.

Response bodies are read up to a limit and decompressed step by step, since a small response can hold gigabytes: httpx
decompresses whole parts, however large the result.
"""

import functools
import os
import zlib
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Unpack, cast

import attrs
import httpx

from konigle._core.body import JSON, JsonBody, LoadedForm, check_headers, plain_fields
from konigle._core.call import Call, FileResponse, Operation, RequestOptions, check_options, file_name_of
from konigle._core.error_mapping import retry_after, should_retry
from konigle._core.parameters import cookie_header
from konigle._core.plain_values import lone_surrogate
from konigle._core.retry import AttemptResult
from konigle._core.secret import Scheme
from konigle._http import credentials
from konigle._http.downloads import Download
from konigle.config import ClientConfig
from konigle.exceptions import InvalidArgumentError

MAX_ERROR_BYTES = 1024 * 1024
_STEP = 256 * 1024
_ZLIB = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_ZLIB_HEADER = 2  # bytes (RFC 1950, 2.2)
_PLAIN = {"", "identity"}
_RATE_LIMIT = (b"ratelimit", b"x-ratelimit", b"retry-after")
_RATE_LIMIT_FIRST = frozenset(b"rRxX")
_LONGEST_LIMIT_S = 365 * 24 * 3600  # socket.settimeout(1e10) raises an OverflowError
_HELD = 1024 * 1024  # bytes of a body that is saved, held in memory between writes


def result_of_response(status: int, headers: Mapping[str, str]) -> AttemptResult:
    """Returns the result of an attempt from the status code and headers of its response."""
    what = f"the server responded with {status}"
    wait = retry_after(headers, now=datetime.now(UTC)) if status in {429, 503} else None
    asked = should_retry(headers) if status >= HTTPStatus.MULTIPLE_CHOICES else None
    return AttemptResult("response", what, status, wait, should_retry=asked)


def has_rate_limit(names: Iterable[bytes]) -> bool:
    """Whether one of the names of a response's headers is about the rate limit. Faster than reading them."""
    return any(
        name[0] in _RATE_LIMIT_FIRST and name.lower().startswith(_RATE_LIMIT) for name in names if name
    )


@attrs.define
class Settings:
    """The settings of one call: the client's configuration, overridden by the call's options."""

    timeout: httpx.Timeout
    attempt_limit_s: float | None
    deadline_s: float | None
    retry_count: int
    headers: dict[str, str] = attrs.field(repr=False)
    request_id: str
    idempotency_key: str | None
    download: Download | None = None

    @classmethod
    def of(cls, config: ClientConfig, call: Call[Any], **options: Unpack[RequestOptions]) -> "Settings":
        """Reads the options of a call.

        Raises:
            UnknownOptionError: An option's name is unknown.
            InvalidArgumentError: An option's value is invalid.
        """
        check_options(options)
        options = cast("RequestOptions", plain_fields(dict(options)))
        timeout = options.get("timeout", config.timeout)
        key = options.get("idempotency_key", new_key(config, call.operation))
        extra = options.get("extra_headers")
        headers = check_headers(call.operation.id, call.headers) if call.headers else {}
        headers |= check_headers(call.operation.id, extra) if extra else {}
        if key is not None:
            if not key:
                raise InvalidArgumentError(
                    "idempotency_key is empty; nothing was sent.", operation=call.operation.id
                )
            headers |= check_headers(call.operation.id, {"idempotency-key": key})
        request_id = headers.setdefault("x-request-id", os.urandom(16).hex())
        return cls(
            _timeout(call, timeout),
            _seconds(call, "timeout", timeout) if isinstance(timeout, (int, float)) else None,
            _seconds(call, "deadline", options.get("deadline", config.deadline)),
            _retries(call, options.get("retry_count", config.retry_count)) if config.enable_retry else 0,
            headers,
            request_id,
            key,
        )

    def left_s(self, passed_s: float) -> float | None:
        """Seconds left of the deadline, after so many of the call; None for no deadline."""
        return None if self.deadline_s is None else max(0.0, self.deadline_s - passed_s)

    def phases(self, left_s: float | None) -> dict[str, float | None]:
        """Returns the time limits of the phases of one attempt, none longer than the time left of the deadline."""
        limits = self.timeout.as_dict()
        if left_s is None:
            return limits
        return {phase: left_s if limit is None else min(limit, left_s) for phase, limit in limits.items()}

    def limit(self, left_s: float | None) -> float | None:
        """Returns the seconds that one attempt may take in total."""
        limits = [limit for limit in (self.attempt_limit_s, left_s) if limit is not None]
        return min(limits) if limits else None


def new_key(config: ClientConfig, operation: Operation) -> str | None:
    """Returns an idempotency key for one call; None if it needs none, or the server may not honour it."""
    return os.urandom(16).hex() if config.assume_idempotent and operation.replay == "once" else None


def _timeout(call: Call[Any], value: Any) -> httpx.Timeout:
    if hasattr(value, "as_dict"):  # an httpx.Timeout or httpx2.Timeout
        return httpx.Timeout(
            **{phase: _seconds(call, phase, limit) for phase, limit in value.as_dict().items()}
        )
    return httpx.Timeout(_seconds(call, "timeout", value))


def _retries(call: Call[Any], value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidArgumentError(
            f"retry_count must be a whole number, zero or more, not {value!r}; nothing was sent.",
            operation=call.operation.id,
        )
    return value


def _seconds(call: Call[Any], name: str, value: float | None) -> float | None:
    if value is not None and (
        isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0
    ):
        raise InvalidArgumentError(
            f"{name} must be seconds, zero or more, not {value!r}; nothing was sent.",
            operation=call.operation.id,
        )
    return None if value is None or value > _LONGEST_LIMIT_S else float(value)


def own_headers(config: ClientConfig) -> httpx.Headers:
    """Returns the headers that are the same for every call of a client, including the key."""
    # no local variable ever holds the key
    return httpx.Headers(
        {
            "user-agent": config.user_agent,
            "accept": JSON,
            "accept-encoding": "gzip, deflate",  # httpx supports these without extras
            "authorization": f"{config.auth_prefix} {config.key().reveal()}".strip(),
        }
    )


def build_request(
    config: ClientConfig,
    call: Call[Any],
    settings: Settings,
    body: JsonBody | LoadedForm | None,
    *,
    own: Callable[[], httpx.Headers],
    client: httpx.Client | httpx.AsyncClient | None = None,
    schemes: tuple[Scheme, ...] | None = None,
) -> httpx.Request:
    """Builds the request of a call, once for all attempts, so that a form keeps its random boundary.

    Args:
        config: The client's settings.
        call: The call.
        settings: The settings of the call.
        body: The body of the call.
        own: Returns the result of `own_headers`.
        client: The caller's `http_client`, which adds its own headers and parameters.
        schemes: The credentials to send; None for the API key alone.

    Raises:
        InvalidArgumentError: An argument cannot be encoded in a URL or a form.
    """
    try:
        arguments = _arguments(config, call, settings, body)
        request = httpx.Request(**arguments) if client is None else client.build_request(**arguments)
    except UnicodeEncodeError:
        raise lone_surrogate(call.operation.id, call.query_strings()) from None
    except httpx.InvalidURL as problem:
        raise InvalidArgumentError(
            f"{call.operation}: an id or filter cannot be encoded in a URL ({problem}); nothing was sent.",
            operation=call.operation.id,
        ) from problem
    # only here: no frame of the errors above may hold them, since Sentry reports the values of mappings
    headers = own()
    if client is not None:
        headers = headers.copy()
        del headers["accept-encoding"]  # the client has its own
    request.headers.update(headers)
    if schemes is not None:
        credentials.add(request, schemes, config)
    if call.operation.accept != JSON:
        request.headers["accept"] = call.operation.accept
    if call.cookies:
        request.headers["cookie"] = cookie_header(call.cookies, request.headers.get("cookie", ""))
    for name, value in settings.headers.items():
        request.headers[name] = value
    return request


def _arguments(
    config: ClientConfig, call: Call[Any], settings: Settings, body: JsonBody | LoadedForm | None
) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "method": call.operation.method,
        "url": _url(config.base_url + call.path),
    }
    if query := call.query_strings():
        arguments["params"] = query
    if isinstance(body, JsonBody):
        arguments["content"] = body.content
        settings.headers["content-type"] = body.content_type
    elif body is not None:
        # texts as parts without a file name: httpx makes a form of another kind of `data` where there are no files
        texts: list[tuple[str, Any]] = [(name, (None, text)) for name, text in body.fields]
        files = [(name, (file.name, file.content, file.content_type)) for name, file in body.files]
        arguments["files"] = texts + files
    return arguments


@functools.lru_cache(maxsize=64)
def _url(text: str) -> httpx.URL:
    """Cached: consecutive calls to the same URL parse it once. Parsing takes a tenth of a create."""
    return httpx.URL(text)


class BodyReader:
    """Collects the body of one response.

    Attributes:
        limit: Maximum number of bytes after decompression; None for no limit.
        is_cut: Whether the body was longer than the limit.
        size: Bytes after decompression so far.
    """

    def __init__(
        self,
        status: int,
        headers: Mapping[str, str],
        max_bytes: int | None,
        *,
        is_decoded: bool,
        download: Download | None = None,
    ) -> None:
        is_error = status >= HTTPStatus.BAD_REQUEST
        self._download = download if download is not None and download.takes(status) else None
        self.limit = max_bytes if not is_error else min(MAX_ERROR_BYTES, max_bytes or MAX_ERROR_BYTES)
        self.is_cut = False
        self._left = float("inf") if self.limit is None else self.limit
        self.size = 0
        self._parts: list[bytes] = []
        self._held = 0
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
        self.size += len(part)
        self._held += len(part)
        self._parts.append(part)

    @property
    def is_full(self) -> bool:
        """Whether enough is held of a body that is saved to call `flush`."""
        return self._download is not None and self._held >= _HELD

    def flush(self) -> None:
        """Writes what is held of a body that is saved.

        Raises:
            SaveError: It cannot be written.
        """
        if self._download is not None:
            self._download.write(self._parts, is_first=self.size == self._held)
            self._parts, self._held = [], 0

    def content(self) -> bytes:
        """Returns the body.

        Raises:
            httpx.DecodingError: The compressed data ended early.
        """
        if not self.is_cut and not all(decoder.is_complete for decoder in self._decoders):
            raise httpx.DecodingError("the compressed body ended early")
        return b"".join(self._parts)


def file_of(
    response: httpx.Response, body: BodyReader, content: bytes, download: Download | None
) -> FileResponse:
    """Returns the file that a response is, with what its headers say of it."""
    return FileResponse(
        body.size,
        response.headers.get("content-type", ""),
        file_name_of(response.headers.get("content-disposition", "")),
        content if download is None else None,
        download.path if download else None,
    )


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
