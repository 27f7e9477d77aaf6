"""What the figures look like: the table, for people and for Markdown, and the JSON file."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from benchmarks.figures import Figure

_PACKAGES = ("konigle", "httpx", "httpcore", "pydantic", "pydantic-core", "aiohttp", "httpx-aiohttp")
_HEAD = ("what", "compared with", "SDK", "baseline", "ratio or difference", "bound", "")


def surroundings() -> dict[str, Any]:
    """The machine, the load it was under, and the versions."""
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
    """Everything, for programs."""
    rows = [{**asdict(one), "verdict": one.verdict} for one in figures]
    return json.dumps({**around, "rows": rows}, indent=2, ensure_ascii=False) + "\n"


def cells(one: Figure) -> tuple[str, ...]:
    """One row of the table."""
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
    """Three digits that count, thousands parted."""
    digits = max(0, 2 - len(str(int(abs(value)))) + 1) if abs(value) < 100 else 0  # noqa: PLR2004 - three digits
    return f"{value:,.{digits}f}"


def as_text(rows: Sequence[tuple[str, ...]]) -> str:
    """The table in columns."""
    table = [_HEAD, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )


def as_markdown(figures: Sequence[Figure], around: dict[str, Any]) -> str:
    """The table as `docs/benchmarks.md` shows it, with what it was measured on."""
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
