"""The synchronous side is derived from the asynchronous one, and nothing else."""

from collections import Counter
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from generator import unasync
from generator.errors import BuildError

PROJECT = Path(__file__).parents[2]


def convert(source: str) -> str:
    return unasync.convert(dedent(source), Counter())


@pytest.mark.parametrize(
    ("source", "derived"),
    [
        ("x = await client.get()\n", "x = client.get()\n"),
        ("x = (await client.get()).name\n", "x = (client.get()).name\n"),
        ("async def get() -> None: ...\n", "def get() -> None: ...\n"),
        ("async with limit(1), lock:\n    pass\n", "with limit(1), lock:\n    pass\n"),
        ("async for x in y: pass\n", "for x in y: pass\n"),
        ("[x async for x in y]\n", "[x for x in y]\n"),
        ("from a import AsyncIterator\n", "from a import Iterator\n"),
        ("from konigle._async.base_manager import x\n", "from konigle._sync.base_manager import x\n"),
        ("class AsyncWidgetManager(BaseAsyncManager): ...\n", "class WidgetManager(BaseSyncManager): ...\n"),
        (
            'def f(client: "AsyncClient") -> "AsyncWidgetManager": ...\n',
            'def f(client: "Client") -> "WidgetManager": ...\n',
        ),
        ("async def __aenter__(self): ...\n", "def __enter__(self): ...\n"),
        ("await self.aclose()  # await the end\n", "self.close()  # the end\n"),
        ("MyAsyncClient = AsyncClientele = 1\n", "MyAsyncClient = AsyncClientele = 1\n"),
        ("is_async: ClassVar[bool] = True\n", "is_async: ClassVar[bool] = False\n"),
        ('f"{await x!r:>{await y}} {{await}} AsyncClient"\n', 'f"{x!r:>{y}} {{await}} Client"\n'),
        ("s = 'ünï\\u2028'; await x\n", "s = 'ünï\\u2028'; x\n"),
        ("s = 'a\x0cb\u2028c'\nawait x\n", "s = 'a\x0cb\u2028c'\nx\n"),
        ("awaited = asyncio = 1\n", "awaited = asyncio = 1\n"),
    ],
)
def test_each_token_is_derived(source: str, derived: str) -> None:
    assert convert(source) == derived


def test_the_code_in_docstrings_is_derived_too() -> None:
    derived = convert('''
        """Asynchronous client.

        Example:
            async with AsyncClient() as client:
                async for one in client.iter_all():
                    await one.asave()
        """
        ''')
    assert derived == dedent('''
        """Synchronous client.

        Example:
            with Client() as client:
                for one in client.iter_all():
                    one.save()
        """
        ''')


def test_a_rule_that_nothing_uses_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(unasync.WORDS, "AsyncUnicorn", "Unicorn")
    with pytest.raises(BuildError, match="nothing uses the rule 'AsyncUnicorn': take it out"):
        unasync.derive(PROJECT)


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """The files of the asynchronous side, each with what is derived from it."""
    paths = [path for tree in unasync.TREES for path in (PROJECT / tree.source).rglob("*.py")]
    return {source: convert(source) for source in (path.read_text("utf-8") for path in paths)}


@pytest.mark.parametrize("table", ["PHRASES", "WORDS", "KEYWORDS", "PROSE"])
def test_every_rule_in_the_tables_is_needed(
    monkeypatch: pytest.MonkeyPatch, sources: dict[str, str], table: str
) -> None:
    """Without any one of them, the derived side would differ."""
    for rule in list(getattr(unasync, table)):
        with monkeypatch.context() as patch:
            patch.delitem(getattr(unasync, table), rule)
            likely_first = sorted(sources, key=lambda source, rule=rule: rule not in source)
            assert any(convert(source) != sources[source] for source in likely_first), rule


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an asynchronous side."""
    (tmp_path / "konigle" / "_async").mkdir(parents=True)
    return tmp_path / "konigle" / "_async"


def test_a_name_that_no_rule_covers_stops_the_build(folder: Path) -> None:
    (folder / "a.py").write_text("\nasync def f(): return await async_magic()\n")
    with pytest.raises(BuildError, match=r"konigle/_async/a.py:2: no rule .* replaces 'async_magic'"):
        unasync.derive(folder.parents[1])


@pytest.mark.parametrize("source", ["def (:\n", "x = '''\n", "async def f():\nreturn\n"])
def test_what_is_no_python_stops_the_build(folder: Path, source: str) -> None:
    (folder / "a.py").write_text(source)
    with pytest.raises(BuildError, match=r"konigle/_async/a.py: what is derived from it is no Python"):
        unasync.derive(folder.parents[1])


def test_only_python_files_can_be_derived_from(folder: Path) -> None:
    (folder / "data.json").write_text("{}")
    with pytest.raises(BuildError, match=r"konigle/_async/data.json: only Python files"):
        unasync.derive(folder.parents[1])


def test_a_project_without_an_async_side_has_no_sync_side(tmp_path: Path) -> None:
    assert unasync.derive(tmp_path) == {}


def test_a_removed_module_takes_the_derived_one_with_it(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for table in ("PHRASES", "WORDS", "KEYWORDS", "PROSE"):
        monkeypatch.setattr(unasync, table, {})
    source, derived = small.root / "konigle/_async/a.py", small.root / "konigle/_sync/a.py"
    source.parent.mkdir(parents=True)
    source.write_text("x = 1\n")
    assert small.run() == 0
    assert (
        derived.read_text()
        == "# Derived from konigle/_async/a.py by `python -m generator`; do not edit.\nx = 1\n"
    )
    source.unlink()
    assert small.run("--check") == 1
    assert small.run() == 0
    assert not derived.exists()
