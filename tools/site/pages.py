"""Copies the pages of `docs/` for the build. Links to files that are not on the site lead to the repository."""

import posixpath
import re
import shutil
from pathlib import Path

from tools.release.steps import ROOT

REPOSITORY = "https://github.com/konigle/konigle-python/blob/main"
DOCS = ROOT / "docs"
_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^()\s#]+)")
_CODE = re.compile(r"(^ *```.*?^ *``` *$|`[^`\n]*`)", re.MULTILINE | re.DOTALL)


def copy_pages(target: Path) -> None:
    """Copies `docs/` into a new folder.

    Args:
        target: The folder; what is there is deleted.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(DOCS, target)
    for page in target.rglob("*.md"):
        folder = page.parent.relative_to(target).as_posix()
        page.write_text(_for_the_site(page.read_text(encoding="utf-8"), folder), encoding="utf-8")


def _for_the_site(text: str, folder: str) -> str:
    """The text of a page, with links to files of the repository made absolute."""

    def absolute(link: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("docs", folder, link[1]))
        return link[1] if path.startswith("docs/") else f"{REPOSITORY}/{path}"

    parts = _CODE.split(text)
    parts[::2] = [_LINK.sub(absolute, part) for part in parts[::2]]  # the others are code
    return "".join(parts)
