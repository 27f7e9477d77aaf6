"""Reads the scenarios from `scenarios/*.yaml` and validates every key."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

__all__ = ["SCENARIOS", "ScenarioError", "read_scenarios"]

SCENARIOS = Path(__file__).parent / "scenarios"
Json = dict[str, Any]
_SCENARIO = {"id", "title", "needs", "seed", "faults", "client", "steps", "wire"}
_STEPS = {
    "call": {"call", "args", "options", "cancel_after", "save", "gives", "fails"},
    "sandbox": {"sandbox", "send", "gives"},
}
_ERROR = {"kind", "cause", "applied", "attempts", "status", "fields", "retry_after", "waits"}
_REQUEST = {"send", "query", "json", "form", "key", "headers", "status", "applied", "times"}


class ScenarioError(ValueError):
    """A scenario is invalid."""


def read_scenarios(folder: Path = SCENARIOS) -> list[Json]:
    """Returns all scenarios, file by file.

    Raises:
        ScenarioError: Two have one id, or one says something that no runner knows.
    """
    found: list[Json] = []
    for path in sorted(folder.glob("*.yaml")):
        for scenario in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")):
            _check(scenario, path.name)
            found.append(scenario)
    ids = [scenario["id"] for scenario in found]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise ScenarioError(f"more than one scenario is called {', '.join(twice)}")
    return found


def _check(scenario: Json, file: str) -> None:
    location = f"{file}: {scenario.get('id')}"
    for name in ("id", "title", "steps", "wire"):
        if name not in scenario:
            raise ScenarioError(f"{location} lacks {name}")
    _known(location, scenario, _SCENARIO)
    for number, step in enumerate(scenario["steps"], 1):
        kind = next((kind for kind in _STEPS if kind in step), None)
        if kind is None:
            raise ScenarioError(f"{location}, step {number}: a step is one of {', '.join(_STEPS)}")
        _known(f"{location}, step {number}", step, _STEPS[kind])
        _known(f"{location}, step {number}, fails", step.get("fails", {}), _ERROR)
    for number, request in enumerate(scenario["wire"], 1):
        _known(f"{location}, request {number}", request, _REQUEST)


def _known(location: str, given: Json, known: set[str]) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise ScenarioError(f"{location}: unknown: {', '.join(unknown)}; known: {', '.join(sorted(known))}")
