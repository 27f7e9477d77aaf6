"""What is logged, at which level, and when it goes to standard error."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from konigle import CallInfo, CallResult, Client, OutcomeUnknown
from konigle._http import logging as own
from konigle._http.logging import LoggingHook, log_to_stderr
from konigle.exceptions import Attempt

HOOK = LoggingHook()
KEY = "sk-live-0123456789abcdef"
CALL = CallInfo("getThing", "GET", "/v1/things/{id}", "https", "h.example", 443, "safe", "r1")


def attempt(status: int | None, error: str | None = None) -> Attempt:
    return Attempt(2, status, error, 1.0, 0.25, 0.5, "getThing", "safe", None, "r1")


def said(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "konigle"]


class TestAttempts:
    @pytest.mark.parametrize(
        ("given", "what"),
        [
            (attempt(503), "503 in 0.250 s"),
            (attempt(None, "the connection broke"), "the connection broke in 0.250 s"),
            (attempt(200, "the body is not JSON"), "the body is not JSON in 0.250 s"),
        ],
    )
    def test_each_is_one_debug_record(
        self, given: Attempt, what: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG, "konigle")
        HOOK.on_attempt(given)
        assert said(caplog) == [("DEBUG", f"getThing attempt 2: {what} [r1]")]
        facts = {"operation": "getThing", "attempt": 2, "request_id": "r1", "status": given.status}
        assert vars(caplog.records[0]).items() >= facts.items()

    def test_above_debug_nothing_is_made(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, "konigle")
        HOOK.on_attempt(attempt(200))
        assert said(caplog) == []


class TestRetries:
    @pytest.mark.parametrize(("wait_s", "level"), [(0.5, "INFO"), (5.0, "INFO"), (5.1, "WARNING")])
    def test_each_is_logged_with_the_wait_and_the_reason(
        self, wait_s: float, level: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "konigle")
        HOOK.on_retry(attempt(503), wait_s, "the server responded with 503")
        text = f"getThing attempt 2 is retried in {wait_s:.2f} s: the server responded with 503 [r1]"
        assert said(caplog) == [(level, text)]
        assert vars(caplog.records[0]).items() >= {"operation": "getThing", "wait_s": wait_s}.items()


class TestEnds:
    def test_an_unknown_outcome_is_a_warning_without_the_text_of_the_server(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        HOOK.on_call_end(OutcomeUnknown("ada@example.com", operation="sendEmail", request_id="r1"))
        [(level, text)] = said(caplog)
        assert level == "WARNING"
        assert text.startswith("sendEmail: the outcome is unknown after 0 attempt(s)")
        assert "ada@" not in text

    def test_a_dry_run_is_an_info_record(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, "konigle")
        HOOK.on_call_end(CallResult(CALL, None, "r1", (), 0.0))
        assert said(caplog) == [("INFO", "dry run: GET /v1/things/{id} was validated but not sent")]

    @pytest.mark.parametrize(
        "end", [CallResult(CALL, 200, "r1", (), 0.1), ValueError("x"), KeyboardInterrupt()]
    )
    def test_any_other_end_is_not_logged(self, end: Any, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG, "konigle")
        HOOK.on_call_end(end)
        assert said(caplog) == []


def test_without_a_handler_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    HOOK.on_retry(attempt(503), 60.0, "the server responded with 503")
    HOOK.on_call_end(OutcomeUnknown("m", operation="sendEmail"))
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    """The package's logger, as it is put back afterwards."""
    handlers, level = own.logger.handlers, own.logger.level
    own.logger.handlers = []
    yield own.logger
    own.logger.handlers = handlers
    own.logger.setLevel(level)


class TestEnvironment:
    @pytest.mark.parametrize(
        ("text", "level"), [("debug", logging.DEBUG), ("info", logging.INFO), (" DEBUG ", logging.DEBUG)]
    )
    def test_it_adds_one_handler(
        self, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch, text: str, level: int
    ) -> None:
        monkeypatch.setenv("KONIGLE_LOG", text)
        for _ in range(2):
            Client(KEY)
        assert [handler.level for handler in logger.handlers] == [level]
        assert logger.level == level

    @pytest.mark.parametrize("text", [None, "", "  "])
    def test_it_adds_none_where_it_is_not_set(
        self, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch, text: str | None
    ) -> None:
        monkeypatch.delenv("KONIGLE_LOG", raising=False)
        if text is not None:
            monkeypatch.setenv("KONIGLE_LOG", text)
        Client(KEY)
        assert (logger.handlers, logger.level) == ([], logging.NOTSET)

    def test_a_more_detailed_level_is_kept(
        self, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("KONIGLE_LOG", "info")
        logger.setLevel(logging.DEBUG)
        log_to_stderr()
        assert (logger.level, logger.handlers[0].level) == (logging.DEBUG, logging.INFO)

    def test_another_word_is_explained(
        self, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("KONIGLE_LOG", "verbose")
        log_to_stderr()
        assert "KONIGLE_LOG is 'verbose'; it has to be debug or info" in capsys.readouterr().err

    def test_it_writes_to_what_standard_error_is_then(
        self, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("KONIGLE_LOG", "info")
        log_to_stderr()
        HOOK.on_retry(attempt(503), 1.0, "the server responded with 503")
        assert "INFO konigle: getThing attempt 2 is retried in 1.00 s" in capsys.readouterr().err
        monkeypatch.setattr(sys, "stderr", None)  # as in a Windows program without a console
        HOOK.on_retry(attempt(503), 1.0, "the server responded with 503")


PROGRAM = """
import httpx, konigle
replies = [httpx.Response(503), httpx.Response(200, json={"payload": [], "count": 0})]
transport = httpx.MockTransport(lambda request: replies.pop(0))
with konigle.Client("sk-live-0123456789abcdef", transport=transport, retry_backoff=0.0) as client:
    client.contacts.list(q="ada@example.com")
"""


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (None, []),
        (
            "info",
            ["INFO konigle: listContacts attempt 1 is retried in 0.00 s: the server responded with 503"],
        ),
        (
            "debug",
            [
                "DEBUG konigle: listContacts attempt 1: 503 in",
                "INFO konigle: listContacts attempt 1 is retried",
                "DEBUG konigle: listContacts attempt 2: 200 in",
            ],
        ),
    ],
)
def test_a_program_logs_to_standard_error_where_the_variable_is_set(
    level: str | None, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KONIGLE_LOG", raising=False)
    if level:
        monkeypatch.setenv("KONIGLE_LOG", level)
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    lines = done.stderr.splitlines()
    assert done.stdout == ""
    assert [word in line for word, line in zip(words, lines, strict=True)] == [True] * len(words)
    assert "ada@" not in done.stderr


def test_a_client_logs_a_long_wait_as_a_warning(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, "konigle")
    waits: list[float] = []
    monkeypatch.setattr("konigle._sync.transport.sync_sleep", waits.append)
    replies = [
        httpx.Response(429, headers={"Retry-After": "60"}),
        httpx.Response(200, json={"payload": [], "count": 0}),
    ]
    with Client(KEY, transport=httpx.MockTransport(lambda request: replies.pop(0))) as client:
        client.contacts.list()
    [(level, text)] = said(caplog)
    assert (level, waits) == ("WARNING", [60.0])
    assert "listContacts attempt 1 is retried in 60.00 s: the server responded with 429" in text
