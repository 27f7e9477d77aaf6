"""What is logged for an attempt, and what is not."""

import logging

import pytest

from konigle._core.call import Operation
from konigle._http.logging import log_attempt, log_dry_run
from konigle.exceptions import Attempt

GET = Operation("getThing", "GET", "/v1/things/{id}", "safe")


@pytest.mark.parametrize(
    ("attempt", "what"),
    [
        (Attempt(2, 503, None, 1.0, 0.25, 0.5), "503 in 0.250 s"),
        (
            Attempt(2, None, "the connection could not be established", 1.0, 0.25, 0.5),
            "the connection could not be established in 0.250 s",
        ),
    ],
)
def test_an_attempt_is_one_debug_record(
    attempt: Attempt, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "konigle")
    log_attempt(GET, attempt, "r1")
    [record] = caplog.records
    assert (record.name, record.levelname) == ("konigle", "DEBUG")
    assert record.getMessage() == f"GET /v1/things/{{id}} attempt 2: {what} [r1]"
    assert vars(record).items() >= {"operation": "getThing", "attempt": 2, "request_id": "r1"}.items()
    assert vars(record)["status"] == attempt.status


def test_above_debug_nothing_is_made(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "konigle")
    log_attempt(GET, Attempt(1, 200, None, 0.0, 0.1, 0.0), "r1")
    assert caplog.records == []


def test_a_dry_run_is_an_info_record(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "konigle")
    log_dry_run(GET)
    assert [record.getMessage() for record in caplog.records] == [
        "dry run: GET /v1/things/{id} was validated but not sent"
    ]
