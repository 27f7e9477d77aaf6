"""Files that an import or an export writes: their paths are checked before anything is sent or created."""

import contextlib
import errno
import os
import stat
from collections.abc import Generator
from pathlib import Path
from typing import BinaryIO

from konigle.exceptions import InvalidArgumentError

# does not follow a link created after the check, nor wait for a pipe; Windows has neither
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


@contextlib.contextmanager
def open_or_raise(path: Path | None) -> Generator[None]:
    """Converts an OSError to an error with the path.

    Raises:
        InvalidArgumentError: The file cannot be opened. Nothing was sent.
    """
    try:
        yield
    except OSError as problem:
        raise cannot_be_written(path, problem.strerror or str(problem), "opened") from problem


def cannot_be_written(path: Path | None, why: str, what: str = "written") -> InvalidArgumentError:
    """Returns the error for a path; nothing was sent."""
    return InvalidArgumentError(f"{str(path)!r} cannot be {what}: {why}; nothing was sent.")


def check_output(path: Path, *, in_place: bool = True) -> os.stat_result | None:
    """Returns the status of an existing regular file to write to, or None.

    Args:
        path: The path.
        in_place: Whether a file that is there is written itself, and not replaced, as only that of this user may be.

    Raises:
        InvalidArgumentError: It is not a regular file, or cannot be written. Nothing was sent.
    """
    with open_or_raise(path):
        found = _stat(path)
    if found is not None and not stat.S_ISREG(found.st_mode):
        kind = next((kind for is_it, kind in _KINDS if is_it(found.st_mode)), "a device")
        raise cannot_be_written(path, f"it is {kind}, not a regular file")
    if not path.parent.is_dir():
        raise cannot_be_written(path, "there is no such folder")
    if not os.access(path if in_place and found is not None else path.parent, os.W_OK):
        raise cannot_be_written(path, os.strerror(errno.EACCES))
    if found is not None and not in_place and hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        raise cannot_be_written(path, "the file belongs to another user")
    return found


def is_same(path: Path, found: os.stat_result | None) -> bool:
    """Whether a path still has the same file, or still no file."""
    now = _stat(path)
    return now is found if now is None or found is None else os.path.samestat(now, found)


def open_existing(path: Path) -> BinaryIO:
    """Opens a regular file for reading and writing.

    Raises:
        OSError: The file does not exist or cannot be opened.
        InvalidArgumentError: It is not a regular file. Nothing was sent.
    """
    handle = os.open(path, os.O_RDWR | _NOT_FOLLOWED | _BINARY)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise cannot_be_written(path, "it is not a regular file")
    return os.fdopen(handle, "r+b")


def create_new(path: Path) -> BinaryIO:
    """Creates a file where there is nothing, and opens it for writing.

    Raises:
        OSError: The path exists, or the file cannot be created.
    """
    return os.fdopen(
        os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NOT_FOLLOWED | _BINARY, 0o666), "r+b"
    )


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None
