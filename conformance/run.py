"""`python -m conformance.run [LANGUAGE …]`: runs all scenarios in each language and prints a table.

Exits with 1 if a scenario does not end as expected, or if the requests of two languages differ.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from conformance.compare import differences, wire_log
from conformance.play import play
from conformance.scenarios import read_scenarios
from konigle.sandbox import Sandbox

Json = dict[str, Any]
ROOT = Path(__file__).parents[1]
OUT = Path(__file__).parent / "out"


def _command(*command: str) -> Callable[[str, list[Json]], list[Json]]:
    """Returns a runner that is a program; its arguments are the sandbox's URL, a file of scenarios and a results file."""

    def run(url: str, scenarios: list[Json]) -> list[Json]:
        with tempfile.TemporaryDirectory() as folder:
            given, made = Path(folder, "scenarios.json"), Path(folder, "results.json")
            given.write_text(json.dumps(scenarios), encoding="utf-8")
            # the commands are those below, and their arguments are created here
            subprocess.run(  # noqa: S603
                [*command, url, str(given), str(made)], check=True, cwd=ROOT
            )
            results: list[Json] = json.loads(made.read_text(encoding="utf-8"))
            return results

    return run


# Each language is a line here: its name and its runner.
LANGUAGES: dict[str, Callable[[str, list[Json]], list[Json]]] = {
    "python": partial(play, asynchronous=False),
    "python-async": partial(play, asynchronous=True),
    "typescript": _command("node", "clients/typescript/node_modules/.conformance/conformance/run.js"),
    "go": _command(".venv-go/conformance"),
}


def run(
    languages: list[str], scenarios: list[Json], out: Path | None = None
) -> dict[str, dict[str, list[str]]]:
    """Returns the differences by scenario and language; writes wire logs to `out`, one file per scenario."""
    report: dict[str, dict[str, list[str]]] = {scenario["id"]: {} for scenario in scenarios}
    logs: dict[str, str] = {}
    for language in languages:
        with Sandbox(check_answers=True) as sandbox:
            played = LANGUAGES[language](sandbox.url, scenarios)
        for scenario, outcome in zip(scenarios, played, strict=True):
            name, log = scenario["id"], wire_log(outcome)
            found = differences(scenario, outcome)
            if logs.setdefault(name, log) != log:
                found.append(f"its wire log differs from that of {languages[0]}")
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
    report = run(languages, read_scenarios(), OUT)
    wrong = [
        f"{name}, {language}: {line}"
        for name, results in report.items()
        for language, lines in results.items()
        for line in lines
    ]
    sums = f"{len(report)} scenarios, {len(languages)} languages, {len(wrong)} differences"
    sys.stdout.write("\n".join([*_table(report, languages), "", *wrong, f"{sums}; wire logs in {OUT}", ""]))
    return 1 if wrong else 0


def _table(report: dict[str, dict[str, list[str]]], languages: list[str]) -> list[str]:
    width = max(map(len, report))
    lines = [f"{'scenario':{width}}  {'  '.join(languages)}"]
    for name, results in report.items():
        cells = [f"{'DIFFERS' if results[each] else 'ok':{len(each)}}" for each in languages]
        lines.append(f"{name:{width}}  {'  '.join(cells)}".rstrip())
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
