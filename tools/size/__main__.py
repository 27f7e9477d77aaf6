"""Prints lines of code by room: without blanks, comments and docstrings, and without what is generated or derived."""

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path

MADE = ("# Made from ", "// Made from ", "// Code generated ")
ROOT = Path(__file__).resolve().parents[2]
_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


@dataclass(frozen=True)
class Room:
    """Folders and files that share one budget, without those that begin with one of `without`."""

    name: str
    parts: tuple[str, ...]
    budget: int | None = None
    without: tuple[str, ...] = ()

    def files(self) -> list[Path]:
        """The files of the room that are written by hand."""
        found = [file for part in self.parts for file in sorted(ROOT.glob(part))]
        names = {file: file.relative_to(ROOT).as_posix() for file in found}
        kept = [file for file in dict.fromkeys(found) if not names[file].startswith(self.without or "\0")]
        return [file for file in kept if not file.read_text(encoding="utf-8").startswith(MADE)]

    def lines(self) -> int:
        """The lines of code in the room."""
        texts = [(file.suffix, file.read_text(encoding="utf-8")) for file in self.files()]
        return sum(code_lines(text) if suffix == ".py" else slash_lines(text) for suffix, text in texts)


EXTRAS = ("konigle/_operations.py", "konigle/cli/*.py", "konigle/mcp/*.py", "konigle/pytest_plugin.py")
ROOMS = (
    Room(
        "core, HTTP, managers and clients",
        (
            "konigle/*.py",
            *(
                f"konigle/{room}/**/*.py"
                for room in ("_core", "_http", "_concurrency", "_managers", "_async")
            ),
            *(f"konigle/{room}/**/*.py" for room in ("filters", "managers", "models", "types")),
        ),
        3500,
        ("konigle/_async/bulk", *EXTRAS),
    ),
    Room("bulk and files", ("konigle/_bulk/**/*.py", "konigle/_async/bulk/**/*.py"), 2300),
    Room("Arrow and Dask", ("konigle/arrow/**/*.py", "konigle/dask/**/*.py")),
    Room("sandbox", ("konigle/sandbox/**/*.py",), 3000),
    Room("generator", ("generator/**/*.py",), 4000),
    Room("extras", EXTRAS),
    Room("tools", ("tools/**/*.py",)),
    Room("benchmarks", ("benchmarks/*.py",)),
    Room(
        "Go SDK",
        ("clients/go/*.go",),
        900,
        tuple(path.relative_to(ROOT).as_posix() for path in ROOT.glob("clients/go/*_test.go")),
    ),
    Room("TypeScript SDK", ("clients/typescript/src/**/*.ts",), 1300, ("clients/typescript/src/generated",)),
)


def code_lines(source: str) -> int:
    """Lines that hold code."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        # docstrings, those of attributes included
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def slash_lines(source: str) -> int:
    """Lines of Go or TypeScript that hold code; comments are `//` on their own lines and `/* … */`."""
    without = re.sub(r"^\s*/\*.*?\*/", "", source, flags=re.MULTILINE | re.DOTALL)
    return sum(bool(line.strip()) and not line.lstrip().startswith("//") for line in without.splitlines())


def main() -> None:
    """Prints the table."""
    print(f"{'room':34}{'files':>7}{'lines':>8}{'budget':>8}")
    for room in ROOMS:
        files = room.files()
        print(f"{room.name:34}{len(files):7}{room.lines():8,}{f'{room.budget:,}' if room.budget else '':>8}")


if __name__ == "__main__":
    main()
