"""Every command that a page tells to type is there, and none of them installs a stranger from a package index."""

import os
import re
import shlex
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from konigle.cli.app import make_program
from tests.docs.documents import DOCUMENTS, ROOT, Block, blocks_in, name_of

SHELLS = {"bash", "sh", "console"}
_LOCAL = re.compile(r"http://(127\.0\.0\.1|localhost)\b|\$KONIGLE_BASE_URL\b")


def commands(block: Block) -> Iterator[list[str]]:
    """The commands of a shell block, in words; what a `console` block shows as output is left out."""
    for line in block.source.replace("\\\n", " ").splitlines():
        if block.language != "console" or line.startswith("$ "):
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words:
                yield words


def make_problem(arguments: list[str]) -> str | None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    unknown = {word for word in arguments if "=" not in word} - targets
    return f"no make target {', '.join(unknown)}" if unknown else None


def pip_problem(arguments: list[str]) -> str | None:
    """The published package of the same name is another one, so only paths may be installed."""
    wanted = [word for word in arguments[1:] if not word.startswith("-")]
    is_here = bool(wanted) and all(word.startswith(".") for word in wanted)
    return None if is_here else "it would be installed from a package index"


def python_problem(arguments: list[str]) -> str | None:
    if arguments[:2] == ["-m", "venv"] or not arguments:
        return None
    if arguments[:2] == ["-m", "pip"]:
        return pip_problem(arguments[2:])
    is_there = find_spec(arguments[1]) if arguments[0] == "-m" else (ROOT / arguments[0]).is_file()
    return None if is_there else f"no module or file {arguments}"


def curl_problem(arguments: list[str]) -> str | None:
    addresses = [word for word in arguments if "://" in word or word.startswith("$")]
    is_local = bool(addresses) and all(map(_LOCAL.match, addresses))
    return None if is_local else "it must talk to the sandbox and to nobody else"


def export_problem(arguments: list[str]) -> str | None:
    is_ours = all(
        re.match(r"(KONIGLE_(API_KEY|BASE_URL)|HTTPS_PROXY|SSL_CERT_FILE)=", word) for word in arguments
    )
    return None if is_ours else "no such variable is read"


def source_problem(arguments: list[str]) -> str | None:
    return None if arguments[0].endswith("/bin/activate") else "only environments are activated"


def konigle_problem(arguments: list[str]) -> str | None:
    command: click.Command | None = make_program()
    for word in arguments:
        if not isinstance(command, click.Group):
            break
        command = command.get_command(click.Context(command), word)
    if command is None:
        return f"no command {arguments}"
    known = {flag for one in command.params for flag in [*one.opts, *one.secondary_opts]} | {"--help"}
    unknown = {word for word in arguments if word.startswith("-")} - known
    return f"no flag {', '.join(unknown)}" if unknown else None


PROGRAMS: dict[str, Callable[[list[str]], str | None]] = {
    ".": source_problem,
    "curl": curl_problem,
    "export": export_problem,
    "konigle": konigle_problem,
    "make": make_problem,
    "pip": pip_problem,
    "python": python_problem,
    "python3": python_problem,
}


def problem_with(words: list[str]) -> str | None:
    """Why a command cannot be right; None if it can."""
    check = PROGRAMS.get(words[0].removeprefix(".venv/bin/"))
    if check is not None:
        return check(words[1:])
    path = ROOT / words[0]
    return None if path.is_file() and os.access(path, os.X_OK) else "no such program"


@pytest.mark.parametrize("page", [page for page in DOCUMENTS if blocks_in(page, SHELLS)], ids=name_of)
def test_commands_exist(page: Path) -> None:
    wrong = [
        f"line {block.line}: {shlex.join(words)}: {problem}"
        for block in blocks_in(page, SHELLS)
        for words in commands(block)
        if (problem := problem_with(words))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "command",
    [
        "make demmo",
        "pip install konigle",
        "pip install",
        "python -m pip install konigle==1.0.3",
        "python -m konigel",
        "curl https://example.com/",
        "export KONIGLE_KEY=x",
        "konigle comm contacts list",
        "konigle contacts list --nonsense",
        "frobnicate",
    ],
)
def test_a_wrong_command_is_noticed(command: str) -> None:
    assert problem_with(shlex.split(command))
