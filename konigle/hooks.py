"""Hooks: methods of a class you write, which a client calls for each call, attempt and retry.

    class Counter(Hook):
        def __init__(self) -> None:
            self.retries = 0

        def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> None:
            self.retries += 1

    client = Client(hooks=[Counter()])

The package's own logging is such a hook, and so is `konigle.otel.OpenTelemetryHook`.
"""

from collections.abc import Awaitable
from typing import Literal

import attrs

from konigle.exceptions import Attempt, Replay

__all__ = [
    "CallInfo",
    "CallResult",
    "DriftKind",
    "Hook",
]

DriftKind = Literal["unknown_value", "invalid_value", "missing"]
"""How a field of a response differs from the documented API; see `Hook.on_drift`."""


@attrs.frozen(eq=False)
class CallInfo:
    """A call that starts. Contains no body, id, filter, e-mail address or key.

    Attributes:
        operation: The operationId of the spec, such as `startCampaign`; `request` for `client.request()`.
        method: HTTP method.
        path_template: The path without ids, such as `/reachout/api/v1/campaigns/{campaign_id}/start`; empty for
            `client.request()`, whose path may contain ids.
        scheme: `https` or `http`.
        host: Host of the base URL.
        port: Port of the base URL.
        replay: Replay class of the operation: `safe`, `settled` or `once`.
        request_id: The `X-Request-ID` that is sent with every attempt.
        extra_headers: Headers that `on_call_start` may add to the request, such as `traceparent`. Headers that the
            client or the caller sets are kept.
    """

    operation: str
    method: str
    path_template: str
    scheme: str
    host: str
    port: int
    replay: Replay
    request_id: str
    extra_headers: dict[str, str] = attrs.field(factory=dict[str, str], repr=False)


@attrs.frozen(eq=False)
class CallResult:
    """A call that succeeded. Contains no body: the caller gets the result.

    Attributes:
        call: The call.
        status_code: Status code of the response; None if nothing was sent (dry run).
        request_id: The `X-Request-ID` of the response, or the one that was sent.
        attempts: The attempts that were made.
        elapsed_s: Seconds that the call took, all attempts and waits together.
    """

    call: CallInfo
    status_code: int | None
    request_id: str
    attempts: tuple[Attempt, ...]
    elapsed_s: float

    @property
    def operation(self) -> str:
        """The operationId of the spec."""
        return self.call.operation


class Hook:
    """Base class of hooks. Override the methods you need; the others cost nothing.

    All methods of one call run in the thread or task that makes it, so a `contextvars.ContextVar` can carry state from
    `on_call_start` to `on_call_end`. One hook may serve concurrent calls. Methods may be coroutines in an `AsyncClient`;
    a `Client` rejects those. The call waits for its hooks, so keep them short. Calls that a hook makes with a client are
    not reported to hooks.

    An exception in a hook never changes the result of the call: it is logged as an error on the logger `konigle`, once
    for each method and type of exception.
    """

    def on_call_start(self, call: CallInfo) -> Awaitable[None] | None:
        """Called once for each call, before anything is sent, but after its arguments were validated.

        Each page of `iter_all` and each item of a bulk method is a call. So is the GET by which the client checks, after a
        rejected retry, whether the first attempt was applied (its operation ends in `.lookup`).

        Args:
            call: The call. Headers added to `call.extra_headers` are sent with every attempt.
        """

    def on_attempt(self, attempt: Attempt) -> Awaitable[None] | None:
        """Called after each attempt, whether or not there was a response.

        Args:
            attempt: The attempt.
        """

    def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> Awaitable[None] | None:
        """Called before the client waits and makes another attempt.

        Also called if the server throttles an item of a bulk method; the next attempt then belongs to another call.

        Args:
            attempt: The latest attempt.
            wait_s: Seconds until the next attempt, or in a bulk method until any may start.
            reason: Why the attempt is retried, such as "the server responded with 503".
        """

    def on_call_end(self, result_or_error: CallResult | BaseException) -> Awaitable[None] | None:
        """Called once for each call that started, with hooks in reverse order.

        Args:
            result_or_error: A `CallResult` if the call succeeded; otherwise the exception that the caller gets, usually a
                `KonigleError`. If the call was cancelled, it is an `asyncio.CancelledError`. The message and
                `response` of an error may quote what the server sent.
        """

    def on_drift(self, model: str, field: str, kind: DriftKind) -> Awaitable[None] | None:
        """Called if a response differs from the documented API, and was decoded as far as possible.

        Called once per client for each model, field and kind.

        Args:
            model: Name of the model, such as `Contact`.
            field: Name of the field.
            kind: `unknown_value`: an enum value that this version does not know; it is a string. `invalid_value`: a
                value of another type, or outside the limits; it is kept as the server sent it. `missing`: a required field
                that the response lacks; it is None.
        """
