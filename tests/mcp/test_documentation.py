"""What docs/mcp.md says to configure and to pass is there."""

import json
import re
from typing import Any

import click
import pytest

from konigle.mcp.command import mcp
from tests.docs.documents import ROOT, blocks_in

PAGE = ROOT / "docs/mcp.md"
SETTINGS = [block.source for block in blocks_in(PAGE, {"json"})]


@pytest.mark.parametrize("source", SETTINGS)
def test_the_settings_of_clients_start_the_server(source: str) -> None:
    (servers,) = json.loads(source).values()
    server: dict[str, Any] = servers["konigle"]
    assert (server["command"], server["args"][0]) == ("konigle", "mcp")
    assert mcp.make_context("mcp", server["args"][1:]).params["profile"] == "default"


def test_the_options_of_the_command_are_described() -> None:
    assert len(SETTINGS) == 2
    described = set(re.findall(r"--[a-z][a-z-]+", PAGE.read_text(encoding="utf-8").partition("## Set-up")[0]))
    assert described == {flag for one in mcp.params if isinstance(one, click.Option) for flag in one.opts}
