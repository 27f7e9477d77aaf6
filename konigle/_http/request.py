"""Builds httpx requests from calls, for the sync and the async transport: settings, headers, body, redirects."""

import functools
import os
from collections.abc import Callable, Mapping
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
    """Returns the result of an attempt from the status code and headers of its response."""
    wait = retry_after(headers) if status in {429, 503} else None
    return AttemptResult("response", f"the server responded with {status}", status, wait)


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

    @classmethod
    def of(cls, config: ClientConfig, call: Call[Any], **options: Unpack[RequestOptions]) -> "Settings":
        """Reads the options of a call.

        Raises:
            UnknownOptionError: An option's name is unknown.
            InvalidArgumentError: An option's value is invalid.
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
        """Returns the time limits of the phases of one attempt, none longer than the time left of the deadline."""
        limits = self.timeout.as_dict()
        if left_s is None:
            return limits
        return {phase: left_s if limit is None else min(limit, left_s) for phase, limit in limits.items()}

    def limit(self, left_s: float | None) -> float | None:
        """Returns the seconds that one attempt may take in total."""
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
    """Returns the headers that are the same for every call of a client, including the key."""
    # no local variable ever holds the key
    return httpx.Headers(
        {
            "user-agent": config.user_agent,
            "accept": "application/json",
            "accept-encoding": "gzip, deflate",  # httpx supports these without extras
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
    """Builds the request of a call, once for all attempts, so that a form keeps its random boundary.

    Args:
        config: The client's settings.
        call: The call.
        settings: The settings of the call.
        body: The body of the call.
        own: Returns the result of `own_headers`.
        client: The caller's `http_client`, which adds its own headers and parameters.

    Raises:
        InvalidArgumentError: An argument cannot be encoded in a URL or a form.
    """
    try:
        arguments = _arguments(config, call, settings, body)
        request = httpx.Request(**arguments) if client is None else client.build_request(**arguments)
    except UnicodeEncodeError:
        raise InvalidArgumentError(
            f"{call.operation}: a string contains a lone surrogate and cannot be encoded; nothing was sent.",
            operation=call.operation.id,
        ) from None
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
    """Cached: consecutive calls to the same URL parse it once. Parsing takes a tenth of a create."""
    return httpx.URL(text)


def redirected(request: httpx.Request, response: httpx.Response) -> httpx.Request | None:
    """Returns the request that follows a redirect of a read; None unless scheme, host and port are the same."""
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
