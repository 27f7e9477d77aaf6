"""Saves the body of a response to a file that appears when it is complete.

A body is written to a temporary file: beside the target, which replaces it at the end, or, for an open file of the
caller, anywhere. So an attempt that failed in the middle leaves nothing, and the next one starts from an empty file.
"""

import contextlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, cast

from konigle._bulk.atomic_writer import atomic_file
from konigle._core.call import Call, decode_file
from konigle.exceptions import InvalidArgumentError, KonigleError


class SaveError(Exception):
    """A file could not be written; no `OSError`, which would be a failure of the network."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(problem)
        self.problem = problem


class _DiscardError(Exception):
    pass


class Download:
    """The file that one call saves.

    Args:
        call: The call; its `save_to` is a path, or an open binary file.

    Raises:
        InvalidArgumentError: It is neither, or cannot be written. Nothing was sent.
    """

    def __init__(self, call: Call[Any]) -> None:
        to = call.save_to
        self._call = call
        self._closing = contextlib.ExitStack()
        self._target: Any = None
        self.path: Path | None = None
        try:
            if isinstance(to, (str, os.PathLike)):
                self.path = Path(os.fsdecode(cast("str | os.PathLike[str]", to)))
                self._file: IO[bytes] = self._closing.enter_context(atomic_file(self.path))
            else:
                self._target = _checked(to)
                self._file = self._closing.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by the stack
        except InvalidArgumentError as error:
            error.operation = call.operation.id
            raise

    def takes(self, status: int) -> bool:
        """Whether a response of this status is the file, and not another kind of success or an error."""
        return (
            HTTPStatus(200) <= status < HTTPStatus.MULTIPLE_CHOICES
            and self._call.reader(status) is decode_file
        )

    def write(self, parts: Iterable[bytes], *, is_first: bool) -> None:
        """Appends to the file; the first part of a body replaces what an earlier attempt has written.

        Raises:
            SaveError: It cannot be written.
        """
        try:
            if is_first:
                self._file.seek(0)
                self._file.truncate()
            self._file.writelines(parts)
        except OSError as problem:
            raise SaveError(problem) from problem

    def finish(self) -> None:
        """Gives the complete file its name, or copies it to the open file of the caller.

        Raises:
            SaveError: It cannot be written.
        """
        try:
            if self._target is not None:
                self._file.seek(0)
                shutil.copyfileobj(self._file, self._target)
            self._closing.close()
        except OSError as problem:
            raise SaveError(problem) from problem

    def discard(self) -> None:
        """Removes the temporary file; does nothing after `finish`."""
        with contextlib.suppress(_DiscardError, OSError), self._closing:
            raise _DiscardError

    def error(self, problem: OSError) -> KonigleError:
        """Returns the error of a call whose response could not be saved."""
        operation = self._call.operation
        where = "the open file" if self.path is None else repr(str(self.path))
        what = problem.strerror or type(problem).__name__
        applied = "The request was applied" if operation.is_write else "Nothing was changed"
        return KonigleError(
            f"{operation}: {where} could not be written: {what}. {applied}; no incomplete file was left. "
            "Check the disk, or save to another file.",
            operation=operation.id,
            method=operation.method,
            path_template=operation.path,
            applied="yes" if operation.is_write else "no",
        )


def _checked(target: object) -> object:
    if isinstance(target, io.TextIOBase):
        raise InvalidArgumentError("to= is open in text mode; open it with mode 'wb'. Nothing was sent.")
    if not callable(getattr(target, "write", None)):
        raise InvalidArgumentError(
            f"to= must be a path or an open binary file, not {type(target).__name__}; nothing was sent."
        )
    return target
