"""The controls of a running sandbox: `sandbox.faults`, `.clock`, `.dns`, `.channels`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from konigle.sandbox.clock import to_datetime
from konigle.sandbox.control.faults import FaultKind, FaultRule
from konigle.sandbox.control.seed import set_dns_result
from konigle.sandbox.control.service import ControlService

_T = TypeVar("_T")


class _Caller(Protocol):
    """Runs work in the server's thread and returns its result."""

    def __call__(self, work: Callable[[ControlService], _T]) -> _T: ...


class _Handle:
    def __init__(self, call: _Caller) -> None:
        self._call = call


class FaultsHandle(_Handle):
    """The fault rules: which calls fail, and how."""

    def add(
        self,
        operation: str,
        kind: FaultKind,
        *,
        first: int = 1,
        last: int | None = None,
        forever: bool = False,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        seconds: float = 0.0,
        location: str | None = None,
        size: int | None = None,
        interval: float = 0.0,
        applied: bool | None = None,
    ) -> FaultRule:
        """Adds a rule for an operation id, or for all with `*`; docs/sandbox.md describes each kind.

        Args:
            operation: An operation id of the spec, such as `sendEmail`, or `*`.
            kind: The kind of fault.
            first: The first matching call that it applies to, counted from one from now on.
            last: The last one; the same as `first` if not given.
            forever: Apply to every call from `first` on.
            status: Status code of the response (`status`, `redirect`, `html`, `garbage`, `empty`).
            headers: Additional headers of the response (the same kinds).
            body: Body of the response: JSON or text (`status`), text (`html`, `garbage`).
            seconds: How long the request is delayed before it is processed (every kind).
            location: Target of a `redirect`; default the same URL.
            size: Bytes at a time (`drip`), or bytes of the body that are sent (`truncate`).
            interval: Seconds between the parts (`drip`).
            applied: Whether the request is applied, if the kind leaves a choice.

        Returns:
            The rule; its `calls` and `hits` keep counting.

        Raises:
            ValueError: The operation or a field is invalid.
        """
        rule = FaultRule(
            operation=operation,
            kind=kind,
            first=first,
            last=None if forever else (first if last is None else last),
            status=status,
            headers=headers or {},
            body=body,
            seconds=seconds,
            location=location,
            size=size,
            interval=interval,
            applied=applied,
        )
        return self._call(lambda service: service.faults.add(rule))

    def remove(self, rule: FaultRule) -> bool:
        """Removes one rule; returns False if it did not exist."""
        return self._call(lambda service: service.faults.remove(rule.id))

    def clear(self) -> None:
        """Removes all rules."""
        self._call(lambda service: service.faults.clear())

    def all(self) -> list[FaultRule]:
        """Returns the current rules (copies), oldest first."""
        return self._call(lambda service: [replace(rule) for rule in service.faults.all()])


class ClockHandle(_Handle):
    """The sandbox's clock."""

    def now(self) -> datetime:
        """Returns the time in UTC."""
        return to_datetime(self._call(lambda service: service.context.clock.now()))

    def advance(self, by: float | timedelta) -> datetime:
        """Advances the clock by seconds or a timedelta; runs everything that becomes due. Returns the new time."""
        return to_datetime(self._call(lambda service: service.advance(by)))


class DnsHandle(_Handle):
    """The results of status checks for identities and MAIL FROM domains."""

    def verify(self, value: str) -> None:
        """Makes checks of this domain or e-mail address succeed from now on."""
        self._call(lambda service: set_dns_result(service.context, value, "success"))

    def fail(self, value: str) -> None:
        """Makes checks of this domain or e-mail address fail from now on."""
        self._call(lambda service: set_dns_result(service.context, value, "failed"))


class ChannelHandle(_Handle):
    """Channel fields that the API cannot change, and engagement tracking."""

    def set(self, code: str, **changes: Any) -> dict[str, Any]:
        """Sets `status`, `suspension_reason`, `daily_quota`, `rate_limit` or `enable_engagement_tracking`."""
        return self._call(lambda service: service.set_channel(code, changes))
