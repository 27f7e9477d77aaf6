"""The controls of a sandbox: the implementation behind the Python API and `/__sandbox/`."""

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
    """All methods run in the server's thread."""

    context: Context
    request_log: RequestLog
    faults: FaultRules
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    def catch_up(self) -> int:
        """Runs what is due, so that the state is up to date; returns the clock."""
        now = self.context.clock.now()
        self.context.scheduler.advance(now)
        return now

    def advance(self, by: float | timedelta) -> int:
        """Advances the clock, runs everything that becomes due, and stores the new time."""
        self.context.clock.advance(by)
        now = self.catch_up()
        self.context.store.set_meta("clock", str(now))
        return now

    def set_channel(self, code: str, changes: Json) -> Json:
        """Changes the channel fields that only the operators of the service can change.

        Raises:
            SandboxError: The channel or field does not exist, or the value is invalid.
        """
        context = self.context
        now = self.catch_up()
        channel = context.store.by_key("channels", code)
        if channel is None:
            raise SandboxError(f"there is no channel with the code {code!r}")
        unknown = sorted(set(changes) - _CHANNEL_FIELDS)
        if unknown:
            raise SandboxError(
                f"cannot be set here: {', '.join(unknown)}; known: {', '.join(sorted(_CHANNEL_FIELDS))}"
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
        """Deletes all data: resources, e-mails, recorded requests, fault rules, clock, identifiers."""
        async with self._alone:
            self.context.store.clear()
            self.faults.clear()
            self.request_log.clear()
            self.context.clock.reset()
            self.context.engine.changed()

    async def seed(self, seed: Seed) -> None:
        """Adds resources while other requests are served; one seed at a time."""
        async with self._alone:
            await plant_beside_others(self.context, seed)

    def is_empty(self) -> bool:
        """Whether there are no resources."""
        return not any(len(self.context.store.numbers(kind)) for kind in COLLECTIONS)

    def overview(self) -> Json:
        """Returns the numbers of resources, e-mails, requests and rules."""
        now = self.catch_up()
        counts: dict[str, Any] = {kind: len(self.context.store.numbers(kind)) for kind in COLLECTIONS}
        return {
            "clock": {"mode": self.context.clock.mode, "now": iso(now)},
            "resources": counts,
            "outbox": self.context.outbox.count(),
            "requests": self.request_log.count,
            "faults": len(self.faults.all()),
        }
