"""Decides whether and when to retry: a function of the attempts so far. Reads no clock and sends nothing.

The rules depend on the replay class of the operation, not on the HTTP method:

    what happened                                    safe, settled       once
    connection failed, 429, 503 + Retry-After        retry               retry (nothing was applied)
    certificate not trusted                          error               error (nothing was applied)
    response lost or unreadable, any other 5xx       retry               OutcomeUnknown
    408                                              retry               error (nothing was applied)
    write redirected with 301, 302 or 303            error, unknown      OutcomeUnknown
    rejected on a retry of a settled operation       check with a GET    -
    anything else                                    result or error     result or error

A response with `x-should-retry: false` is never retried. `true` asks for a retry of an error that the table does not
retry; an operation of class `once` obeys it only with a key that the server honours.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Literal

import attrs

from konigle._core.call import Operation
from konigle._core.error_mapping import as_outcome_unknown, recovery_hint
from konigle.exceptions import Attempt, ErrorKind, KonigleError

MAX_BACKOFF_S = 8.0
MAX_RETRY_AFTER_S = 120.0  # the caller decides about a longer wait, unless a deadline allows it
SEE_OTHER = frozenset({301, 302, 303})  # web forms often redirect after success
REFUSALS = frozenset({400, 404, 409, 422})
REFUSED = "Not retried: the server asks not to (x-should-retry: false)."

Kind = Literal["response", "not_sent", "lost", "timeout"]


@attrs.frozen
class AttemptResult:
    """The result of one attempt.

    Attributes:
        kind: `response`, or how it failed: before anything was sent, after it was sent, or by timeout.
        what: The failure in words, with its phase.
        status: Status code of the response.
        retry_after: Seconds that the response asks to wait.
        unreadable: Why a successful response cannot be decoded; empty if it can.
        is_permanent: Whether another attempt would fail for the same reason.
        advice: What the caller can do about the failure; may be empty.
        should_retry: What `x-should-retry` of the response says; None if it says nothing.
    """

    kind: Kind
    what: str = ""
    status: int | None = None
    retry_after: float | None = None
    unreadable: str = ""
    is_permanent: bool = False
    advice: str = ""
    should_retry: bool | None = None

    @property
    def reason(self) -> str:
        """Why the attempt was of no use, in words."""
        return f"{self.what}, but {self.unreadable}" if self.unreadable else self.what

    @property
    def error_kind(self) -> ErrorKind | None:
        """The kind of failure if there was no usable response."""
        if self.kind != "response":
            return self.kind
        return "unreadable" if self.unreadable else None

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300 and not self.unreadable

    @property
    def throttled(self) -> bool:
        """Whether the server throttles the request."""
        return self.status == 429 or (self.status == 503 and self.retry_after is not None)

    @property
    def not_applied(self) -> bool:
        """Whether the server cannot have applied this attempt."""
        return self.throttled if self.kind == "response" else self.kind == "not_sent"

    @property
    def outcome_ambiguous(self) -> bool:
        """Whether the server may have applied this attempt."""
        if self.kind == "response":
            conclusive = self.status is None or (200 <= self.status < 500 and self.status not in SEE_OTHER)
            return (not conclusive or bool(self.unreadable)) and not self.not_applied
        return self.kind in {"lost", "timeout"}


def was_throttled(error: KonigleError) -> bool:
    """Whether a call ended because the server throttles it, nothing was applied, and it may be made again."""
    asked = error.status_code == 429 or (error.status_code == 503 and error.retry_after is not None)
    return asked and error.applied == "no" and error.should_retry is not False


class RetryBudget:
    """Tokens for retries, shared by all calls of a client, so that retries do not multiply an outage.

    Figures as in botocore's standard retry mode: 500 tokens, 5 for a retry, 10 after a timeout, 1 back for a success.

    Args:
        lock: Held while tokens are counted.
    """

    CAPACITY = 500
    RETRY_COST = 5
    TIMEOUT_COST = 10

    def __init__(self, lock: AbstractContextManager[object]) -> None:
        self._tokens = self.CAPACITY
        self._lock = lock

    def take(self, *, timeout: bool) -> bool:
        """Takes the tokens of one retry; returns False if there are too few."""
        cost = self.TIMEOUT_COST if timeout else self.RETRY_COST
        with self._lock:
            if self._tokens < cost:
                return False
            self._tokens -= cost
            return True

    def release(self, retries: int) -> None:
        """After a success: returns the tokens of its retries, or one token if there were none."""
        if self._tokens >= self.CAPACITY:
            return
        with self._lock:
            self._tokens = min(self.CAPACITY, self._tokens + max(1, retries * self.RETRY_COST))


@attrs.frozen
class Decision:
    """The next step: retry after `wait_s` seconds, check the state with a GET, or stop with the reason `why`."""

    act: Literal["succeed", "retry", "confirm", "fail"]
    wait_s: float = 0.0
    why: str = ""


SUCCEED = Decision("succeed")
CONFIRM = Decision("confirm")


@attrs.define
class RetryState:
    """The attempts of one call so far.

    Attributes:
        operation: The operation.
        retry_count: Maximum number of retries.
        backoff_s: Upper limit of the first wait.
        budget: The retry budget of the client.
        draw: Draws a number from a range; the jitter of the waits.
        deadline_s: Seconds from the start of the call; None for no limit.
        replay_once: Whether an operation of class `once` may be retried (key given, and the server honours it).
        throttle_raises: Whether a throttled attempt ends the call, because the client's limiter says when to make it
            again. Not once an attempt may have been applied: the next one has to know of it.
    """

    operation: Operation
    retry_count: int
    backoff_s: float
    budget: RetryBudget
    draw: Callable[[float, float], float] = attrs.field(repr=False)
    deadline_s: float | None = None
    replay_once: bool = False
    throttle_raises: bool = False
    attempts: list[Attempt] = attrs.field(factory=list[Attempt])
    outcome_ambiguous: bool = False

    def decide(self, outcome: AttemptResult, now_s: float) -> Decision:
        """Decides what to do after the latest attempt.

        Args:
            outcome: The result of the attempt.
            now_s: Seconds since the start of the call.
        """
        if outcome.succeeded:
            self.budget.release(len(self.attempts) - 1)
            return SUCCEED
        if self.outcome_ambiguous and outcome.status in REFUSALS and self.operation.replay == "settled":
            return self._refused_repeat(outcome)
        self.outcome_ambiguous = self.outcome_ambiguous or outcome.outcome_ambiguous
        if not self._may_repeat(outcome) or (
            self.throttle_raises and outcome.throttled and not self.outcome_ambiguous
        ):
            return Decision("fail", why=REFUSED if outcome.should_retry is False else "")
        if len(self.attempts) > self.retry_count:
            return Decision(
                "fail", why=f"Gave up after {len(self.attempts)} attempts." if self.retry_count else ""
            )
        return self._retry(outcome, now_s)

    def _refused_repeat(self, outcome: AttemptResult) -> Decision:
        if self.operation.method == "DELETE":
            return SUCCEED if outcome.status == 404 else Decision("fail")
        return CONFIRM if self.operation.state_check else Decision("fail")

    def _may_repeat(self, outcome: AttemptResult) -> bool:
        if outcome.is_permanent or outcome.should_retry is False:
            return False
        if outcome.not_applied:
            return True
        if outcome.status in SEE_OTHER:
            return False
        if outcome.outcome_ambiguous or outcome.status == 408 or outcome.should_retry:
            return self.operation.replay != "once" or self.replay_once
        return False

    def _retry(self, outcome: AttemptResult, now_s: float) -> Decision:
        wait_s = self._wait(outcome)
        left_s = None if self.deadline_s is None else self.deadline_s - now_s
        if left_s is not None and wait_s >= left_s:
            return Decision(
                "fail",
                why=f"The next attempt would have to wait {wait_s:.1f} s, past the deadline of {self.deadline_s:g} s.",
            )
        if left_s is None and wait_s > MAX_RETRY_AFTER_S:
            return Decision(
                "fail", why=f"Not retried: the requested wait is longer than {MAX_RETRY_AFTER_S:g} s."
            )
        if not self.budget.take(timeout=outcome.kind == "timeout"):
            return Decision(
                "fail",
                why="Not retried: too many recent calls of this client failed (retry budget exhausted).",
            )
        return Decision("retry", wait_s)

    def _wait(self, outcome: AttemptResult) -> float:
        """Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"); `Retry-After` takes precedence."""
        if outcome.retry_after is not None:
            return outcome.retry_after
        widest = min(MAX_BACKOFF_S, self.backoff_s * 2 ** (len(self.attempts) - 1))
        return self.draw(0.0, widest)

    def finish(self, error: KonigleError, why: str) -> KonigleError:
        """Adds the attempts, and whether the call was applied, to the error of a call."""
        unknown = self.outcome_ambiguous and self.operation.is_write
        parts = [error.message, why]
        if unknown and self.operation.replay == "once":
            error = as_outcome_unknown(error)
            parts.append(f"The request may have been applied. {recovery_hint(self.operation)}")
        elif unknown:
            parts.append("The request may have been applied; calling again is safe.")
        elif self.operation.is_write:
            parts.append("Nothing was applied.")
        error.message = " ".join(filter(None, parts))
        error.args = (error.message,)
        error.applied = "unknown" if unknown else "no"
        error.attempts = tuple(self.attempts)
        return error
