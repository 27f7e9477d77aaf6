"""The commands that the checks of a release run, and the error that stops them."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class ReleaseError(Exception):
    """Something that must not be released; the message says what and where."""


def run(
    command: Sequence[str | Path], folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> str:
    """The standard output of a command.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        environment: Variables to set beside those of this process.

    Raises:
        ReleaseError: It exits with another status than 0; the message ends with what it printed.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        shown = " ".join(str(part) for part in command)
        raise ReleaseError(
            f"{shown}\nexits with {done.returncode}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
        )
    return done.stdout


def same_bytes(first: Path, second: Path) -> str:
    """The SHA-256 of two files with the same content.

    Raises:
        ReleaseError: They differ.
    """
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, second)]
    if digests[0] != digests[1]:
        raise ReleaseError(f"two builds of {first.name} differ: {digests[0]} and {digests[1]}")
    return digests[0]


def environment_with(folder: Path, *requirements: str) -> Path:
    """The interpreter of a new environment that holds the requirements and what they need, but no pip.

    Args:
        folder: Where the environment is made; what is there is deleted.
        requirements: As pip has them.
    """
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *requirements])
    return python
