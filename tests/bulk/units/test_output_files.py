"""What an import and an export may replace, and that nothing is touched before all is known to fit."""

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from tests.bulk.harness import Harness, numbered

HEAD = "konigle_row,konigle_reason,email\n"
REJECTS = f"{HEAD}1,No.,old\n"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def link(path: Path) -> None:
    target = path.with_name("target.csv")
    target.write_text(REJECTS, encoding="utf-8")
    path.symlink_to(target)


def loop(path: Path) -> None:
    path.symlink_to(path)


def folder(path: Path) -> None:
    path.mkdir()


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        yield Path(name)


def tree(path: Path) -> dict[str, Any]:
    """What stands in a folder."""
    return {
        one.name: (one.lstat().st_mode, one.lstat().st_ino, one.read_bytes() if one.is_file() else None)
        for one in path.iterdir()
    }


def refused(harness: Harness, place: Path, before: Any, method: str, *args: Any, **options: Any) -> str:
    with pytest.raises(InvalidArgumentError, match=r"cannot be|three paths") as caught:
        harness.call(method, *args, **options)
    assert harness.sandbox.requests == []
    assert tree(place) == before
    return str(caught.value)


class TestNoRegularFile:
    @pytest.mark.parametrize("make", [pipe, dangling, link, loop, folder, listening])
    def test_is_replaced(self, harness: Harness, short: Path, make: Callable[[Path], None]) -> None:
        file, path = numbered(short / "c.csv", 2), short / "out.csv"
        make(path)
        before = tree(short)
        refused(harness, short, before, "export_file", path)
        refused(harness, short, before, "export_file", path, progress=lambda _: None)
        for name in ("rejects", "journal"):
            text = refused(harness, short, before, "import_file", file, **{name: path})
            assert "not a regular file" in text

    @pytest.mark.parametrize("device", ["/dev/null", "/dev/stdout", "/dev/full"])
    def test_nor_is_a_device(self, harness: Harness, tmp_path: Path, device: str) -> None:
        file = numbered(tmp_path / "c.csv", 2)
        before, there = tree(tmp_path), Path(device).lstat()
        refused(harness, tmp_path, before, "export_file", device, format="csv")
        refused(harness, tmp_path, before, "import_file", file, rejects=device)
        refused(harness, tmp_path, before, "import_file", file, journal=device)
        assert Path(device).lstat().st_ino == there.st_ino


class TestRejects:
    @pytest.mark.parametrize(
        "text", ["email\nada@example.com\n", "x", "\n", HEAD[1:], '{"konigle_row": 1}\n']
    )
    @pytest.mark.parametrize("journal", [True, False])
    def test_a_file_that_no_import_wrote_stays(
        self, harness: Harness, tmp_path: Path, text: str, journal: bool
    ) -> None:
        file, path = numbered(tmp_path / "c.csv", 2), tmp_path / "contacts of 2020.csv"
        path.write_text(text, encoding="utf-8")
        options = {"journal": tmp_path / "journal"} if journal else {}
        text = refused(harness, tmp_path, tree(tmp_path), "import_file", file, rejects=path, **options)
        assert "not the reject file of an import" in text

    @pytest.mark.parametrize(
        "head",
        [
            REJECTS,
            "\ufeffkonigle_row;konigle_reason;email\n",
            '"konigle_row"\t"konigle_reason"\n',
            '{"konigle_row": 12, "konigle_reason": "No."}\n',
            "",
        ],
    )
    def test_one_of_an_import_is_replaced(self, harness: Harness, tmp_path: Path, head: str) -> None:
        file, path = numbered(tmp_path / "c.csv", 2), tmp_path / "rejects.csv"
        path.write_text(head, encoding="utf-8")
        harness.call("import_file", file, rejects=path)
        assert not path.exists()

    @pytest.mark.parametrize(
        ("name", "row"),
        [
            ("c.csv", "email\nbroken\nada@example.com\n"),
            ("c.jsonl", '{"email": "broken"}\n{"email": "ada@example.com"}\n'),
        ],
    )
    def test_so_is_the_one_this_import_writes(
        self, harness: Harness, tmp_path: Path, name: str, row: str
    ) -> None:
        file, path = tmp_path / name, tmp_path / f"rejects-{name}"
        file.write_text(row, encoding="utf-8")
        harness.call("import_file", file, rejects=path)
        first, kept = path.read_bytes(), tmp_path / "kept"
        kept.hardlink_to(path)
        assert harness.call("import_file", file, rejects=path).failed == 1
        assert path.read_bytes() == kept.read_bytes() == first
        assert not path.samefile(kept), "another name of the old one keeps it"

    def test_it_is_not_the_file_that_is_imported_by_whatever_name(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        file, other = tmp_path / "c.csv", tmp_path / "other.csv"
        file.write_text(REJECTS, encoding="utf-8")
        other.hardlink_to(file)
        (tmp_path / "linked").symlink_to(tmp_path, target_is_directory=True)
        before = tree(tmp_path)
        for path in (file, other, tmp_path / "linked" / "c.csv"):
            for name in ("rejects", "journal"):
                assert "three paths" in refused(
                    harness, tmp_path, before, "import_file", file, **{name: path}
                )
        journal = tmp_path / "journal"
        refused(harness, tmp_path, before, "import_file", file, journal=journal, rejects=journal)

    @pytest.mark.parametrize(
        ("name", "text", "options"),
        [
            ("c.csv", "email,Notes\na@example.com,x\n", {}),
            ("c.jsonl", '[1]\n{"email": "a@example.com", "Notes": "x"}\n', {}),
            ("c.csv", "email\na@example.com\n", {"progress": "loud"}),
            ("c.csv", "email\na@example.com\n", {"mapping": {"Mail": "email"}}),
        ],
    )
    def test_nothing_is_touched_before_the_import_begins(
        self, harness: Harness, tmp_path: Path, name: str, text: str, options: Any
    ) -> None:
        file, path, journal = tmp_path / name, tmp_path / "rejects.csv", tmp_path / "journal"
        file.write_text(text, encoding="utf-8")
        path.write_text(REJECTS, encoding="utf-8")
        before = tree(tmp_path)
        with pytest.raises(InvalidArgumentError):
            harness.call("import_file", file, rejects=path, journal=journal, **options)
        assert tree(tmp_path) == before
        journal.write_text("email\n", encoding="utf-8")
        before = tree(tmp_path)
        with pytest.raises(InvalidArgumentError):
            harness.call("import_file", numbered(tmp_path / name, 1), rejects=path, journal=journal)
        assert {**tree(tmp_path), name: None} == {**before, name: None}

    @pytest.mark.parametrize("change", [lambda text: text[:40], lambda text: text.replace(b"\n", b" \n ")])
    def test_one_that_was_changed_since_the_import_was_interrupted_stays(
        self, harness: Harness, tmp_path: Path, change: Any
    ) -> None:
        file, path, journal = tmp_path / "c.csv", tmp_path / "rejects.csv", tmp_path / "journal"
        file.write_text("email\nbad1\nbad2\na@example.com\n", encoding="utf-8")
        harness.call("import_file", file, journal=journal, rejects=path)
        whole = path.read_bytes()
        lines = journal.read_text("utf-8").splitlines(keepends=True)
        journal.write_text("".join(lines[:-1]), encoding="utf-8")
        path.write_bytes(change(HEAD.encode() + whole[len(HEAD) :]))
        before, sent = tree(tmp_path), len(harness.sandbox.requests)
        with pytest.raises(InvalidArgumentError, match="changed since the import was interrupted"):
            harness.call("import_file", file, journal=journal, rejects=path)
        assert (tree(tmp_path), len(harness.sandbox.requests)) == (before, sent)
        path.unlink()
        assert harness.call("import_file", file, journal=journal, rejects=path).failed == 2


class TestExport:
    def test_a_file_of_another_user_stays(
        self, harness: Harness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "contacts.csv"
        path.write_text("somebody's", encoding="utf-8")
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
        text = refused(harness, tmp_path, tree(tmp_path), "export_file", path)
        assert "belongs to another user" in text

    def test_what_is_put_there_meanwhile_stays(self, harness: Harness, tmp_path: Path) -> None:
        with harness.sandbox.client() as client:
            client.contacts.create({"email": "a@example.com"})
        path = tmp_path / "contacts.csv"

        def meanwhile(_: object) -> None:
            if not path.is_symlink():
                path.symlink_to(tmp_path / "nowhere")

        with pytest.raises(InvalidArgumentError, match="another file was created there"):
            harness.call("export_file", path, progress=meanwhile)
        assert [one.name for one in tmp_path.iterdir()] == ["contacts.csv"]
        assert path.is_symlink()

    def test_a_file_of_ones_own_is_replaced_and_keeps_its_mode(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        path = tmp_path / ("ü" * 110 + ".csv")
        path.write_text("old", encoding="utf-8")
        path.chmod(0o640)
        harness.call("export_file", path, fields=["email"])
        assert path.read_text("utf-8") == "email\n"
        assert path.stat().st_mode & 0o777 == 0o640
