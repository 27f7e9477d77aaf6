"""The side of httpx that is the same in both worlds: requests, time limits, and what its exceptions mean."""

import functools
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Unpack, cast

import attrs
import httpx

from konigle._core.body import JsonBody, LoadedForm
from konigle._core.call import Call, RequestOptions, check_options
from konigle._core.error_mapping import retry_after
from konigle._core.plain_values import plain
from konigle._core.retry import AttemptResult
from konigle._core.validation import check_headers
from konigle._http.exception_mapping import FAILURES as FAILURES
from konigle._http.exception_mapping import destination as destination
from konigle._http.exception_mapping import is_timeout as is_timeout
from konigle._http.exception_mapping import result_of_exception as result_of_exception
from konigle.config import ClientConfig
from konigle.exceptions import InvalidArgumentError

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def result_of_response(status: int, headers: Mapping[str, str]) -> AttemptResult:
    """What an answer means, as far as its head tells."""
    wait = retry_after(headers, now=datetime.now(UTC)) if status in {429, 503} else None
    return AttemptResult("response", f"the server answered {status}", status, wait)


@attrs.define
class Settings:
    """What one call goes by: the client's configuration with the call's own options on top."""

    timeout: httpx.Timeout
    attempt_limit_s: float | None
    deadline_s: float | None
    retry_count: int
    headers: dict[str, str] = attrs.field(repr=False)
    request_id: str
    idempotency_key: str | None

    @classmethod
    def of(cls, config: ClientConfig, call: Call[Any], **options: Unpack[RequestOptions]) -> "Settings":
        """Reads the options of a call.

        Raises:
            UnknownOptionError: An option's name is unknown.
            InvalidArgumentError: An option's value cannot be used.
        """
        check_options(options)
        options = cast("RequestOptions", plain(dict(options)))
        timeout = options.get("timeout", config.timeout)
        key = options.get("idempotency_key")
        headers = check_headers(call.operation.id, options.get("extra_headers") or {})
        if key is not None:
            if not key:
                raise InvalidArgumentError(
                    "idempotency_key is empty; nothing was sent.", operation=call.operation.id
                )
            headers |= check_headers(call.operation.id, {"idempotency-key": key})
        request_id = headers.setdefault("x-request-id", os.urandom(16).hex())
        return cls(
            _timeout(call, timeout),
            float(timeout) if isinstance(timeout, (int, float)) else None,
            _not_negative(call, "deadline", options.get("deadline", config.deadline)),
            _retries(call, options.get("retry_count", config.retry_count)) if config.enable_retry else 0,
            headers,
            request_id,
            key,
        )

    def phases(self, left_s: float | None) -> dict[str, float | None]:
        """Time limits of the phases of one try, none longer than what is left of the deadline."""
        limits = self.timeout.as_dict()
        if left_s is None:
            return limits
        return {phase: left_s if limit is None else min(limit, left_s) for phase, limit in limits.items()}

    def limit(self, left_s: float | None) -> float | None:
        """Seconds one try may take in all."""
        limits = [limit for limit in (self.attempt_limit_s, left_s) if limit is not None]
        return min(limits) if limits else None


def _timeout(call: Call[Any], value: Any) -> httpx.Timeout:
    if isinstance(value, httpx.Timeout):
        return value
    if hasattr(value, "as_dict"):  # an httpx2.Timeout
        return httpx.Timeout(**value.as_dict())
    return httpx.Timeout(_not_negative(call, "timeout", value))


def _retries(call: Call[Any], value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidArgumentError(
            f"retry_count must be a whole number, zero or more, not {value!r}; nothing was sent.",
            operation=call.operation.id,
        )
    return value


def _not_negative(call: Call[Any], name: str, value: float | None) -> float | None:
    if value is not None and (
        isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0
    ):
        raise InvalidArgumentError(
            f"{name} must be seconds, zero or more, not {value!r}; nothing was sent.",
            operation=call.operation.id,
        )
    return value


def own_headers(config: ClientConfig) -> httpx.Headers:
    """Headers that are the same for every call of a client, the key among them."""
    # no variable of ours ever holds the key
    return httpx.Headers(
        {
            "user-agent": config.user_agent,
            "accept": "application/json",
            "accept-encoding": "gzip, deflate",  # what httpx can always read
            "authorization": f"{config.auth_prefix} {config.key().reveal()}",
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
) -> httpx.Request:
    """The request of a call, made once for all tries, so that a form keeps its (random) boundary.

    Args:
        config: The client's settings.
        call: The call.
        settings: What the call goes by.
        body: Its body.
        own: Gives what `own_headers` made.
        client: A caller's own client, which adds what it was made with.

    Raises:
        InvalidArgumentError: An argument does not fit into a URL or a form.
    """
    try:
        arguments = _arguments(config, call, settings, body)
        request = httpx.Request(**arguments) if client is None else client.build_request(**arguments)
    except UnicodeEncodeError:
        raise InvalidArgumentError(
            f"{call.operation}: some text holds half a character; nothing was sent.",
            operation=call.operation.id,
        ) from None
    except httpx.InvalidURL as problem:
        raise InvalidArgumentError(
            f"{call.operation}: an id or filter does not fit into a URL ({problem}); nothing was sent.",
            operation=call.operation.id,
        ) from problem
    # only here: no frame of an error above may hold them, since Sentry reports the values of a mapping
    headers = own()
    if client is not None:
        headers = headers.copy()
        del headers["accept-encoding"]  # the client has its own
    request.headers.update(headers)
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
        settings.headers["content-type"] = "application/json"
    elif body is not None:
        data: dict[str, list[str]] = {}
        for name, text in body.fields:
            data.setdefault(name, []).append(text)
        arguments["data"] = data
        arguments["files"] = [
            (name, (file.name, file.content, file.content_type)) for name, file in body.files
        ]
    return arguments


@functools.lru_cache(maxsize=64)
def _url(text: str) -> httpx.URL:
    """Parsed once for calls of one address in a row, such as many creates: that takes a tenth of such a call."""
    return httpx.URL(text)


def redirected(request: httpx.Request, response: httpx.Response) -> httpx.Request | None:
    """The request a redirected read goes on with: same scheme, host and port only, so that key and data stay there."""
    if response.status_code not in _REDIRECTS or request.method != "GET":
        return None
    location = response.headers.get("location")
    if not location:
        return None
    try:
        target = request.url.join(location)
    except httpx.InvalidURL:
        return None
    if (target.scheme, target.host, target.port) != (request.url.scheme, request.url.host, request.url.port):
        return None
    return httpx.Request("GET", target, headers=request.headers, extensions=request.extensions)
