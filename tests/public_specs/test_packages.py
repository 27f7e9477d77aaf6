"""`python -m generator --spec` makes a package of a document that others wrote, and drops nothing in silence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.__main__ import main
from generator.errors import BuildError
from generator.package import make_package
from tests.public_specs import __main__ as command
from tests.public_specs.check import check, open_client, same
from tests.public_specs.contract import Contract
from tests.public_specs.stub import serving

DOCUMENTS = sorted(command.OWN.iterdir())
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Puts a document into a file: paths, and what else it has."""

    def written(paths: dict[str, Any], **more: Any) -> Path:
        path = tmp_path / "document.json"
        head = {"openapi": "3.0.3", "info": {"title": "Test", "version": "1"}}
        path.write_text(json.dumps({**head, "paths": paths, **more}, indent=1), encoding="utf-8")
        return path

    return written


def operation(schema: Any = None, **more: Any) -> dict[str, Any]:
    """An operation that returns a schema."""
    content = {"content": {"application/json": {"schema": schema}}} if schema is not None else {}
    return {"responses": {"200": {"description": "One.", **content}}, **more}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_operation_of_a_document_is_called_and_read_back_without_loss(
    path: Path, tmp_path: Path
) -> None:
    result = check(path, tmp_path, f"pkg_{path.stem}")
    assert result.failed == {}
    assert result.package.document.refused == {}
    assert result.called == result.package.document.count


def test_a_refused_operation_is_listed_with_line_and_reason_and_the_others_are_generated(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write({"/a": {"get": operation({"type": "object"}), "trace": operation()}})
    assert main(["--spec", str(path), "--out", str(tmp_path), "--package", "some"]) == 0
    said = capsys.readouterr().out
    assert "document.json: 1 of 2 operations generated, 1 refused" in said
    line = next(one for one in said.splitlines() if "refused TRACE /a" in one)
    at = path.read_text("utf-8").splitlines().index('   "trace": {') + 1
    assert f"document.json:{at}: paths./a.trace: TRACE is not generated: use GET" in line
    assert (tmp_path / "some/__init__.py").is_file()


def test_a_schema_that_is_refused_takes_all_operations_that_use_it_and_no_other(write: Write) -> None:
    schemas = {"Bad": {"allOf": [{"type": "string"}, {"type": "object"}]}, "Good": {"type": "object"}}
    uses_bad = {"type": "object", "properties": {"bad": {"$ref": "#/components/schemas/Bad"}}}
    paths = {
        "/a": {"get": operation(uses_bad)},
        "/b": {"get": operation({"type": "array", "items": {"$ref": "#/components/schemas/Bad"}})},
        "/c": {"get": operation({"$ref": "#/components/schemas/Good"})},
    }
    made = make_package(write(paths, components={"schemas": schemas}), "some")
    assert sorted(made.document.refused) == ["GET /a", "GET /b"]
    assert all("components.schemas.Bad.allOf.1: allOf of" in why for why in made.document.refused.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "swagger: '2.0'\npaths: {}\n",
            "document.yaml:1: swagger: Swagger 2.0: OpenAPI 3.0 and 3.1 are understood",
        ),
        ("openapi: 3.0.0\npaths: {}\n", "document.yaml: has no operation"),
        ("openapi: [", "document.yaml:1: not valid YAML"),
        ("- 1\n", "document.yaml: must be a mapping at its top level"),
    ],
)
def test_a_document_of_which_nothing_can_be_made_says_why_and_nothing_is_written(
    text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "document.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["--spec", str(path), "--out", str(tmp_path / "out"), "--package", "some"]) == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["konigle", "class", "no-name", "1a"])
def test_the_name_of_the_package_must_be_one_that_python_can_import(name: str, write: Write) -> None:
    with pytest.raises(BuildError, match="--package"):
        make_package(write({"/a": {"get": operation()}}), name)


def test_the_three_options_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--spec", "a.yaml"])
    assert "--spec, --out and --package go together" in capsys.readouterr().err


def test_the_same_document_makes_the_same_bytes() -> None:
    assert make_package(DOCUMENTS[0], "some").files == make_package(DOCUMENTS[0], "some").files


def test_what_is_ignored_or_left_to_the_server_is_counted(write: Write) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string", "pattern": "(?=a)", "strange": 1}}}
    notes = make_package(write({"/a": {"get": operation(schema, **{"x-own": 1})}}), "some").document.notes
    assert notes == {
        "a `pattern` that Python cannot check is left to the server": 1,
        "the extension 'x-own' of an operation is ignored": 1,
        "the unknown keyword 'strange' of a schema is ignored": 1,
    }


def test_a_replay_class_that_the_document_gives_is_kept(write: Write) -> None:
    paths = {"/a": {"get": operation(), "post": operation(**{"x-replay": "settled"}), "put": operation()}}
    methods = make_package(write(paths), "some").sdk.methods().values()
    assert {one.http_method: one.replay for _, one in methods} == {
        "GET": "safe",
        "POST": "settled",
        "PUT": "once",
    }


def test_a_value_that_was_lost_or_changed_is_noticed() -> None:
    assert same({"a": [1, "2026-01-01T00:00:00Z"]}, {"a": [1.0, "2026-01-01T00:00:00Z"]})
    for other in (
        {"a": [1]},
        {"a": [True, "2026-01-01T00:00:00Z"]},
        {"a": [1, "2026-01-01T00:00:00+00:00"]},
        {},
    ):
        assert not same({"a": [1, "2026-01-01T00:00:00Z"]}, other)


def test_the_command_fails_if_too_few_operations_come_through(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "OWN", tmp_path / "none")
    (tmp_path / "none").mkdir()
    path = write({"/a": {"get": operation(), "head": operation()}})
    assert command.main([str(path)]) == 1
    said = capsys.readouterr()
    assert "1 operations called and read back without loss (50%)" in said.out
    assert "Less than 95%" in said.err


@pytest.mark.parametrize(
    ("scheme", "headers", "query"),
    [
        ({"type": "http", "scheme": "bearer"}, {"authorization": "Bearer key-of-the-check"}, {}),
        ({"type": "oauth2", "flows": {}}, {"authorization": "Bearer key-of-the-check"}, {}),
        (
            {"type": "apiKey", "in": "header", "name": "Authorization"},
            {"authorization": "key-of-the-check"},
            {},
        ),
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, {"x-key": "key-of-the-check"}, {}),
        ({"type": "apiKey", "in": "query", "name": "key"}, {}, {"key": "key-of-the-check"}),
        (None, {}, {}),
    ],
)
def test_the_key_is_sent_as_the_document_says(
    scheme: dict[str, Any] | None,
    headers: dict[str, str],
    query: dict[str, str],
    write: Write,
    tmp_path: Path,
) -> None:
    more = {"components": {"securitySchemes": {"one": scheme}}, "security": [{"one": []}]} if scheme else {}
    path = write({"/a": {"get": operation()}, "/b": {"get": operation(security=[])}}, **more)
    check(path, tmp_path, "secured")
    with serving(Contract(path), {}) as stub:
        client = open_client(tmp_path, "secured", stub)
        client.a.get()
        client.b.get()
        client.close()
    sent = stub.requests["GET /a"]
    assert {
        name: one for name, one in sent["headers"].items() if name in {"authorization", "x-key"}
    } == headers
    assert sent["query"] == query
    assert "key-of-the-check" not in str(stub.requests["GET /b"])
