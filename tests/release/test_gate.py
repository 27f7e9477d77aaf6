"""A release whose changes break something needs a new major version, and a warning in the release before."""

from pathlib import Path

import pytest

from tests.api_diff.package import git, tagged_project, write_spec
from tests.api_diff.planting import Json, before, patched
from tools.release.gate import last_release, main

SEEN = "/components/schemas/Contact/properties/seen"
GONE: list[Json] = [{"op": "remove", "path": SEEN}]
DEPRECATED: list[Json] = [{"op": "add", "path": f"{SEEN}/deprecated", "value": True}]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tagged_project(tmp_path)


def released(project: Path, spec: Json, tag: str) -> None:
    write_spec(project, spec)
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--allow-empty", "-m", tag)
    git(project, "tag", tag)


def set_version(project: Path, version: str) -> None:
    (project / "konigle/_version.py").write_text(f'__version__ = "{version}"\n', encoding="utf-8")


def test_without_a_release_there_is_nothing_to_compare_with(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "tag", "--delete", "v2.1.0")
    git(project, "tag", "nightly")
    assert last_release(project) is None
    assert main(project) == 0
    assert "no release to compare with" in capsys.readouterr().out


def test_a_breaking_change_without_a_major_version_fails(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_spec(project, patched(before(), GONE))
    set_version(project, "2.2.0")
    assert main(project) == 1
    assert "# Since v2.1.0 (" in capsys.readouterr().out


def test_the_newest_tag_is_compared_with(project: Path) -> None:
    released(project, patched(before(), GONE), "v2.2.0")
    assert last_release(project) == "v2.2.0"
    assert main(project) == 0


def test_what_was_not_deprecated_is_not_removed_even_in_a_major_version(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_spec(project, patched(before(), GONE))
    set_version(project, "3.0.0")
    assert main(project) == 1
    assert "Contact.seen was removed, but v2.1.0 did not deprecate it" in capsys.readouterr().out


def test_what_was_deprecated_in_the_release_before_may_be_removed_in_a_major_version(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deprecated = patched(before(), DEPRECATED)
    released(project, deprecated, "v2.2.0")
    write_spec(project, patched(deprecated, GONE))
    set_version(project, "3.0.0")
    assert main(project) == 0, capsys.readouterr().out
