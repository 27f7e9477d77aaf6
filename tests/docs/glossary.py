"""Words that texts for users do not use, and the terms to use instead."""

import ast
import importlib
import pkgutil
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import yaml

_OWN = "(?:one's|your|its|their|his|her|our|my) own"
_ARTICLE = (
    "(?:a|an|the|each|every|one|another|first|second|third|last|latest|next|per|this|that|of|failed|earlier)"
)
_NO_PERSON = r"(?<!you )(?<!they )(?<!people )(?<!somebody )(?<!person )(?<!recipient )(?<!recipients )"
# What is not used, and what is used instead. Each pattern has a planted sentence in test_glossary.py, and its limits too.
RETIRED = {
    rf"{_NO_PERSON}\banswer(?:s|ed|ing)?\b": "response, respond",
    rf"(?<!it )(?<!client )(?<!that )(?<!which )\btries\b(?! to\b)|\b{_ARTICLE} try\b": "attempt",
    r"\blook-up\b|\blook(?:s|ed|ing)?\b(?!-around| like\b)(?!(?: [\w']+){0,4} up\b)": "check, read, request, lookup",
    r"\bjudg(?:es?|ed|ing|ment)\b": "decide",
    r"\bhear(?:s|d|ing)?\b": "receive, be notified",
    r"(?<!decimal )(?<!\bin )\bplaces?\b|\bin place of\b|\btakes? the place\b": "position, location, path; instead of",
    r"\bbook(?:s|ed|ing)?\b": "record",
    r"\bpieces?\b": "part, chunk",
    r"\btold\b": "reported, said",
    r"\b(?:both|either|each|two|other) worlds?\b": "client (sync and async)",
    r"\bask(?:s|ed|ing)? for(?: \w+){0,3} ahead\b|\bread(?:s|ing)? ahead\b|\blook-?ahead\b": "prefetch",
    r"\bwhat (?:became|becomes|has become|becoming) of\b": "result, whether it was applied",
    r"\ball the same\b": "still",
    r"\bby (?:itself|themselves|himself)\b": "automatically",
    rf"\bof {_OWN}\b": "its own X, a separate X",
    r"\bin the words of\b|\bin its own words\b": "as X says",
    r"\b(?:none|nothing) of the kind\b": "not X, an unknown X",
    r"\bgo(?:es|ing)? on\b|\bwent on\b": "continue",
    r"\bhand(?:s|ed|ing)? out\b": "return, yield",
    r"\b(?:leave|leaves|leaving|left)\b(?: \w+){0,3} alone\b": "do not change",
    r"\bpatience\b|\bpleas?\b": "throttle, Retry-After",
    r"\bunder way\b": "in progress",
    r"\bbehind your back\b|\bbefore your eyes\b|\brolls? dice\b": "say what happens",
    r"\bmend(?:s|ed|ing)?\b": "fix, correct",
    r"\blost answers?\b|\b[Ss]afe to repeat\b|\brepeated after\b": "lost response; idempotent; retried",
    r"\b(?:base|same|other|another|server's|proxy's|web) address(?:es)?\b": "URL",
    r"\baddress(?:es)? of (?:a|an|the) (?:server|API|page|request|next|previous|host|proxy|collection|client)\b": "URL",
    r"\baddresses of requests\b": "URLs of requests",
}
# Packages that need an extra to be imported. Their docstrings are read from the source.
EXTRAS = ("konigle.arrow", "konigle.dask", "konigle.mcp")
_PATTERNS = {re.compile(pattern, re.IGNORECASE): term for pattern, term in RETIRED.items()}
_CODE = re.compile(
    r"^ *```.*?^ *``` *$|`[^`\n]*`|\]\([^)\s]*\)|\{[^{}\n]*\}|<!--.*?-->", re.MULTILINE | re.DOTALL
)
_EXAMPLE = re.compile(r"^( *)Example:\n(?:\1 +.*\n|\n)*", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """A text that users read.

    Attributes:
        file: Path of its file.
        line: The line where it starts.
        content: The text.
    """

    file: str
    line: int
    content: str


def retired_words(text: Text) -> list[str]:
    """Returns the retired words of a text with file, line and the term to use instead."""
    blank = text.content
    for code in (_CODE, _EXAMPLE):
        blank = code.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), blank)
    words = list(re.finditer(r"\S+", blank))
    # a phrase may be broken into lines, so it is searched in words that are joined by one space
    starts = list(accumulate((len(word[0]) + 1 for word in words), initial=0))
    prose = " ".join(word[0] for word in words)
    found: list[tuple[int, str]] = []
    for pattern, term in _PATTERNS.items():
        for match in pattern.finditer(prose):
            word = words[bisect_right(starts, match.start()) - 1]
            line = text.line + blank.count("\n", 0, word.start())
            found.append((line, f"{text.file}:{line}: {match[0]!r}; use: {term}"))
    return [message for _, message in sorted(found)]


def page(file: str, content: str) -> Iterator[Text]:
    """Yields the prose of a Markdown page; of a changelog only the unreleased part."""
    first, _, rest = content.partition("## [Unreleased]")
    if rest:
        unreleased = rest.partition("\n## ")[0]
        yield Text(file, first.count("\n") + 1, unreleased)
    else:
        yield Text(file, 1, content)


def literals(file: str, source: str) -> Iterator[Text]:
    """Yields the string literals of a module that contain a blank, without docstrings: messages, also in tables."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if " " in node.value.strip():
            yield Text(file, node.lineno, node.value)


def docstrings(file: str, source: str) -> Iterator[Text]:
    """Yields the docstrings of a module, its classes and functions, and those below fields."""
    for node in ast.walk(ast.parse(source)):
        constant = node.value if isinstance(node, ast.Expr) else None
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
            yield Text(file, constant.lineno, constant.value)


def comments(file: str, source: str) -> Iterator[Text]:
    """Yields the comments of a TypeScript or Go source, those that continue over lines as one."""
    for found in re.finditer(r"/\*.*?\*/|(?:^[ \t]*//[^\n]*\n)+|//[^\n]*", source, re.MULTILINE | re.DOTALL):
        yield Text(file, source.count("\n", 0, found.start()) + 1, re.sub(r"//|/?\*+/?", "  ", found[0]))


def public_objects(package: ModuleType) -> Iterator[Any]:
    """Yields what a package exports: its public modules, their exported names, and the public members of classes."""
    names = [
        name
        for _, name, _ in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if "._" not in name and not name.startswith(EXTRAS)
    ]
    for module in map(importlib.import_module, [package.__name__, *sorted(names)]):
        exports = getattr(module, "__all__", ())
        yield module if exports else None
        for exported in (getattr(module, name) for name in exports):
            yield exported
            if isinstance(exported, type):
                yield from (
                    getattr(exported, name, None) for name in dir(exported) if not name.startswith("_")
                )


def descriptions(file: str, document: str) -> Iterator[Text]:
    """Yields the descriptions, summaries and titles of an OpenAPI document."""
    yield from _descriptions(file, cast("Any", yaml.compose(document)))


def _descriptions(file: str, node: Any) -> Iterator[Text]:
    if isinstance(node, yaml.MappingNode):
        for key, value in cast("list[tuple[Any, Any]]", node.value):
            if key.value in {"description", "summary", "title"} and isinstance(value, yaml.ScalarNode):
                yield Text(file, value.start_mark.line + 1, value.value)
            elif key.value not in {"example", "value"}:
                yield from _descriptions(file, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in cast("list[Any]", node.value):
            yield from _descriptions(file, item)


def read(path: Path, root: Path) -> tuple[str, str]:
    """Returns the path of a file from the root, and its content."""
    return path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
