"""What a non-success answer means: status and body to the right error, with a readable message."""

import email.utils
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from konigle import exceptions as errors
from konigle._runtime.call import Operation

_BY_STATUS: dict[int, type[errors.APIError]] = {
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
    429: "Wait before trying again.",
}
_REDIRECT = "A redirect is followed for reads only, and to the same host only."
_PLAIN_KEYS = ("detail", "message", "error", "title")
_LIST_KEYS = ("non_field_errors", "errors")
_DEEPEST = 20  # a body nested on purpose must not exhaust the stack
_LONGEST_MESSAGE = 500
_LONGEST_EXCERPT = 200
_LONGEST_WAIT_S = 1e9


def error_class(status: int) -> type[errors.APIError]:
    """The class for a status; any other non-success is an APIError."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 400 <= status < 500:
        return errors.RefusedError
    return errors.ServerError if 500 <= status < 600 else errors.APIError


def error_for(
    operation: Operation, status: int, headers: Mapping[str, str], content: bytes
) -> errors.APIError:
    """The error of a non-success answer, whatever its body is."""
    body = parse_body(content)
    fields: dict[str, list[str]] = {}
    if isinstance(body, dict) and status in {400, 409, 422}:
        fields = field_errors(cast("dict[str, Any]", body))
    said = message_of(body, fields)
    return error_class(status)(
        " ".join(
            filter(None, [f"{operation}: the server answered {status}.", _sentence(said), _advice(status)])
        ),
        status,
        body,
        operation=operation.id,
        method=operation.method,
        path_template=operation.path,
        retry_after=retry_after(headers, body),
        field_errors=fields,
    )


def _advice(status: int) -> str:
    return _REDIRECT if 300 <= status < 400 else _ADVICE.get(status, "")


def invalid_response(
    operation: Operation, status: int, headers: Mapping[str, str], content: bytes, why: str
) -> errors.InvalidResponseError:
    """The error of a success answer that cannot be read."""
    kind = headers.get("content-type")
    error = errors.InvalidResponseError(
        f"{operation}: the server answered {status}, but {why} (content type {kind or 'not given'})."
        + ("" if operation.is_write else " Try again later."),
        status,
        parse_body(content),
        operation=operation.id,
        method=operation.method,
        path_template=operation.path,
    )
    error.content_type = kind
    error.excerpt = content[:_LONGEST_EXCERPT]
    return error


def parse_body(content: bytes) -> Any:
    """JSON if it is some, else text; None for an empty body."""
    if not content.strip():
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return content.decode("utf-8", "replace")


def message_of(body: Any, fields: Mapping[str, list[str]]) -> str:
    """One readable sentence out of any body."""
    if isinstance(body, dict):
        said = _plain_message(cast("dict[str, Any]", body))
        parts = [said] if said else [f"{name}: {' '.join(texts)}" for name, texts in fields.items()]
        return _shorten("; ".join(parts or _texts(body)))
    if isinstance(body, str):
        return "" if body.lstrip()[:1] == "<" else _shorten(body)
    return _shorten("; ".join(_texts(body)))


def _plain_message(body: Mapping[str, Any]) -> str:
    for key in _PLAIN_KEYS:
        if texts := list(_texts(body.get(key))):
            return "; ".join(texts)
    return ""


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Every message in a value, in order; what lies too deep is left out."""
    if value is None or value == "" or depth > _DEEPEST:
        return
    if isinstance(value, dict):
        body = cast("dict[str, Any]", value)
        named = next((body[key] for key in _PLAIN_KEYS if body.get(key)), None)
        for inner in [named] if named is not None else body.values():
            yield from _texts(inner, depth + 1)
    elif isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from _texts(item, depth + 1)
    else:
        yield str(value)


def _is_message(value: Mapping[str, Any]) -> bool:
    """Whether an object is one message, and not a set of fields."""
    return any(isinstance(value.get(key), str) for key in _PLAIN_KEYS)


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE] + "…"


def field_errors(body: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """Messages by field, flat: `{"marketing_consent": {"email": [..]}}` gives `marketing_consent.email`."""
    flat: dict[str, list[str]] = {}
    for name, value in body.items():
        if not prefix and name in _PLAIN_KEYS and isinstance(value, str):
            continue
        if not prefix and name == "errors" and isinstance(value, dict):
            flat |= field_errors(cast("dict[str, Any]", value))
            continue
        if not prefix and name in _LIST_KEYS:
            name = "non_field_errors"  # noqa: PLW2901 - one name for what belongs to no field
        where = f"{prefix}{name}"
        is_deep = where.count(".") > _DEEPEST
        if isinstance(value, dict) and not is_deep and not _is_message(cast("dict[str, Any]", value)):
            flat |= field_errors(cast("dict[str, Any]", value), f"{where}.")
        elif isinstance(value, list) and any(isinstance(item, dict) for item in cast("list[Any]", value)):
            flat |= _item_errors(where, cast("list[Any]", value))
        elif texts := list(_texts(value)):
            flat.setdefault(where, []).extend(texts)
    return flat


def _item_errors(where: str, items: list[Any]) -> dict[str, list[str]]:
    """Errors of a list's items: by place where an item names fields, under the list's own name where it does not."""
    flat: dict[str, list[str]] = {}
    for place, item in enumerate(items):
        is_deep = where.count(".") > _DEEPEST
        if isinstance(item, dict) and not is_deep and not _is_message(cast("dict[str, Any]", item)):
            flat |= field_errors(cast("dict[str, Any]", item), f"{where}.{place}.")
        else:
            flat.setdefault(where, []).extend(_texts(item))
    return flat


def retry_after(headers: Mapping[str, str], body: Any = None, now: datetime | None = None) -> float | None:
    """Seconds the server asks to wait: `Retry-After` as seconds or HTTP date (RFC 9110, 10.2.3), else the body's word.

    A date is read against the response's own `Date`: the clock of this machine may be wrong.
    """
    text = headers.get("retry-after", "").strip()
    if text:
        return _seconds(text, _http_date(headers.get("date", "")) or now or datetime.now(UTC))
    said = cast("dict[str, Any]", body).get("retry_after") if isinstance(body, dict) else None
    return (
        float(said)
        if isinstance(said, (int, float)) and not isinstance(said, bool) and 0 <= said < _LONGEST_WAIT_S
        else None
    )


def _seconds(text: str, now: datetime) -> float | None:
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return min(float(text), _LONGEST_WAIT_S)
    when = _http_date(text)
    return None if when is None else min(max(0.0, (when - now).total_seconds()), _LONGEST_WAIT_S)


def _http_date(text: str) -> datetime | None:
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)  # "-0000": an HTTP date is always in GMT
