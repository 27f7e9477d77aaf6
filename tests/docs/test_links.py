"""Links between the project's own pages lead somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
MADE = {"build", "dist", "node_modules"}
PAGES = sorted(
    page
    for page in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in MADE for part in page.relative_to(ROOT).parts)
)
NAVIGATION = (ROOT / "zensical.toml").read_text(encoding="utf-8")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^()\s]+)\)")
_CODE = re.compile(r"^ *```.*?^ *``` *$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def links(page: Path) -> list[str]:
    """Targets of a page's links that stay within the project."""
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    return [target for target in _LINK.findall(text) if not re.match(r"https?:|mailto:", target)]


def anchors(page: Path) -> set[str]:
    """The names that a page's headings get."""
    text = re.sub(r"^ *```.*?^ *``` *$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_local_links_lead_somewhere(page: Path) -> None:
    dead: list[str] = []
    for target in links(page):
        path, _, anchor = unquote(target).partition("#")
        there = (page.parent / path).resolve() if path else page
        if there.parent == ROOT / "docs" / "interactive":  # made by `make docs`, as is the reference
            continue
        if there.parent == ROOT / "docs" / "reference":
            if f'"reference/{there.name}"' not in NAVIGATION:
                dead.append(target)
        elif not there.exists() or not there.is_relative_to(ROOT):
            dead.append(target)
        elif anchor and anchor not in anchors(there):
            dead.append(f"{target} (no such heading)")
    assert dead == []


def test_the_navigation_of_the_site_has_every_page() -> None:
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in ROOT.glob("docs/**/*.md")}
    listed = {
        target for target in re.findall(r'"([^"]+\.md)"', NAVIGATION) if not target.startswith("reference/")
    }
    assert {page for page in pages if not page.startswith("cli/")} == listed
