"""What is refused in a distribution, and the lowest versions."""

import tomllib
import zipfile
from pathlib import Path

import pytest

from tools.release import python_package
from tools.release.smoke import SMOKES
from tools.release.steps import ROOT, ReleaseError, run, same_bytes

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_each_extra_has_a_smoke_test() -> None:
    assert set(SMOKES) == {*PROJECT["optional-dependencies"], "none"} - {"dev"}


def test_two_builds_with_other_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    with pytest.raises(ReleaseError, match="two builds of a differ"):
        same_bytes(tmp_path / "a", tmp_path / "b")
    (tmp_path / "b").write_bytes(b"1")
    assert len(same_bytes(tmp_path / "a", tmp_path / "b")) == 64


def test_a_command_that_fails_is_shown_with_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"(?s)ls nothing-here.*exits with.*nothing-here"):
        run(["ls", "nothing-here"], tmp_path)


def test_extras_are_read_from_the_wheel(tmp_path: Path) -> None:
    wheel = tmp_path / "konigle-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(
            "konigle-1.dist-info/METADATA", "Name: konigle\nProvides-Extra: cli\nProvides-Extra: dev\n"
        )
    assert list(python_package.extras(wheel)) == ["cli"]


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("tests/test_a.py", 1, "holds tests/test_a.py"),
        ("konigle/data", python_package.LARGEST_WHEEL, "bytes; at most"),
    ],
)
def test_tests_and_large_wheels_are_refused(
    name: str, size: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(python_package, "run", lambda command: "")
    wheel = tmp_path / "konigle-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(name, b"x" * size)
    with pytest.raises(ReleaseError, match=said):
        python_package.check(Path("python"), wheel, wheel)
