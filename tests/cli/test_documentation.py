"""The commands of docs/cli.md print what the page shows."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from konigle.cli.app import make_program
from tests.cli.conftest import Program
from tests.docs.documents import ROOT, blocks_in

PAGE = ROOT / "docs/cli.md"


def shown() -> Iterator[tuple[str, str]]:
    """Each command of the page, and the output below it."""
    for block in blocks_in(PAGE, {"console"}):
        for part in f"\n{block.source}".split("\n$ ")[1:]:
            command, _, output = part.partition("\n")
            yield command, output.strip("\n")


def test_the_commands_print_what_is_shown(
    konigle: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = list(shown())
    assert len(commands) > 8
    for command, output in commands:
        done = konigle(*shlex.split(command)[1:])
        assert (done.out + done.err).strip("\n") == output, command


def test_the_page_links_to_every_command() -> None:
    root, text = make_program(), PAGE.read_text(encoding="utf-8")
    assert all(f"(cli/{name}.md)" in text for name in root.list_commands(click.Context(root)))
