"""The faults of a run: what strikes a call, how often, and what may come of it."""

from typing import Any

import attrs

SLOW_S = 0.25  # a try may take this long
STALL_S = 1.5  # a delayed answer takes this long: well past SLOW_S on a busy machine too
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
    """

    name: str
    rule: dict[str, Any] | None
    passes: bool = True
    once_passes: bool = False
    is_slow: bool = False


FAULTS: list[Fault] = [
    Fault("none", None, once_passes=True),
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
    Fault("delay", {"kind": "delay", "seconds": STALL_S}, is_slow=True),
    Fault("drip", {"kind": "drip", "size": 1, "interval": 0.02}, is_slow=True),
]
