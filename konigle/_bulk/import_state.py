"""The state of an import: the result of each row, recorded in the order of the rows."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import attrs

from konigle import exceptions as errors
from konigle._bulk.journal import Journal
from konigle._bulk.output_files import check_output
from konigle._bulk.planning.preview import FilePreview
from konigle._bulk.progress import BulkProgress
from konigle._bulk.reject_file import RejectFile
from konigle._bulk.results import BulkResult, BulkSummary
from konigle._bulk.tabular import FileRow
from konigle.exceptions import InvalidArgumentError, KonigleError

MOST_IN_A_ROW = 20  # consecutive rows that failed because of the service: then the rows are not the cause
_SHOWN = 10  # reasons in the summary
_BATCH_ROWS = 100
_BATCH_S = 1.0
# more rows would fail for the same reason
_FATAL = (
    errors.AuthenticationError,
    errors.AuthorizationError,
    errors.ClientClosedError,
    errors.ConfigurationError,
)
_OF_THE_SERVICE = (
    errors.NetworkError,
    errors.ServerError,
    errors.RateLimitError,
    errors.InvalidResponseError,
)


@attrs.frozen
class ImportSummary(BulkSummary):
    """The result of an import, over all runs that its journal has recorded.

    Attributes:
        resumed: Rows that an earlier run processed; they are included in the counts.
        reasons: The first ten invalid rows of this run: row number and reason.
        repairs: What was repaired in the cells of the file, and how often.
        preview: The content of the file, after a dry run.
    """

    resumed: int = attrs.field(default=0, kw_only=True)
    reasons: tuple[tuple[int, str], ...] = attrs.field(default=(), kw_only=True, repr=False)
    repairs: Mapping[str, int] = attrs.field(factory=dict[str, int], kw_only=True)
    preview: FilePreview | None = attrs.field(default=None, kw_only=True, repr=False)


def check_paths(file: Path, journal: Path | None, rejects: Path | None) -> None:
    """Rejects invalid paths.

    Raises:
        InvalidArgumentError: There is no such file or directory, two paths lead to the same file, or a path to
            write to is not a regular file. Nothing was sent.
    """
    if not os.path.isfile(file):  # noqa: PTH113 - a name that is too long is an error to pathlib
        problem = "is a folder or a pipe, not a file" if os.path.exists(file) else "does not exist"  # noqa: PTH110 - as above
        raise InvalidArgumentError(f"The file {str(file)!r} {problem}; nothing was sent.")
    given = [path for path in (file, journal, rejects) if path is not None]
    if len({_identity(path) for path in given}) < len(given):
        raise InvalidArgumentError("The file, journal and rejects must be three paths; nothing was sent.")
    for path in given[1:]:
        check_output(path)


def _identity(path: Path) -> object:
    """Rejects two paths that lead to one file, such as two hard links."""
    try:
        found = path.stat()
    except OSError:
        return os.path.realpath(path)
    return found.st_dev, found.st_ino


class ImportState:
    """Journal, reject file and counts of one import.

    Args:
        journal: The journal of the import.
        rejects: The file for rejected rows.
        report: Called with the progress.
        preview: The survey of the file; None if all rows are done.
        clock: A monotonic clock, in seconds.
        began_s: When the import began, before the survey; now if not given.
    """

    def __init__(
        self,
        journal: Journal,
        rejects: RejectFile,
        report: Callable[[BulkProgress], object],
        preview: FilePreview | None,
        clock: Callable[[], float] = time.monotonic,
        *,
        began_s: float | None = None,
    ) -> None:
        self._rows = preview.rows if preview else 0
        self._repairs: Mapping[str, int] = preview.repairs if preview else {}
        self._journal = journal
        self._rejects = rejects
        self._report = report
        self._clock = clock
        self._saved_s = clock()
        self._began_s = self._saved_s if began_s is None else began_s
        self._resumed = journal.checkpoint.done
        self._unsaved = 0
        self._waiting: list[BulkResult[Any]] = []
        self._reasons: list[tuple[int, str]] = []

    def record_unchanged(self, last: int) -> None:
        """Records that the rows up to this one are done, without a request for any of them."""
        known = self._waiting[-1].input.number if self._waiting else self._journal.checkpoint.done
        if last > known:
            self._write_down()
            self._journal.record(last, "unchanged")
            self._unsaved += 1

    def record(self, result: BulkResult[Any]) -> None:
        """Records that a row is done, and that the rows before it, as far as they have no result, are unchanged.

        Raises:
            KonigleError: The import stops: the key was rejected, or too many consecutive rows could not be sent.
                Those rows count as not done.
        """
        error = result.error
        if isinstance(error, _FATAL):
            raise self._stopped(error, result)
        self.record_unchanged(result.input.number - 1)
        self._waiting.append(result)
        if isinstance(error, _OF_THE_SERVICE):
            if len(self._waiting) >= MOST_IN_A_ROW:
                raise self._stopped(error, self._waiting[0])
        elif error is not None and self._all_fail_alike():
            if len(self._waiting) >= MOST_IN_A_ROW:
                raise self._alike(error)
        else:
            self._write_down()

    def _all_fail_alike(self) -> bool:
        """Whether every row of the import so far has failed for the same reason."""
        reasons = {result.error.message if result.error else None for result in self._waiting}
        return not self._journal.checkpoint.done and len(reasons) == 1 and None not in reasons

    def _alike(self, error: KonigleError) -> KonigleError:
        which = f"The first {len(self._waiting)} rows" if len(self._waiting) == MOST_IN_A_ROW else "All rows"
        error.message = f"{which} failed for the same reason, so the import stopped: {error.message}"
        error.args = (error.message,)
        self._waiting.clear()
        return error

    def _write_down(self) -> None:
        for result in self._waiting:
            row: FileRow = result.input
            if result.error is not None:
                self._rejects.add(row, result.error.message)
                if len(self._reasons) < _SHOWN:
                    self._reasons.append((row.number, result.error.message))
            self._journal.record(row.number, result.status)
            self._unsaved += 1
        if self._waiting:
            self._report(self._progress(self._journal.checkpoint.done / max(1, self._rows)))
        self._waiting.clear()

    def _stopped(self, error: KonigleError, first: BulkResult[Any]) -> KonigleError:
        error.message = (
            f"The import stopped at row {first.input.number}, which could not be sent: {error.message} "
            "The rows before it are done. With a journal, the same call continues from there."
        )
        error.args = (error.message,)
        return error

    def is_due(self) -> bool:
        """Whether it is time to save."""
        return self._unsaved >= _BATCH_ROWS or (
            self._unsaved > 0 and self._clock() - self._saved_s >= _BATCH_S
        )

    def save(self) -> None:
        """Writes the results of the rows to disk: rejected rows first, because the journal has their number."""
        self._journal.save(self._rejects.save())
        self._saved_s, self._unsaved = self._clock(), 0

    def summarize(self) -> ImportSummary:
        """Records that all rows are done.

        Raises:
            KonigleError: Every one of them failed for the same reason. Those rows count as not done.
        """
        if self._waiting and (error := self._waiting[-1].error) and self._all_fail_alike():
            raise self._alike(error)
        self._write_down()
        self.save()
        if not self._journal.checkpoint.finished:
            self._journal.finish()
        self._report(self._progress(1.0))
        return self.summary()

    def summary(self) -> ImportSummary:
        """Returns the results of the rows so far."""
        return ImportSummary(
            **cast("dict[str, Any]", self._journal.checkpoint.counts),
            seconds=self._clock() - self._began_s,
            resumed=self._resumed,
            reasons=tuple(self._reasons),
            repairs=self._repairs,
        )

    def _progress(self, fraction: float) -> BulkProgress:
        return BulkProgress(self._journal.checkpoint.done, min(1.0, fraction), self.summary())
