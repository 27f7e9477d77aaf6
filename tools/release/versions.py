"""One version for the Python package, the npm package and the Go module; `konigle/_version.py` has it."""

import re
from pathlib import Path

from tools.api_diff.history import VERSION, version_of
from tools.release.steps import ROOT, ReleaseError

_PYTHON = re.compile(r"(\d+\.\d+\.\d+)(?:\.(dev)(\d+)|(a|b|rc)(\d+))?")
_WORDS = {"dev": "dev", "a": "alpha", "b": "beta", "rc": "rc"}
_NPM_VERSION = r'(?<="version": ")[^"]+'
_COPIES = {
    "clients/typescript/package.json": _NPM_VERSION,
    "clients/typescript/package-lock.json": _NPM_VERSION,
    "clients/typescript/src/version.ts": r'(?<=VERSION = ")[^"]+',
    "clients/typescript/README.md": r"(?<=konigle-reachout-).+?(?=\.tgz)",
    "clients/go/client.go": r'(?<=const Version = ")[^"]+',
    "clients/go/README.md": r"(?<=konigle\.com/go/konigle/v2 v)\S+",
}
"""Where copies stand, and what finds them. A lock file has the version of each dependency, too: its first two are ours."""


def semantic(version: str) -> str:
    """A Python version as npm and Go have it: `2.1.0rc1` is `2.1.0-rc.1`.

    Raises:
        ReleaseError: It is not of the form `2.1.0`, with `.dev0`, `a1`, `b1` or `rc1` behind it if need be.
    """
    found = _PYTHON.fullmatch(version)
    if not found:
        raise ReleaseError(f"{version!r} is no version such as 2.1.0, 2.1.0rc1 or 2.1.0.dev0")
    release, dev, dev_number, word, number = found.groups()
    return f"{release}-{_WORDS[dev or word]}.{dev_number or number}" if dev or word else str(release)


def different_copies(root: Path = ROOT) -> list[str]:
    """What has another version than `konigle/_version.py`, with that version."""
    wanted = semantic(version_of(root))
    found: list[str] = []
    for name, pattern in _COPIES.items():
        copies = re.findall(pattern, (root / name).read_text(encoding="utf-8"))
        found += [f"{name} has {copy}, not {wanted}" for copy in copies[:2] or ["none"] if copy != wanted]
    return found


def write(version: str, root: Path = ROOT) -> None:
    """Writes a version everywhere.

    Args:
        version: As Python has it.
        root: The project.

    Raises:
        ReleaseError: It is no version.
    """
    wanted = semantic(version)
    for name, pattern, text in [(VERSION, r'(?<=__version__ = ")[^"]+', version)] + [
        (name, pattern, wanted) for name, pattern in _COPIES.items()
    ]:
        path = root / name
        path.write_text(re.sub(pattern, text, path.read_text(encoding="utf-8"), count=2), encoding="utf-8")
