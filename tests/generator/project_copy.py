"""A copy of the project, in which a change of the API is made as its keeper would."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator.build import build

PROJECT = Path(__file__).parents[2]
QUICK = {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
_PARTS = (
    "clients/go",
    "clients/typescript/src",
    "conformance",
    "generator",
    "konigle",
    "openapi",
    "tests/_async",
    "tests/_sync",
    "tests/api_diff",
    "tests/contract",
    "tests/spec",
)


def copy_of_the_project(root: Path) -> Path:
    """Puts what is generated from, and what is made of it, into an empty folder."""
    for name in _PARTS:
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "out"))
    for name in ("tests/conftest.py", "tests/operations.yaml", "pyproject.toml"):
        shutil.copy(PROJECT / name, root / name)
    return root


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


def edited_by_hand(root: Path) -> set[str]:
    """The files of a copy that differ from the project's and that nothing makes."""
    files = (path for part in _PARTS for path in (root / part).rglob("*"))
    names = {path.relative_to(root).as_posix() for path in files if path.is_file()}
    return {name for name in names - build(root).files.keys() if _differs(root, name)}


def _differs(root: Path, name: str) -> bool:
    original = PROJECT / name
    is_made = "__pycache__" in name or name.startswith("konigle/_sync/")
    return not is_made and (not original.is_file() or original.read_bytes() != (root / name).read_bytes())
