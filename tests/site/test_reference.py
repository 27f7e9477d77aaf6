"""The reference has every public name, and pages keep working links on the site."""

import re
from pathlib import Path

import pytest

from konigle import exceptions
from konigle.models.comm import ContactCreate
from tools.site.llms import write_llms
from tools.site.model_pages import model_section
from tools.site.pages import REPOSITORY, copy_pages
from tools.site.reference import public_names, write_reference


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "docs"
    copy_pages(folder)
    write_reference(folder / "reference")
    return folder


def test_every_public_name_is_in_the_reference(sources: Path) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in (sources / "reference").glob("*.md"))
    shown = {name.rpartition(".")[2] for name in re.findall(r"^::: (\S+)$", text, re.MULTILINE)}
    shown |= set(re.findall(r"^### (\w+)$", text, re.MULTILINE))
    missing = {name for name in (public.rpartition(".")[2] for public in public_names()) if name not in shown}
    assert missing == set()


def test_each_error_has_a_row_with_when_applied_and_what_to_do(sources: Path) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in (sources / "reference/errors.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| [")
    ]
    classes = {name for name in exceptions.__all__ if name.endswith("Error") or name == "OutcomeUnknown"}
    assert {cells[0].partition("]")[0].strip("[") for cells in rows} == classes
    assert all(len(cells) == 4 and all(cells) for cells in rows)


def test_a_model_lists_its_fields_with_types_defaults_and_limits() -> None:
    lines = list(model_section(ContactCreate))
    assert "| `email` | `EmailAddress` | required |" in "\n".join(lines)
    (row,) = (line for line in lines if line.startswith("| `first_name` |"))
    assert r"`str \| None` | `''` | at most 100 long |" in row
    assert len([line for line in lines if line.startswith("| `")]) == len(ContactCreate.model_fields)


def test_links_to_files_that_are_not_on_the_site_lead_to_the_repository(sources: Path) -> None:
    text = (sources / "regenerating.md").read_text(encoding="utf-8")
    assert f"]({REPOSITORY}/openapi/konigle-reachout.yaml)" in text
    assert "](../" not in re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert "](../tutorial.md#" in (sources / "how-to/attachments.md").read_text(encoding="utf-8")


def test_the_files_for_language_models_have_every_page_and_method(sources: Path, tmp_path: Path) -> None:
    write_llms(sources, tmp_path)
    index = (tmp_path / "llms.txt").read_text(encoding="utf-8")
    full = (tmp_path / "llms-full.txt").read_text(encoding="utf-8")
    assert index.startswith("# konigle\n\n> ")
    assert (
        "- [Handle an unknown outcome](https://konigle.github.io/konigle-python/how-to/unknown-outcomes/)"
        in index
    )
    assert "::: " not in re.sub(r"```.*?```", "", full, flags=re.DOTALL)
    assert "CampaignManager.start(" in full
