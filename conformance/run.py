"""`python -m conformance.run [LANGUAGE …]`: runs all scenarios in each language and prints a table.

Exits with 1 if a scenario does not end as expected, or if the requests of two languages differ.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from conformance.compare import differences, wire_log
from conformance.play import play
from conformance.scenarios import read_scenarios
from conformance.stage import Runner, Stage

Json = dict[str, Any]
Report = dict[str, dict[str, list[str] | None]]
ROOT = Path(__file__).parents[1]
OUT = Path(__file__).parent / "out"
MOST_SECONDS = 300


@dataclass(frozen=True)
class Language:
    """How an SDK plays scenarios, and which of the needs of scenarios it cannot meet, with the reason."""

    run: Runner
    lacks: Mapping[str, str] = field(default_factory=dict[str, str])

    def missing(self, scenario: Json) -> list[str]:
        """Returns the needs of a scenario that the SDK cannot meet."""
        return [need for need in scenario.get("needs", ()) if need in self.lacks]


def command(*command: str, seconds: float = MOST_SECONDS) -> Runner:
    """Returns a runner that is a program; its arguments are the sandbox's URL, a file of scenarios and a results file."""

    def run(url: str, scenarios: list[Json]) -> list[Json]:
        with tempfile.TemporaryDirectory() as folder:
            given, made = Path(folder, "scenarios.json"), Path(folder, "results.json")
            given.write_text(json.dumps(scenarios), encoding="utf-8")
            # the commands are those of this package, and their arguments are created here
            subprocess.run(  # noqa: S603
                [*command, url, str(given), str(made)], check=True, cwd=ROOT, timeout=seconds
            )
            results: list[Json] = json.loads(made.read_text(encoding="utf-8"))
            return results

    return run


# Each language is a line here: its name and its runner.
LANGUAGES: dict[str, Language] = {
    "python": Language(partial(play, client="sync"), {"cancellation": "a blocking call cannot be cancelled"}),
    "python-async": Language(partial(play, client="async")),
    "python-aiohttp": Language(partial(play, client="aiohttp")),
    "typescript": Language(
        command("node", "clients/typescript/node_modules/.conformance/conformance/run.js")
    ),
    "go": Language(command(".venv-go/conformance")),
}


def run(languages: list[str], scenarios: list[Json], out: Path | None = None) -> Report:
    """Returns the differences by scenario and language, None for a scenario that the language cannot play.

    Writes wire logs to `out`, one file per scenario.
    """
    report: Report = {scenario["id"]: {} for scenario in scenarios}
    logs: dict[str, str] = {}
    for language in languages:
        playable = [each for each in scenarios if not LANGUAGES[language].missing(each)]
        with Stage() as stage:
            played = stage.play(LANGUAGES[language].run, playable)
        for scenario, outcome in zip(playable, played, strict=True):
            name, log = scenario["id"], wire_log(outcome)
            found = differences(scenario, outcome)
            if logs.setdefault(name, log) != log:
                found.append("its wire log differs from that of the first language")
            report[name][language] = found
            if out is not None:
                (out / language).mkdir(parents=True, exist_ok=True)
                (out / language / f"{name}.json").write_text(log, encoding="utf-8")
    return report


def main(arguments: list[str]) -> int:
    """Runs the scenarios, prints the table, and returns the exit status."""
    languages = arguments or list(LANGUAGES)
    unknown = sorted(set(languages) - set(LANGUAGES))
    if unknown:
        sys.stderr.write(f"no runner for {', '.join(unknown)}; known: {', '.join(LANGUAGES)}\n")
        return 2
    scenarios = read_scenarios()
    report = run(languages, scenarios, OUT)
    wrong = [
        f"{name}, {language}: {line}"
        for name, results in report.items()
        for language, lines in results.items()
        for line in lines or ()
    ]
    sums = f"{len(report)} scenarios, {len(languages)} languages, {len(wrong)} differences"
    lines = [*_table(report, languages), "", *_reasons(languages, scenarios), *wrong]
    sys.stdout.write("\n".join([*lines, f"{sums}; wire logs in {OUT}", ""]))
    return 1 if wrong else 0


def _table(report: Report, languages: list[str]) -> list[str]:
    width = max(map(len, report))
    lines = [f"{'scenario':{width}}  {'  '.join(languages)}"]
    for name, results in report.items():
        cells = [f"{_cell(results.get(each)):{len(each)}}" for each in languages]
        lines.append(f"{name:{width}}  {'  '.join(cells)}".rstrip())
    return lines


def _cell(found: list[str] | None) -> str:
    return "lacks" if found is None else "DIFFERS" if found else "ok"


def _reasons(languages: list[str], scenarios: list[Json]) -> list[str]:
    return [
        f"{language} lacks {need}: {LANGUAGES[language].lacks[need]}"
        for language in languages
        for need in sorted({need for each in scenarios for need in LANGUAGES[language].missing(each)})
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
