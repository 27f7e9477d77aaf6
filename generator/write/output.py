"""Compares what was made with what is checked in, and puts it there."""

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path


def differences(root: Path, files: dict[str, bytes], folders: Iterable[str]) -> Iterator[str]:
    """What is not as it should be, in words and unified diffs: changed, missing and left-over files."""
    for name in sorted(files):
        path = root / name
        if not path.is_file():
            yield f"{name}: is missing\n"
        elif path.read_bytes() != files[name]:
            yield _diff(name, path.read_bytes(), files[name])
    for name in stale(root, files, folders):
        yield f"{name}: nothing makes this file any more\n"


def _diff(name: str, found: bytes, wanted: bytes) -> str:
    lines = difflib.unified_diff(
        found.decode("utf-8", "replace").splitlines(keepends=True),
        wanted.decode().splitlines(keepends=True),
        f"{name} (checked in)",
        f"{name} (generated)",
    )
    text = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
    return text or f"{name}: differs in its line ends\n"


def stale(root: Path, files: dict[str, bytes], folders: Iterable[str]) -> list[str]:
    """Files in the output folders, or named there, that nothing makes; what Python itself leaves there does not count."""
    found: list[str] = []
    for folder in folders:
        whole = root / folder
        for path in [whole] if whole.is_file() else whole.rglob("*"):
            name = path.relative_to(root).as_posix()
            if path.is_file() and name not in files and "__pycache__" not in path.parts:
                found.append(name)
    return sorted(found)


def write(root: Path, files: dict[str, bytes], folders: Iterable[str]) -> list[str]:
    """Writes what differs and removes what is left over; each file is replaced as a whole. Returns what was touched."""
    folders = list(folders)
    touched: list[str] = []
    for name in sorted(files):
        path = root / name
        if not path.is_file() or path.read_bytes() != files[name]:
            _replace(path, files[name])
            touched.append(name)
    for name in stale(root, files, folders):
        (root / name).unlink()
        touched.append(name)
    for folder in folders:
        _remove_empty(root / folder)
    return touched


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and path.name != "__pycache__" and not any(path.iterdir()):
            path.rmdir()
