"""One campaign on its way: its pace, its counters, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from konigle.sandbox.clock import iso
from konigle.sandbox.spec import Json, Spec

_SECOND_US = 1_000_000
_MINUTE_US = 60 * _SECOND_US
# Of the delivered mails, one in so many is opened or clicked, when the channel tracks engagement.
_OPENED_EVERY = 2
_CLICKED_EVERY = 5


def pace(total: int, rate_limit: int, minutes: int | None) -> tuple[int, int]:
    """Mails and the microseconds they take: spread over the wanted time, but never above the channel's rate."""
    if minutes is not None and total * _SECOND_US <= rate_limit * minutes * _MINUTE_US:
        return max(total, 1), minutes * _MINUTE_US
    return rate_limit, _SECOND_US


def new_execution(spec: Spec, **values: object) -> Json:
    """The counters of a run that is beginning, every field of the spec among them."""
    schema = "/components/schemas/CampaignExecution"
    return {**dict.fromkeys(spec.properties(schema)), **spec.default(schema), **values}


@dataclass(slots=True)
class Run:
    """One campaign being sent: `amount` mails every `per_us` microseconds of the time it has been moving.

    Attributes:
        content: Number of the texts, taken from the template at the start.
        head: What all its mails have in common.
        total: How many contacts it goes to.
        moving: Whether its time passes; a paused or ended run stands still.
        since_us: Since when it has been moving; in the future while it is halted.
        elapsed_us: How long it had been moving before that.
        sent: How many contacts have had their turn.
        execution: The counters and time stamps that are answered.
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
        """When the contact at this position (counted from one) has its turn, if nothing stops the run before."""
        needed = -(-position * self.per_us // self.amount)  # rounded up: never before its time
        return self.since_us + max(0, needed - self.elapsed_us)

    def next_us(self) -> int:
        """When the next contact has its turn."""
        return self.due_us(self.sent + 1)

    def move(self, since: int) -> None:
        """Let the run's time pass from an instant on."""
        self.moving = True
        self.since_us = since
        self.execution["expected_completion_at"] = iso(self.due_us(self.total))

    def stop(self, now: int) -> None:
        """Let it stand still."""
        if self.moving:
            self.elapsed_us += max(0, now - self.since_us)
        self.moving = False

    def count(self, status: str) -> None:
        """Count what became of one mail."""
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
        """Once everybody has had a turn: note how it ended; answers the campaign's state, or None if it goes on."""
        execution = self.execution
        if self.moving or self.sent < self.total or execution["status"] != "processing":
            return None
        status = "completed" if execution["total_sent"] or not self.total else "failed"
        partly = status == "completed" and execution["total_failed"]
        execution["status"] = "partially_completed" if partly else status
        execution["completed_at"] = execution["last_run_at"] or execution["started_at"]
        if status == "failed":
            execution["error_message"] = "None of the mails could be sent."
        return status
