"""Text for a terminal: without control characters, cut to its width, in colour where that is wanted."""

import os
import re
import shutil
import sys
from typing import IO, Any

import click

# C0 and C1 control characters, and those that change the direction of text (UAX #9)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_LONGEST_LINE = 100_000


def plain(text: str) -> str:
    """The text on one line, without anything that a terminal could take for a command."""
    return _CONTROL.sub(" ", text)


def is_terminal(stream: IO[Any]) -> bool:
    """Whether a stream is a terminal."""
    return stream.isatty()


def width() -> int:
    """Columns of the terminal; practically unlimited where standard output is none."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else _LONGEST_LINE


def has_colour(stream: IO[Any]) -> bool:
    """Whether to use colour: on a terminal, unless `NO_COLOR` is set (no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def styled(text: str, stream: IO[Any], **style: Any) -> str:
    """The text with a style, if the stream shows one."""
    return click.style(text, **style) if has_colour(stream) else text


def note(text: str) -> None:
    """Something for people, beside the result."""
    click.echo(text, err=True)


def confirm(question: str, *, yes: bool) -> None:
    """Asks whether to go on.

    Raises:
        Refused: There is no terminal to ask in, or the answer is no.
    """
    if yes:
        return
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        raise Refused(f"{question} There is no terminal to confirm in: pass --yes. Nothing was sent.")
    if not click.confirm(question, err=True):
        raise Refused("Nothing was sent.")


class Refused(click.ClickException):
    """A call that was not confirmed."""

    exit_code = 1
