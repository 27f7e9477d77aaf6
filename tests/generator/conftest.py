"""A small project in a temporary folder, in which each test breaks one thing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import __main__ as command
from generator.build import HINTS, SPEC, Build, build, generated
from generator.errors import BuildError
from generator.read.spec import YamlFile

SMALL = Path(__file__).parent / "small"
PROJECT = Path(__file__).parents[2]


class SmallProject:
    """The files the generator reads, and shorthands for what a test does with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.spec = self._copy("openapi.yaml", SPEC)
        self.hints = self._copy("hints.yaml", HINTS)

    def _copy(self, name: str, target: str) -> Path:
        path = self.root / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SMALL / name, path)
        return path

    def edit(self, old: str, new: str, *, path: Path | None = None) -> int:
        """Replaces the first occurrence of a text, and tells the line it stands on."""
        path = path or self.spec
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def text(self, name: str) -> str:
        """A generated file before it is laid out."""
        return generated(self.root)[f"konigle/_generated/{name}"]

    def build(self) -> Build:
        """All files as they are written."""
        return build(self.root)

    def problem(self) -> str:
        """What stops the build."""
        with pytest.raises(BuildError) as caught:
            generated(self.root)
        message = str(caught.value)
        assert "\n" not in message
        return message

    def run(self, *arguments: str) -> int:
        """The command line."""
        return command.main(list(arguments), self.root)


@pytest.fixture
def small(tmp_path: Path) -> SmallProject:
    """A small project that builds."""
    return SmallProject(tmp_path)


@pytest.fixture
def without_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves looking up the line, for which the spec is read once more."""
    monkeypatch.setattr(YamlFile, "line", lambda *_: 1)


@pytest.fixture(scope="session")
def copy_project() -> Callable[[Path], Path]:
    """Puts the real spec, hints and package into a folder."""

    def copied(root: Path) -> Path:
        for name in ("openapi", "konigle", "tests/_async", "tests/_sync"):
            if (PROJECT / name).is_dir():
                shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        (root / HINTS).parent.mkdir()
        shutil.copy(PROJECT / HINTS, root / HINTS)
        return root

    return copied


@pytest.fixture
def copy(copy_project: Callable[[Path], Path], tmp_path: Path) -> Path:
    """The real project in a temporary folder."""
    return copy_project(tmp_path)
