"""docs/tools.md and docs/testing.md: examples run, the table claims what tests show, the environment is always the same."""

import os
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from konigle.sandbox import Sandbox
from tests.docs.documents import TOOLS_PAGE, TOOLS_PAGES, Block, blocks_in
from tests.tools.harness import KINDS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BLOCKS = [block for page in TOOLS_PAGES for block in blocks_in(page, {"python"})]


def run(*arguments: str, cwd: Path, **surroundings: str) -> str:
    """What a command of this Python prints; each example changes httpx for its whole process."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **surroundings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"line {block.line}")
def test_each_example_runs_and_prints_what_is_shown(block: Block, sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "test_shown.py"
    file.write_text(block.source, encoding="utf-8")
    is_test = "def test_" in block.source
    plugins = ("pytest_httpx", "anyio.pytest_plugin", "konigle.pytest_plugin", "no:cacheprovider")
    pytest_ = ("-m", "pytest", "-q", *(word for plugin in plugins for word in ("-p", plugin)))
    printed = run(
        *(pytest_ if is_test else ()),
        str(file),
        cwd=tmp_path,
        KONIGLE_API_KEY=sandbox.api_key,
        KONIGLE_BASE_URL=sandbox.url,
        PYTHONPATH=str(ROOT),
        DD_TRACE_ENABLED="false",  # no agent runs here
    )
    if block.output is not None:
        assert printed == block.output


def rows() -> dict[str, set[str]]:
    """The kinds of client that each tool works with, as the table has it."""
    text = TOOLS_PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^\| \[(.+?)\]\S+ \| (yes|no) \| (yes|no) \| (yes|no) \|", text, re.MULTILINE)
    return {
        tool: {kind for kind, cell in zip(KINDS, cells, strict=True) if cell == "yes"}
        for tool, *cells in found
    }


def test_each_row_of_the_table_is_what_the_tests_of_its_tool_cover() -> None:
    listed = run("-m", "pytest", "--collect-only", "-q", "-p", "pytest_httpx", "tests/tools", cwd=ROOT)
    covered: dict[str, set[str]] = {}
    for file in HERE.glob("test_*.py"):
        if tool := re.search(r'^TOOL = "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE):
            cases = re.findall(rf"{file.name}::\w+\[(.+)\]", listed)
            covered[tool[1]] = {part for case in cases for part in case.split("-")} & set(KINDS)
    assert rows() == covered


_PIN = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)$", re.MULTILINE)
_OF_EVERY_ENVIRONMENT = {"konigle", "pip", "setuptools"}


def name_of(text: str) -> str:
    """A package's name in the form in which names are compared."""
    return re.sub(r"[-_.]+", "-", text).lower()


def test_every_package_of_this_environment_is_pinned() -> None:
    files = (ROOT / "constraints.txt", HERE / "requirements.txt")
    pins = {
        (name_of(name), version)
        for file in files
        for name, version in _PIN.findall(file.read_text(encoding="utf-8"))
    }
    installed = {(name_of(found.name), found.version) for found in distributions()}
    assert {pair for pair in installed - pins if pair[0] not in _OF_EVERY_ENVIRONMENT} == set()


def test_each_package_that_is_asked_for_is_named_with_its_reason() -> None:
    asked, _ = (HERE / "requirements.txt").read_text(encoding="utf-8").split("\n\n", maxsplit=1)
    rows = "\n".join(
        line.split("|")[1]
        for line in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    )
    names = [name for name, _ in _PIN.findall(asked)]
    assert [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows)] == []
