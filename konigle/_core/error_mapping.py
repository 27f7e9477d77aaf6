"""Maps responses, and missing responses, to errors with a readable message."""

import email.utils
import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from konigle import exceptions as errors
from konigle._core.call import Operation

T = TypeVar("T")

BY_STATUS: dict[int, type[errors.APIError]] = {
    400: errors.ValidationError,
    401: errors.AuthenticationError,
    403: errors.AuthorizationError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    422: errors.ValidationError,
    429: errors.RateLimitError,
}
_ADVICE = {
    401: "Check the API key.",
    403: "The API key does not allow this operation.",
    429: "Wait before calling again.",
}
_REDIRECT = "Redirects are followed for reads only, and only to the same host."
_PLAIN_KEYS = ("detail", "message", "error", "title")
_LIST_KEYS = ("non_field_errors", "errors")
_DEEPEST = 20  # a deeply nested body must not exhaust the stack
_DEEPEST_BODY = 100  # a tenth of Python's stack; repr and pickle need up to four calls for each level
_CONTAINERS = (dict, list)
_MOST_VISITS = 2_000  # the largest forms of this API have some 20 fields
_MOST_FIELDS = 100
_LONGEST_MESSAGE = 500
_LONGEST_EXCERPT = 200
_LONGEST_WAIT_S = 1e9


def _facts(operation: Operation) -> dict[str, Any]:
    return {"operation": operation.id, "method": operation.method, "path_template": operation.path}


def error_class(status: int) -> type[errors.APIError]:
    """Returns the error class for a status code; an APIError for other unsuccessful ones."""
    if status in BY_STATUS:
        return BY_STATUS[status]
    if 400 <= status < 500:
        return errors.RefusedError
    return errors.ServerError if 500 <= status < 600 else errors.APIError


def error_of(
    operation: Operation,
    status: int,
    headers: Mapping[str, str],
    content: bytes,
    *,
    unreadable: str = "",
    now: datetime | None = None,
) -> errors.APIError:
    """Returns the error of an unsuccessful response, or of a successful one that cannot be decoded."""
    if unreadable:
        return invalid_response(operation, status, headers, content, unreadable)
    return error_for(operation, status, headers, content, now)


def error_for(
    operation: Operation,
    status: int,
    headers: Mapping[str, str],
    content: bytes,
    now: datetime | None = None,
) -> errors.APIError:
    """Returns the error of an unsuccessful response, whatever its body is."""
    body = parse_body(content)
    fields: dict[str, list[str]] = {}
    if isinstance(body, dict) and status in {400, 409, 422}:
        fields = field_errors(cast("dict[str, Any]", body))
    said = message_of(body, fields)
    wait_s = retry_after(headers, body, now)
    return error_class(status)(
        " ".join(
            filter(
                None,
                [
                    f"{operation}: the server responded with {status}.",
                    _sentence(said),
                    _advice(status, wait_s),
                ],
            )
        ),
        status,
        body,
        **_facts(operation),
        request_id=headers.get("x-request-id"),
        retry_after=wait_s,
        field_errors=fields,
    )


def _advice(status: int, wait_s: float | None) -> str:
    if wait_s is not None and status in {429, 503}:
        # rounded up: a shorter wait would be too early
        seconds = f"{math.ceil(wait_s)}" if wait_s > 1 else f"{wait_s:g}"
        return f"The server asks to wait {seconds} s before another request."
    return _REDIRECT if 300 <= status < 400 else _ADVICE.get(status, "")


def invalid_response(
    operation: Operation, status: int, headers: Mapping[str, str], content: bytes, why: str
) -> errors.InvalidResponseError:
    """Returns the error of a successful response that cannot be decoded."""
    kind = headers.get("content-type")
    error = errors.InvalidResponseError(
        f"{operation}: the server responded with {status}, but {why} (content type {kind or 'not given'})."
        + ("" if operation.is_write else " Call again later."),
        status,
        parse_body(content),
        **_facts(operation),
        request_id=headers.get("x-request-id"),
    )
    error.content_type = kind
    error.excerpt = content[:_LONGEST_EXCERPT]
    return error


def parse_body(content: bytes) -> Any:
    """Returns JSON if the body is JSON, else text; None for an empty body.

    JSON that is nested too deep stays text: showing, comparing or pickling it would exhaust the stack.
    """
    if not content.strip():
        return None
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return content.decode("utf-8-sig", "replace")
    return content.decode("utf-8-sig", "replace") if _is_too_deep(body) else body


def _is_too_deep(body: Any) -> bool:
    level = [body]
    for _ in range(_DEEPEST_BODY):
        level = [inner for value in level for inner in _inner(value) if isinstance(inner, _CONTAINERS)]
        if not level:
            return False
    return True


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).values()
    return cast("list[Any]", value) if isinstance(value, list) else ()


def message_of(body: Any, fields: Mapping[str, list[str]]) -> str:
    """Returns one readable sentence from any body."""
    visits = _Visits()
    if isinstance(body, dict):
        said = _plain_message(cast("dict[str, Any]", body), visits)
        parts = [said] if said else [f"{name}: {' '.join(texts)}" for name, texts in fields.items()]
        return _shorten("; ".join(parts or _texts(body, visits)))
    if isinstance(body, str):
        return "" if body[:_LONGEST_MESSAGE].lstrip()[:1] == "<" else _shorten(body)
    return _shorten("; ".join(_texts(body, visits)))


class _Visits:
    """Limits the number of values read from one body: more would not improve the message."""

    def __init__(self) -> None:
        self.left = _MOST_VISITS

    def take(self) -> bool:
        """Counts one value; returns False if the limit is reached."""
        self.left -= 1
        return self.left >= 0

    def of(self, values: Iterable[T]) -> Iterator[T]:
        """Returns as many of the values as may still be read."""
        return itertools.islice(values, max(self.left, 0))


def _plain_message(body: Mapping[str, Any], visits: _Visits) -> str:
    for key in _PLAIN_KEYS:
        if texts := list(_texts(body.get(key), visits)):
            return "; ".join(texts)
    return ""


def _texts(value: Any, visits: _Visits, depth: int = 0) -> Iterator[str]:
    """Yields the messages in a value, in order; values beyond the depth or number limits are skipped."""
    if not visits.take() or value is None or value == "" or depth > _DEEPEST:
        return
    if isinstance(value, dict):
        body = cast("dict[str, Any]", value)
        named = next((body[key] for key in _PLAIN_KEYS if body.get(key)), None)
        for inner in visits.of([named] if named is not None else body.values()):
            yield from _texts(inner, visits, depth + 1)
    elif isinstance(value, list):
        for item in visits.of(cast("list[Any]", value)):
            yield from _texts(item, visits, depth + 1)
    else:
        yield _cut(json.dumps(value) if isinstance(value, bool) else str(value))


def _is_message(value: Mapping[str, Any]) -> bool:
    """Whether an object is one message, not a set of fields."""
    return any(isinstance(value.get(key), str) for key in _PLAIN_KEYS)


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _shorten(text: str) -> str:
    # white space is collapsed first, in as much text as the message can need
    return _cut(" ".join(text[: 10 * _LONGEST_MESSAGE].split()))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE] + "…"


def field_errors(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """Returns messages by field, flat: `{"marketing_consent": {"email": [..]}}` gives `marketing_consent.email`.

    At most 100 fields; each text is truncated to 500 characters.
    """
    fields = _FieldErrors()
    fields.read(body)
    return fields.flat


class _FieldErrors:
    """Collects the messages of one body."""

    def __init__(self) -> None:
        self.flat: dict[str, list[str]] = {}
        self._visits = _Visits()

    def read(self, body: Mapping[str, Any], prefix: str = "", depth: int = 0) -> None:
        """Reads the messages of an object."""
        for name, value in self._visits.of(body.items()):
            if not self._visits.take():
                return
            if not prefix and name in _PLAIN_KEYS and isinstance(value, str):
                continue
            if not prefix and name == "errors" and isinstance(value, dict):
                self.read(cast("dict[str, Any]", value), "", depth + 1)
                continue
            # one name for messages that belong to no field
            own = "non_field_errors" if not prefix and name in _LIST_KEYS else name
            self._value(_cut(f"{prefix}{own}"), value, depth)

    def _value(self, where: str, value: Any, depth: int) -> None:
        is_set = depth < _DEEPEST and isinstance(value, dict)
        if is_set and not _is_message(cast("dict[str, Any]", value)):
            self.read(cast("dict[str, Any]", value), f"{where}.", depth + 1)
        elif isinstance(value, list) and self._has_objects(cast("list[Any]", value)):
            for index, item in enumerate(self._visits.of(cast("list[Any]", value))):
                self._item(where, index, item, depth)
        else:
            self._add(where, value)

    def _item(self, where: str, index: int, item: Any, depth: int) -> None:
        """Reads the errors of a list item: by index if it names fields, otherwise under the name of the list."""
        if isinstance(item, dict) and depth < _DEEPEST and not _is_message(cast("dict[str, Any]", item)):
            if self._visits.take():
                self.read(cast("dict[str, Any]", item), f"{where}.{index}.", depth + 1)
        else:
            self._add(where, item)

    def _has_objects(self, items: list[Any]) -> bool:
        return any(isinstance(item, dict) for item in self._visits.of(items))

    def _add(self, where: str, value: Any) -> None:
        if where not in self.flat and len(self.flat) >= _MOST_FIELDS:
            return
        if texts := list(_texts(value, self._visits)):
            self.flat.setdefault(where, []).extend(texts)


def retry_after(headers: Mapping[str, str], body: Any = None, now: datetime | None = None) -> float | None:
    """Returns the seconds to wait: `Retry-After` as seconds or HTTP date (RFC 9110, 10.2.3), else from the body.

    A date is compared with the `Date` of the response, because the local clock may be wrong; `now` is used if the
    response has none.
    """
    text = headers.get("retry-after", "").strip()
    if text:
        return _seconds(text, http_date(headers.get("date", "")) or now)
    said = cast("dict[str, Any]", body).get("retry_after") if isinstance(body, dict) else None
    return (
        float(said)
        if isinstance(said, (int, float)) and not isinstance(said, bool) and 0 <= said < _LONGEST_WAIT_S
        else None
    )


def should_retry(headers: Mapping[str, str]) -> bool | None:
    """Returns what `X-Should-Retry` says; None for nothing, or another word than true and false."""
    return {"true": True, "false": False}.get(headers.get("x-should-retry", "").strip().lower())


def _seconds(text: str, now: datetime | None) -> float | None:
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return min(float(text), _LONGEST_WAIT_S)
    when = http_date(text)
    return (
        None if when is None or now is None else min(max(0.0, (when - now).total_seconds()), _LONGEST_WAIT_S)
    )


def http_date(text: str) -> datetime | None:
    """Returns the point in time of an HTTP date; None if the text is none."""
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)  # "-0000": an HTTP date is always in GMT


TYPE = type[errors.KonigleError]
# most specific first
_TWINS: tuple[tuple[TYPE, TYPE], ...] = (
    (errors.KonigleTimeoutError, errors.UnknownOutcomeTimeoutError),
    (errors.NetworkError, errors.UnknownOutcomeNetworkError),
    (errors.InvalidResponseError, errors.UnknownOutcomeResponseError),
    (errors.ServerError, errors.UnknownOutcomeServerError),
    (errors.APIError, errors.UnknownOutcomeResponseError),
)


def failure(
    operation: Operation, what: str, *, destination: str, timeout: bool, advice: str = ""
) -> errors.NetworkError:
    """Returns the error of a call that got no response.

    Args:
        operation: The operation.
        what: The phase that failed, the reason, and after how long.
        destination: Host and port of the request.
        timeout: Whether the call timed out.
        advice: What the caller can do about it.
    """
    kind = errors.KonigleTimeoutError if timeout else errors.NetworkError
    said = f"{operation}: request to {destination} failed: {what}."
    return kind(
        f"{said} {advice}".rstrip(),
        **_facts(operation),
    )


def as_outcome_unknown(error: errors.KonigleError) -> errors.KonigleError:
    """Returns the same error as a subclass of `OutcomeUnknown`."""
    for kind, twin in _TWINS:
        if isinstance(error, kind):
            made = twin(error.message)
            vars(made).update(vars(error))
            return made
    return error


def recovery_hint(operation: Operation) -> str:
    """Returns what to check before calling again after a lost response."""
    return f"{operation.recovery or 'Check whether it was applied'} before calling again."
