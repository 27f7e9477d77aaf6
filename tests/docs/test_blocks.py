"""Every Python block of the pages runs as it stands, and prints what is shown after it.

Each page runs in one namespace from its first block to its last, against a separate sandbox that the environment
points at, so that `Client()` just works. Blocks that define tests or fixtures are also run by pytest, as one file.
"""

import ast
import asyncio
import contextlib
import gc
import inspect
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from konigle.sandbox import Sandbox
from tests.docs.documents import DOCUMENTS, ROOT, SCALE_PAGE, TOOLS_PAGES, Block, blocks, blocks_in, name_of

APART = {*TOOLS_PAGES, SCALE_PAGE}
PYTHON = {"python"}
SHELLS = {"bash", "sh", "console"}
DATA = {"text", "yaml", "json", "toml", "html", "diff", "http"}
_FOR_PYTEST = re.compile(r"^(async )?def test_|^@pytest\.fixture", re.MULTILINE)


def pages_with(pattern: re.Pattern[str]) -> list[Path]:
    """The pages that have a Python block in which the pattern is found, and whose blocks run here."""
    return [page for page in DOCUMENTS if page not in APART and any(map(pattern.search, sources(page)))]


def sources(page: Path) -> list[str]:
    return [block.source for block in blocks_in(page, PYTHON)]


@pytest.fixture(autouse=True)
def _surroundings(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    """What a reader has who followed the page: a sandbox, with the clock that the page says, and the environment."""
    monkeypatch.chdir(tmp_path)
    callspec = getattr(request.node, "callspec", None)
    page = callspec.params.get("page") if callspec else None
    is_fast = page is not None and "konigle.sandbox --port 8900 --clock fast" in page.read_text(
        encoding="utf-8"
    )
    with Sandbox(clock="fast" if is_fast else "manual") as sandbox:
        monkeypatch.setenv("KONIGLE_API_KEY", sandbox.api_key)
        monkeypatch.setenv("KONIGLE_BASE_URL", sandbox.url)
        yield


def run(block: Block, page: Path, names: dict[str, Any], loop: asyncio.Runner) -> str:
    """Runs a block, `await` at its top level included; what it printed."""
    source = "\n" * block.line + block.source  # so that tracebacks show the lines of the page
    code = compile(source, str(page), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        left = eval(code, names)
        if inspect.iscoroutine(left):
            loop.run(left)
    return printed.getvalue()


@pytest.mark.parametrize("page", sorted(APART), ids=name_of)
def test_python_blocks_that_run_with_other_packages_are_python(page: Path) -> None:
    for block in blocks_in(page, PYTHON):
        compile("\n" * block.line + block.source, str(page), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@pytest.mark.parametrize("page", pages_with(re.compile("")), ids=name_of)
def test_python_blocks_run_and_print_what_is_shown(page: Path) -> None:
    names: dict[str, Any] = {"__name__": page.stem}
    with asyncio.Runner() as loop:
        for block in blocks_in(page, PYTHON):
            printed = run(block, page, names, loop)
            if block.output is not None:
                assert printed.strip() == block.output.strip(), f"{name_of(page)}:{block.line}"
    names.clear()
    gc.collect()  # a client that a page leaves open shows up here, and not in the next test


@pytest.mark.sandbox_process
@pytest.mark.parametrize("page", pages_with(_FOR_PYTEST), ids=name_of)
def test_tests_shown_on_pages_pass(page: Path, tmp_path: Path) -> None:
    file = tmp_path / "test_shown.py"
    file.write_text("\n\n".join(filter(_FOR_PYTEST.search, sources(page))), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", str(file)]
    # nothing but pytest itself: what else is installed here, a reader may not have
    surroundings = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_page_is_short_and_shows_both_clients_and_a_mail() -> None:
    assert len(DOCUMENTS[0].read_text(encoding="utf-8").splitlines()) <= 160
    code = "\n".join(sources(DOCUMENTS[0]))
    assert all(word in code for word in ("with Client()", "async with AsyncClient()", "emails.send("))


def test_the_pages_whose_blocks_do_not_run_here_have_tests_that_ci_runs() -> None:
    assert "blocks_in(SCALE_PAGE" in (ROOT / "tests/tools/test_scale_page.py").read_text(encoding="utf-8")
    assert "in TOOLS_PAGES" in (ROOT / "tests/tools/test_page.py").read_text(encoding="utf-8")
    assert "make test-tools\n" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", DOCUMENTS, ids=name_of)
def test_every_block_is_found_and_says_its_language(page: Path) -> None:
    """A block that is not found, or in a language that is not known, would be one that nothing checks."""
    fences = re.findall(r"^ *```", page.read_text(encoding="utf-8"), re.MULTILINE)
    found = list(blocks(page))
    assert len(fences) == 2 * len(found)
    assert [block for block in found if block.language not in PYTHON | SHELLS | DATA] == []
