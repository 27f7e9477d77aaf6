"""Logging: one DEBUG record per attempt, on the logger `konigle`. No e-mail addresses, bodies, headers or keys."""

import logging

from konigle._core.call import Operation
from konigle.exceptions import Attempt

logger = logging.getLogger("konigle")


def log_attempt(operation: Operation, attempt: Attempt, request_id: str) -> None:
    """Logs one attempt."""
    logger.debug(
        "%s %s attempt %d: %s in %.3f s [%s]",
        operation.method,
        operation.path,
        attempt.number,
        attempt.error or attempt.status,
        attempt.duration_s,
        request_id,
        extra={
            "operation": operation.id,
            "status": attempt.status,
            "attempt": attempt.number,
            "request_id": request_id,
        },
    )


def log_dry_run(operation: Operation) -> None:
    """Logs the operation that was not sent, without its content."""
    logger.info("dry run: %s %s was validated but not sent", operation.method, operation.path)
