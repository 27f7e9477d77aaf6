"""A new operation costs the spec, one async method and its test; until they are there, something names them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import SPEC
from tools.api_diff.__main__ import compare_projects
from tools.api_diff.facade import methods_of
from tools.api_diff.report import report

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "regenerating.md").read_text(encoding="utf-8")
_, _, OPERATION, SCHEMA = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
(SCENARIO,) = re.findall(r"^   ```yaml\n(.*?)^   ```", PAGE, re.DOTALL | re.MULTILINE)
HANDLER, STEP = re.findall(r"^   ```diff\n(.*?)^   ```", PAGE, re.DOTALL | re.MULTILINE)
MANAGER = "konigle/_async/managers/contacts.py"
QUICK = {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
EVERY = ("-k", "every_operation")
NEEDED = (
    "conformance",
    "openapi",
    "konigle",
    "generator",
    "tests/_async",
    "tests/_sync",
    "tests/contract",
    "tests/api_diff",
    "tests/spec",
)
WALK = """
import json
from tests.contract import walk
from tests.contract.conformity import response_problems, request_problems
from tests.contract.steps import all_steps
from tests.spec.document import operations

steps = [step for step in all_steps() if step.operation == "addContactTags"]
walk.all_steps = lambda: steps
operation = operations()["addContactTags"]
taken = []
for mode in walk.MODES:
    for step, exchange in walk.walk(mode).items():
        if exchange.error:
            raise exchange.error
        (request,), (answer,) = exchange.requests, exchange.responses
        found = request_problems(operation, request)
        found += response_problems(operation, answer.status_code, answer.headers, answer.content)
        taken.append([mode, step.name, request.operation_id, exchange.returned.tags, found])
print(json.dumps(taken))
"""

PLAY = """
import json
from conformance.compare import differences, operations_of
from conformance.play import play
from conformance.scenarios import read_scenarios
from konigle.sandbox import Sandbox

scenarios = [each for each in read_scenarios() if each["id"] == "contact-tags"]
found = []
for asynchronous in (False, True):
    with Sandbox(check_answers=True) as sandbox:
        played = play(sandbox.url, scenarios, asynchronous=asynchronous)
    found.append([differences(scenarios[0], played[0]), list(operations_of(scenarios, played))])
print(json.dumps(found))
"""


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python in a copy of the project, which sees nothing of the original."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), **QUICK},
        capture_output=True,
        text=True,
        check=False,
    )


def insert(path: Path, mark: str, more: str) -> None:
    """Puts text after the first line that is the mark."""
    text = path.read_text(encoding="utf-8")
    assert mark in text
    path.write_text(text.replace(mark, mark + more, 1), encoding="utf-8")


def apply(root: Path, shown: str) -> None:
    """Makes an edit as the page shows it: lines that go, lines that come, and the file."""
    name, *lines = (line.removeprefix("   ") for line in shown.splitlines())
    path = root / name.removeprefix("+++ ")
    old = "\n".join(line[1:] for line in lines if line.startswith("-"))
    new = "\n".join(line[1:] for line in lines if line.startswith("+"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose spec has one more operation, generated anew."""
    root = tmp_path_factory.mktemp("operation")
    for name in NEEDED:
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "out"))
    for name in ("tests/conftest.py", "pyproject.toml"):
        shutil.copy(PROJECT / name, root / name)
    insert(root / SPEC, "  # ---- contacts\n", OPERATION)
    insert(root / SPEC, "    # ---- contacts\n", SCHEMA)
    assert run(root, "-m", "generator").returncode == 0
    return root


@pytest.fixture(scope="module")
def reported(copy: Path) -> str:
    """What the failing test says before anything is written by hand."""
    done = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/api_diff/test_facade.py", *EVERY)
    assert done.returncode == 1
    return done.stdout


@pytest.fixture(scope="module")
def refused(copy: Path) -> str:
    """What the sandbox says before anything is written by hand."""
    done = run(copy, "-c", "from konigle.sandbox import Sandbox; Sandbox().start()")
    assert done.returncode == 1
    return done.stderr


@pytest.fixture(scope="module")
def written(copy: Path, reported: str, refused: str) -> Path:
    """The copy with the method that the failure printed, the handler and the step, generated anew."""
    shown = reported[reported.index("It needs:") :]
    # where CI is set, pytest prints what failed at full length: each of these more than once
    imports = sorted(set(re.findall(r"^    (from konigle\S+ import \w+)$", shown, re.MULTILINE)))
    (method,) = set(re.findall(r"^    async def .*?^        return .*?\n", shown, re.DOTALL | re.MULTILINE))
    manager = copy / MANAGER
    insert(
        manager,
        "from konigle._managers.configuration import BaseContactManager\n",
        "".join(f"{line}\n" for line in imports),
    )
    manager.write_text(f"{manager.read_text(encoding='utf-8')}\n{method}", encoding="utf-8")
    apply(copy, HANDLER)
    apply(copy, STEP)
    for step in (["check", "--fix-only"], ["format"]):  # what `make format` does
        assert run(copy, "-m", "ruff", *step, "--no-cache", "--quiet", MANAGER).returncode == 0
    assert run(copy, "-m", "generator").returncode == 0
    return copy


def test_a_test_names_the_operation_its_tag_and_its_manager_and_prints_the_method(reported: str) -> None:
    assert "addContactTags (POST /reachout/api/v1/contacts/{contact_id}/add-tags), tag contacts" in reported
    assert f"belongs in AsyncContactManager, {MANAGER}" in reported
    assert "from konigle._generated.models import ContactTags" in reported
    assert "async def add_tags(" in reported
    assert '"""Add tags to a contact. Idempotent; retried automatically.' in reported


def test_the_sandbox_does_not_start_without_a_handler_and_says_so(refused: str) -> None:
    assert "no handler for addContactTags; add one in konigle/sandbox" in refused


def test_the_printed_method_is_called_sync_and_async_over_http_and_says_what_the_spec_says(
    written: Path,
) -> None:
    done = run(written, "-W", "error", "-c", WALK)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        [mode, step, "addContactTags", ["world", "vip"], []]
        for mode in ("sync", "async")
        for step in ("addContactTags", "addContactTags-model")
    ]


def test_the_scenario_of_the_page_holds(written: Path) -> None:
    lines = [line.removeprefix("   ") for line in SCENARIO.splitlines()]
    (written / "conformance/scenarios/tags.yaml").write_text("\n".join(lines), encoding="utf-8")
    done = run(written, "-W", "error", "-c", PLAY)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[[], ["addContactTags"]]] * 2


def test_the_printed_method_passes_the_linter_and_is_found(written: Path) -> None:
    linted = run(written, "-m", "ruff", "check", "--no-cache", MANAGER)
    assert linted.returncode == 0, linted.stdout
    assert methods_of(written)["contacts.add_contact_tags"] == ("ContactManager.add_tags",)


def test_the_comparison_calls_it_additive_in_the_words_of_the_page(written: Path) -> None:
    spec, surface, names = compare_projects(PROJECT, written)
    text = "\n".join(report(spec, surface, names.methods))
    (shown,) = re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert shown in f"{text}\n"
    assert {str(change) for change in surface} == {"ContactManager.add_tags: is new"}
