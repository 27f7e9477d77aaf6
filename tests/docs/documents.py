"""The pages of the project, and the fenced blocks on them."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted(
        page for page in ROOT.glob("docs/**/*.md") if page.parent.name != "cli"
    ),  # that folder is generated
]
TOOLS_PAGE = ROOT / "docs" / "tools.md"
TESTING_PAGE = ROOT / "docs" / "testing.md"
OBSERVABILITY_PAGE = ROOT / "docs" / "observability.md"
# Their examples need other packages: tests/tools/test_page.py runs them.
TOOLS_PAGES = (
    TOOLS_PAGE,
    TESTING_PAGE,
    OBSERVABILITY_PAGE,
    *(ROOT / "docs" / "how-to" / name for name in ("celery.md", "web-frameworks.md")),
)
SCALE_PAGE = ROOT / "docs" / "scale.md"  # the same: tests/tools/test_scale_page.py
_FENCE = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1``` *$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block.

    Attributes:
        language: The word after the opening fence.
        source: What stands in it.
        line: Line of the opening fence.
        output: The `text` block right after it, which shows what it prints; None if there is none.
    """

    language: str
    source: str
    line: int
    output: str | None


def blocks(document: Path) -> Iterator[Block]:
    """The fenced blocks of a document, from the first to the last."""
    text = document.read_text(encoding="utf-8")
    fences = list(_FENCE.finditer(text))
    for number, fence in enumerate(fences):
        after = fences[number + 1] if number + 1 < len(fences) else None
        output = None
        if after is not None and after[2] == "text" and not text[fence.end() : after.start()].strip():
            output = textwrap.dedent(after[3])
        line = text.count("\n", 0, fence.start()) + 1
        yield Block(fence[2].strip(), textwrap.dedent(fence[3]), line, output)


def blocks_in(document: Path, languages: set[str]) -> list[Block]:
    """The blocks in one of the languages."""
    return [block for block in blocks(document) if block.language in languages]


def name_of(document: Path) -> str:
    """The path of a document from the root of the project."""
    return document.relative_to(ROOT).as_posix()
