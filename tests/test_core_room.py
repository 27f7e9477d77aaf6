"""The core holds values and decisions: no I/O, no clock, no randomness, no threads."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import konigle._core

FOLDER = Path(konigle._core.__file__).parent
FILES = sorted(FOLDER.glob("*.py"))
FORBIDDEN_MODULES = frozenset({
    "asyncio", "concurrent", "httpcore", "httpx", "multiprocessing", "os", "queue", "random", "secrets", "select",
    "shutil", "signal", "socket", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid",
})  # fmt: skip
FORBIDDEN_CALLS = frozenset({
    "open", "print", "input", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "Path.cwd", "Path.home",
})  # fmt: skip
FORBIDDEN_METHODS = frozenset({
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "exists", "is_file", "is_dir", "stat", "unlink",
})  # fmt: skip
# types and texts of paths, which touch no file
HARMLESS = frozenset({"os.PathLike", "os.fsdecode", "os.fspath"})


def uses(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call):
            yield f"{ast.unparse(node.func)}()"
        elif isinstance(node, ast.Attribute) and ast.unparse(node).startswith("os."):
            yield ast.unparse(node)


def faults(source: str) -> set[str]:
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not is_type_checking(node)]
    found = set(uses(tree))
    wrong = {
        name
        for name in found
        if name in FORBIDDEN_MODULES or name.partition(".")[0] in FORBIDDEN_MODULES - {"os"}
    }
    wrong |= {name for name in found if name.startswith("os.") and name.removesuffix("()") not in HARMLESS}
    for name in found:
        call = name.removesuffix("()")
        if name.endswith("()") and (call in FORBIDDEN_CALLS or call.rpartition(".")[2] in FORBIDDEN_METHODS):
            wrong.add(call)
    if "os" in wrong and not any(name.startswith("os.") for name in wrong):
        wrong.discard("os")
    return {name.partition(".")[0] if name.partition(".")[0] in FORBIDDEN_MODULES else name for name in wrong}


def is_type_checking(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def test_there_are_files() -> None:
    assert len(FILES) > 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_module_of_the_core_touches_nothing_outside(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import time", {"time"}),
        ("from random import choice", {"random"}),
        ("import os\nos.open('x', 0)", {"os", "open"}),
        ("import os\nos.fspath('x')", set[str]()),
        ("open('x')", {"open"}),
        ("from pathlib import Path\nPath('x').read_text()", {"Path('x').read_text"}),
        ("from datetime import datetime\ndatetime.now()", {"datetime.now"}),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import httpx", set[str]()),
    ],
)
def test_the_check_sees_it(source: str, found: set[str]) -> None:
    wrong = faults(source)
    assert bool(wrong) == bool(found)
    assert not found or wrong & found
