"""Writing and comparing: what is checked in is what the generator makes, byte for byte."""

from pathlib import Path
from typing import Any

import pytest

from generator.write.output import differences, write

CONTACT = "konigle/_generated/models/widget.py"


@pytest.fixture
def written(small: Any, capsys: pytest.CaptureFixture[str]) -> Any:
    """The small project with everything written."""
    assert small.run() == 0
    capsys.readouterr()
    return small


def test_what_was_written_passes_the_check(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert written.run("--check") == 0
    assert capsys.readouterr() == ("", "")


def test_a_second_run_touches_nothing(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in written.root.rglob("*.py")}
    assert written.run() == 0
    assert ", 0 of them changed" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in written.root.rglob("*.py")} == before


def test_one_edited_byte_is_shown_as_a_unified_diff(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    path = written.root / CONTACT
    path.write_bytes(path.read_bytes().replace(b'"Price"', b'"Prize"'))
    assert written.run("--check") == 1
    out = capsys.readouterr().out
    assert f"--- {CONTACT} (checked in)" in out
    assert '-        title="Prize",' in out
    assert '+        title="Price",' in out


def test_other_line_ends_are_a_difference(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    path = written.root / CONTACT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert written.run("--check") == 1
    assert CONTACT in capsys.readouterr().out


def test_a_missing_file_is_reported(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (written.root / CONTACT).unlink()
    assert written.run("--check") == 1
    assert capsys.readouterr().out == f"{CONTACT}: is missing\n"


@pytest.mark.parametrize("name", ["models/gone.py", "gone/deep.txt", "api/.hidden"])
def test_a_left_over_file_is_reported_and_removed(
    written: Any, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    stray = written.root / "konigle/_generated" / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("")
    assert written.run("--check") == 1
    assert capsys.readouterr().out == f"konigle/_generated/{name}: nothing makes this file any more\n"
    assert written.run() == 0
    assert not stray.exists()
    assert not (written.root / "konigle/_generated/gone").exists()
    assert written.run("--check") == 0


def test_what_python_leaves_behind_is_no_difference(written: Any) -> None:
    cache = written.root / "konigle/_generated/__pycache__"
    cache.mkdir()
    (cache / "x.pyc").write_bytes(b"")
    assert written.run("--check") == 0
    assert written.run() == 0
    assert cache.exists()


def test_a_check_writes_nothing(small: Any) -> None:
    assert small.run("--check") == 1
    assert not (small.root / "konigle").exists()


def test_a_build_that_stops_writes_nothing(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in written.root.rglob("*") if path.is_file()}
    written.edit("description: What it costs.", "description: What it will cost.")
    written.edit("          maxLength: 20", "          maxLenght: 20")
    assert written.run() == 1
    err = capsys.readouterr().err
    assert err.endswith("Nothing was written.\n")
    assert len(err.splitlines()) == 2
    after = {path: path.read_bytes() for path in written.root.rglob("*") if path.is_file()}
    assert {path for path in after if after[path] != before.get(path)} == {written.spec}


def test_a_file_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads it meanwhile sees the old or the new content, and a failure leaves the old one."""
    target = tmp_path / "out" / "a.py"
    target.parent.mkdir()
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        write(tmp_path, {"out/a.py": b"new"}, ["out"])
    assert [path.name for path in target.parent.iterdir()] == ["a.py"]
    assert target.read_bytes() == b"old"


def test_a_file_that_is_no_text_is_still_compared(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xff\n")
    assert "a.py (checked in)" in next(differences(tmp_path, {"a.py": b"x\n"}, []))


def test_code_that_cannot_be_laid_out_stops_the_build(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.build.derive", lambda root, made: {"konigle/_sync/a.py": "def ("})
    assert small.run() == 1
    assert not (small.root / "konigle").exists()


def test_ruff_must_be_installed(
    small: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.write.formatting.find_ruff_bin", lambda: "/nowhere/ruff")
    assert small.run() == 1
    assert "ruff is not installed" in capsys.readouterr().err
