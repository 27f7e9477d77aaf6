"""The table of operations that the TypeScript SDK goes by; what is made of it is tested in clients/typescript."""

import json
import re
from pathlib import Path

import pytest

from generator.build import HINTS, SPEC, generated
from generator.write.typescript.files import FOLDER
from tests.portable.documents import ROOT, Json, operations, portable_document, resolved, whole_document

PATH = f"{FOLDER}/generated/operations.ts"
SMALL = ROOT / "tests" / "generator" / "small"


def literal(text: str, name: str) -> Json:
    """One of the module's constants, read as the JSON that it nearly is; a constant in it becomes its name."""
    found = re.search(rf"^export const {name}\b[^=]* = ({{.*?^}})", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    quoted = re.sub(r"(^\s*|[{,] )([A-Za-z_]\w*):", r'\1"\2":', found[1], flags=re.MULTILINE)
    quoted = re.sub(r"(?<=: )([A-Z]+)(?=[,\s])", r'"\1"', quoted)
    value: Json = json.loads(re.sub(r",(\s*[}\]])", r"\1", quoted))
    return value


def rows(text: str) -> Json:
    """The table, each row with what is usual for its kind."""
    kinds = literal(text, "KINDS")
    return {name: {**kinds[one["kind"]], **one} for name, one in literal(text, "OPERATIONS").items()}


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / PATH).read_text(encoding="utf-8")


def test_every_operation_is_there_with_its_method_path_and_replay_class(text: str) -> None:
    table = rows(text)
    wanted = {
        one["operationId"]: (one["method"].upper(), one["path"], one["x-replay"])
        for one in operations(whole_document())
    }
    assert {name: (one["method"], one["path"], one["replay"]) for name, one in table.items()} == wanted


def test_what_settles_an_operation_is_there(text: str) -> None:
    wanted = {
        one["operationId"]: (one["x-settled"]["field"], one["x-settled"].get("values", []))
        for one in operations(whole_document())
        if "x-settled" in one
    }
    table = rows(text)
    found = {name: one["settled"] for name, one in table.items() if "settled" in one}
    assert {name: (one["field"], one["values"]) for name, one in found.items()} == wanted
    assert {table[one["get"]]["method"] for one in found.values()} == {"GET"}


def test_lists_have_their_filters(text: str) -> None:
    table = rows(text)
    for one in operations(portable_document()):
        found = [resolved(portable_document(), raw) for raw in one.get("parameters", [])]
        names = [raw["name"] for raw in found if raw["in"] == "query"]
        filters = list(table[one["operationId"]].get("filters", {}))
        assert filters == [name for name in names if name not in {"page", "page_size"}]
    assert table["listContacts"]["filters"]["tags"] == {"type": "list"}


def test_bodies_have_their_fields_and_what_they_may_hold(text: str) -> None:
    table = rows(text)
    document = portable_document()
    for operation in operations(document):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if not body:
            continue
        schema, fields = resolved(document, body["schema"]), table[operation["operationId"]]["body"]
        assert list(fields) == list(schema["properties"])
        assert {key for key, one in fields.items() if one.get("required")} == set(schema.get("required", []))
        for key, one in fields.items():
            raw = schema["properties"][key]
            is_left_out = (
                operation["method"] == "post" and not one.get("required") and "x-server-default" not in raw
            )
            takes_null = raw.get("nullable", False) or (is_left_out and "fields" not in one)
            assert one.get("nullable", False) == takes_null
            assert one.get("maxLength") == raw.get("maxLength")
            assert one.get("format") == raw.get("format", raw.get("x-format"))
    assert table["updateEmailChannel"]["body"]["code"]["lower"] is True


def test_a_small_spec_becomes_a_table_as_well(tmp_path: Path) -> None:
    for name, target in (("openapi.yaml", SPEC), ("hints.yaml", HINTS)):
        path = tmp_path / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((SMALL / name).read_text(encoding="utf-8"), encoding="utf-8")
    made = generated(tmp_path)[PATH]
    press = rows(made)["pressWidget"]
    assert press["files"] == {"field": "files"}
    assert "settled" not in press  # there is no GET that could show it
    labels = press["body"]["labels"]
    assert labels == {"type": "object", "nullable": True, "values": {}}  # a string, when no type is given


def test_the_types_that_are_checked_in_know_every_operation() -> None:
    """`make check` compares them whole, which takes Node.js; this sees without it that they were forgotten."""
    types = (ROOT / "clients" / "typescript" / "src" / "generated" / "schema.ts").read_text(encoding="utf-8")
    for one in operations(whole_document()):
        assert f'operations["{one["operationId"]}"]' in types
    for name, schema in whole_document()["components"]["schemas"].items():
        assert f"        {name}: " in types
        for field in schema.get("properties", {}):
            assert re.search(rf"^ +(readonly )?{field}\??: ", types, re.MULTILINE), f"{name}.{field}"
