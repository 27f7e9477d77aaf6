"""`python -m conformance.mutants [TEXT …]`: plants the faults of mutants.yaml, one at a time, and plays scenarios.

Prints the scenarios that caught each. Exits with 1 if one was not caught, or cannot be planted or built. Each text
selects the mutants whose line contains it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from conformance.compare import differences, wire_log
from conformance.run import LANGUAGES, ROOT, command
from conformance.scenarios import read_scenarios
from conformance.stage import Runner, Stage

__all__ = ["Mutant", "PlantError", "planted", "read_mutants"]

Json = dict[str, Any]
TABLE = Path(__file__).parent / "mutants.yaml"
_AT_ONCE = 2
_MOST_SECONDS = 60.0  # a mutant may retry for ever
_GO = ROOT / ".venv-go"


class PlantError(ValueError):
    """A mutant does not fit the source code, or the result cannot be built."""


@dataclass(frozen=True)
class Mutant:
    """A line of mutants.yaml: one fault in the source of an SDK, what it violates, and the scenarios that catch it."""

    language: str
    file: str
    original: str
    replacement: str
    violates: str
    scenarios: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.language} {self.file}: {self.violates}"


def read_mutants() -> list[Mutant]:
    """Returns the mutants of the table, in its order."""
    lines = YAML(typ="safe", pure=True).load(TABLE.read_text(encoding="utf-8"))
    return [Mutant(**{**line, "scenarios": tuple(line["scenarios"])}) for line in lines]


def _build_go(source: Path) -> tuple[str, ...]:
    program = source / "runner"
    settings = {
        "GOTOOLCHAIN": "local",
        "GOPROXY": "off",
        "GOFLAGS": "-mod=readonly",
        "GOCACHE": str(_GO / "cache"),
    }
    _built(str(_GO / "bin" / "go"), "build", "-o", str(program), "./conformance", cwd=source, **settings)
    return (str(program),)


def _build_typescript(source: Path) -> tuple[str, ...]:
    esbuild = ROOT / "clients/typescript/node_modules/.bin/esbuild"
    options = ("--bundle", "--platform=node", "--format=esm", "--log-level=warning", "--outfile=runner.mjs")
    _built(str(esbuild), "conformance/run.ts", *options, cwd=source)
    return ("node", str(source / "runner.mjs"))


def _built(*command: str, cwd: Path, **settings: str) -> None:
    # the commands are those of this module
    done = subprocess.run(  # noqa: S603
        command, check=False, cwd=cwd, env={**os.environ, **settings}, capture_output=True, text=True
    )
    if done.returncode:
        raise PlantError(f"cannot be built: {done.stderr.strip()[:500]}")


# Each language is a line here: the folder with its source, the folder of its core, and what builds its runner.
_BUILDS: dict[str, tuple[str, str, Callable[[Path], tuple[str, ...]]]] = {
    "go": ("clients/go", "", _build_go),
    "typescript": ("clients/typescript", "src", _build_typescript),
}


def planted(mutant: Mutant, text: str) -> str:
    """Returns a source file with the fault in it; PlantError unless the original text is there exactly once."""
    found = text.count(mutant.original)
    if found != 1:
        raise PlantError(f"its original text is {found} times in {mutant.file}")
    return text.replace(mutant.original, mutant.replacement)


def _play(language: str, mutant: Mutant | None, scenarios: list[Json]) -> list[Json]:
    """Builds a copy of an SDK, with a fault or as it is, and plays scenarios with it."""
    folder, core, build = _BUILDS[language]
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "copy")
        shutil.copytree(ROOT / folder, copy, ignore=shutil.ignore_patterns("node_modules", "dist", "test"))
        if mutant is not None:
            source = copy / core / mutant.file
            source.write_text(planted(mutant, source.read_text(encoding="utf-8")), encoding="utf-8")
        runner: Runner = command(*build(copy), seconds=_MOST_SECONDS if mutant else 600)
        with Stage() as stage:
            return stage.play(runner, scenarios)


def _caught(mutant: Mutant, scenarios: dict[str, Json], sound: dict[str, str]) -> list[str]:
    """Returns the scenarios that caught a mutant: another outcome, or other requests than those of the sound SDK."""
    chosen = [scenarios[name] for name in mutant.scenarios] or list(scenarios.values())
    try:
        played = _play(mutant.language, mutant, chosen)
    except subprocess.TimeoutExpired:
        return ["(the runner did not end)"]
    except subprocess.CalledProcessError:
        return ["(the runner failed)"]
    return [
        outcome["id"]
        for scenario, outcome in zip(chosen, played, strict=True)
        if differences(scenario, outcome) or wire_log(outcome) != sound[outcome["id"]]
    ]


def _sound(language: str, scenarios: dict[str, Json]) -> dict[str, str]:
    """Returns the wire logs of an SDK without a fault, which must pass."""
    playable = [each for each in scenarios.values() if not LANGUAGES[language].missing(each)]
    played = _play(language, None, playable)
    for scenario, outcome in zip(playable, played, strict=True):
        if found := differences(scenario, outcome):
            raise PlantError(f"{language} differs without a mutant, in {scenario['id']}: {found[0]}")
    return {outcome["id"]: wire_log(outcome) for outcome in played}


def main(texts: list[str]) -> int:
    """Tries the mutants, prints the table, and returns the exit status."""
    mutants = [each for each in read_mutants() if not texts or any(text in str(each) for text in texts)]
    known = {scenario["id"]: scenario for scenario in read_scenarios()}
    wanted: dict[str, set[str]] = {}
    for mutant in mutants:
        wanted.setdefault(mutant.language, set()).update(mutant.scenarios or known)
    sound = {
        language: _sound(language, {name: known[name] for name in known if name in names})
        for language, names in wanted.items()
    }

    def attempt(mutant: Mutant) -> tuple[str, bool]:
        playable = {name: known[name] for name in sound[mutant.language]}
        try:
            caught = _caught(mutant, playable, sound[mutant.language])
        except PlantError as problem:
            return str(problem), False
        return ", ".join(caught) or "SURVIVED", bool(caught)

    failed = 0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for mutant, (text, fine) in zip(mutants, pool.map(attempt, mutants), strict=True):
            failed += not fine
            sys.stdout.write(f"{mutant}\n    {text if not fine else 'caught by ' + text}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(mutants)} mutants, {failed} not caught\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
