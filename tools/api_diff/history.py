"""The project as it was at some commit of its history."""

import re
import shutil
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

from generator.build import HINTS, SPEC
from generator.errors import BuildError

VERSION = "konigle/_version.py"
_WANTED = ("openapi", HINTS, "konigle")


def checkout(root: Path, ref: str, folder: Path) -> str:
    """Puts the spec, the hints and the package of a commit into a folder.

    Args:
        root: The project, in a git repository.
        ref: A tag, a branch or a commit.
        folder: An empty folder.

    Returns:
        The commit's short name.

    Raises:
        BuildError: There is no such commit, or it has no spec.
    """
    commit = (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        .decode()
        .strip()
    )
    names = _git(root, "ls-tree", "-r", "--name-only", commit, "--", *_WANTED).decode().splitlines()
    if SPEC not in names:
        raise BuildError(f"{ref} has no {SPEC}: there is nothing to compare with")
    present = [wanted for wanted in _WANTED if any(f"{name}/".startswith(f"{wanted}/") for name in names)]
    archive = _git(root, "archive", "--format=tar", commit, "--", *present)
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return commit[:12]


def _git(root: Path, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise BuildError("git is not installed; it knows what the project was before")
    done = subprocess.run([program, "-C", str(root), *arguments], capture_output=True, check=False)
    if done.returncode:
        said = (
            done.stderr.decode(errors="replace").strip()
            or f"there is no commit {arguments[-1].partition('^')[0]!r}"
        )
        raise BuildError(f"git {arguments[0]}: {said}")
    return done.stdout


def version_of(root: Path) -> str:
    """The version of the package below a folder.

    Raises:
        BuildError: It says none.
    """
    path = root / VERSION
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if not found:
        raise BuildError(f"{VERSION} says no version")
    return found[1]


def is_major_bump(before: str, after: str) -> bool:
    """Whether the first number went up, as Semantic Versioning asks for when something breaks."""
    return int(after.partition(".")[0]) > int(before.partition(".")[0])
