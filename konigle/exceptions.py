"""All errors that this package raises.

    KonigleError
    ├── InvalidArgumentError (also ValueError)      rejected by the client before anything was sent
    │   └── DetachedRecordError                     a record without a manager, or with the wrong kind of client
    ├── ConfigurationError (also ValueError)        the arguments of a client are invalid
    ├── WebhookSignatureError (also ValueError)     the signature of a webhook is not valid
    ├── ClientClosedError (also RuntimeError)       used after close()
    ├── NetworkError                                no complete response: connect, read or protocol error
    │   └── KonigleTimeoutError                     an attempt, or the whole call, took too long
    ├── UnexpectedStateError                        a campaign ended in another state than the one waited for
    ├── APIError                                    the server responded with an error
    │   ├── ValidationError (also ValueError)       400, 422; see `field_errors`
    │   ├── AuthenticationError                     401
    │   ├── AuthorizationError                      403
    │   ├── NotFoundError                           404
    │   ├── ConflictError (also ValueError)         409, such as a campaign in the wrong state
    │   ├── RateLimitError                          429; see `retry_after`
    │   ├── RefusedError (also ValueError)          any other 4xx
    │   ├── ServerError                             5xx
    │   └── InvalidResponseError                    a successful status code, but the body cannot be decoded
    └── OutcomeUnknown                              the response was lost, and the operation must not run twice
        ├── UnknownOutcomeNetworkError              (also NetworkError)
        ├── UnknownOutcomeTimeoutError              (also KonigleTimeoutError)
        ├── UnknownOutcomeServerError               (also ServerError)
        └── UnknownOutcomeResponseError             (also InvalidResponseError)

Each error has the details of the call that failed and can be pickled. No error shows the API key or a request body.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypedDict, Unpack

__all__ = [
    "APIError",
    "Applied",
    "Attempt",
    "AuthenticationError",
    "AuthorizationError",
    "ClientClosedError",
    "ConfigurationError",
    "ConflictError",
    "DetachedRecordError",
    "InvalidArgumentError",
    "InvalidResponseError",
    "KonigleError",
    "KonigleTimeoutError",
    "NetworkError",
    "NotFoundError",
    "OutcomeUnknown",
    "RateLimitError",
    "RefusedError",
    "ServerError",
    "UnexpectedStateError",
    "UnknownOutcomeNetworkError",
    "UnknownOutcomeResponseError",
    "UnknownOutcomeServerError",
    "UnknownOutcomeTimeoutError",
    "ValidationError",
    "WebhookSignatureError",
]

Applied = Literal["yes", "no", "unknown"]
Replay = Literal["safe", "settled", "once"]
ErrorKind = Literal["not_sent", "lost", "timeout", "unreadable"]


class Attempt(NamedTuple):
    """One attempt of a call. Contains no body, e-mail address or key.

    Attributes:
        number: 1 for the first attempt.
        status: Status code of the response; None if there was none. Also `status_code`.
        error: Why there was no usable response, in words; None if there was one, whatever its status code.
        started_s: Seconds from the start of the call to the start of this attempt.
        duration_s: Seconds that the attempt took. Also `elapsed_s`.
        waited_s: Seconds waited before the attempt.
        operation: The operationId of the spec.
        replay: Replay class of the operation: `safe` and `settled` operations may be retried after a lost response,
            `once` may not.
        started_at: When the attempt started, in UTC.
        request_id: The `X-Request-ID` of the response, or the one that was sent.
        error_kind: The kind of `error`, one of a few values, for labels and metrics; None if there was none.
    """

    number: int
    status: int | None
    error: str | None
    started_s: float
    duration_s: float
    waited_s: float
    operation: str = ""
    replay: Replay = "safe"
    started_at: datetime | None = None
    request_id: str = ""
    error_kind: ErrorKind | None = None

    @property
    def status_code(self) -> int | None:
        """Status code of the response; None if there was none."""
        return self.status

    @property
    def elapsed_s(self) -> float:
        """Seconds that the attempt took."""
        return self.duration_s


class Facts(TypedDict, total=False):
    """Details of the call that failed."""

    operation: str | None
    method: str | None
    path_template: str | None
    request_id: str | None
    retry_after: float | None
    attempts: Sequence[Attempt]
    applied: Applied
    idempotency_key: str | None
    field_errors: Mapping[str, Sequence[str]]


class KonigleError(Exception):
    """Base class of all errors of this package.

    Applied: see `error.applied`: no, yes or unknown.
    What to do: Read the message; catch this class to catch every error of the package.

    Attributes:
        message: What happened, whether the call was applied, and what to do next.
        operation: The operationId of the spec, such as `startCampaign`; None if the error concerns no single operation.
        method: HTTP method.
        path_template: The path without ids, such as `/reachout/api/v1/campaigns/{campaign_id}/start`.
        request_id: The `X-Request-ID` of the response, or the one that was sent.
        retry_after: Seconds that the server asks to wait.
        attempts: The attempts that were made.
        applied: Whether the server applied the call: "yes", "no" or "unknown".
        idempotency_key: The `Idempotency-Key` that was sent.
        field_errors: Messages by field; nested fields are joined by dots (`marketing_consent.email`).
        status_code: Status code of the last response; None if there was none.
        should_retry: What the `X-Should-Retry` header of the last response said; None if it said nothing.
    """

    status_code: int | None = None
    should_retry: bool | None = None

    def __init__(self, message: str = "", **facts: Unpack[Facts]) -> None:
        super().__init__(message)
        self.message = message
        self.operation = facts.get("operation")
        self.method = facts.get("method")
        self.path_template = facts.get("path_template")
        self.request_id = facts.get("request_id")
        self.retry_after = facts.get("retry_after")
        self.attempts = tuple(facts.get("attempts", ()))
        self.applied: Applied = facts.get("applied", "no")
        self.idempotency_key = facts.get("idempotency_key")
        self.field_errors = {name: list(texts) for name, texts in facts.get("field_errors", {}).items()}

    def __str__(self) -> str:
        return self.message


class InvalidArgumentError(KonigleError, ValueError):
    """An argument is invalid; nothing was sent.

    Applied: no.
    What to do: Correct the argument that the message names.
    """


class DetachedRecordError(InvalidArgumentError):
    """A record has no manager, or a manager of the other kind of client (sync or async).

    Applied: no.
    What to do: Read the record with a client of the same kind, and call the method on that one.
    """


class WebhookSignatureError(KonigleError, ValueError):
    """The signature of a webhook is missing, wrong or too old, so the API may not have sent it.

    Applied: no.
    What to do: Reject the request with status code 400, and do not process it.
    """


class ConfigurationError(KonigleError, ValueError):
    """The arguments of a client are invalid.

    Applied: no.
    What to do: Correct the argument or the environment variable that the message names.
    """


class ClientClosedError(KonigleError, RuntimeError):
    """The client was closed; nothing was sent.

    Applied: no.
    What to do: Create a new client.
    """


class NetworkError(KonigleError):
    """No complete response was received: the connection failed or broke, or the response was not HTTP.

    Applied: no if nothing was sent or the call only reads, otherwise unknown.
    What to do: Check host, proxy and network, then call again; that is safe.
    """


class KonigleTimeoutError(NetworkError):
    """An attempt, the whole call, or a `wait()` took longer than allowed.

    Applied: no if nothing was sent or the call only reads, otherwise unknown.
    What to do: Call again, if needed with a longer `timeout` or `deadline`; that is safe.

    Attributes:
        state: After `wait()` for a campaign: the last state received.
    """

    state: str | None = None


class UnexpectedStateError(KonigleError):
    """The campaign ended in another state than the one waited for.

    Applied: no, a wait only reads.
    What to do: Decide by `error.state`; more waiting does not help.

    Attributes:
        state: The state of the campaign.
    """

    state: str | None = None


class APIError(KonigleError):
    """The server responded with an error.

    Applied: no for 4xx, and for calls that only read; see the subclasses.
    What to do: Catch this class for every error response.

    Attributes:
        status_code: Status code of the response.
        response: The body of the response: parsed JSON, or text if it is not JSON.
    """

    def __init__(
        self, message: str = "", status_code: int | None = None, response: Any = None, **facts: Unpack[Facts]
    ) -> None:
        super().__init__(message, **facts)
        self.status_code = status_code
        self.response = response


class ValidationError(APIError, ValueError):
    """400 or 422: the server rejected the data; `field_errors` lists the fields.

    Applied: no.
    What to do: Correct the fields in `field_errors`.
    """


class AuthenticationError(APIError):
    """401: the API key is missing or invalid.

    Applied: no.
    What to do: Set the API key of the site.
    """


class AuthorizationError(APIError):
    """403: the API key does not allow this.

    Applied: no.
    What to do: Use a key that is allowed to do this.
    """


class NotFoundError(APIError):
    """404: the resource does not exist.

    Applied: no.
    What to do: Check the id, or create the resource.
    """


class ConflictError(APIError, ValueError):
    """409: the state of the resource does not allow the request.

    Applied: no.
    What to do: Read the resource again, and decide by its state.
    """


class RateLimitError(APIError):
    """429: too many requests; `retry_after` has the seconds to wait if the server sent them.

    Applied: no.
    What to do: Call again after `retry_after` seconds.
    """


class RefusedError(APIError, ValueError):
    """Any other 4xx: the server rejected the request.

    Applied: no.
    What to do: Read the message; the same call fails again.
    """


class ServerError(APIError):
    """5xx: the server failed.

    Applied: no if the call only reads, otherwise unknown.
    What to do: Call again later; that is safe.
    """


class InvalidResponseError(APIError):
    """The status code says success, but the body cannot be decoded.

    Applied: no if the call only reads, otherwise unknown.
    What to do: Check the base URL and proxies; `excerpt` has the start of the body.

    Attributes:
        content_type: The `Content-Type` of the response.
        excerpt: The first bytes of the body.
    """

    content_type: str | None = None
    excerpt: bytes = b""


class OutcomeUnknown(KonigleError):  # noqa: N818 - the documented name
    """The response of an operation that must not run twice was lost; the request may have been applied.

    Applied: unknown.
    What to do: Check as the message says before you call again.
    """


class UnknownOutcomeNetworkError(OutcomeUnknown, NetworkError):
    """The connection broke after the request was sent.

    Applied: unknown.
    What to do: As for `OutcomeUnknown`.
    """


class UnknownOutcomeTimeoutError(OutcomeUnknown, KonigleTimeoutError):
    """The call timed out after the request was sent.

    Applied: unknown.
    What to do: As for `OutcomeUnknown`.
    """


class UnknownOutcomeServerError(OutcomeUnknown, ServerError):
    """The server failed (5xx), possibly after it had applied the request.

    Applied: unknown.
    What to do: As for `OutcomeUnknown`.
    """


class UnknownOutcomeResponseError(OutcomeUnknown, InvalidResponseError):
    """The status code says success, but the body cannot be decoded.

    Applied: unknown.
    What to do: As for `OutcomeUnknown`.
    """
