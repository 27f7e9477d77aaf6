"""A new operation costs the spec, a handler of the sandbox and its tests: its methods are generated."""

import json
import re
from pathlib import Path

import pytest

from generator.build import SPEC
from tests.generator.project_copy import PROJECT, copy_of_the_project, edited_by_hand, insert, run
from tools.api_diff.__main__ import compare_projects
from tools.api_diff.facade import methods_of
from tools.api_diff.report import report

pytestmark = pytest.mark.sandbox_process

PAGE = (PROJECT / "docs" / "regenerating.md").read_text(encoding="utf-8")
_, _, OPERATION, SCHEMA, *_ = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
(SCENARIO,) = re.findall(r"^   ```yaml\n(.*?)^   ```", PAGE, re.DOTALL | re.MULTILINE)
(HANDLER,) = re.findall(r"^   ```diff\n(.*?)^   ```", PAGE, re.DOTALL | re.MULTILINE)
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

METHODS = """
import inspect, json
from konigle.managers.comm import AsyncContactManager, ContactManager

print(json.dumps([
    [kind.__name__, inspect.iscoroutinefunction(kind.add_tags), [*inspect.signature(kind.add_tags).parameters]]
    for kind in (AsyncContactManager, ContactManager)
]))
"""
PLAY = """
import json
from conformance.compare import differences, operations_of
from conformance.play import play
from conformance.scenarios import read_scenarios
from konigle.sandbox import Sandbox

scenarios = [each for each in read_scenarios() if each["id"] == "contact-tags"]
found = []
for kind in ("sync", "async"):
    with Sandbox(check_answers=True) as sandbox:
        played = play(sandbox.url, scenarios, client=kind)
    found.append([differences(scenarios[0], played[0]), list(operations_of(scenarios, played))])
print(json.dumps(found))
"""


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
    root = copy_of_the_project(tmp_path_factory.mktemp("operation"))
    insert(root / SPEC, "  # ---- contacts\n", OPERATION)
    insert(root / SPEC, "    # ---- contacts\n", SCHEMA)
    assert run(root, "-m", "generator").returncode == 0
    return root


@pytest.fixture(scope="module")
def refused(copy: Path) -> str:
    """What the sandbox says before anything is written by hand."""
    done = run(copy, "-c", "from konigle.sandbox import Sandbox; Sandbox().start()")
    assert done.returncode == 1
    return done.stderr


@pytest.fixture(scope="module")
def written(copy: Path, refused: str) -> Path:
    """The copy with the handler."""
    apply(copy, HANDLER)
    return copy


def test_the_method_is_on_both_clients_with_no_line_written_for_it(copy: Path) -> None:
    done = run(copy, "-c", METHODS)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        ["AsyncContactManager", True, ["self", "contact_id", "data", "options"]],
        ["ContactManager", False, ["self", "contact_id", "data", "options"]],
    ]


def test_its_docstring_says_what_it_does_how_it_is_retried_and_how_it_is_called(copy: Path) -> None:
    text = (copy / "konigle/_async/generated/contacts.py").read_text(encoding="utf-8")
    text = text[text.index("async def add_tags(") :]
    assert '"""Adds tags to the contact and keeps its existing tags.' in text
    assert "Idempotent; retried automatically." in text
    assert "NotFoundError: No resource has this id." in text
    assert 'contact = await client.contacts.add_tags("contact_id", ContactTags(tags=["vip"]))' in text


def test_two_files_are_edited_by_hand_beside_the_scenario(written: Path) -> None:
    assert edited_by_hand(written) == {
        SPEC,
        "konigle/sandbox/resources/contacts.py",
    }


def test_the_sandbox_does_not_start_without_a_handler_and_says_so(refused: str) -> None:
    assert "no handler for addContactTags; add one in konigle/sandbox" in refused


def test_the_method_is_called_sync_and_async_over_http_and_says_what_the_spec_says(
    written: Path,
) -> None:
    done = run(written, "-W", "error", "-c", WALK)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        [mode, step, "addContactTags", ["newsletter", "vip"], []]
        for mode in ("sync", "async")
        for step in ("addContactTags", "addContactTags-model")
    ]


def test_the_scenario_of_the_page_holds(written: Path) -> None:
    lines = [line.removeprefix("   ") for line in SCENARIO.splitlines()]
    (written / "conformance/scenarios/tags.yaml").write_text("\n".join(lines), encoding="utf-8")
    done = run(written, "-W", "error", "-c", PLAY)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[[], ["addContactTags"]]] * 2


def test_the_method_is_found_in_the_source(written: Path) -> None:
    assert methods_of(written)["contacts.add_contact_tags"] == ("ContactManager.add_tags",)


def test_the_comparison_calls_it_additive_in_the_words_of_the_page(written: Path) -> None:
    spec, surface, names = compare_projects(PROJECT, written)
    text = "\n".join(report(spec, surface, names.methods))
    blocks = re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    shown = next(one for one in blocks if "is new" in one)
    assert shown in f"{text}\n"
    assert {str(change) for change in surface} == {"ContactManager.add_tags: is new"}
