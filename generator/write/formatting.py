"""Formats what was made with ruff: its own settings, none of the project's, so that the bytes depend on nothing else."""

import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from ruff import find_ruff_bin  # type: ignore[import-untyped]  # it ships no types

from generator.errors import BuildError

PINNED = "0.17.6"
_SETTINGS = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "110")
_SORTING = ("--select", "I", "--fix", "--config", 'lint.isort.known-first-party=["konigle", "tests"]')


def check_version() -> None:
    """Another ruff may lay out the same code differently, and every file would differ."""
    found = version("ruff")
    if found != PINNED:
        raise BuildError(f"ruff {found} is installed, the generated files are laid out by {PINNED}")


def format_files(files: dict[str, str]) -> dict[str, bytes]:
    """The files as they are to be written: Python laid out, everything else as it is.

    Args:
        files: Text by path below the project's root.

    Raises:
        BuildError: ruff is missing or refuses a file.
    """
    with tempfile.TemporaryDirectory(prefix="konigle-generator-") as folder:
        root = Path(folder)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        _ruff(["check", *_SORTING], root)
        _ruff(["format"], root)
        return {name: (root / name).read_bytes() for name in files}


def _ruff(arguments: list[str], root: Path) -> None:
    try:
        done = subprocess.run(
            [find_ruff_bin(), *arguments, *_SETTINGS, "."],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as problem:
        raise BuildError("ruff is not installed; it lays out the generated files") from problem
    if done.returncode:
        raise BuildError(f"ruff {arguments[0]} refuses what was made: {(done.stdout + done.stderr).strip()}")
