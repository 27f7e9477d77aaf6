"""Texts for users have no retired word: pages, public docstrings, messages, and the descriptions of the spec."""

import inspect
from collections.abc import Iterable
from pathlib import Path

import pytest

import konigle
from tests.docs.documents import DOCUMENTS, ROOT, name_of
from tests.docs.glossary import (
    RETIRED,
    Text,
    comments,
    descriptions,
    docstrings,
    literals,
    page,
    public_objects,
    read,
    retired_words,
)

SPEC = ROOT / "openapi" / "konigle-reachout.yaml"
CLIENTS = [
    path
    for pattern in ("typescript/src/**/*.ts", "go/**/*.go")
    for path in sorted(ROOT.glob(f"clients/{pattern}"))
    if path.name != "schema.ts"  # its descriptions are those of the spec
]
READMES = sorted([*ROOT.glob("conformance/*.md"), *ROOT.glob("clients/*/README.md")])
# Without the derived side: its source is read.
SOURCES = [path for path in sorted((ROOT / "konigle").rglob("*.py")) if "_sync" not in path.parts]


def found(texts: Iterable[Text]) -> str:
    return "\n".join(message for text in texts for message in retired_words(text))


def check(texts: Iterable[Text]) -> None:
    if messages := found(texts):
        pytest.fail(messages, pytrace=False)


@pytest.mark.parametrize("path", [*DOCUMENTS, *READMES], ids=name_of)
def test_pages_have_no_retired_word(path: Path) -> None:
    check(page(*read(path, ROOT)))


def test_public_docstrings_have_no_retired_word() -> None:
    public = {inspect.cleandoc(str(one.__doc__)) for one in public_objects(konigle)}
    texts = [text for path in SOURCES for text in docstrings(*read(path, ROOT))]
    seen = [text for text in texts if inspect.cleandoc(text.content) in public]
    assert {"konigle/exceptions.py", "konigle/_async/managers/contacts.py"} <= {text.file for text in seen}
    check(seen)


def test_generated_docstrings_have_no_retired_word() -> None:
    generated = [path for path in SOURCES if "_generated" in path.parts]
    assert generated
    check(text for path in generated for text in docstrings(*read(path, ROOT)))


@pytest.mark.parametrize(
    "package", ["_bulk", "_concurrency", "_async/bulk", "arrow", "dask", "pytest_plugin.py"]
)
def test_docstrings_of_bulk_operations_and_extras_have_no_retired_word(package: str) -> None:
    own = [path for path in SOURCES if path.is_relative_to(ROOT / "konigle" / package)]
    assert own
    check(text for path in own for text in docstrings(*read(path, ROOT)))


def test_messages_have_no_retired_word() -> None:
    # without the vendors' presets, whose strings are column names of other products
    sources = [path for path in SOURCES if path.name != "contact_presets.py"]
    assert len(sources) == len(SOURCES) - 1
    check(text for path in sources for text in literals(*read(path, ROOT)))


def test_descriptions_of_the_spec_have_no_retired_word() -> None:
    check(descriptions(*read(SPEC, ROOT)))


@pytest.mark.parametrize("path", CLIENTS, ids=name_of)
def test_comments_of_other_languages_have_no_retired_word(path: Path) -> None:
    check(comments(*read(path, ROOT)))


PLANTED = {
    "The server answered 503.": "answered",
    "The answer was lost.": "answer",
    "Gave up after three tries.": "tries",
    "It is 1 for the first try.": "first try",
    "A GET looks at the state.": "looks",
    "A look-up of the name failed.": "look-up",
    "The policy judges each failure.": "judges",
    "The limiter hears of a 429.": "hears",
    "Errors name the place in the document.": "place",
    "Call reload() in place of save().": "in place of",
    "It never books a sale twice.": "books",
    "The body arrives in pieces.": "pieces",
    "The clock is told to move.": "told",
    "The rules hold in both worlds.": "both worlds",
    "Eight pages are asked for ahead.": "asked for ahead",
    "No thread reads ahead.": "reads ahead",
    "It says what became of the data.": "what became of",
    "It may have been applied all the same.": "all the same",
    "Calls are retried by themselves.": "by themselves",
    "It runs on a thread of its own.": "of its own",
    "These are options in the words of the wire.": "in the words of",
    "The column is nothing of the kind.": "nothing of the kind",
    "The others go on.": "go on",
    "Each contact is handed out once.": "handed out",
    "Other fields are left quite alone.": "left quite alone",
    "The server asks for patience.": "patience",
    "Ten calls are under way.": "under way",
    "It never sends behind your back.": "behind your back",
    "The file can be mended.": "mended",
    "Safe to repeat.": "Safe to repeat",
    "It redirects to the same address.": "same address",
    "This is the address of the next page.": "address of the next",
    "It logs addresses of requests.": "addresses of requests",
}
ALLOWED = [
    "You answer an e-mail of the recipient, and the recipients answer too.",
    "A method tries to connect, and it tries again. Try again later, or try another port.",
    "Amounts have two decimal places. Lists are changed in place. Use a placeholder.",
    "The client looks the contact up, and a lookup found it. It looks it up again. Columns look like consent.",
    "The set `of its own`, the call `client.answers()` and ```places``` are code.",
    "An e-mail address of the recipient. The address of the contact.",
    "Bookshop, judicial, hearty, untold, masterpieces.",
]


@pytest.mark.parametrize(("sentence", "word"), PLANTED.items())
def test_a_planted_word_is_found_with_its_place_and_its_term(sentence: str, word: str) -> None:
    (message, *_) = retired_words(Text("page.md", 7, f"First line.\n{sentence}"))
    assert message.startswith(f"page.md:8: {word!r}; use: ")


def test_every_rule_has_a_planted_sentence() -> None:
    hit = {message.partition("; use: ")[2] for one in PLANTED for message in retired_words(Text("", 1, one))}
    assert hit >= set(RETIRED.values())


@pytest.mark.parametrize("sentence", ALLOWED)
def test_other_meanings_are_allowed(sentence: str) -> None:
    assert retired_words(Text("page.md", 1, sentence)) == []


def test_words_are_found_in_every_kind_of_source() -> None:
    code = 'def f() -> None:\n    """Fine.\n\n    Told twice.\n    """\n    raise ValueError(f"no {f} was told")\n'
    assert found(docstrings("a.py", code)) == "a.py:4: 'Told'; use: reported, said"
    assert found(literals("a.py", code)) == "a.py:6: 'told'; use: reported, said"
    spec = "info:\n  title: Told\n  x: [{description: fine}, {description: a look, example: {title: told}}]\n"
    assert lines_of(found(descriptions("s.yaml", spec))) == ["s.yaml:2", "s.yaml:3"]
    changes = "told\n## [Unreleased]\n- told\n## [1.0.0]\n- told\n"
    assert lines_of(found(page("c.md", changes))) == ["c.md:3"]


def lines_of(messages: str) -> list[str]:
    return [message.partition(": ")[0] for message in messages.splitlines()]
