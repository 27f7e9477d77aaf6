"""Whether to try again: the whole table, and the words a call ends with."""

import random
from typing import Any

import pytest

from konigle import exceptions as errors
from konigle._core.call import Operation, Settled
from konigle._core.error_mapping import failure
from konigle._core.retry import MAX_BACKOFF_S, Budget, Decision, Outcome, Tries, was_throttled
from konigle.exceptions import Attempt

GET = Operation("getThing", "GET", "/v1/things/{id}", "safe")
PATCH = Operation("updateThing", "PATCH", "/v1/things/{id}", "settled")
DELETE = Operation("deleteThing", "DELETE", "/v1/things/{id}", "settled")
PAUSE = Operation("pauseThing", "POST", "/v1/things/{id}/pause", "settled", Settled("status", ("paused",)))
CREATE = Operation("createThing", "POST", "/reachout/api/v1/things", "once")

NOT_SENT = Outcome("not_sent", "no connection could be made")
LOST = Outcome("lost", "the connection broke")
TIMEOUT = Outcome("timeout", "the try took too long")
UNREADABLE = Outcome("answer", status=200, unreadable="the body is not JSON")
LIMITED = Outcome("answer", status=429)
DOWN_FOR = Outcome("answer", status=503, retry_after=2.0)


def answered(status: int) -> Outcome:
    return Outcome("answer", f"the server answered {status}", status)


class Dice(random.Random):
    """Draws the widest wait, and keeps the ranges it was asked for."""

    def __init__(self) -> None:
        super().__init__(0)
        self.asked: list[tuple[float, float]] = []

    def uniform(self, a: float, b: float) -> float:
        self.asked.append((a, b))
        return b


def tries(operation: Operation = GET, retry_count: int = 3, made: int = 0, **more: Any) -> Tries:
    ready = Tries(operation, retry_count, 0.5, more.pop("budget", None) or Budget(), draw=Dice(), **more)
    for _ in range(made):
        attempt(ready)
    return ready


def attempt(ready: Tries) -> None:
    ready.attempts.append(Attempt(len(ready.attempts) + 1, None, None, 0.0, 0.0, 0.0))


def judge(ready: Tries, outcome: Outcome, now_s: float = 0.0) -> str:
    attempt(ready)
    return ready.judge(outcome, now_s).act


# what a first try brought -> what follows for safe, settled, once, once with a key the server honours,
# and whether a write may have been applied
TABLE = [
    (answered(200), "done", "done", "done", "done", False),
    (answered(204), "done", "done", "done", "done", False),
    (NOT_SENT, "again", "again", "again", "again", False),
    (LIMITED, "again", "again", "again", "again", False),
    (DOWN_FOR, "again", "again", "again", "again", False),
    (LOST, "again", "again", "stop", "again", True),
    (TIMEOUT, "again", "again", "stop", "again", True),
    (UNREADABLE, "again", "again", "stop", "again", True),
    (answered(500), "again", "again", "stop", "again", True),
    (answered(502), "again", "again", "stop", "again", True),
    (answered(503), "again", "again", "stop", "again", True),
    (answered(504), "again", "again", "stop", "again", True),
    (answered(599), "again", "again", "stop", "again", True),
    (answered(408), "again", "again", "stop", "again", False),
    (answered(301), "stop", "stop", "stop", "stop", True),
    (answered(302), "stop", "stop", "stop", "stop", True),
    (answered(303), "stop", "stop", "stop", "stop", True),
    (answered(307), "stop", "stop", "stop", "stop", False),
    (answered(400), "stop", "stop", "stop", "stop", False),
    (answered(401), "stop", "stop", "stop", "stop", False),
    (answered(403), "stop", "stop", "stop", "stop", False),
    (answered(404), "stop", "stop", "stop", "stop", False),
    (answered(405), "stop", "stop", "stop", "stop", False),
    (answered(409), "stop", "stop", "stop", "stop", False),
    (answered(422), "stop", "stop", "stop", "stop", False),
]


@pytest.mark.parametrize(
    ("outcome", "safe", "settled", "once", "keyed", "maybe"),
    TABLE,
    ids=[f"{row[0].kind}-{row[0].status}-{row[0].retry_after}-{row[0].unreadable[:3]}" for row in TABLE],
)
def test_the_table(outcome: Outcome, safe: str, settled: str, *, once: str, keyed: str, maybe: bool) -> None:
    assert judge(tries(GET), outcome) == safe
    for operation in (PATCH, DELETE, PAUSE):
        assert judge(tries(operation), outcome) == settled
    assert judge(tries(CREATE), outcome) == once
    with_key = tries(CREATE, replay_once=True)
    assert judge(with_key, outcome) == keyed
    assert with_key.maybe_applied is maybe


@pytest.mark.parametrize(
    ("operation", "refusal", "act"),
    [
        (PAUSE, 400, "look"),
        (PAUSE, 404, "look"),
        (PAUSE, 409, "look"),
        (PAUSE, 422, "look"),
        (PAUSE, 403, "stop"),
        (DELETE, 404, "done"),
        (DELETE, 409, "stop"),
        (PATCH, 409, "stop"),
        (GET, 404, "stop"),
        (CREATE, 409, "stop"),
    ],
)
def test_a_refusal_after_a_lost_answer(operation: Operation, refusal: int, act: str) -> None:
    ready = tries(operation, replay_once=True)
    assert judge(ready, LOST) == "again"
    assert judge(ready, DOWN_FOR) == "again"
    assert judge(ready, answered(refusal)) == act


@pytest.mark.parametrize("harmless", [NOT_SENT, LIMITED, DOWN_FOR])
def test_a_refusal_after_tries_that_did_nothing_is_an_error(harmless: Outcome) -> None:
    for operation in (PAUSE, DELETE):
        ready = tries(operation)
        assert judge(ready, harmless) == "again"
        assert judge(ready, answered(404)) == "stop"


class TestHowOften:
    def test_the_first_try_and_then_retry_count_repeats(self) -> None:
        ready = tries(retry_count=2)
        assert [judge(ready, LOST) for _ in range(3)] == ["again", "again", "stop"]

    def test_the_last_one_says_how_many_there_were(self) -> None:
        decision = tries(retry_count=2, made=3).judge(LOST, 0.0)
        assert decision.why == "Gave up after 3 tries."

    def test_none_means_none(self) -> None:
        decision = tries(retry_count=0, made=1).judge(LOST, 0.0)
        assert (decision.act, decision.why) == ("stop", "")


class TestWaits:
    def test_ranges_start_at_zero_double_and_are_capped(self) -> None:
        ready = tries(retry_count=9)
        waits = []
        for _ in range(7):
            attempt(ready)
            waits.append(ready.judge(LOST, 0.0).wait_s)
        assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
        assert isinstance(ready.draw, Dice)
        assert ready.draw.asked == [(0.0, wait) for wait in waits]

    def test_real_draws_differ_and_stay_in_their_range(self) -> None:
        waits = set()
        for _ in range(20):
            ready = Tries(GET, 3, 0.5, Budget())
            attempt(ready)
            waits.add(ready.judge(LOST, 0.0).wait_s)
        assert all(0.0 <= wait <= 0.5 for wait in waits)
        assert len(waits) > 1

    def test_a_servers_word_goes_first(self) -> None:
        assert tries(made=1).judge(Outcome("answer", status=429, retry_after=7.0), 0.0).wait_s == 7.0

    def test_even_above_the_cap(self) -> None:
        wait = MAX_BACKOFF_S * 10
        assert tries(made=1).judge(Outcome("answer", status=503, retry_after=wait), 0.0).wait_s == wait

    def test_a_very_long_one_is_left_to_the_caller(self) -> None:
        decision = tries(made=1).judge(Outcome("answer", status=429, retry_after=3600.0), 0.0)
        assert decision.act == "stop"
        assert decision.why == "A wait of more than 120 s is left to the caller."

    def test_unless_a_deadline_allows_it(self) -> None:
        outcome = Outcome("answer", status=429, retry_after=3600.0)
        assert tries(made=1, deadline_s=7200.0).judge(outcome, 0.0).act == "again"


class TestDeadline:
    def test_a_wait_that_fits_is_waited(self) -> None:
        assert tries(made=1, deadline_s=10.0).judge(LOST, 9.0).act == "again"

    @pytest.mark.parametrize("now_s", [9.5, 9.9, 10.0, 11.0])
    def test_one_that_does_not_ends_the_call_at_once_and_says_so(self, now_s: float) -> None:
        decision = tries(made=1, deadline_s=10.0).judge(LOST, now_s)
        assert decision.act == "stop"
        assert decision.why == "The next try would have to wait 0.5 s, past the deadline of 10 s."

    def test_a_retry_after_beyond_it_ends_the_call_at_once(self) -> None:
        decision = tries(made=1, deadline_s=5.0).judge(Outcome("answer", status=429, retry_after=6.0), 0.0)
        assert decision.act == "stop"
        assert "wait 6.0 s" in decision.why

    def test_a_result_counts_however_late(self) -> None:
        assert tries(made=1, deadline_s=1.0).judge(answered(200), 2.0).act == "done"


class TestBudget:
    def test_an_outage_uses_it_up(self) -> None:
        budget = Budget()
        acts = [tries(made=1, budget=budget).judge(LOST, 0.0) for _ in range(101)]
        assert [decision.act for decision in acts] == ["again"] * 100 + ["stop"]
        assert "retry budget" in acts[-1].why

    def test_time_outs_use_it_up_twice_as_fast(self) -> None:
        budget = Budget()
        acts = [tries(made=1, budget=budget).judge(TIMEOUT, 0.0).act for _ in range(51)]
        assert acts == ["again"] * 50 + ["stop"]

    def test_a_success_after_retries_gives_back_what_they_took(self) -> None:
        budget = Budget()
        while budget.take(timeout=False):
            pass
        tries(made=3, budget=budget).judge(answered(200), 0.0)
        assert [budget.take(timeout=False) for _ in range(3)] == [True, True, False]

    def test_a_success_at_once_gives_back_one_token(self) -> None:
        budget = Budget()
        while budget.take(timeout=False):
            pass
        for _ in range(5):
            tries(made=1, budget=budget).judge(answered(200), 0.0)
        assert [budget.take(timeout=False) for _ in range(2)] == [True, False]

    def test_it_never_grows_above_its_size(self) -> None:
        budget = Budget()
        budget.give_back(1000)
        taken = 0
        while budget.take(timeout=False):
            taken += 1
        assert taken * Budget.RETRY_COST == Budget.CAPACITY

    def test_what_is_not_repeated_costs_nothing(self) -> None:
        budget = Budget()
        for _ in range(200):
            tries(CREATE, made=1, budget=budget).judge(LOST, 0.0)
            tries(made=4, budget=budget).judge(LOST, 0.0)
            tries(made=1, budget=budget, deadline_s=0.1).judge(LOST, 0.0)
        assert tries(made=1, budget=budget).judge(LOST, 0.0).act == "again"


class TestEnd:
    def finish(self, operation: Operation, *outcomes: Outcome) -> errors.KonigleError:
        ready = tries(operation, retry_count=1)
        why = ""
        for outcome in outcomes:
            attempt(ready)
            why = ready.judge(outcome, 0.0).why
        error: errors.KonigleError = failure(
            operation, outcomes[-1].what, destination="tim.konigle.com:443", timeout=False
        )
        if outcomes[-1].status:
            error = errors.ServerError(f"{operation}: failed.", outcomes[-1].status)
        return ready.finish(error, why)

    def test_a_read_says_nothing_of_data(self) -> None:
        error = self.finish(GET, LOST, LOST)
        assert str(error) == (
            "getThing (GET /v1/things/{id}): request to tim.konigle.com:443 failed: the connection broke. Gave up after 2 tries."
        )
        assert error.applied == "no"
        assert [made.number for made in error.attempts] == [1, 2]

    def test_a_write_that_was_never_sent_was_not_applied(self) -> None:
        for operation in (PATCH, CREATE):
            error = self.finish(operation, NOT_SENT, NOT_SENT)
            assert str(error).endswith("Nothing was applied.")
            assert error.applied == "no"
            assert not isinstance(error, errors.OutcomeUnknown)

    def test_a_settled_write_may_have_been_and_can_be_called_again(self) -> None:
        error = self.finish(PATCH, LOST, NOT_SENT)
        assert str(error).endswith("It may have been applied; calling again is safe.")
        assert error.applied == "unknown"
        assert not isinstance(error, errors.OutcomeUnknown)

    def test_a_once_write_has_no_known_outcome_and_says_where_to_look(self) -> None:
        error = self.finish(CREATE, LOST)
        assert isinstance(error, errors.OutcomeUnknown)
        assert isinstance(error, errors.NetworkError)
        assert error.applied == "unknown"
        assert "List GET /reachout/api/v1/things" in str(error)
        assert error.args == (str(error),)

    def test_a_refusal_of_a_keyed_repeat_leaves_the_outcome_open(self) -> None:
        ready = tries(CREATE, replay_once=True)
        judge(ready, LOST)
        judge(ready, answered(400))
        error = ready.finish(errors.ValidationError("refused", 400), "")
        assert isinstance(error, errors.OutcomeUnknown)
        assert error.status_code == 400


class TestPermanent:
    """A certificate that is refused is refused again."""

    REFUSED = Outcome("not_sent", "certificate has expired", is_permanent=True)

    @pytest.mark.parametrize("operation", [GET, PATCH, CREATE])
    def test_no_replay_class_is_tried_again(self, operation: Operation) -> None:
        assert tries(operation, made=1).judge(self.REFUSED, 0.0) == Decision("stop")

    def test_what_an_earlier_attempt_may_have_done_is_not_forgotten(self) -> None:
        ready = tries(PATCH, made=1)
        ready.judge(LOST, 0.0)
        ready.judge(self.REFUSED, 0.0)
        assert ready.finish(errors.NetworkError("m"), "").applied == "unknown"


class TestGivingWay:
    """Bulk calls: the client's limiter, not the call, decides when to make a throttled call again."""

    @pytest.mark.parametrize("outcome", [LIMITED, DOWN_FOR])
    def test_a_throttled_call_ends_if_nothing_was_applied(self, outcome: Outcome) -> None:
        assert judge(tries(DELETE, gives_way=True), outcome) == "stop"

    @pytest.mark.parametrize("outcome", [LIMITED, DOWN_FOR])
    def test_it_goes_on_once_an_attempt_may_have_been_applied(self, outcome: Outcome) -> None:
        ready = tries(DELETE, gives_way=True)
        assert judge(ready, LOST) == "again"
        assert judge(ready, outcome) == "again"
        assert judge(ready, answered(404)) == "done"

    @pytest.mark.parametrize("outcome", [NOT_SENT, LOST, answered(500)])
    def test_any_other_failure_is_retried_as_usual(self, outcome: Outcome) -> None:
        assert judge(tries(DELETE, gives_way=True), outcome) == "again"

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
