"""The example in the docstring of every method runs, sync and async, against the sandbox."""

import asyncio
import inspect
import textwrap
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from konigle import APIError, AsyncClient, Client, InvalidArgumentError
from konigle.managers import comm as managers
from konigle.models import comm as models
from konigle.sandbox import Sandbox

# In an empty sandbox there is nothing with the identifiers, codes and addresses of examples, and no file.
WITHOUT_DATA = {
    "campaigns.create",
    "campaigns.new_email_campaign",
    "contacts.get_by_email",
    "contacts.import_file",
    "contacts.preview_file",
    "contacts.update_ltv",
    "email_accounts.check_status",
    "emails.send",
}
NAMES = {**{name: getattr(models, name) for name in models.__all__}, "Decimal": Decimal}


def examples(prefix: str) -> Iterator[tuple[str, str]]:
    """Each public method of the managers of one side, with its example."""
    for name in managers.__all__:
        kind = getattr(managers, name)
        is_async = name.startswith("Async")
        if not name.endswith("Manager") or name.startswith("Base") or is_async != bool(prefix):
            continue
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            if method[0] != "_" and method not in {"save_record", "reload_record"}:
                text = inspect.cleandoc(function.__doc__ or "").partition("Example:\n")[2]
                yield f"{name}.{method}", textwrap.dedent(text)


SYNC, ASYNC = dict(examples("")), dict(examples("Async"))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def test_every_method_has_one_and_both_sides_have_the_same() -> None:
    assert [name for name, example in {**SYNC, **ASYNC}.items() if not example] == []
    assert {f"Async{name}" for name in SYNC} == set(ASYNC)


def ends_as_expected(example: str, run: Callable[[], None]) -> None:
    """Runs an example; one that names what is not there must be refused for that, and no other."""
    is_refused = '_id"' in example or any(f"client.{call}(" in example for call in WITHOUT_DATA)
    if not is_refused or "_many(" in example:
        run()
        return
    with pytest.raises((APIError, InvalidArgumentError)) as caught:
        run()
    assert getattr(caught.value, "status_code", None) in {None, 400, 404, 409}


@pytest.mark.parametrize("name", SYNC)
def test_it_runs(name: str, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sandbox.reset()
    code = compile(SYNC[name], name, "exec")
    with sandbox.client() as client:
        assert isinstance(client, Client)
        ends_as_expected(
            SYNC[name], lambda: exec(code, {**NAMES, "client": client, "print": lambda *_: None})
        )


@pytest.mark.parametrize("name", ASYNC)
def test_it_runs_with_await(
    name: str, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sandbox.reset()
    space: dict[str, Any] = {**NAMES, "print": lambda *_: None}
    exec(f"async def example(client):\n{textwrap.indent(ASYNC[name], '    ')}", space)

    async def run() -> None:
        async with sandbox.async_client() as client:
            assert isinstance(client, AsyncClient)
            await space["example"](client)

    ends_as_expected(ASYNC[name], lambda: asyncio.run(run()))
