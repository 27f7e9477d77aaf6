"""What every SDK has beside the operations of the spec: kinds of errors, settings of a client, and the retry constants."""

from typing import Any

import attrs

from generator.representation import ErrorKind, Retry, Setting
from konigle._core import retry
from konigle.config import ClientConfig

ERROR_KINDS = (
    ErrorKind("InvalidArgumentError", "invalid_argument", "An argument cannot be sent; nothing was."),
    ErrorKind("ConfigurationError", "configuration", "A client cannot be made of these settings."),
    ErrorKind(
        "NetworkError", "network", "There is no response: the connection failed, broke or did not speak HTTP."
    ),
    ErrorKind(
        "TimeoutError", "timeout", "An attempt, or the whole call, took longer than allowed.", "NetworkError"
    ),
    ErrorKind("CanceledError", "canceled", "The caller cancelled the call.", "NetworkError"),
    ErrorKind(
        "UnexpectedStateError",
        "unexpected_state",
        "The resource has ended in another state than the wanted one.",
    ),
    ErrorKind("APIError", "api", "The server responded, and not with success."),
    ErrorKind("ValidationError", "validation", "400 or 422: the server refused the data.", "APIError"),
    ErrorKind(
        "AuthenticationError", "authentication", "401: the API key is missing, wrong or revoked.", "APIError"
    ),
    ErrorKind("AuthorizationError", "authorization", "403: the API key does not allow this.", "APIError"),
    ErrorKind("NotFoundError", "not_found", "404: there is no such resource.", "APIError"),
    ErrorKind(
        "ConflictError", "conflict", "409: the request does not fit the state of the resource.", "APIError"
    ),
    ErrorKind("RateLimitError", "rate_limit", "429: too many requests.", "APIError"),
    ErrorKind("RefusedError", "refused", "Any other 4xx.", "APIError"),
    ErrorKind("ServerError", "server", "5xx: the server failed.", "APIError"),
    ErrorKind(
        "InvalidResponseError",
        "invalid_response",
        "Success by its status code, but the body cannot be read.",
        "APIError",
    ),
)

SETTINGS = (
    Setting("api_key", "text", "The API key; the default is the environment's KONIGLE_API_KEY."),
    Setting(
        "base_url",
        "text",
        "The URL of the server; the default is the environment's KONIGLE_BASE_URL, else the public one.",
    ),
    Setting(
        "retry_backoff",
        "seconds",
        "The width of the range that the first wait is drawn from; each next one is twice as wide.",
    ),
    Setting(
        "assume_idempotent",
        "flag",
        "Whether the server honours Idempotency-Key: calls with a key may then be repeated.",
    ),
    Setting("allow_http", "flag", "Whether plain http to other hosts than this machine is allowed."),
    Setting("dry_run", "flag", "Whether writes are validated and logged, but not sent."),
    Setting(
        "recipients_allowlist",
        "texts",
        "The e-mail addresses and domains that mail may be sent to; calls that would mail others are refused.",
    ),
    Setting(
        "timeout",
        "seconds",
        "The limit of one attempt; zero for none. Files add a second for each MiB.",
        True,
    ),
    Setting(
        "deadline", "seconds", "The limit of a whole call, attempts and waits together; zero for none.", True
    ),
    Setting("retry_count", "count", "The number of attempts after the first.", True),
    Setting("idempotency_key", "text", "The Idempotency-Key that every attempt of the call sends.", True),
    Setting("page", "count", "The number of the page that a list reads, from 1.", True),
    Setting("page_size", "count", "The number of resources on a page.", True),
    Setting(
        "concurrency", "count", "The largest number of items of a bulk call in progress; 8 by default.", True
    ),
    Setting(
        "poll",
        "seconds",
        "The wait before the second request of a wait for a state, 2 s by default; each next one is half as long again.",
        True,
    ),
)


def retry_constants() -> Retry:
    """The constants of the Python SDK."""
    defaults: dict[str, Any] = {one.name: one.default for one in attrs.fields(ClientConfig)}
    budget = retry.RetryBudget
    return Retry(
        timeout_s=defaults["timeout"],
        retry_count=defaults["retry_count"],
        backoff_s=defaults["retry_backoff"],
        max_backoff_s=retry.MAX_BACKOFF_S,
        max_retry_after_s=retry.MAX_RETRY_AFTER_S,
        budget=budget.CAPACITY,
        retry_cost=budget.RETRY_COST,
        timeout_cost=budget.TIMEOUT_COST,
        see_other=tuple(sorted(retry.SEE_OTHER)),
        refusals=tuple(sorted(retry.REFUSALS)),
    )
