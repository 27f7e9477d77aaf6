"""A call as a value: the operation, its arguments and options, and the response with its metadata.

This module does no I/O.
"""

import contextlib
import os
import re
from collections.abc import Callable, Generator, Iterable, Mapping
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypedDict, TypeVar
from urllib.parse import quote, unquote

import attrs

from konigle._core.body import JSON, Body, JsonBody, plain_fields
from konigle._core.parameters import parameter_text
from konigle._core.secret import Scheme
from konigle._suggestions import did_you_mean
from konigle.exceptions import Attempt, InvalidArgumentError, Replay

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
QueryValue = str | int | float | bool | list[str] | None

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_EXTENDED_NAME = re.compile(r"filename\*\s*=\s*([\w-]+)'[^']*'([^;\s]+)", re.IGNORECASE)  # RFC 8187, 3.2.1
_HALF = re.compile("[\ud800-\udfff]")  # a lone surrogate, which UTF-8 cannot encode


@attrs.frozen
class StateCheck:
    """How a GET shows that a settled operation was applied although its retry was rejected.

    Attributes:
        field: Field of the resource to check.
        values: The values that show it; empty to compare with the value in the request.
    """

    field: str
    values: tuple[str, ...] = ()

    def is_satisfied_by(self, resource: object, call: "Call[Any]") -> bool:
        """Whether the resource is in the state that the call requested."""
        value = getattr(resource, self.field, None)
        if self.values:
            return str(value) in self.values
        wanted = call.sent_fields().get(self.field)
        if isinstance(value, datetime) and isinstance(wanted, str):
            return value == datetime.fromisoformat(wanted)
        return wanted is not None and value == wanted


@attrs.frozen
class Recipients:
    """Who receives mail through an operation.

    Attributes:
        kind: `addresses` if the body names them, `audience` if only the server knows who they are, `unknown` if the
            spec does not say whether there are any.
        field: The field of the body with the addresses; or the one without which no audience is written to, empty if
            it always is.
    """

    kind: Literal["addresses", "audience", "unknown"]
    field: str = ""


@attrs.frozen
class Operation:
    """The static facts of one operation of the spec.

    Attributes:
        id: The operationId of the spec.
        method: HTTP method.
        path: Path template, `{name}` for each path parameter.
        replay: Replay class: `safe` and `settled` operations may be retried after a lost response, `once` may not.
        state_check: How to detect a settled operation that was applied although its retry was rejected.
        recipients: Who receives e-mail through it; None for nobody.
        recovery: How to find out whether a `once` operation was applied when its response is lost.
        accept: The `Accept` header.
        has_ids: Whether the path may contain ids, because the caller wrote it; hooks do not see it then.
        security: Alternatives of credentials that it needs all of; None for the API key.
    """

    id: str
    method: str
    path: str
    replay: Replay
    state_check: StateCheck | None = None
    recipients: Recipients | None = None
    recovery: str = ""
    accept: str = JSON
    has_ids: bool = False
    security: tuple[tuple[Scheme, ...], ...] | None = None

    @property
    def is_write(self) -> bool:
        """Whether the operation changes data on the server."""
        return self.replay != "safe"

    def __str__(self) -> str:
        return f"{self.id} ({self.method} {self.path})"


@attrs.frozen
class Call(Generic[T]):
    """One call of an operation.

    Attributes:
        operation: The operation.
        read: Decodes the bytes of a successful response.
        ids: Values of the path parameters.
        query: Query parameters; None values are not sent.
        body: JSON or form; None for no body.
        headers: Header parameters.
        cookies: Cookie parameters.
        by_status: Decoders of successful responses whose status code means another result.
        save_to: Where to save the file that is the response: a path or an open binary file; None to keep it in memory.
        path: The path with its parameters quoted.
    """

    operation: Operation
    read: Callable[[bytes], T]
    ids: Mapping[str, str] = attrs.field(factory=dict[str, str], converter=plain_fields)
    query: Mapping[str, QueryValue] = attrs.field(factory=dict[str, QueryValue], converter=plain_fields)
    body: Body | None = None
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=False)
    cookies: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=False)
    by_status: Mapping[int, Callable[[bytes], T]] = attrs.field(factory=dict[int, Any])
    save_to: Any = None
    path: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "path", fill_path(self.operation, self.ids))

    def query_strings(self) -> dict[str, str | list[str]]:
        """Returns the query as it is sent: booleans as `true`/`false`, None left out."""
        return {
            name: value if isinstance(value, list) else parameter_text(value)
            for name, value in self.query.items()
            if value is not None
        }

    def reader(self, status: int | None) -> Callable[[bytes], T]:
        """Returns the decoder of a successful response."""
        return self.by_status.get(status, self.read) if status is not None else self.read

    def saving(self, to: "SaveTo | None") -> "Call[T]":
        """Returns the call with the file where its response is saved; None to keep it in memory."""
        return self if to is None else attrs.evolve(self, save_to=to)

    def sent_fields(self) -> dict[str, Any]:
        """Returns what the request says about the resource: its id and the fields that were sent."""
        ids = {"id": next(iter(self.ids.values()))} if self.ids else dict[str, str]()
        if isinstance(self.body, JsonBody):
            return {**self.body.fields, **ids}
        return {**dict(self.body.fields), **ids} if self.body else ids

    def lookup(self) -> "Call[Any] | None":
        """Returns the GET of the resource that this call concerns; None if it concerns no single resource."""
        head, brace, _ = self.operation.path.partition("}")
        if not brace:
            return None
        return Call(
            Operation(
                f"{self.operation.id}.lookup", "GET", head + brace, "safe", security=self.operation.security
            ),
            self.read,
            self.ids,
        )


@attrs.frozen
class Crud:
    """The five operations of a collection, as functions that check their arguments and return calls."""

    list: Callable[[Any, int, int], Call[Any]]
    get: Callable[[str], Call[Any]]
    create: Callable[[Any], Call[Any]]
    update: Callable[[str, Any], Call[Any]]
    delete: Callable[[str], Call[None]]


def fill_path(operation: Operation, ids: Mapping[str, str]) -> str:
    """Puts quoted ids into a path template.

    Raises:
        InvalidArgumentError: An id is not a string, is empty, is a dot segment (RFC 3986, 5.2.4, would leave the
            collection) or contains control characters.
    """
    return _PLACEHOLDER.sub(lambda found: quote_id(operation, found[1], ids.get(found[1])), operation.path)


def quote_id(operation: Operation, name: str, value: object) -> str:
    """Returns one path segment with every reserved character percent-encoded."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        problem = f"must be a string, not {type(value).__name__}"
    elif not value.strip():
        problem = "is empty"
    elif value in {".", ".."}:
        problem = f"must not be {value!r}, which would change the path"
    elif _CONTROL.search(value):
        problem = "contains control characters"
    elif _HALF.search(value):
        problem = "contains a lone surrogate"
    else:
        return quote(value, safe="")
    raise InvalidArgumentError(
        f"{name} of {operation.id} {problem}; nothing was sent.", operation=operation.id
    )


DEFAULT_CONCURRENCY = 8  # httpx is no faster with more; increase it for servers that allow it


class RequestOptions(TypedDict, total=False):
    """Keyword arguments that apply to one call.

    Attributes:
        timeout: Seconds for one whole attempt, or an `httpx.Timeout`, which limits each network operation.
        deadline: Seconds for the whole call, all attempts and waits together.
        retry_count: Maximum number of retries after the first attempt; 0 disables retries for this call.
        idempotency_key: Sent as `Idempotency-Key`, the same for every attempt.
        extra_headers: Headers added to the request; they may not replace `Authorization`.
    """

    timeout: "float | httpx.Timeout | None"
    deadline: float | None
    retry_count: int
    idempotency_key: str
    extra_headers: Mapping[str, str]


class UnknownOptionError(TypeError):
    """A call was given an unknown option."""


def check_options(names: Iterable[str]) -> None:
    """Rejects unknown options.

    Raises:
        UnknownOptionError: An option is unknown; the message suggests a similar one.
    """
    known = RequestOptions.__annotations__
    if unknown := sorted(name for name in names if name not in known):
        named = ", ".join(f"{name}{did_you_mean(name, known)}" for name in unknown)
        raise UnknownOptionError(f"unknown option {named}; a call takes {', '.join(known)}")


class BulkOptions(TypedDict, total=False):
    """Keyword arguments that apply to each call of a bulk method.

    Attributes:
        timeout: Seconds for one whole attempt, or an `httpx.Timeout`, which limits each network operation.
        deadline: Seconds for one call, its attempts and waits together; time spent in the rate limiter does not count.
        retry_count: Maximum number of retries after the first attempt; retries after a 429 do not count.
        extra_headers: Headers added to each request; they may not replace `Authorization`.
    """

    timeout: "float | httpx.Timeout | None"
    deadline: float | None
    retry_count: int
    extra_headers: Mapping[str, str]


@attrs.frozen
class RawResponse(Generic[T]):
    """The metadata of a finished call, with its result.

    Attributes:
        operation: The operationId of the spec.
        status_code: Status code of the response; None if nothing was sent (dry run).
        headers: Headers of the response, names in lower case.
        request_id: The `X-Request-ID` of the response, or the one that was sent.
        attempts: The attempts that were made.
        value: The decoded result.
        content: The body as received.
        is_synthesized: Whether the value was made from the request, because there was no response body.
        idempotency_key: The `Idempotency-Key` that was sent with every attempt; None if there was none.
    """

    operation: str
    status_code: int | None
    headers: Mapping[str, str] = attrs.field(repr=False)
    request_id: str
    attempts: tuple[Attempt, ...]
    value: T = attrs.field(repr=False)
    content: bytes = attrs.field(repr=False, default=b"")
    is_synthesized: bool = False
    idempotency_key: str | None = None


class Writable(Protocol):
    """An open binary file."""

    def write(self, data: bytes, /) -> object: ...


SaveTo = str | os.PathLike[str] | Writable
"""Where to save a response that is a file: a path, or an open binary file."""


@attrs.frozen
class FileResponse:
    """A response that is a file: text, CSV, or binary data.

    Attributes:
        size: Bytes after decompression.
        content_type: The `Content-Type` of the response.
        file_name: The name in `Content-Disposition`, without folders; empty if there is none.
        content: The whole file; None if it was saved with `to=`.
        path: The file it was saved to; None if it is in `content`, or was written to an open file.
    """

    size: int
    content_type: str = ""
    file_name: str = ""
    content: bytes | None = attrs.field(repr=False, default=None)
    path: Path | None = None

    @property
    def text(self) -> str:
        """The file as text, in the charset of its content type, otherwise UTF-8; a byte order mark is removed.

        Raises:
            ValueError: The file was saved with `to=`, or is not text in that charset.
        """
        if self.content is None:
            raise ValueError("The file was saved with to=; read it from there.")
        charset = header_parameter(self.content_type, "charset") or "utf-8"
        try:
            return self.content.decode("utf-8-sig" if charset.lower() in {"utf-8", "utf8"} else charset)
        except LookupError:
            raise ValueError(f"The charset {charset!r} of the file is unknown; use `content`.") from None


def header_parameter(value: str, name: str) -> str:
    """Returns a parameter of a header such as `text/csv; charset=utf-8`; empty if it is not there."""
    from email.message import Message

    message = Message()
    message["content-type"] = _CONTROL.sub("", value)
    found = message.get_param(name)
    return found if isinstance(found, str) else ""


def file_name_of(disposition: str) -> str:
    """Returns the file name of a `Content-Disposition` header, without folders; empty if there is none."""
    extended = _EXTENDED_NAME.search(disposition)  # takes precedence (RFC 6266, 4.3)
    try:
        name = unquote(extended[2], encoding=extended[1], errors="strict") if extended else ""
    except (LookupError, UnicodeDecodeError):
        name = ""
    name = name or header_parameter(disposition, "filename")
    name = _CONTROL.sub("", name).replace("\\", "/").rpartition("/")[2]
    return "" if name in {".", ".."} else name


def decode_file(content: bytes) -> FileResponse:
    """Returns a file; the transport adds what the headers say."""
    return FileResponse(len(content), content=content)


_captures: ContextVar[tuple[tuple[object, list[RawResponse[Any]]], ...]] = ContextVar(
    "konigle_captures", default=()
)


@contextlib.contextmanager
def capture_responses(transport: object) -> Generator[list[RawResponse[Any]]]:
    """Collects the calls of a transport inside the block, by this thread or task and the tasks it starts."""
    seen: list[RawResponse[Any]] = []
    token = _captures.set((*_captures.get(), (transport, seen)))
    try:
        yield seen
    finally:
        _captures.reset(token)


def is_captured(transport: object) -> bool:
    """Whether the calls of a transport are being collected."""
    return any(captured is transport for captured, _ in _captures.get())


def record_response(transport: object, response: RawResponse[Any]) -> None:
    """Adds a finished call to the lists that collect it."""
    for captured, seen in _captures.get():
        if captured is transport:
            seen.append(response)
