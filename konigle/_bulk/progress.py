"""Progress of long operations: a progress bar, a function of the caller, or nothing, which is the default."""

import functools
import logging
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Literal, TypeVar

import attrs

from konigle._bulk.results import BulkSummary
from konigle.exceptions import ConfigurationError, InvalidArgumentError

logger = logging.getLogger("konigle")
T = TypeVar("T")
Progress = bool | Literal["auto"] | Callable[[T], object] | None
ProgressReporter = Callable[[T], object]
View = Callable[[T], tuple[float | None, str]]


@attrs.frozen
class BulkProgress:
    """The progress of an import or export.

    Attributes:
        rows: Rows or contacts that are done.
        fraction: The fraction of the work that is done, from 0 to 1; None if unknown.
        summary: The results of the rows; for an export only the seconds.
    """

    rows: int
    fraction: float | None
    summary: BulkSummary


def as_progress(progress: BulkProgress) -> tuple[float | None, str]:
    """The content of a progress bar."""
    failed = progress.summary.failed
    return progress.fraction, f"{progress.rows:,}" + (f", {failed:,} failed" if failed else "")


@contextmanager
def progress_reporter(
    progress: Progress[T], title: str, view: View[T], operation: str | None = None
) -> Generator[ProgressReporter[T]]:
    """Yields a function that the block calls with its progress.

    Args:
        progress: None or False for nothing; a function; True for a bar on standard error; "auto" for a bar if that is
            a terminal; without `rich`, a log message says once that there is none.
        title: Title of the bar.
        view: Returns the content of the bar: the fraction that is done, and a short text.
        operation: The operation for errors; None for more than one.

    Raises:
        ConfigurationError: A bar was requested, and `rich` is not installed. Nothing was sent.
        InvalidArgumentError: `progress` has another type. Nothing was sent.
    """
    if callable(progress):
        yield progress
    elif _wants_bar(progress, operation):
        with _bar(title) as move:
            yield lambda value: move(*view(value))
    else:
        yield lambda _: None


def _wants_bar(progress: object, operation: str | None) -> bool:
    if progress is not None and not isinstance(progress, bool) and progress != "auto":
        raise InvalidArgumentError(
            f"progress must be True, 'auto', a function or None, not {progress!r}; nothing was sent.",
            operation=operation,
        )
    there, terminal = find_spec("rich") is not None, sys.stderr.isatty()
    if progress is True and not there:
        raise ConfigurationError(
            "A progress bar needs the extra `progress`. Run pip install '.[progress]' in a checkout of this project, or pass a "
            "function. Nothing was sent.",
            operation=operation,
        )
    if progress == "auto" and not there:
        _say_once(logging.WARNING if terminal else logging.INFO)
    return progress is True or (progress == "auto" and there and terminal)


@functools.cache
def _say_once(level: int) -> None:
    logger.log(
        level,
        "progress='auto' shows no progress bar, because the extra `progress` is not installed. Run pip install '.[progress]' in "
        "a checkout of this project.",
    )


@contextmanager
def _bar(title: str) -> Generator[Callable[[float | None, str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    title_column, words_column = TextColumn("{task.description}"), TextColumn("{task.fields[words]}")
    columns = (title_column, BarColumn(), TaskProgressColumn(), words_column, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(title, total=None, words="")

        def move(fraction: float | None, words: str) -> None:
            total = None if fraction is None else 1.0
            shown.update(task, total=total, completed=fraction or 0.0, words=words)

        yield move
