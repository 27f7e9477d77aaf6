"""The faults of a run: what strikes a call, how often, and what may come of it."""

from typing import Any, Literal

import attrs

from tests.chaos import strikes
from tests.chaos.line import Strike

SLOW_S = 0.25  # an attempt may take this long
STALL_S = 1.5  # a delayed response takes this long: well past SLOW_S on a busy machine too
Gate = Literal["refused", "unanswered", "unresolved", "handshake"]
ELSEWHERE = "http://127.0.0.2:9/"


@attrs.frozen
class Fault:
    """One row of the table.

    Attributes:
        name: Its name there.
        rule: Arguments of `sandbox.faults.add`; None for no fault.
        passes: Whether a repeat helps, so that `safe` and `settled` calls must succeed in the end.
        once_passes: Whether the server surely did nothing, so that `once` calls may be repeated and must succeed too.
        is_slow: Whether it costs time; such faults are tried less often.
        strike: What the relay does with the exchange; None where the sandbox itself misbehaves.
        gate: Why no connection is made.
        is_harmless: Whether the call that it strikes succeeds; the next ones are what it may harm.
        timeout_s: The call's `timeout`; None for the client's.
    """

    name: str
    rule: dict[str, Any] | None
    passes: bool = True
    once_passes: bool = False
    is_slow: bool = False
    strike: Strike | None = None
    gate: Gate | None = None
    is_harmless: bool = False
    timeout_s: float | None = None

    @property
    def is_below_http(self) -> bool:
        """Whether it takes more than a sandbox to bring it about."""
        return self.strike is not None or self.gate is not None


def _endless(name: str, strike: Strike) -> Fault:
    return Fault(name, None, strike=strike, is_slow=True, timeout_s=SLOW_S)


FAULTS: list[Fault] = [
    Fault("none", None, is_harmless=True),
    Fault("500", {"kind": "status", "status": 500}),
    Fault("500 applied", {"kind": "status", "status": 500, "applied": True}),
    Fault("502 HTML", {"kind": "status", "status": 502, "body": "<html>Bad gateway</html>"}),
    Fault("503", {"kind": "status", "status": 503}),
    Fault("503 applied", {"kind": "status", "status": 503, "applied": True}),
    Fault(
        "503 Retry-After",
        {"kind": "status", "status": 503, "headers": {"Retry-After": "0"}},
        once_passes=True,
    ),
    Fault("429", {"kind": "status", "status": 429, "headers": {"Retry-After": "0"}}, once_passes=True),
    Fault("429 no wait", {"kind": "status", "status": 429}, once_passes=True),
    Fault("closed before", {"kind": "close_before"}),
    Fault("reset before", {"kind": "reset_before"}),
    Fault("closed after", {"kind": "close_after"}),
    Fault("reset after", {"kind": "reset_after"}),
    Fault("truncated", {"kind": "truncate"}),
    Fault("garbage", {"kind": "garbage"}),
    Fault("HTML 200", {"kind": "html"}),
    Fault("empty 200", {"kind": "empty"}),
    Fault("redirect same", {"kind": "redirect"}, passes=False),
    Fault("redirect other", {"kind": "redirect", "location": ELSEWHERE}, passes=False),
    Fault("400", {"kind": "status", "status": 400, "body": {"name": ["No."]}}, passes=False),
    Fault("404", {"kind": "status", "status": 404, "body": {"detail": "Not found."}}, passes=False),
    Fault("delay", {"kind": "delay", "seconds": STALL_S}, is_slow=True, timeout_s=SLOW_S),
    Fault("drip", {"kind": "drip", "size": 1, "interval": 0.02}, is_slow=True, timeout_s=SLOW_S),
]
# A gate that cannot be opened under a client's feet stays shut: what is checked is how its error reports it.
BELOW_HTTP: list[Fault] = [
    Fault("refused", None, gate="refused", once_passes=True),
    Fault("name not found", None, gate="unresolved", passes=False),
    Fault("SYN unanswered", None, gate="unanswered", once_passes=True, is_slow=True, timeout_s=SLOW_S),
    Fault("no TLS handshake", None, gate="handshake", passes=False, is_slow=True, timeout_s=SLOW_S),
    Fault("reset at request", None, strike=strikes.reset_at_request),
    Fault("reset in head", None, strike=strikes.reset_in_head),
    Fault("reset in body", None, strike=strikes.reset_in_body),
    Fault("surplus", None, strike=strikes.surplus, is_harmless=True),
    Fault("unsolicited", None, strike=strikes.unsolicited, is_harmless=True),
    Fault("gzip bomb", None, strike=strikes.small_bomb, passes=False, is_slow=True),
    Fault("500 bomb", None, strike=strikes.error_bomb, is_slow=True),
    Fault("nested 400", None, strike=strikes.nested_error, passes=False, is_slow=True),
    _endless("mute", strikes.mute),
    _endless("mute after", strikes.mute_after),
    _endless("header drip", strikes.dripped_head),
    _endless("1xx storm", strikes.informational),
    _endless("chunk extensions", strikes.chunk_extensions),
    _endless("empty gzip blocks", strikes.empty_blocks),
    _endless("body drip", strikes.dripped_body),
]
