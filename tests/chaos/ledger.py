"""What was said of each call, what is true of it, and the table of both."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import attrs

from konigle.exceptions import KonigleError
from tests.chaos.faults import Fault


@attrs.define
class Entry:
    """One call.

    Attributes:
        replay: The operation's replay class.
        hits: How many attempts the fault applied to; 0 for every one.
        error: What the call raised, None if it returned.
        took_s: Seconds it took.
        arrived: Requests that arrived.
        applied: How many of them were carried out.
        seen: Requests that arrived at the relay before the sandbox; None if there was none.
        attempts: RetryState that the client reports.
        limit_s: Seconds after which it had to end; None for no limit.
        beats_s: What it took in seconds of `Pulse`.
        is_cut: Whether the caller cancelled it.
        is_probe: Whether it is one of the three calls after a fault, which must succeed.
        is_strangers: Whether it returned somebody else's record.
        loose: Connections that nobody owned after it.
    """

    operation: str
    replay: str
    client_kind: str
    fault: Fault
    hits: int
    request_id: str
    error: BaseException | None = None
    took_s: float = 0.0
    arrived: int = 0
    applied: int = 0
    seen: int | None = None
    attempts: int = 0
    limit_s: float | None = None
    beats_s: float = 0.0
    is_cut: bool = False
    is_probe: bool = False
    is_strangers: bool = False
    loose: int = 0

    @property
    def must_succeed(self) -> bool:
        """Whether the fault passes within the retry limits, and repeating was allowed."""
        if self.fault.is_harmless:
            return True
        passes = self.fault.once_passes if self.replay == "once" else self.fault.passes
        return passes and 0 < self.hits <= RETRIES


PROMISES = (
    "applied twice",
    "reported as not applied, but was",
    "reported as done, but was not",
    "failed under a fault that passes",
    "an exception outside the tree",
    "hung",
    "reported as unknown, but never sent",
    "did not recover",
    "ended late",
)
RETRIES = 3
LONGEST_S = 20.0
LATE_S = 0.5  # what a call may take beyond its time limit


def broken_promises(entries: Iterable[Entry], late_s: float = LATE_S) -> Iterator[tuple[str, Entry]]:
    """The promises a call broke; none for a good run.

    Args:
        entries: The calls.
        late_s: What a call may take beyond its time limit.
    """
    for entry in entries:
        error = entry.error
        if entry.replay == "once" and entry.applied > 1:
            yield "applied twice", entry
        if error is not None and not isinstance(error, KonigleError):
            yield "an exception outside the tree", entry
        if isinstance(error, KonigleError):
            yield from _misreported(entry, error)
        elif error is None and not entry.is_cut and (entry.is_strangers or not entry.applied):
            yield "reported as done, but was not", entry
        if entry.must_succeed and error is not None and not entry.is_probe:
            yield "failed under a fault that passes", entry
        if entry.is_probe and (error is not None or entry.loose):
            yield "did not recover", entry
        if entry.limit_s is not None and entry.beats_s > entry.limit_s + late_s:
            yield "ended late", entry
        if entry.took_s > LONGEST_S:
            yield "hung", entry


def _misreported(entry: Entry, error: KonigleError) -> Iterator[tuple[str, Entry]]:
    if error.applied == "no" and entry.applied and entry.replay != "safe":
        yield "reported as not applied, but was", entry
    if entry.seen == 0 and error.applied == "unknown":
        yield "reported as unknown, but never sent", entry
    if entry.fault.gate is not None and (error.applied != "no" or entry.attempts != RETRIES + 1):
        yield "reported as unknown, but never sent", entry


def table(entries: Iterable[Entry]) -> str:
    """Replay class and fault: calls, how many succeeded, errors by class, attempts."""
    groups: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.replay, entry.fault.name].append(entry)
    lines = [f"{'class':8} {'fault':18} {'calls':>6} {'done':>6} {'tries':>6}  errors"]
    for (replay, fault), group in groups.items():
        errors = Counter(type(entry.error).__name__ for entry in group if entry.error is not None)
        said = ", ".join(f"{name} {count}" for name, count in errors.most_common())
        done = sum(entry.error is None for entry in group)
        arrived = sum(entry.arrived for entry in group)
        lines.append(f"{replay:8} {fault:18} {len(group):6} {done:6} {arrived:6}  {said}")
    return "\n".join(lines)
