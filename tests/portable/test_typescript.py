"""The table of operations that the TypeScript SDK goes by; what is made of it is tested in clients/typescript."""

import json
import re
from pathlib import Path

import pytest

from generator.build import HINTS, SPEC, generated
from generator.write.typescript import PATH
from tests.portable.documents import ROOT, Json, operations, portable_document, resolved, whole_document

SMALL = ROOT / "tests" / "generator" / "small"


def literal(text: str, name: str) -> Json:
    """One of the module's two constants, read as the JSON that it nearly is."""
    found = re.search(rf"^export const {name}\b[^=]* = ({{.*?^}})", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    quoted = re.sub(r"(?<=[{\s])([A-Za-z_]\w*):", r'"\1":', found[1])
    value: Json = json.loads(re.sub(r",(\s*})", r"\1", quoted))
    return value


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / PATH).read_text(encoding="utf-8")


def test_every_operation_is_there_with_its_method_path_and_replay_class(text: str) -> None:
    table = literal(text, "OPERATIONS")
    wanted = {
        one["operationId"]: (one["method"].upper(), one["path"], one["x-replay"])
        for one in operations(whole_document())
    }
    assert {name: (one["method"], one["path"], one["replay"]) for name, one in table.items()} == wanted


def test_what_settles_an_operation_is_there(text: str) -> None:
    wanted = {
        one["operationId"]: {"field": one["x-settled"]["field"], "values": one["x-settled"].get("values", [])}
        for one in operations(whole_document())
        if "x-settled" in one
    }
    table = literal(text, "OPERATIONS")
    assert {name: one["settled"] for name, one in table.items() if "settled" in one} == wanted


def test_lists_have_their_filters(text: str) -> None:
    table = literal(text, "OPERATIONS")
    for one in operations(portable_document()):
        found = [resolved(portable_document(), raw) for raw in one.get("parameters", [])]
        names = [raw["name"] for raw in found if raw["in"] == "query"]
        filters = list(table[one["operationId"]].get("filters", {}))
        assert filters == [name for name in names if name not in {"page", "page_size"}]
    assert table["listContacts"]["filters"]["tags"] == {"type": "list"}


def test_bodies_have_their_fields_and_what_they_may_hold(text: str) -> None:
    bodies = literal(text, "BODIES")
    document = portable_document()
    for name, body in bodies.items():
        schema = document["components"]["schemas"][name]
        assert list(body["fields"]) == list(schema["properties"])
        assert {key for key, one in body["fields"].items() if one.get("required")} == set(
            schema.get("required", [])
        )
        assert body["change"] == name.endswith("Update")
        for key, one in body["fields"].items():
            raw = schema["properties"][key]
            assert one.get("nullable", False) == raw.get("nullable", False)
            assert one.get("maxLength") == raw.get("maxLength")
            assert one.get("format") == raw.get("format", raw.get("x-format"))
            assert one.get("default", False) == ("x-server-default" in raw)
    assert bodies["EmailChannelUpdate"]["fields"]["code"]["lower"] is True


def test_a_small_spec_becomes_a_table_as_well(tmp_path: Path) -> None:
    for name, target in (("openapi.yaml", SPEC), ("hints.yaml", HINTS)):
        path = tmp_path / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((SMALL / name).read_text(encoding="utf-8"), encoding="utf-8")
    made = generated(tmp_path)[PATH]
    press = literal(made, "OPERATIONS")["pressWidget"]
    assert press["files"] == {"field": "files"}
    assert press["settled"] == {"field": "state", "values": ["pressed"]}
    labels = literal(made, "BODIES")["Press"]["fields"]["labels"]
    assert labels == {"type": "object", "values": {}}  # a string, when no type is given


def test_the_types_that_are_checked_in_know_every_operation() -> None:
    """`make check` compares them whole, which takes Node.js; this sees without it that they were forgotten."""
    types = (ROOT / "clients" / "typescript" / "src" / "generated" / "schema.ts").read_text(encoding="utf-8")
    for one in operations(whole_document()):
        assert f'operations["{one["operationId"]}"]' in types
    for name, schema in whole_document()["components"]["schemas"].items():
        assert f"        {name}: " in types
        for field in schema.get("properties", {}):
            assert re.search(rf"^ +(readonly )?{field}\??: ", types, re.MULTILINE), f"{name}.{field}"
