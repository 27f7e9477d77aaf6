"""Logging, as a hook of the package itself, on the logger `konigle`. No e-mail addresses, bodies, headers or keys."""

import logging
import os
import sys
import traceback
from typing import TextIO

from konigle.exceptions import Attempt, OutcomeUnknown
from konigle.hooks import CallResult, Hook

logger = logging.getLogger("konigle")

LONG_WAIT_S = 5.0  # a person who waits for the program wonders by then
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class LoggingHook(Hook):
    """DEBUG for attempts, INFO for retries, WARNING for long waits and unknown outcomes."""

    def on_attempt(self, attempt: Attempt) -> None:
        """Logs an attempt."""
        if not logger.isEnabledFor(logging.DEBUG):
            return
        logger.debug(
            "%s attempt %d: %s in %.3f s [%s]",
            attempt.operation,
            attempt.number,
            attempt.error or attempt.status_code,
            attempt.elapsed_s,
            attempt.request_id,
            extra={
                "operation": attempt.operation,
                "status": attempt.status_code,
                "attempt": attempt.number,
                "request_id": attempt.request_id,
            },
        )

    def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> None:
        """Logs that an attempt will be repeated."""
        _log(
            logging.WARNING if wait_s > LONG_WAIT_S else logging.INFO,
            "%s attempt %d is retried in %.2f s: %s [%s]",
            attempt.operation,
            attempt.number,
            wait_s,
            reason,
            attempt.request_id,
            extra={
                "operation": attempt.operation,
                "wait_s": wait_s,
                "reason": reason,
                "request_id": attempt.request_id,
            },
        )

    def on_call_end(self, result_or_error: CallResult | BaseException) -> None:
        """Logs an unknown outcome, and what a dry run did not send."""
        if isinstance(result_or_error, OutcomeUnknown):
            error = result_or_error
            _log(
                logging.WARNING,
                "%s: the outcome is unknown after %d attempt(s): the request may have been applied. Check before "
                "calling again. [%s]",
                error.operation,
                len(error.attempts),
                error.request_id,
                extra={"operation": error.operation, "request_id": error.request_id},
            )
        elif isinstance(result_or_error, CallResult) and result_or_error.status_code is None:
            call = result_or_error.call
            path = call.path_template or "request"
            logger.info("dry run: %s %s was validated but not sent", call.method, path)


def _log(level: int, message: str, *arguments: object, extra: dict[str, object]) -> None:
    """Logs if a handler is installed: otherwise Python would print warnings."""
    if logger.isEnabledFor(level) and logger.hasHandlers():
        logger.log(level, message, *arguments, extra=extra)


def log_hook_failure(name: str, problem: Exception) -> None:
    """Logs the exception of a hook."""
    logger.error(
        "The hook %s raised %s; the call is not affected. It is logged once.\n%s",
        name,
        type(problem).__name__,
        # not the error of the call, in whose handling the hook may have been called: it may quote the server
        "".join(traceback.format_exception(problem, chain=False)).rstrip(),
    )


class _StderrHandler(logging.StreamHandler[TextIO]):
    """Writes to what `sys.stderr` is at the time, as a test or a notebook may replace it."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(logging.Formatter(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a record."""
        self.stream = sys.stderr
        super().emit(record)


def log_to_stderr() -> None:
    """Adds a handler to the logger `konigle`, once, if the environment variable `KONIGLE_LOG` is `debug` or `info`."""
    text = os.environ.get("KONIGLE_LOG", "").strip()
    if not text or any(isinstance(handler, _StderrHandler) for handler in logger.handlers):
        return
    level = _LEVELS.get(text.lower())
    handler = _StderrHandler()
    logger.addHandler(handler)
    if level is None:
        logger.warning("KONIGLE_LOG is %r; it has to be debug or info. Warnings are logged.", text)
        return
    handler.setLevel(level)
    if logger.level == logging.NOTSET or logger.level > level:
        logger.setLevel(level)
