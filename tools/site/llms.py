"""`llms.txt` and `llms-full.txt`: the site as plain Markdown, for language models (https://llmstxt.org)."""

import importlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.release.steps import ROOT

_DIRECTIVE = re.compile(r"^::: (\S+)$", re.MULTILINE)


def write_llms(sources: Path, site: Path) -> None:
    """Writes both files.

    Args:
        sources: The Markdown pages that the site was built from.
        site: The folder of the site.
    """
    project = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    index = [f"# {project['site_name']}", "", f"> {project['site_description']}"]
    full = list(index)
    for section, entries in _sections(project["nav"]):
        index += ["", f"## {section}", ""]
        for title, path in entries:
            index.append(
                f"- [{title}]({project['site_url']}{path.removesuffix('.md').removesuffix('index')}/)"
            )
            full += ["", _plain((sources / path).read_text(encoding="utf-8"))]
    (site / "llms.txt").write_text("\n".join(index) + "\n", encoding="utf-8")
    (site / "llms-full.txt").write_text("\n".join(full) + "\n", encoding="utf-8")


def _sections(navigation: list[dict[str, Any]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The titles and paths of pages by section; those of no section come first."""
    entries = [next(iter(entry.items())) for entry in navigation]
    yield "Start", [(title, path) for title, path in entries if isinstance(path, str)]
    for title, pages in entries:
        if not isinstance(pages, str):
            yield title, [next(iter(page.items())) for page in pages]


def _plain(page: str) -> str:
    """A page in which names stand for what mkdocstrings puts there, with their signatures and docstrings."""
    return _DIRECTIVE.sub(lambda found: _documentation(found[1]), page)


def _documentation(name: str) -> str:

    module, _, attribute = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), attribute, None) or importlib.import_module(name)
    except ImportError:
        return f"## {name}\n\nNeeds an extra of the package."
    lines = [f"## {attribute}", "", inspect.getdoc(found) or ""]
    if inspect.isclass(found):
        for method, function in inspect.getmembers(found, inspect.isfunction):
            if not method.startswith("_"):
                lines += [
                    "",
                    f"### {attribute}.{method}{inspect.signature(function)}",
                    "",
                    inspect.getdoc(function) or "",
                ]
    return "\n".join(lines)
