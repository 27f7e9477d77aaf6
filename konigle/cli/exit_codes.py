"""Exit codes, and errors as one line or as JSON."""

import json
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from konigle.cli.terminal import plain

if TYPE_CHECKING:
    from konigle import KonigleError

DONE, REFUSED, USAGE, UNKNOWN, AUTHENTICATION, NOT_REACHED = range(6)
INTERRUPTED, BROKEN_PIPE = 128 + 2, 128 + 13  # as shells count the signals INT and PIPE


def code_of(error: "KonigleError") -> int:
    """The exit code for an error of the library."""
    from konigle import exceptions as errors

    if isinstance(error, errors.OutcomeUnknown) or error.applied == "unknown":
        return UNKNOWN
    if isinstance(error, (errors.AuthenticationError, errors.AuthorizationError)):
        return AUTHENTICATION
    if isinstance(error, (errors.InvalidArgumentError, errors.ConfigurationError)):
        return USAGE
    waited = isinstance(error, errors.KonigleTimeoutError) and error.state is not None
    return NOT_REACHED if isinstance(error, errors.NetworkError) and not waited else REFUSED


def report(error: Exception, arguments: list[str]) -> int:
    """Prints an error to standard error; returns the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return USAGE
    facts = _of_click(error) if isinstance(error, click.ClickException) else _of_library(error)
    if _wants_json(arguments):
        text = json.dumps({"error": facts}, ensure_ascii=True)
    else:
        text = plain(f"{facts.pop('command', 'konigle')}: {facts['message']}")
    sys.stderr.write(f"{text}\n")
    return int(facts["exit_code"])


def _of_click(error: click.ClickException) -> dict[str, Any]:
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "konigle"
    message = " ".join(error.format_message().split())
    return {
        "type": type(error).__name__,
        "message": message,
        "applied": "no",
        "exit_code": error.exit_code,
        "command": command,
    }


def _of_library(error: Exception) -> dict[str, Any]:
    from konigle import KonigleError

    if not isinstance(error, KonigleError):  # a file that cannot be read or written
        return {"type": type(error).__name__, "message": str(error), "applied": "no", "exit_code": USAGE}
    return {
        "type": type(error).__name__,
        "message": " ".join(_message(error).split()),
        "applied": error.applied,
        "exit_code": code_of(error),
        "operation": error.operation,
        "status_code": error.status_code,
        "request_id": error.request_id,
        "field_errors": error.field_errors,
    }


def _message(error: "KonigleError") -> str:
    """The message; of data that was refused before it was sent, in the names of the flags."""
    from konigle import InvalidArgumentError

    if not isinstance(error, InvalidArgumentError) or not error.field_errors:
        return str(error)
    parts = [f"{_flag(name)}: {' '.join(texts)}" for name, texts in error.field_errors.items()]
    return f"{'; '.join(parts)} Nothing was sent."


def _flag(name: str) -> str:
    kept = [part for part in name.split(".") if not part.isdigit()]
    return "--" + "-".join(kept).replace("_", "-")


def _wants_json(arguments: list[str]) -> bool:
    """Whether the result was asked for as JSON; the arguments may be the error, so that they are not parsed yet."""
    after = dict(pairwise(arguments))
    asked = {after.get("-o"), after.get("--output")}
    asked |= {one.removeprefix("--output=") for one in arguments if one.startswith("--output=")}
    asked |= {one.removeprefix("-o") for one in arguments if one.startswith("-o")}
    return bool(asked & {"json", "jsonl"})
