"""A sandbox, and the program in this process with an environment that points at it."""

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from konigle.cli.app import run
from konigle.sandbox import Sandbox


@dataclasses.dataclass(frozen=True)
class Done:
    """What a run of the program left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Program:
    """The program in this process; standard streams are no terminals."""

    def __init__(self) -> None:
        self.env: dict[str, str | None] = {}

    def __call__(self, *arguments: str, stdin: str = "") -> Done:
        with CliRunner().isolation(input=stdin, env=self.env) as (out, err, _):
            code = run(list(arguments))
            sys.stderr.flush()
            return Done(code, out.getvalue().decode(), err.getvalue().decode())


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def homeless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program without a key."""
    for name in ("KONIGLE_API_KEY", "KONIQ_API_KEY", "KONIGLE_BASE_URL", "KONIGLE_PROFILE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Program()


@pytest.fixture
def konigle(homeless: Program, sandbox: Sandbox) -> Program:
    """The program with the key and URL of the sandbox."""
    homeless.env = {"KONIGLE_API_KEY": sandbox.api_key, "KONIGLE_BASE_URL": sandbox.url}
    return homeless
