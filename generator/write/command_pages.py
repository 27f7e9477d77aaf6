"""Renders a page of documentation for each command of the command line, from the commands themselves."""

import inspect
import textwrap
from collections.abc import Iterator

import click

from generator.representation import Sdk, plain
from konigle.cli.app import make_program

FOLDER = "docs/cli"
_MADE = "<!-- Made from the command line by `python -m generator`; do not edit. -->"
_COMMON = {"output", "query", "columns", "profile", "dry_run", "help"}


def command_pages(sdk: Sdk) -> dict[str, str]:
    """Paths below the project's root, and their text."""
    root = make_program(plain(sdk))
    with _context(root, "konigle", None) as context:
        return {f"{FOLDER}/{name}.md": _page(root, name, context) for name in root.list_commands(context)}


def _page(root: click.Group, name: str, parent: click.Context) -> str:
    command = _command(root, name, parent)
    with _context(command, name, parent) as context:
        if not isinstance(command, click.Group):
            return "\n".join([_MADE, *_described(command, context, "#")])
        parts = [_MADE, f"# `{context.command_path}`", "", _text(command), ""]
        for inner in command.list_commands(context):
            found = _command(command, inner, context)
            with _context(found, inner, context) as below:
                parts += _described(found, below, "##")
        return "\n".join(parts)


def _command(group: click.Group, name: str, context: click.Context) -> click.Command:
    found = group.get_command(context, name)
    if found is None:
        raise KeyError(name)
    return found


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent)


def _described(command: click.Command, context: click.Context, heading: str) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f"{heading} `{context.command_path}`", "", _text(command), "")
    yield from ("```text", f"{context.command_path} {usage}", "```", "")
    records = [
        record
        for one in command.params
        if one.name not in _COMMON and (record := one.get_help_record(context)) and record[1]
    ]
    if records:
        yield from ("| option | |", "| --- | --- |", *(_row(*one) for one in records), "")
    if command.epilog and command.epilog.startswith("Example:"):
        yield from ("```text", textwrap.dedent(command.epilog.partition("\b\n")[2]), "```", "")


def _row(flags: str, text: str) -> str:
    escaped = [" ".join(part.split()).replace("|", r"\|") for part in (flags, text)]
    return f"| `{escaped[0]}` | {escaped[1]} |"


def _text(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")
