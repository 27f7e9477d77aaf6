"""`python -m tools.api_diff BASE`: what it compares, what it prints, and how it ends."""

from pathlib import Path

import pytest

from generator.build import HINTS
from tests.api_diff.package import FILES, git, tagged_project, write_spec
from tests.api_diff.planting import Json, before, patched
from tools.api_diff.__main__ import main
from tools.api_diff.changes import Change, Level
from tools.api_diff.history import is_major_bump
from tools.api_diff.report import report, verdict

GONE: list[Json] = [{"op": "remove", "path": "/components/schemas/Contact/properties/seen"}]
NEW: list[Json] = [
    {"op": "add", "path": "/components/schemas/Contact/properties/last", "value": {"type": "string"}}
]
VERSION = "konigle/_version.py"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tagged_project(tmp_path)


def test_without_a_change_nothing_breaks(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["v2.1.0"], project) == 0
    said = capsys.readouterr().out
    assert said.startswith("# Since v2.1.0 (")
    assert "Changes: 0 breaking, 0 additive, 0 documentation." in said
    assert "Nothing breaks between 2.1.0 and 2.1.0." in said


def test_a_breaking_change_of_the_spec_ends_with_status_1(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_spec(project, patched(before(), GONE))
    assert main(["HEAD"], project) == 1
    said = capsys.readouterr().out
    assert "## The API: breaking\n\n- Contact.seen: the property is gone\n" in said
    assert "1 breaking, but 2.1.0 and 2.1.0 have the same major number" in said


def test_a_new_major_version_may_break(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_spec(project, patched(before(), GONE))
    (project / VERSION).write_text('__version__ = "3.0.0"\n', encoding="utf-8")
    assert main(["HEAD"], project) == 0
    assert "1 breaking, and 3.0.0 is a new major version after 2.1.0." in capsys.readouterr().out


def test_a_minor_version_may_not(project: Path) -> None:
    write_spec(project, patched(before(), GONE))
    (project / VERSION).write_text('__version__ = "2.2.0"\n', encoding="utf-8")
    assert main(["HEAD"], project) == 1


def test_an_additive_change_ends_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_spec(project, patched(before(), NEW))
    assert main(["HEAD"], project) == 0
    assert "## The API: additive\n\n- Contact.last: is a new property\n" in capsys.readouterr().out


def test_a_breaking_change_of_the_package_alone_ends_with_status_1(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = project / "konigle/config.py"
    config.write_text(
        FILES["konigle/config.py"].replace("def helper(value", "def helper(number"), encoding="utf-8"
    )
    assert main(["HEAD"], project) == 1
    assert (
        "## The Python surface: breaking\n\n- helper: the argument number is new" in capsys.readouterr().out
    )


def test_the_project_is_left_as_it_is(project: Path) -> None:
    def state() -> dict[str, bytes]:
        files = (path for path in project.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}

    known = state()
    main(["HEAD"], project)
    assert state() == known


def test_an_unknown_commit_is_reported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["v9"], project) == 2
    assert capsys.readouterr().err == "git rev-parse: there is no commit 'v9'\n"
    assert main(["--", "--output=x"], project) == 2
    assert "no commit '--output=x'" in capsys.readouterr().err


def test_a_commit_without_a_spec_is_reported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(project, "rm", "-r", "--quiet", "--cached", "openapi")
    git(project, "commit", "--quiet", "-m", "Second")
    assert main(["HEAD"], project) == 2
    assert "HEAD has no openapi/konigle-reachout.yaml" in capsys.readouterr().err


def test_a_commit_without_hints_can_be_compared(project: Path) -> None:
    git(project, "rm", "-r", "--quiet", "--cached", HINTS)
    git(project, "commit", "--quiet", "-m", "Second")
    assert main(["HEAD"], project) == 0


def test_a_package_without_a_version_is_reported(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / VERSION).write_text("", encoding="utf-8")
    assert main(["HEAD"], project) == 2
    assert f"{VERSION} says no version" in capsys.readouterr().err


def test_code_that_was_not_made_of_the_spec_is_not_compared(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "konigle/_generated/openapi.json").unlink()
    assert main(["HEAD"], project) == 2
    assert "run `make generate` first" in capsys.readouterr().err


def test_a_missing_git_is_reported(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["HEAD"], project) == 2
    assert "git is not installed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1.9.9", "2.0.0", True),
        ("9.0.0", "10.0.0", True),
        ("2.0.0", "2.1.0", False),
        ("2.0.0.dev0", "2.0.0", False),
    ],
)
def test_only_the_first_number_counts(before: str, after: str, *, expected: bool) -> None:
    assert is_major_bump(before, after) is expected


def test_the_report_says_all_where_none_is_missing() -> None:
    known = {"a.x": ["AManager.x", "AManager.z"], "a.y": ["AManager.y"], "b.x": ["BManager.x"]}
    change = Change(
        "S.p",
        "is gone",
        Level.BREAKING,
        ("it is",),
        ("S",),
        ("a.x", "a.y", "b.x"),
        ("AManager.x", "AManager.y"),
    )
    assert list(report([change], [], known)) == [
        "Changes: 1 breaking, 0 additive, 0 documentation.",
        "",
        "## The API: breaking",
        "",
        "- S.p: is gone",
        "  because it is",
        "  models: S",
        "  functions: all of a, b (x)",
        "  methods: AManager (x, y)",
    ]
    assert verdict([], "1.0", "1.0")[1] == 0
