"""The run of a campaign: its rate, counters and state."""

from __future__ import annotations

from dataclasses import dataclass, field

from konigle.sandbox.clock import iso
from konigle.sandbox.spec import Json, Spec

_SECOND_US = 1_000_000
_MINUTE_US = 60 * _SECOND_US
# One of this many delivered e-mails is opened or clicked, if the channel tracks engagement.
_OPENED_EVERY = 2
_CLICKED_EVERY = 5


def pace(total: int, rate_limit: int, minutes: int | None) -> tuple[int, int]:
    """Returns e-mails and the microseconds they take: spread over the requested time, limited by the channel's rate."""
    if minutes is not None and total * _SECOND_US <= rate_limit * minutes * _MINUTE_US:
        return max(total, 1), minutes * _MINUTE_US
    return rate_limit, _SECOND_US


def new_execution(spec: Spec, **values: object) -> Json:
    """Returns the counters of a new run, with every field of the spec."""
    schema = "/components/schemas/CampaignExecution"
    return {**dict.fromkeys(spec.properties(schema)), **spec.default(schema), **values}


@dataclass(slots=True)
class Run:
    """A campaign being sent: `amount` e-mails every `per_us` microseconds of its running time.

    Attributes:
        content: Number of the texts, copied from the template at the start.
        head: The fields that all its e-mails share.
        total: The number of contacts.
        moving: Whether its time passes; a paused or ended run stands still.
        since_us: Since when it has been running; in the future while it is halted.
        elapsed_us: How long it had been running before that.
        sent: The number of contacts processed.
        execution: The counters and timestamps of the response.
    """

    campaign: str
    channel: str
    content: int
    head: Json
    total: int
    amount: int = 1
    per_us: int = 1
    moving: bool = False
    since_us: int = 0
    elapsed_us: int = 0
    sent: int = 0
    execution: Json = field(default_factory=dict[str, object])

    def due_us(self, position: int) -> int:
        """Returns when the contact at this position (from one) is due, if the run is not stopped before."""
        needed = -(-position * self.per_us // self.amount)  # rounded up: never too early
        return self.since_us + max(0, needed - self.elapsed_us)

    def next_us(self) -> int:
        """Returns when the next contact is due."""
        return self.due_us(self.sent + 1)

    def move(self, since: int) -> None:
        """Starts the run's time at an instant."""
        self.moving = True
        self.since_us = since
        self.execution["expected_completion_at"] = iso(self.due_us(self.total))

    def stop(self, now: int) -> None:
        """Stops the run's time."""
        if self.moving:
            self.elapsed_us += max(0, now - self.since_us)
        self.moving = False

    def count(self, status: str) -> None:
        """Counts the result of one e-mail."""
        execution = self.execution
        if status == "failed":
            execution["total_failed"] += 1
            return
        execution["total_sent"] += 1
        if status == "bounced":
            execution["total_bounced"] += 1
            return
        execution["total_delivered"] += 1
        execution["total_complained"] += int(status == "complained")
        if execution["total_opened"] is not None:
            execution["total_opened"] = execution["total_delivered"] // _OPENED_EVERY
            execution["total_clicked"] = execution["total_delivered"] // _CLICKED_EVERY

    def conclude(self) -> str | None:
        """After the last contact: records how the run ended; returns the campaign's state, or None if not over."""
        execution = self.execution
        if self.moving or self.sent < self.total or execution["status"] != "processing":
            return None
        status = "completed" if execution["total_sent"] or not self.total else "failed"
        partly = status == "completed" and execution["total_failed"]
        execution["status"] = "partially_completed" if partly else status
        execution["completed_at"] = execution["last_run_at"] or execution["started_at"]
        if status == "failed":
            execution["error_message"] = "None of the emails could be sent."
        return status
