"""How a call ends that is not retried: the error, its words, and whether anything was applied."""

import pytest

from konigle import exceptions as errors
from konigle._core.call import Operation
from konigle._core.error_mapping import failure
from konigle._core.retry import AttemptResult, Decision
from tests.core.retry.attempts import (
    CREATE,
    GET,
    LOST,
    NOT_SENT,
    PATCH,
    TIMEOUT,
    attempt,
    decide,
    responded,
    state,
)


class TestEnd:
    def finish(self, operation: Operation, *outcomes: AttemptResult) -> errors.KonigleError:
        ready = state(operation, retry_count=1)
        why = ""
        for outcome in outcomes:
            attempt(ready)
            why = ready.decide(outcome, 0.0).why
        error: errors.KonigleError = failure(
            operation, outcomes[-1].what, destination="tim.konigle.com:443", timeout=False
        )
        if outcomes[-1].status:
            error = errors.ServerError(f"{operation}: failed.", outcomes[-1].status)
        return ready.finish(error, why)

    def test_a_read_says_nothing_of_data(self) -> None:
        error = self.finish(GET, LOST, LOST)
        assert str(error) == (
            "getThing (GET /v1/things/{id}): request to tim.konigle.com:443 failed: the connection broke. Gave up after 2 attempts."
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
        assert str(error).endswith("The request may have been applied; calling again is safe.")
        assert error.applied == "unknown"
        assert not isinstance(error, errors.OutcomeUnknown)

    def test_a_once_write_has_no_known_outcome_and_says_where_to_check(self) -> None:
        error = self.finish(CREATE, LOST)
        assert isinstance(error, errors.OutcomeUnknown)
        assert isinstance(error, errors.NetworkError)
        assert error.applied == "unknown"
        assert str(error).endswith("Check with `client.things.list()` before calling again.")
        assert error.args == (str(error),)

    def test_a_refusal_of_a_keyed_repeat_leaves_the_outcome_open(self) -> None:
        ready = state(CREATE, replay_once=True)
        decide(ready, LOST)
        decide(ready, responded(400))
        error = ready.finish(errors.ValidationError("refused", 400), "")
        assert isinstance(error, errors.OutcomeUnknown)
        assert error.status_code == 400


class TestPermanent:
    """A certificate that is refused is refused again."""

    REFUSED = AttemptResult("not_sent", "certificate has expired", is_permanent=True)

    @pytest.mark.parametrize("operation", [GET, PATCH, CREATE])
    def test_no_replay_class_is_tried_again(self, operation: Operation) -> None:
        assert state(operation, made=1).decide(self.REFUSED, 0.0) == Decision("fail")

    def test_what_an_earlier_attempt_may_have_done_is_not_forgotten(self) -> None:
        ready = state(PATCH, made=1)
        ready.decide(LOST, 0.0)
        ready.decide(self.REFUSED, 0.0)
        assert ready.finish(errors.NetworkError("m"), "").applied == "unknown"


@pytest.mark.parametrize(
    ("outcome", "reason", "kind"),
    [
        (LOST, "the connection broke", "lost"),
        (NOT_SENT, "the connection could not be established", "not_sent"),
        (TIMEOUT, "the attempt took too long", "timeout"),
        (responded(500), "the server responded with 500", None),
        (
            AttemptResult(
                "response", "the server responded with 200", 200, unreadable="the body is not JSON"
            ),
            "the server responded with 200, but the body is not JSON",
            "unreadable",
        ),
    ],
)
def test_an_outcome_has_a_reason_in_words_and_a_kind(
    outcome: AttemptResult, reason: str, kind: str | None
) -> None:
    assert (outcome.reason, outcome.error_kind) == (reason, kind)
