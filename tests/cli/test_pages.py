"""The generated pages of the documentation."""

import re
from pathlib import Path

import click

from konigle._operations import load_representation, read_managers
from konigle.cli.app import make_program
from konigle.cli.commands import dashed

PAGES = Path(__file__).parents[2] / "docs/cli"


def test_there_is_a_page_for_each_command_of_the_program() -> None:
    root = make_program()
    assert {path.stem for path in PAGES.glob("*.md")} == set(root.list_commands(click.Context(root)))


def test_every_operation_and_flag_is_on_its_page() -> None:
    root = make_program()
    for manager in read_managers(load_representation()):
        page = (PAGES / f"{dashed(manager.name)}.md").read_text(encoding="utf-8")
        sections = dict(re.findall(r"^## `(.*?)`\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
        for operation in manager.operations:
            text = sections[f"konigle {dashed(operation.manager)} {dashed(operation.method)}"]
            fields = [one for one in operation.parameters if one.source != "path" and not one.fields]
            assert all(f"--{dashed(one.name)}" in text for one in fields)
    assert root.name == "konigle"
