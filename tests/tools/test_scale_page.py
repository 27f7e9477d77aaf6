"""docs/scale.md: its examples run, and print what is shown. Those for Spark and dlt were run by hand."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from konigle.sandbox import Sandbox
from tests.docs.documents import SCALE_PAGE, Block, blocks_in

ROOT = Path(__file__).parents[2]
BY_HAND = ("import dlt", "from pyspark")
BLOCKS = blocks_in(SCALE_PAGE, {"python"})


@pytest.mark.parametrize(
    "block",
    [block for block in BLOCKS if not any(word in block.source for word in BY_HAND)],
    ids=lambda block: f"line {block.line}",
)
def test_each_example_runs_and_prints_what_is_shown(block: Block, sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "shown.py"
    file.write_text(block.source, encoding="utf-8")
    surroundings = {
        **os.environ,
        "KONIGLE_API_KEY": sandbox.api_key,
        "KONIGLE_BASE_URL": sandbox.url,
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, str(file)],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, block.output), done.stderr


def test_each_example_has_at_most_forty_lines() -> None:
    assert {len(block.source.splitlines()) <= 40 for block in BLOCKS} == {True}


@pytest.mark.parametrize("word", BY_HAND)
def test_examples_that_are_run_by_hand_are_python(word: str) -> None:
    [block] = [block for block in BLOCKS if word in block.source]
    compile(block.source, SCALE_PAGE.name, "exec")
