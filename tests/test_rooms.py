"""The rooms that are written by hand: their size, and names that are given once."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import konigle

PACKAGE = Path(konigle.__file__).parent
PROJECT = Path(__file__).parents[1]
ROOMS = sorted(
    folder
    for folder in PACKAGE.rglob("*")
    if folder.is_dir() and any(folder.glob("*.py")) and not {"_generated", "generated"} & set(folder.parts)
)
MOST_FILES = 16
MOST_LINES = 400
# Files of these names say what they are in every room.
EVERYWHERE = {"__init__.py", "__main__.py"}
# The derived side has the names of the written side.
SIDES = {"_async", "_sync"}
# The documented import paths, which say `comm` in each.
DOCUMENTED = {"filters", "managers", "models", "types"}


def own_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.py") if file.name not in EVERYWHERE)


def classes(folder: Path) -> dict[str, list[str]]:
    """The files of a room by the classes they define."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file in own_files(folder):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(file.name)
    return found


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(PACKAGE).as_posix())
class TestRoom:
    def test_it_has_at_most_sixteen_files(self, room: Path) -> None:
        assert len(own_files(room)) <= MOST_FILES

    def test_its_files_have_at_most_four_hundred_lines(self, room: Path) -> None:
        lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in own_files(room)}
        assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}

    def test_no_two_of_its_classes_have_one_name(self, room: Path) -> None:
        assert {name: files for name, files in classes(room).items() if len(files) > 1} == {}

    def test_no_sibling_has_a_file_of_the_same_name(self, room: Path) -> None:
        siblings = [
            other
            for other in ROOMS
            if other.parent == room.parent
            and other != room
            and not {other.name, room.name} <= SIDES
            and not {other.name, room.name} <= DOCUMENTED
        ]
        names = {file.name for file in own_files(room)}
        shared = {other.name: sorted(names & {file.name for file in own_files(other)}) for other in siblings}
        assert {name: files for name, files in shared.items() if files} == {}


def test_there_are_rooms() -> None:
    assert {"_core", "_http", "_concurrency", "sandbox"} <= {room.name for room in ROOMS}


@pytest.mark.parametrize("folder", ["benchmarks", "conformance", "generator", "tools"])
def test_no_file_beside_the_package_has_more_than_four_hundred_lines(folder: str) -> None:
    files = {path: path.read_text(encoding="utf-8") for path in (PROJECT / folder).rglob("*.py")}
    lengths = {path.relative_to(PROJECT).as_posix(): len(text.splitlines()) for path, text in files.items()}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_room_of_the_generator_has_more_than_sixteen_files() -> None:
    rooms = {path.parent for path in (PROJECT / "generator").rglob("*.py")}
    counts = {room.name: len(own_files(room)) for room in rooms}
    assert {name: count for name, count in counts.items() if count > MOST_FILES} == {}
