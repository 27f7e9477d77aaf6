"""The arithmetic of the benchmarks: medians, spread, and whether a bound holds. Nothing here takes time."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["holds", "within the spread", "missed"]

_NEEDED_FOR_QUARTILES = 4


@dataclass(frozen=True)
class Bound:
    """What a row has to hold.

    Attributes:
        kind: Whether the limit is for the ratio to the baseline, from above or below, or for the difference.
        limit: The limit; a difference is in the unit of the row.
    """

    kind: Literal["at most", "at least", "differs by at most"]
    limit: float

    def __str__(self) -> str:
        sign = "≥" if self.kind == "at least" else "≤"
        return f"{sign} {self.limit:g}" + (" apart" if self.kind == "differs by at most" else "")


@dataclass(frozen=True)
class Samples:
    """What was measured, round by round; each round measured both sides.

    Attributes:
        ours: Figures of the SDK.
        baseline: Figures of what it is compared with.
        unit: Their unit.
    """

    ours: list[float]
    baseline: list[float]
    unit: str


@dataclass(frozen=True)
class Figure:
    """One row of the table.

    Attributes:
        what: What was measured.
        baseline_name: What it is compared with.
        bound: What it has to hold.
        unit: Unit of the two medians.
        ours: Median of the SDK.
        baseline: Median of the baseline.
        value: Median over the rounds of the ratio of both sides (or of their difference, as the bound says).
        spread: Half the interquartile range of the same.
        rounds: How many rounds.
    """

    what: str
    baseline_name: str
    bound: Bound
    unit: str
    ours: float
    baseline: float
    value: float
    spread: float
    rounds: int

    @property
    def excess(self) -> float:
        """By how much the bound is missed; negative where there is room."""
        past = self.value - self.bound.limit
        return -past if self.bound.kind == "at least" else past

    @property
    def verdict(self) -> Verdict:
        """Whether the bound holds, and if not, whether the rounds differ by more than what is missing."""
        if self.excess <= 0:
            return "holds"
        return "within the spread" if self.excess <= self.spread else "missed"


def figure(what: str, baseline_name: str, bound: Bound, samples: Samples) -> Figure:
    """The row of some samples. Each round is compared within itself, so that a busy moment strikes both sides."""
    pairs = list(zip(samples.ours, samples.baseline, strict=True))
    if bound.kind == "differs by at most":
        values = [abs(ours - baseline) for ours, baseline in pairs]
    else:
        values = [ours / baseline for ours, baseline in pairs]
    return Figure(
        what,
        baseline_name,
        bound,
        samples.unit,
        statistics.median(samples.ours),
        statistics.median(samples.baseline),
        statistics.median(values),
        spread(values),
        len(values),
    )


def spread(values: Sequence[float]) -> float:
    """Half the interquartile range; of fewer than four values half the range."""
    if len(values) < _NEEDED_FOR_QUARTILES:
        return (max(values) - min(values)) / 2
    lower, _, upper = statistics.quantiles(values, n=4)
    return (upper - lower) / 2


def without(start: Sequence[float], times: Sequence[float]) -> list[float]:
    """Times of whole processes with the start of the interpreter, measured in the same round, taken off."""
    return [time - begun for begun, time in zip(start, times, strict=True)]


def exit_code(figures: Iterable[Figure]) -> int:
    """1 where any bound is missed by more than the spread, else 0."""
    return int(any(one.verdict == "missed" for one in figures))
