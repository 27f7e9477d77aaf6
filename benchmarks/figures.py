"""The arithmetic of the benchmarks, the measurement of two sides, and the display of the figures."""

import json
import os
import platform
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from html import escape
from importlib.metadata import version
from typing import Any, Literal

Verdict = Literal["holds", "within the spread", "missed"]

_NEEDED_FOR_QUARTILES = 4


@dataclass(frozen=True)
class Bound:
    """The bound of a row.

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
    """The measurements by round; each round measured both sides.

    Attributes:
        ours: Figures of the SDK.
        baseline: Figures of the baseline.
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
        baseline_name: The baseline.
        bound: Its bound.
        unit: Unit of the two medians.
        ours: Median of the SDK.
        baseline: Median of the baseline.
        value: Median over the rounds of the ratio of both sides (or of their difference, as the bound says).
        spread: Half the interquartile range of the same.
        rounds: Number of rounds.
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
        """Returns by how much the bound is missed; negative if it holds."""
        past = self.value - self.bound.limit
        return -past if self.bound.kind == "at least" else past

    @property
    def verdict(self) -> Verdict:
        """Returns whether the bound holds, or is missed by less than the spread."""
        if self.excess <= 0:
            return "holds"
        return "within the spread" if self.excess <= self.spread else "missed"


def figure(what: str, baseline_name: str, bound: Bound, samples: Samples) -> Figure:
    """Returns the row of some samples. The sides are compared within each round, so that load affects both."""
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
    """Returns half the interquartile range; for fewer than four values half the range."""
    if len(values) < _NEEDED_FOR_QUARTILES:
        return (max(values) - min(values)) / 2
    lower, _, upper = statistics.quantiles(values, n=4)
    return (upper - lower) / 2


def without(start: Sequence[float], times: Sequence[float]) -> list[float]:
    """Returns times of whole processes minus the interpreter's start-up time, measured in the same round."""
    return [time - begun for begun, time in zip(start, times, strict=True)]


def exit_code(figures: Iterable[Figure]) -> int:
    """Returns 1 if any bound is missed by more than the spread, else 0."""
    return int(any(one.verdict == "missed" for one in figures))


# -- measuring ----------------------------------------------------------------------------------------------

MICROSECONDS = 1e6
CPU = time.process_time


def in_turn(
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    rounds: int,
    calls: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Samples:
    """Measures the microseconds of one call of each side, alternating which goes first.

    Args:
        ours: The measured function.
        baseline: The baseline.
        rounds: Number of rounds, after a warm-up round.
        calls: Calls of each in one round.
        clock: The clock; `CPU` for code that does not wait, so that other programs do not count.
    """

    def once(function: Callable[[], object]) -> float:
        begun = clock()
        for _ in range(calls):
            function()
        return (clock() - begun) / calls * MICROSECONDS

    samples = Samples([], [], "µs")
    for number in range(-1, rounds):
        order = (ours, baseline) if number % 2 else (baseline, ours)
        took = {function: once(function) for function in order}
        if number >= 0:
            samples.ours.append(took[ours])
            samples.baseline.append(took[baseline])
    return samples


async def in_turn_async(
    ours: Callable[[], Awaitable[object]],
    baseline: Callable[[], Awaitable[object]],
    *,
    rounds: int,
    calls: int,
) -> Samples:
    """Does the same for coroutines, awaited one after the other."""

    async def once(function: Callable[[], Awaitable[object]]) -> float:
        begun = time.perf_counter()
        for _ in range(calls):
            await function()
        return (time.perf_counter() - begun) / calls * MICROSECONDS

    samples = Samples([], [], "µs")
    for number in range(-1, rounds):
        order = (ours, baseline) if number % 2 else (baseline, ours)
        took = {function: await once(function) for function in order}
        if number >= 0:
            samples.ours.append(took[ours])
            samples.baseline.append(took[baseline])
    return samples


def per_second(samples: Samples, items: int) -> Samples:
    """Converts times of a call to items per second."""

    def rate(micros: float) -> float:
        return items / micros * MICROSECONDS

    return Samples([*map(rate, samples.ours)], [*map(rate, samples.baseline)], "items/s")


# -- the table, and the JSON file ---------------------------------------------------------------------------

_PACKAGES = ("konigle", "httpx", "httpcore", "pydantic", "pydantic-core", "aiohttp", "httpx-aiohttp")
_HEAD = ("what", "compared with", "SDK", "baseline", "ratio or difference", "bound", "")


def surroundings() -> dict[str, Any]:
    """Returns the machine, its load, and the versions."""
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()] if hasattr(os, "getloadavg") else [],
        "packages": {name: version(name) for name in _PACKAGES},
    }


def as_json(figures: Sequence[Figure], around: dict[str, Any]) -> str:
    """Returns all figures, for programs."""
    rows = [{**asdict(one), "verdict": one.verdict} for one in figures]
    return json.dumps({**around, "rows": rows}, indent=2, ensure_ascii=False) + "\n"


def cells(one: Figure) -> tuple[str, ...]:
    """Returns one row of the table."""
    return (
        one.what,
        one.baseline_name,
        f"{_number(one.ours)} {one.unit}",
        f"{_number(one.baseline)} {one.unit}",
        f"{one.value:.3g} ± {one.spread:.2g}",
        str(one.bound),
        one.verdict,
    )


def _number(value: float) -> str:
    """Formats three significant digits, with separators of thousands."""
    digits = max(0, 2 - len(str(int(abs(value)))) + 1) if abs(value) < 100 else 0  # noqa: PLR2004 - three digits
    return f"{value:,.{digits}f}"


def as_text(rows: Sequence[tuple[str, ...]]) -> str:
    """Returns the table in columns."""
    table = [_HEAD, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )


def as_markdown(figures: Sequence[Figure], around: dict[str, Any]) -> str:
    """Returns the table for `docs/benchmarks.md`, with the machine."""
    packages = ", ".join(f"{name} {number}" for name, number in around["packages"].items())
    load = f", load {around['load'][0]} at the end" if around["load"] else ""
    machine = f"{around['system']}, {around['processors']} processors{load}"
    lines = [
        f"Measured {around['time'][:10]}: {around['implementation']} {around['python']}, {machine}; {packages}.",
        "",
        f"| {' | '.join(_HEAD)} |",
        f"|{' --- |' * len(_HEAD)}",
        *(f"| {' | '.join(cells(one))} |" for one in figures),
    ]
    return "\n".join(lines) + "\n"


# -- the picture: how much of each bound is used. Written directly as SVG, which needs no package

_LEFT = 380
_WIDTH = 320  # length of the bar of a bound that is fully used
_ROW = 26
_TOP = 54
_COLOURS = {"holds": "#2f855a", "within the spread": "#b7791f", "missed": "#c53030"}
_STYLE = "text{font:13px system-ui,sans-serif;fill:#1a202c}.b{font-weight:600}"


def used(one: Figure) -> float:
    """Returns the used fraction of a bound; above 1 it is missed."""
    if one.bound.kind == "at least":
        return one.bound.limit / one.value
    return one.value / one.bound.limit


def draw(figures: Sequence[Figure]) -> str:
    """Returns the picture: a bar for each row, and a line at the bound."""
    height = _TOP + _ROW * len(figures) + 16
    bars = "\n".join(_bar(one, _TOP + _ROW * location) for location, one in enumerate(figures))
    line = _LEFT + _WIDTH
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" role="img">
<title>How much of each bound is used</title>
<style>{_STYLE}</style>
<rect width="900" height="{height}" fill="#fff"/>
<text x="16" y="28" class="b">How much of each bound is used: shorter is better, past the line is missed</text>
{bars}
<path d="M{line} {_TOP - 8}V{height - 12}" stroke="#1a202c" stroke-dasharray="4 3"/>
</svg>
"""


def _bar(one: Figure, top: int) -> str:
    part = used(one)
    width = round(min(part, 1.4) * _WIDTH)
    name = escape(one.what.replace("`", ""))
    said = escape(f"{one.value:.3g} ({one.bound})")
    return (
        f'<text x="{_LEFT - 10}" y="{top + 15}" text-anchor="end">{name}</text>'
        f'<rect x="{_LEFT}" y="{top + 3}" width="{width}" height="16" rx="3" fill="{_COLOURS[one.verdict]}"/>'
        f'<text x="{max(_LEFT + width, _LEFT + _WIDTH) + 8}" y="{top + 15}">{said}</text>'
    )
