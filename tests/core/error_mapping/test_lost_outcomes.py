"""Calls that fail without a response, and what an error says when the outcome is unknown."""

import pytest

from konigle import exceptions as errors
from konigle._core.call import Operation
from konigle._core.error_mapping import (
    as_outcome_unknown,
    failure,
    recovery_hint,
)

BASE = "/reachout/api/v1"
CREATE_CALL = Operation("createContact", "POST", f"{BASE}/contacts", "once")


@pytest.mark.parametrize(
    ("timeout", "kind"), [(False, errors.NetworkError), (True, errors.KonigleTimeoutError)]
)
def test_a_failure_says_which_phase_on_which_call(timeout: bool, kind: type[errors.KonigleError]) -> None:
    error = failure(
        CREATE_CALL, "connection refused (1.00 s)", destination="[::1]:443", timeout=timeout, advice="Try."
    )
    assert type(error) is kind
    assert str(error) == (
        f"createContact (POST {BASE}/contacts): request to [::1]:443 failed: connection refused (1.00 s). Try."
    )
    assert (error.operation, error.method, error.path_template) == (
        "createContact",
        "POST",
        f"{BASE}/contacts",
    )


@pytest.mark.parametrize(
    ("error", "twin"),
    [
        (errors.NetworkError("m"), errors.UnknownOutcomeNetworkError),
        (errors.KonigleTimeoutError("m"), errors.UnknownOutcomeTimeoutError),
        (errors.ServerError("m", 502, "body"), errors.UnknownOutcomeServerError),
        (errors.InvalidResponseError("m", 200, "body"), errors.UnknownOutcomeResponseError),
        (errors.ValidationError("m", 400, "body"), errors.UnknownOutcomeResponseError),
    ],
)
def test_a_lost_outcome_keeps_the_kind_and_all_that_is_known(
    error: errors.KonigleError, twin: type[errors.OutcomeUnknown]
) -> None:
    error.request_id, error.idempotency_key = "r1", "k1"
    made = as_outcome_unknown(error)
    assert type(made) is twin
    assert vars(made) == vars(error)
    assert str(made) == "m"


def test_other_errors_stay_what_they_are() -> None:
    error = errors.ClientClosedError("m")
    assert as_outcome_unknown(error) is error


@pytest.mark.parametrize(
    ("recovery", "said"),
    [
        (
            "Check with `client.contacts.list(q=…)`",
            "Check with `client.contacts.list(q=…)` before calling again.",
        ),
        ("", "Check whether it was applied before calling again."),
    ],
)
def test_it_says_how_to_find_out(recovery: str, said: str) -> None:
    operation = Operation("x", "POST", f"{BASE}/contacts", "once", recovery=recovery)
    assert recovery_hint(operation) == said
