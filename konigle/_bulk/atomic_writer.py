"""Writing a file that appears when it is whole."""

import os
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import attrs

from konigle._bulk.output_files import check_output, is_same, open_or_raise
from konigle.exceptions import InvalidArgumentError


@attrs.frozen
class ExportSummary:
    """The result of an export.

    Attributes:
        rows: Contacts in the file.
        seconds: Duration in seconds.
    """

    rows: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.rows:,} contacts in {self.seconds:.1f} s"


@contextmanager
def atomic_file(path: Path) -> Generator[BinaryIO]:
    """Writes beside the target and renames the file to the target at the end of the block; a failure leaves no file.

    Args:
        path: The target; a file that is there keeps its permissions, a new one is for its owner alone.

    Raises:
        InvalidArgumentError: The folder does not exist or cannot be written to, or something else than a regular
            file of this user is to be replaced. Nothing was sent.
    """
    replaced = check_output(path, in_place=False)
    with open_or_raise(path):  # a long name leaves no room for what is put around it
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not is_same(path, replaced):
            raise InvalidArgumentError(
                f"{str(path)!r} was not replaced: meanwhile another file was created there. Nothing was written."
            )
        if replaced is not None:
            part.chmod(stat.S_IMODE(replaced.st_mode))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)  # it is gone where it took its place
