"""What can be done to a sandbox beside its API: the one implementation behind Python and `/__sandbox/`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from konigle.sandbox.clock import iso
from konigle.sandbox.context import Context
from konigle.sandbox.control.faults import FaultRules
from konigle.sandbox.control.request_log import RequestLog
from konigle.sandbox.control.seed import Seed, plant_beside_others
from konigle.sandbox.errors import SandboxError
from konigle.sandbox.resources.collections import COLLECTIONS
from konigle.sandbox.spec import Json

_LONGEST_REASON = 2_000  # characters
_CHANNEL_FIELDS = frozenset(
    {"status", "suspension_reason", "daily_quota", "rate_limit", "enable_engagement_tracking"}
)


@dataclass(frozen=True, slots=True)
class ControlService:
    """Everything here runs in the server's thread."""

    context: Context
    request_log: RequestLog
    faults: FaultRules
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    def catch_up(self) -> int:
        """Do what is due, so that what is looked at next is up to date; answers the clock."""
        now = self.context.clock.now()
        self.context.scheduler.advance(now)
        return now

    def advance(self, by: float | timedelta) -> int:
        """Move the clock forward, do all that falls due on the way, and remember the new time."""
        self.context.clock.advance(by)
        now = self.catch_up()
        self.context.store.set_meta("clock", str(now))
        return now

    def set_channel(self, code: str, changes: Json) -> Json:
        """Change what only the operators of the service can change of a channel.

        Raises:
            SandboxError: There is no such channel or field, or the value does not fit.
        """
        context = self.context
        now = self.catch_up()
        channel = context.store.by_key("channels", code)
        if channel is None:
            raise SandboxError(f"there is no channel with the code {code!r}")
        unknown = sorted(set(changes) - _CHANNEL_FIELDS)
        if unknown:
            raise SandboxError(
                f"not to be set here: {', '.join(unknown)}; known: {', '.join(sorted(_CHANNEL_FIELDS))}"
            )
        new = {**channel, **changes}
        if "status" in changes:
            suspended = changes["status"] == "suspended"
            new["suspended_at"] = iso(now) if suspended else None
            new["suspension_reason"] = changes.get("suspension_reason") if suspended else None
        errors = list(context.spec.validator("/components/schemas/EmailChannel").iter_errors(new))
        if errors:
            raise SandboxError("; ".join(error.message for error in errors)[:_LONGEST_REASON])
        whole = context.resources["channels"].integers & set(changes)
        new |= {name: int(new[name]) for name in whole if new[name] is not None}  # 5.0 is a whole number too
        with context.store.transaction():
            context.store.replace("channels", channel, new, now)
        context.engine.changed()
        return new

    async def reset(self) -> None:
        """Back to an empty sandbox: data, mails, noted requests, fault rules, clock, identifiers."""
        async with self._alone:
            self.context.store.clear()
            self.faults.clear()
            self.request_log.clear()
            self.context.clock.reset()
            self.context.engine.changed()

    async def seed(self, seed: Seed) -> None:
        """Add a stock of resources while others are served; one after the other."""
        async with self._alone:
            await plant_beside_others(self.context, seed)

    def is_empty(self) -> bool:
        """Whether there is no resource at all."""
        return not any(len(self.context.store.numbers(kind)) for kind in COLLECTIONS)

    def overview(self) -> Json:
        """What there is, in numbers."""
        now = self.catch_up()
        counts: dict[str, Any] = {kind: len(self.context.store.numbers(kind)) for kind in COLLECTIONS}
        return {
            "clock": {"mode": self.context.clock.mode, "now": iso(now)},
            "resources": counts,
            "outbox": self.context.outbox.count(),
            "requests": self.request_log.count,
            "faults": len(self.faults.all()),
        }
