"""Calls after some attempts, and results of attempts, that tests of the retry rules share."""

from contextlib import nullcontext
from typing import Any

from konigle._core.call import Operation, StateCheck
from konigle._core.retry import AttemptResult, RetryBudget, RetryState
from konigle.exceptions import Attempt

GET = Operation("getThing", "GET", "/v1/things/{id}", "safe")
PATCH = Operation("updateThing", "PATCH", "/v1/things/{id}", "settled")
DELETE = Operation("deleteThing", "DELETE", "/v1/things/{id}", "settled")
PAUSE = Operation("pauseThing", "POST", "/v1/things/{id}/pause", "settled", StateCheck("status", ("paused",)))
CREATE = Operation(
    "createThing",
    "POST",
    "/reachout/api/v1/things",
    "once",
    recovery="Check with `client.things.list()`",
)

NOT_SENT = AttemptResult("not_sent", "the connection could not be established")
LOST = AttemptResult("lost", "the connection broke")
TIMEOUT = AttemptResult("timeout", "the attempt took too long")
UNREADABLE = AttemptResult("response", status=200, unreadable="the body is not JSON")
LIMITED = AttemptResult("response", status=429)
DOWN_FOR = AttemptResult("response", status=503, retry_after=2.0)


def responded(status: int) -> AttemptResult:
    return AttemptResult("response", f"the server responded with {status}", status)


class Dice:
    """Draws the widest wait, and keeps the ranges it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, float]] = []

    def __call__(self, a: float, b: float) -> float:
        self.asked.append((a, b))
        return b


def tokens() -> RetryBudget:
    return RetryBudget(nullcontext())


def state(operation: Operation = GET, retry_count: int = 3, made: int = 0, **more: Any) -> RetryState:
    ready = RetryState(operation, retry_count, 0.5, more.pop("budget", None) or tokens(), Dice(), **more)
    for _ in range(made):
        attempt(ready)
    return ready


def attempt(ready: RetryState) -> None:
    ready.attempts.append(Attempt(len(ready.attempts) + 1, None, None, 0.0, 0.0, 0.0))


def decide(ready: RetryState, outcome: AttemptResult, now_s: float = 0.0) -> str:
    attempt(ready)
    return ready.decide(outcome, now_s).act
