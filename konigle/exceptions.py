"""Every error this library raises.

    KonigleError
    ├── InvalidArgumentError (also ValueError)      refused here, before anything was sent
    │   └── DetachedRecordError                     a record without a manager, or with one of the other world
    ├── ConfigurationError (also ValueError)        a client cannot be made of these arguments
    ├── ClientClosedError (also RuntimeError)       used after close()
    ├── NetworkError                                no answer: connect, read, protocol
    │   └── KonigleTimeoutError                     a try, or the whole call, took too long
    ├── UnexpectedStateError                        what was waited for will not come
    ├── APIError                                    the server answered, and not with success
    │   ├── ValidationError (also ValueError)       400, 422; see `field_errors`
    │   ├── AuthenticationError                     401
    │   ├── AuthorizationError                      403
    │   ├── NotFoundError                           404
    │   ├── ConflictError (also ValueError)         409, such as a campaign in the wrong state
    │   ├── RateLimitError                          429; see `retry_after`
    │   ├── RefusedError (also ValueError)          any other 4xx
    │   ├── ServerError                             5xx
    │   └── InvalidResponseError                    success by its status, but the body cannot be read
    └── OutcomeUnknown                              an operation that must not run twice, and its answer was lost
        ├── UnknownOutcomeNetworkError              (also NetworkError)
        ├── UnknownOutcomeTimeoutError              (also KonigleTimeoutError)
        ├── UnknownOutcomeServerError               (also ServerError)
        └── UnknownOutcomeResponseError             (also InvalidResponseError)

Each carries what is known of the call; all of it survives pickling. None shows the API key or a request body.
"""

from collections.abc import Mapping, Sequence
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
]

Applied = Literal["yes", "no", "unknown"]


class Attempt(NamedTuple):
    """One try of a call.

    Attributes:
        number: 1 for the first try.
        status: HTTP status of the answer, None when there was none.
        error: Kind of failure when there was no usable answer.
        started_s: Seconds from the begin of the call to the begin of this try.
        duration_s: Seconds the try took.
        waited_s: Seconds waited before it.
    """

    number: int
    status: int | None
    error: str | None
    started_s: float
    duration_s: float
    waited_s: float


class Facts(TypedDict, total=False):
    """What an error may know of the call it ended."""

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
    """Base of all errors of this library.

    Attributes:
        message: What happened, in words.
        operation: The spec's operationId, such as `startCampaign`: what was called, or was to be called; None where
            that is no single one.
        method: HTTP method.
        path_template: Such as `/reachout/api/v1/campaigns/{campaign_id}/start`.
        request_id: The `X-Request-ID` the server answered with, else the one that was sent.
        retry_after: Seconds the server asks to wait.
        attempts: The tries that were made.
        applied: Whether the server acted on the call: "yes", "no" or "unknown".
        idempotency_key: The `Idempotency-Key` that was sent.
        field_errors: Messages by field; nested fields are joined by dots (`marketing_consent.email`).
        status_code: HTTP status of the last answer, None when there was none.
    """

    status_code: int | None = None

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
    """An argument cannot be sent; nothing was."""


class DetachedRecordError(InvalidArgumentError):
    """A record has no manager, or one that is called differently."""


class ConfigurationError(KonigleError, ValueError):
    """A client cannot be made of these arguments."""


class ClientClosedError(KonigleError, RuntimeError):
    """The client was closed; nothing was sent."""


class NetworkError(KonigleError):
    """No answer came: the connection failed, broke, or did not speak HTTP."""


class KonigleTimeoutError(NetworkError):
    """A try, the whole call, or what was waited for took longer than allowed.

    Attributes:
        state: After waiting for a campaign: its state when it was last looked at.
    """

    state: str | None = None


class UnexpectedStateError(KonigleError):
    """A campaign that was waited for has ended in another state.

    Attributes:
        state: The state it is in.
    """

    state: str | None = None


class APIError(KonigleError):
    """The server answered, and not with success.

    Attributes:
        status_code: HTTP status.
        response: The body: parsed JSON if it is some, else its text.
    """

    def __init__(
        self, message: str = "", status_code: int | None = None, response: Any = None, **facts: Unpack[Facts]
    ) -> None:
        super().__init__(message, **facts)
        self.status_code = status_code
        self.response = response


class ValidationError(APIError, ValueError):
    """400 or 422: the server refused the data; `field_errors` says which fields."""


class AuthenticationError(APIError):
    """401: the API key is missing, wrong or no longer valid."""


class AuthorizationError(APIError):
    """403: the API key does not allow this."""


class NotFoundError(APIError):
    """404: there is no such resource."""


class ConflictError(APIError, ValueError):
    """409: the request does not fit the state of the resource."""


class RateLimitError(APIError):
    """429: too many requests; `retry_after` says how long to wait, when the server did."""


class RefusedError(APIError, ValueError):
    """Any other 4xx."""


class ServerError(APIError):
    """5xx: the server failed."""


class InvalidResponseError(APIError):
    """Success by its status, but the body cannot be read.

    Attributes:
        content_type: The `Content-Type` of the answer.
        excerpt: Its first bytes.
    """

    content_type: str | None = None
    excerpt: bytes = b""


class OutcomeUnknown(KonigleError):  # noqa: N818 - a state to be looked into, named as such in the documentation
    """The answer of an operation that must not run twice was lost: it may have been applied, or not.

    Look before calling again; the message says where.
    """


class UnknownOutcomeNetworkError(OutcomeUnknown, NetworkError):
    """The connection broke after the request was sent."""


class UnknownOutcomeTimeoutError(OutcomeUnknown, KonigleTimeoutError):
    """Time ran out after the request was sent."""


class UnknownOutcomeServerError(OutcomeUnknown, ServerError):
    """The server failed (5xx), perhaps after it had acted."""


class UnknownOutcomeResponseError(OutcomeUnknown, InvalidResponseError):
    """The answer says success, but cannot be read."""
