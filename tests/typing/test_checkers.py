"""mypy and pyright accept what must pass, and refuse exactly the lines that must fail."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PASSES, FAILS = HERE / "passes.py", HERE / "fails.py"

Lines = dict[str, dict[int, str]]


@pytest.fixture(scope="module")
def found() -> dict[str, Lines]:
    """The errors of both checkers by file and line; they run side by side, since each takes seconds."""
    files = [str(PASSES), str(FAILS)]
    commands = {
        "mypy": [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", *files],
        "pyright": [sys.executable, "-m", "pyright", "--outputjson", *files],
    }
    running = {
        name: subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name, command in commands.items()
    }
    output = {name: process.communicate() for name, process in running.items()}
    assert all(process.returncode == 1 for process in running.values()), output
    return {"mypy": from_mypy(output["mypy"][0]), "pyright": from_pyright(output["pyright"][0])}


def from_mypy(output: str) -> Lines:
    lines: Lines = {}
    for line in output.splitlines():
        match = re.match(r"(?P<file>[^:]+):(?P<line>\d+): error: (?P<said>.*)", line)
        if match:
            lines.setdefault(Path(match["file"]).name, {})[int(match["line"])] = match["said"]
    return lines


def from_pyright(output: str) -> Lines:
    lines: Lines = {}
    for item in json.loads(output)["generalDiagnostics"]:
        if item["severity"] == "error":
            number = item["range"]["start"]["line"] + 1
            lines.setdefault(Path(item["file"]).name, {})[number] = item["message"]
    return lines


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_what_must_pass_passes(found: dict[str, Lines], checker: str) -> None:
    assert found[checker].get("passes.py", {}) == {}


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_what_must_fail_fails_where_it_is_marked_and_nowhere_else(
    found: dict[str, Lines], checker: str
) -> None:
    source = FAILS.read_text(encoding="utf-8").splitlines()
    marked = {number for number, line in enumerate(source, 1) if line.endswith("# refused")}
    refused = found[checker]["fails.py"]
    assert {source[number - 1].strip() for number in marked - set(refused)} == set()
    assert {source[number - 1]: refused[number] for number in set(refused) - marked} == {}


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_only_the_two_files_are_at_fault(found: dict[str, Lines], checker: str) -> None:
    assert set(found[checker]) == {"fails.py"}
