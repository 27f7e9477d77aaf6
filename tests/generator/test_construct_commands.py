"""The command line is made of the representation, and so has what each construct adds to an operation."""

import contextlib
import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.build import renderer_of
from generator.representation import plain
from konigle import Client
from konigle._operations import Manager, read_managers, to_json
from konigle.cli import commands
from konigle.cli.app import make_program
from tests.generator.constructs.examples import document, examples
from tests.generator.constructs.managers import NAME, make_managers
from tests.generator.constructs.package import make_package
from tests.generator.constructs.stub import Stub, started

ALL = [one for one in examples() if one.name.startswith("wire") and not one.refused]
Run = Callable[..., Result]


def tag_of(operation: str) -> str:
    return next(one.name for one in ALL for step in one.calls if step["operation"] == operation)


@pytest.fixture(scope="module")
def representation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    root = tmp_path_factory.mktemp("commands")
    make_package(document(ALL), root, NAME)
    make_managers(root)
    found: dict[str, Any] = plain(renderer_of(root).sdk)
    return found


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with started() as server:
        yield server


@pytest.fixture
def client(stub: Stub) -> Iterator[Client]:
    with Client(api_key="secret-key", base_url=stub.url, retry_count=0) as client:
        for one in ALL:
            module = importlib.import_module(f"{NAME}._sync.{one.name}")
            methods = next(kind for name, kind in vars(module).items() if name.endswith("Methods"))
            setattr(client, one.name, methods(client))
        yield client


@pytest.fixture
def run(representation: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch) -> Run:
    @contextlib.contextmanager
    def opened(*_: Any, **__: Any) -> Iterator[Client]:
        yield client

    monkeypatch.setattr(commands, "open_client", opened)
    program = make_program(representation)

    def run_command(*arguments: str) -> Result:
        return CliRunner().invoke(program, arguments, catch_exceptions=False)

    return run_command


def test_parameters_are_flags(run: Run, stub: Stub) -> None:
    stub.prepare({"status": 204})
    done = run(tag_of("read_thing"), "read-thing", "7", "--locale", "de", "--with-notes")
    assert done.exit_code == 0
    assert stub.received["query"] == [("locale", "de"), ("with-notes", "true")]
    assert stub.received["path"] == "/things/7"


def test_headers_and_cookies_are_shown_and_not_sent_by_a_dry_run(run: Run, stub: Stub) -> None:
    stub.prepare({})
    done = run(
        *(tag_of("read_traced"), "read-traced", "--x-trace", "t", "--session", "s", "--dry-run", "-o", "json")
    )
    assert json.loads(done.stdout)["headers"] == {"X-Trace": "t", "cookie": "session=s"}
    assert stub.received == {}


def test_files_of_a_form_are_paths(run: Run, stub: Stub, tmp_path: Path) -> None:
    for name in ("l.png", "a,b.txt"):
        (tmp_path / name).write_text(name)
    stub.prepare({"status": 204})
    logo, page = str(tmp_path / "l.png"), str(tmp_path / "a,b.txt")
    done = run(tag_of("upload"), "upload", "--title", "T", "--logo", logo, "--pages", page)
    assert done.exit_code == 0
    assert [(part["name"], part["text"]) for part in stub.received["form"]] == [
        ("title", "T"),
        ("logo", "l.png"),
        ("pages", "a,b.txt"),
    ]


def test_a_file_is_written_to_standard_output_or_saved(run: Run, stub: Stub, tmp_path: Path) -> None:
    stub.prepare({"text": "id\nü\n", "headers": {"content-type": "text/csv"}})
    assert run(tag_of("export_csv"), "export-csv").stdout_bytes.decode() == "id\nü\n"
    path = tmp_path / "rows.csv"
    done = run(tag_of("export_csv"), "export-csv", "--save-to", str(path))
    assert (done.stdout, path.read_text(encoding="utf-8")) == ("", "id\nü\n")
    assert str(path) in done.stderr


def test_an_optional_body_is_sent_if_any_field_is_given(run: Run, stub: Stub) -> None:
    stub.prepare({"status": 204})
    name = tag_of("remove_star")
    run(name, "remove-star", "s1")
    assert stub.received["text"] == ""
    run(name, "remove-star", "s1", "--why", "old")
    assert stub.received["json"] == {"why": "old"}


def test_programs_that_must_not_read_files_see_which_inputs_are_files(representation: dict[str, Any]) -> None:
    managers: tuple[Manager, ...] = read_managers(representation)
    upload = next(one for manager in managers for one in manager.operations if one.method == "upload")
    assert [one.name for one in upload.from_source("file")] == ["logo", "pages"]


def test_a_file_as_json_has_its_text_or_else_its_bytes(client: Client, stub: Stub) -> None:
    stub.prepare({"text": "a", "headers": {"content-type": "text/csv"}})
    exported = getattr(client, tag_of("export_csv")).export_csv()
    assert to_json(exported) == {"content_type": "text/csv", "size": 1, "text": "a"}
    stub.prepare({"text": "a", "headers": {"content-type": "x/y; charset=no-such"}})
    exported = getattr(client, tag_of("export_csv")).export_csv()
    assert to_json(exported) == {"content_type": "x/y; charset=no-such", "size": 1, "base64": "YQ=="}
