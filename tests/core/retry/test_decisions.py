"""Whether to try again: the whole table, waits, deadlines and the budget."""

import random
from typing import Any

import pytest

from konigle import exceptions as errors
from konigle._core.call import Operation
from konigle._core.retry import MAX_BACKOFF_S, AttemptResult, Decision, RetryBudget, RetryState, was_throttled
from tests.core.retry.attempts import (
    CREATE,
    DELETE,
    DOWN_FOR,
    GET,
    LIMITED,
    LOST,
    NOT_SENT,
    PATCH,
    PAUSE,
    TIMEOUT,
    UNREADABLE,
    Dice,
    attempt,
    decide,
    responded,
    state,
    tokens,
)

# result of a first attempt -> decision for safe, settled, once, once with a key the server honours,
# and whether a write may have been applied
TABLE = [
    (responded(200), "succeed", "succeed", "succeed", "succeed", False),
    (responded(204), "succeed", "succeed", "succeed", "succeed", False),
    (NOT_SENT, "retry", "retry", "retry", "retry", False),
    (LIMITED, "retry", "retry", "retry", "retry", False),
    (DOWN_FOR, "retry", "retry", "retry", "retry", False),
    (LOST, "retry", "retry", "fail", "retry", True),
    (TIMEOUT, "retry", "retry", "fail", "retry", True),
    (UNREADABLE, "retry", "retry", "fail", "retry", True),
    (responded(500), "retry", "retry", "fail", "retry", True),
    (responded(502), "retry", "retry", "fail", "retry", True),
    (responded(503), "retry", "retry", "fail", "retry", True),
    (responded(504), "retry", "retry", "fail", "retry", True),
    (responded(599), "retry", "retry", "fail", "retry", True),
    (responded(408), "retry", "retry", "fail", "retry", False),
    (responded(0), "retry", "retry", "fail", "retry", True),
    (responded(101), "retry", "retry", "fail", "retry", True),
    (responded(301), "fail", "fail", "fail", "fail", True),
    (responded(302), "fail", "fail", "fail", "fail", True),
    (responded(303), "fail", "fail", "fail", "fail", True),
    (responded(307), "fail", "fail", "fail", "fail", False),
    (responded(400), "fail", "fail", "fail", "fail", False),
    (responded(401), "fail", "fail", "fail", "fail", False),
    (responded(403), "fail", "fail", "fail", "fail", False),
    (responded(404), "fail", "fail", "fail", "fail", False),
    (responded(405), "fail", "fail", "fail", "fail", False),
    (responded(409), "fail", "fail", "fail", "fail", False),
    (responded(422), "fail", "fail", "fail", "fail", False),
]


@pytest.mark.parametrize(
    ("outcome", "safe", "state_check", "once", "keyed", "maybe"),
    TABLE,
    ids=[f"{row[0].kind}-{row[0].status}-{row[0].retry_after}-{row[0].unreadable[:3]}" for row in TABLE],
)
def test_the_table(
    outcome: AttemptResult, safe: str, state_check: str, *, once: str, keyed: str, maybe: bool
) -> None:
    assert decide(state(GET), outcome) == safe
    for operation in (PATCH, DELETE, PAUSE):
        assert decide(state(operation), outcome) == state_check
    assert decide(state(CREATE), outcome) == once
    with_key = state(CREATE, replay_once=True)
    assert decide(with_key, outcome) == keyed
    assert with_key.outcome_ambiguous is maybe


@pytest.mark.parametrize(
    ("operation", "refusal", "act"),
    [
        (PAUSE, 400, "confirm"),
        (PAUSE, 404, "confirm"),
        (PAUSE, 409, "confirm"),
        (PAUSE, 422, "confirm"),
        (PAUSE, 403, "fail"),
        (DELETE, 404, "succeed"),
        (DELETE, 409, "fail"),
        (PATCH, 409, "fail"),
        (GET, 404, "fail"),
        (CREATE, 409, "fail"),
    ],
)
def test_a_refusal_after_a_lost_response(operation: Operation, refusal: int, act: str) -> None:
    ready = state(operation, replay_once=True)
    assert decide(ready, LOST) == "retry"
    assert decide(ready, DOWN_FOR) == "retry"
    assert decide(ready, responded(refusal)) == act


@pytest.mark.parametrize("harmless", [NOT_SENT, LIMITED, DOWN_FOR])
def test_a_refusal_after_attempts_that_did_nothing_is_an_error(harmless: AttemptResult) -> None:
    for operation in (PAUSE, DELETE):
        ready = state(operation)
        assert decide(ready, harmless) == "retry"
        assert decide(ready, responded(404)) == "fail"


class TestHowOften:
    def test_the_first_attempt_and_then_retry_count_repeats(self) -> None:
        ready = state(retry_count=2)
        assert [decide(ready, LOST) for _ in range(3)] == ["retry", "retry", "fail"]

    def test_the_last_one_says_how_many_there_were(self) -> None:
        decision = state(retry_count=2, made=3).decide(LOST, 0.0)
        assert decision.why == "Gave up after 3 attempts."

    def test_none_means_none(self) -> None:
        decision = state(retry_count=0, made=1).decide(LOST, 0.0)
        assert (decision.act, decision.why) == ("fail", "")


class TestWaits:
    def test_ranges_start_at_zero_double_and_are_capped(self) -> None:
        ready = state(retry_count=9)
        waits = []
        for _ in range(7):
            attempt(ready)
            waits.append(ready.decide(LOST, 0.0).wait_s)
        assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
        assert isinstance(ready.draw, Dice)
        assert ready.draw.asked == [(0.0, wait) for wait in waits]

    def test_real_draws_differ_and_stay_in_their_range(self) -> None:
        waits = set()
        for number in range(20):
            ready = RetryState(GET, 3, 0.5, tokens(), random.Random(number).uniform)
            attempt(ready)
            waits.add(ready.decide(LOST, 0.0).wait_s)
        assert all(0.0 <= wait <= 0.5 for wait in waits)
        assert len(waits) > 1

    def test_a_servers_word_goes_first(self) -> None:
        assert state(made=1).decide(AttemptResult("response", status=429, retry_after=7.0), 0.0).wait_s == 7.0

    def test_even_above_the_cap(self) -> None:
        wait = MAX_BACKOFF_S * 10
        assert (
            state(made=1).decide(AttemptResult("response", status=503, retry_after=wait), 0.0).wait_s == wait
        )

    def test_a_very_long_one_is_left_to_the_caller(self) -> None:
        decision = state(made=1).decide(AttemptResult("response", status=429, retry_after=3600.0), 0.0)
        assert decision.act == "fail"
        assert decision.why == "Not retried: the requested wait is longer than 120 s."

    def test_unless_a_deadline_allows_it(self) -> None:
        outcome = AttemptResult("response", status=429, retry_after=3600.0)
        assert state(made=1, deadline_s=7200.0).decide(outcome, 0.0).act == "retry"


class TestDeadline:
    def test_a_wait_that_fits_is_waited(self) -> None:
        assert state(made=1, deadline_s=10.0).decide(LOST, 9.0).act == "retry"

    @pytest.mark.parametrize("now_s", [9.5, 9.9, 10.0, 11.0])
    def test_one_that_does_not_ends_the_call_at_once_and_says_so(self, now_s: float) -> None:
        decision = state(made=1, deadline_s=10.0).decide(LOST, now_s)
        assert decision.act == "fail"
        assert decision.why == "The next attempt would have to wait 0.5 s, past the deadline of 10 s."

    def test_a_retry_after_beyond_it_ends_the_call_at_once(self) -> None:
        decision = state(made=1, deadline_s=5.0).decide(
            AttemptResult("response", status=429, retry_after=6.0), 0.0
        )
        assert decision.act == "fail"
        assert "wait 6.0 s" in decision.why

    def test_a_result_counts_however_late(self) -> None:
        assert state(made=1, deadline_s=1.0).decide(responded(200), 2.0).act == "succeed"


class TestBudget:
    def test_an_outage_uses_it_up(self) -> None:
        budget = tokens()
        acts = [state(made=1, budget=budget).decide(LOST, 0.0) for _ in range(101)]
        assert [decision.act for decision in acts] == ["retry"] * 100 + ["fail"]
        assert "retry budget" in acts[-1].why

    def test_time_outs_use_it_up_twice_as_fast(self) -> None:
        budget = tokens()
        acts = [state(made=1, budget=budget).decide(TIMEOUT, 0.0).act for _ in range(51)]
        assert acts == ["retry"] * 50 + ["fail"]

    def test_a_success_after_retries_gives_back_what_they_took(self) -> None:
        budget = tokens()
        while budget.take(timeout=False):
            pass
        state(made=3, budget=budget).decide(responded(200), 0.0)
        assert [budget.take(timeout=False) for _ in range(3)] == [True, True, False]

    def test_a_success_at_once_gives_back_one_token(self) -> None:
        budget = tokens()
        while budget.take(timeout=False):
            pass
        for _ in range(5):
            state(made=1, budget=budget).decide(responded(200), 0.0)
        assert [budget.take(timeout=False) for _ in range(2)] == [True, False]

    def test_it_never_grows_above_its_size(self) -> None:
        budget = tokens()
        budget.release(1000)
        taken = 0
        while budget.take(timeout=False):
            taken += 1
        assert taken * RetryBudget.RETRY_COST == RetryBudget.CAPACITY

    def test_what_is_not_repeated_costs_nothing(self) -> None:
        budget = tokens()
        for _ in range(200):
            state(CREATE, made=1, budget=budget).decide(LOST, 0.0)
            state(made=4, budget=budget).decide(LOST, 0.0)
            state(made=1, budget=budget, deadline_s=0.1).decide(LOST, 0.0)
        assert state(made=1, budget=budget).decide(LOST, 0.0).act == "retry"


class TestGivingWay:
    """Bulk calls: the client's limiter, not the call, decides when to make a throttled call again."""

    @pytest.mark.parametrize("outcome", [LIMITED, DOWN_FOR])
    def test_a_throttled_call_ends_if_nothing_was_applied(self, outcome: AttemptResult) -> None:
        assert decide(state(DELETE, throttle_raises=True), outcome) == "fail"

    @pytest.mark.parametrize("outcome", [LIMITED, DOWN_FOR])
    def test_it_goes_on_once_an_attempt_may_have_been_applied(self, outcome: AttemptResult) -> None:
        ready = state(DELETE, throttle_raises=True)
        assert decide(ready, LOST) == "retry"
        assert decide(ready, outcome) == "retry"
        assert decide(ready, responded(404)) == "succeed"

    @pytest.mark.parametrize("outcome", [NOT_SENT, LOST, responded(500)])
    def test_any_other_failure_is_retried_as_usual(self, outcome: AttemptResult) -> None:
        assert decide(state(DELETE, throttle_raises=True), outcome) == "retry"

    @pytest.mark.parametrize(
        ("status", "retry_after", "applied", "throttled"),
        [
            (429, None, "no", True),
            (429, 1.0, "no", True),
            (503, 1.0, "no", True),
            (503, None, "no", False),
            (500, 1.0, "no", False),
            (429, 1.0, "unknown", False),
            (503, 1.0, "unknown", False),
        ],
    )
    def test_a_call_was_throttled_only_if_nothing_was_applied(
        self, status: int, retry_after: float | None, applied: Any, *, throttled: bool
    ) -> None:
        error = errors.APIError("no", status, retry_after=retry_after)
        error.applied = applied
        assert was_throttled(error) is throttled


class TestShouldRetry:
    """What `x-should-retry` of a response changes."""

    @staticmethod
    def told(status: int, should_retry: bool | None, **more: Any) -> AttemptResult:
        return AttemptResult("response", f"{status}", status, should_retry=should_retry, **more)

    @pytest.mark.parametrize("operation", [GET, PATCH, CREATE])
    @pytest.mark.parametrize("status", [408, 429, 500, 503])
    def test_false_stops_every_retry(self, operation: Operation, status: int) -> None:
        ready = state(operation)
        attempt(ready)
        decision = ready.decide(self.told(status, False, retry_after=1.0 if status == 503 else None), 0.0)
        assert decision == Decision(
            "fail", why="Not retried: the server asks not to (x-should-retry: false)."
        )

    @pytest.mark.parametrize("status", [400, 404, 409, 423, 425])
    def test_true_asks_for_a_retry_where_the_replay_class_allows_it(self, status: int) -> None:
        outcome = self.told(status, True)
        assert [decide(state(operation), outcome) for operation in (GET, PATCH, CREATE)] == [
            "retry",
            "retry",
            "fail",
        ]
        assert decide(state(CREATE, replay_once=True), outcome) == "retry"

    @pytest.mark.parametrize("status", [500, 502, 504])
    def test_true_does_not_repeat_what_may_have_been_applied_once(self, status: int) -> None:
        assert decide(state(CREATE), self.told(status, True)) == "fail"

    @pytest.mark.parametrize("outcome", [(302, True), (200, True)])
    def test_true_says_nothing_about_redirects_and_successes(self, outcome: tuple[int, bool]) -> None:
        assert decide(state(PATCH), self.told(*outcome)) in {"fail", "succeed"}

    def test_true_gives_no_more_retries_than_the_caller_allows(self) -> None:
        assert decide(state(GET, retry_count=1, made=1), self.told(409, True)) == "fail"
        assert decide(state(GET, retry_count=0), self.told(409, True)) == "fail"

    def test_a_throttled_call_that_must_not_be_repeated_does_not_count_as_throttled(self) -> None:
        error = errors.RateLimitError("m", 429)
        assert was_throttled(error)
        error.should_retry = False
        assert not was_throttled(error)
