"""Derives the synchronous side from the asynchronous one, token by token.

To change what is derived, edit the tables below. A rule that nothing uses stops the build, and so does a name that
still says `async` when all rules are applied.
"""

import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BuildError


@dataclass(frozen=True)
class Tree:
    """A folder, and the folder that is derived from it."""

    source: str
    target: str


TREES = (
    Tree("konigle/_async", "konigle/_sync"),
    Tree("tests/_async", "tests/_sync"),
)

# What of the asynchronous side is generated as well.
MADE = ("konigle/_async/generated/", "konigle/_async/client_managers.py")

# Where the names of records are, `AsyncContact` and the like.
MODELS = "konigle/_generated/models"

# Phrases, replaced before anything else.
PHRASES = {
    "is_async: ClassVar[bool] = True": "is_async: ClassVar[bool] = False",
    "The asynchronous side, written by hand but for `generated`; the synchronous side is derived from it.": (
        "The synchronous side, which nobody edits."
    ),
}

# Whole words, as names in code and as words in strings and comments.
WORDS = {
    "Async(Api)?Client": r"\1Client",
    "AsyncBaseClient": "SyncBaseClient",
    "AsyncTransport": "SyncTransport",
    "AsyncTransportName": "SyncTransportName",
    r"AsyncNetwork(Backend|Stream)": r"Network\1",
    "BaseAsyncManager": "BaseSyncManager",
    r"Async([A-Z]\w*)Manager": r"\1Manager",
    "AsyncIterator": "Iterator",
    r"Async(PaginatedResponse|AccountSetup)": r"\1",
    "AsyncGenerator": "Generator",
    "AsyncBulk": "Bulk",
    r"Async(Hooks|Prefetcher|NumberedList|SequentialList|Read|Limiter|OrderedMap|Items|Job|Kinds|Work|Fetch|Tasks?|Changes|Pools?|Slots|LoopEnd|LimitedStream|LimitedBackend|Source|Httpx2Transport|HttpClient|HttpTransport|ByteStream)": r"Sync\1",
    r"_Async(Generation|Stream)": r"_Sync\1",
    "AsyncBaseTransport": "BaseTransport",
    "_async": "_sync",
    r"async_(methods|settle|sleep|iter|next|load|offload|parts|backend|transport|loop|is_gone|close_in)": r"sync_\1",
    "aclose": "close",
    "aiter_bytes": "iter_bytes",
    "aread": "read",
    "asave": "save",
    "areload": "reload",
    "adelete": "delete",
    "aload_detail": "load_detail",
    "anext": "next",
    "handle_async_request": "handle_request",
    "__aiter__": "__iter__",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
}

# Words that fall away in code, and what falls away with them in the code inside of strings and comments.
KEYWORDS = {
    "await": r"\bawait\s+",
    "async": r"\basync (?=with\b|for\b|def\b)",
}

# Prose in strings and comments.
PROSE = {
    r"\bAsynchronous\b": "Synchronous",
    r"\basynchronous\b": "synchronous",
}

# Names that may say `async` on both sides.
KEPT = frozenset({"is_async"})

_OPEN = {getattr(tokenize, name, None) for name in ("FSTRING_START", "TSTRING_START")} - {None}
_CLOSE = {getattr(tokenize, name, None) for name in ("FSTRING_END", "TSTRING_END")} - {None}


def derive(root: Path, made: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every derived file, before formatting.

    Args:
        root: The project; what is written by hand is read from below it.
        made: What the generator made of the asynchronous side, by path; what is on disk, if it is left out.

    Raises:
        BuildError: A rule is not used, a name is not covered, or what comes out is no Python.
    """
    used: Counter[str] = Counter()
    files: dict[str, str] = {}
    words = WORDS | _record_names(root, made)
    found = False
    for tree in TREES:
        for path in sorted((root / tree.source).rglob("*")):
            if path.is_dir() or "__pycache__" in path.parts:
                continue
            found = True
            name = path.relative_to(root).as_posix()
            if path.suffix != ".py":
                raise BuildError(f"{name}: only Python files can be derived from")
            if made is None or not name.startswith(MADE):
                files[_target(tree, name)] = _file(name, path.read_text(encoding="utf-8"), used, words)
        for name, text in (made or {}).items():
            if name.startswith(f"{tree.source}/"):
                files[_target(tree, name)] = _file(name, text, used, words)
    rules = [*PHRASES, *WORDS, *KEYWORDS, *PROSE]
    if unused := [rule for rule in rules if found and not used[rule]]:
        raise BuildError(f"generator/unasync.py: nothing uses the rule {unused[0]!r}: take it out")
    return files


def _target(tree: Tree, name: str) -> str:
    return tree.target + name.removeprefix(tree.source)


def _record_names(root: Path, made: Mapping[str, str] | None) -> dict[str, str]:
    """The rule for the records of an async client, whose names depend on the spec."""
    if made is None:
        made = {str(path): path.read_text(encoding="utf-8") for path in sorted((root / MODELS).glob("*.py"))}
    texts = (text for name, text in made.items() if MODELS in name)
    names = [name for text in texts for name in re.findall(r"class Async(\w+)\(AsyncRecord, ", text)]
    return {f"Async({'|'.join(names)})": r"\1"} if names else {}


def _file(name: str, source: str, used: Counter[str], words: Mapping[str, str]) -> str:
    try:
        text = convert(source, used, words)
        compile(text, name, "exec")
    except (SyntaxError, tokenize.TokenError) as problem:
        raise BuildError(f"{name}: what is derived from it is no Python: {problem}") from problem
    for line, word in _left_over(text):
        raise BuildError(f"{name}:{line}: no rule in generator/unasync.py replaces {word!r}")
    return f"# Derived from {name} by `python -m generator`; do not edit.\n{text}" if text.strip() else text


def _left_over(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME and "async" in token.string.lower() and token.string not in KEPT:
            yield token.start[0], token.string


def convert(source: str, used: Counter[str], words: Mapping[str, str] = WORDS) -> str:
    """One file's synchronous side.

    Args:
        source: The asynchronous side.
        used: Counts how often each rule was applied.
        words: The rules for whole words.
    """
    for phrase, new in PHRASES.items():
        used[phrase] += source.count(phrase)
        source = source.replace(phrase, new)
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    out: list[str] = []
    at = 0
    for kind, start, end in _spans(source):
        begin, stop = starts[start[0] - 1] + start[1], starts[end[0] - 1] + end[1]
        out.append(source[at:begin])
        at = stop
        word = source[begin:stop]
        if kind == tokenize.NAME and word in KEYWORDS:
            used[word] += 1
            at = stop + len(source[stop:]) - len(source[stop:].lstrip(" "))
        else:
            out.append(_words(word, used, words) if kind == tokenize.NAME else _text(word, used, words))
    return "".join(out) + source[at:]


def _spans(source: str) -> Iterator[tuple[int, tuple[int, int], tuple[int, int]]]:
    """Names, strings and comments with their positions.

    An f-string is one string, as it was before Python 3.12 took it apart, so that each Python derives the same.
    """
    depth, start = 0, (0, 0)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _OPEN:
            start = token.start if depth == 0 else start
            depth += 1
        elif token.type in _CLOSE:
            depth -= 1
            if depth == 0:
                yield tokenize.STRING, start, token.end
        elif depth == 0 and token.type in {tokenize.NAME, tokenize.STRING, tokenize.COMMENT}:
            yield token.type, token.start, token.end


def _words(text: str, used: Counter[str], words: Mapping[str, str]) -> str:
    for word, new in words.items():
        text, count = re.subn(rf"(?<!\w){word}(?!\w)", new, text)
        used[word] += count
    return text


def _text(text: str, used: Counter[str], words: Mapping[str, str]) -> str:
    for word, pattern in KEYWORDS.items():
        text, count = re.subn(pattern, "", text)
        used[word] += count
    for pattern, new in PROSE.items():
        text, count = re.subn(pattern, new, text)
        used[pattern] += count
    return _words(text, used, words)
