"""One version for three languages."""

import shutil
from pathlib import Path

import pytest

from tools.api_diff.history import VERSION, version_of
from tools.release.steps import ROOT, ReleaseError
from tools.release.versions import _COPIES, different_copies, semantic, write


@pytest.mark.parametrize(
    ("python", "others"),
    [
        ("2.1.0", "2.1.0"),
        ("2.0.0.dev0", "2.0.0-dev.0"),
        ("2.1.0a1", "2.1.0-alpha.1"),
        ("2.1.0b2", "2.1.0-beta.2"),
        ("2.1.0rc12", "2.1.0-rc.12"),
    ],
)
def test_npm_and_go_have_semantic_versions(python: str, others: str) -> None:
    assert semantic(python) == others


@pytest.mark.parametrize("wrong", ["2.1", "v2.1.0", "2.1.0-rc.1", "2.1.0.post1", ""])
def test_other_forms_are_refused(wrong: str) -> None:
    with pytest.raises(ReleaseError, match="is no version such as"):
        semantic(wrong)


def test_all_packages_have_the_version_of_the_python_package() -> None:
    assert different_copies() == []


def test_a_new_version_is_written_everywhere_and_nowhere_else(tmp_path: Path) -> None:
    for name in (VERSION, *_COPIES):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / VERSION).write_text('__version__ = "3.0.0rc1"\n', encoding="utf-8")
    assert len(different_copies(tmp_path)) >= len(_COPIES)
    write("3.0.0rc1", tmp_path)
    assert version_of(tmp_path) == "3.0.0rc1"
    assert different_copies(tmp_path) == []
    for name in _COPIES:
        before = (ROOT / name).read_text(encoding="utf-8")
        assert (tmp_path / name).read_text(encoding="utf-8") == before.replace(
            semantic(version_of(ROOT)), "3.0.0-rc.1"
        )
