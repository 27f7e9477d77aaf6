"""Things of one kind are named in one way, so that a name can be guessed and code can be made of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.spec.document import Json, SpecOperation, document, operations, resolve

CAMEL = re.compile(r"[a-z]+([A-Z][a-z0-9]*)*")
PASCAL = re.compile(r"([A-Z][a-z0-9]*)+")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PREFIX = "/reachout/api/v1/"
COMPONENTS: Json = document()["components"]
SCHEMAS: Json = COMPONENTS["schemas"]
# The five operations of a collection: method, whether the path ends with an id, verb.
PLAIN = {
    ("GET", False): "list",
    ("POST", False): "create",
    ("GET", True): "get",
    ("PATCH", True): "update",
    ("DELETE", True): "delete",
}


def collections() -> dict[str, str]:
    """The path of each collection, and its resource."""
    found = {}
    for operation in operations().values():
        if operation.id.startswith("list"):
            page = operation.response_schema() or {}
            found[operation.path] = page["$ref"].rpartition("/")[2].removesuffix("Page")
    return found


COLLECTIONS = collections()
each_collection = pytest.mark.parametrize("path", COLLECTIONS, ids=lambda path: path.removeprefix(PREFIX))


def plural(name: str) -> str:
    return f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"


def pascal(name: str) -> str:
    return "".join(word.capitalize() for word in re.split("[-_]", name))


def schema_of(part: Json | None) -> str:
    """The name of the schema of a JSON body."""
    return (part or {}).get("$ref", "").rpartition("/")[2]


def all_properties() -> Iterator[tuple[str, str, Json]]:
    for name, schema in SCHEMAS.items():
        for key, said in schema.get("properties", {}).items():
            yield name, key, said


def badly(pattern: re.Pattern[str], names: Iterator[str] | list[str]) -> list[str]:
    return [name for name in names if not pattern.fullmatch(name)]


def test_operation_ids_are_in_camel_case_and_begin_with_a_verb() -> None:
    assert badly(CAMEL, list(operations())) == []
    tags = {pascal(operation.tag).lower() for operation in operations().values()}
    assert [
        name for name in operations() if any(name.lower().startswith(tag.removesuffix("s")) for tag in tags)
    ] == []


def test_paths_are_in_kebab_case_with_identifiers_in_snake_case() -> None:
    for path in document()["paths"]:
        assert path.startswith(PREFIX)
        parts = path.removeprefix(PREFIX).split("/")
        names = [part.strip("{}") for part in parts if part.startswith("{")]
        assert badly(KEBAB, [part for part in parts if not part.startswith("{")]) == [], path
        assert [name for name in badly(SNAKE, names) or names if not name.endswith("_id")] == [], path


def test_tags_are_plurals_in_kebab_case_and_hold_whole_collections() -> None:
    tags = [tag["name"] for tag in document()["tags"]]
    assert badly(KEBAB, tags) == []
    assert [tag for tag in tags if not tag.endswith("s")] == []
    assert tags == sorted(tags)
    for path, resource in COLLECTIONS.items():
        found = {one.tag for one in operations().values() if f"{one.path}/".startswith(f"{path}/")}
        assert {pascal(tag) for tag in found} == {plural(resource)}


@each_collection
def test_the_plain_operations_of_a_collection_are_named_by_verb_and_resource(path: str) -> None:
    resource = COLLECTIONS[path]
    found = {}
    for operation in operations().values():
        is_item = re.fullmatch(rf"{path}/{{\w+}}", operation.path) is not None
        if is_item or operation.path == path:
            found[operation.method, is_item] = operation.id
    assert found == {
        shape: verb + (plural(resource) if verb == "list" else resource) for shape, verb in PLAIN.items()
    }


@each_collection
def test_the_bodies_and_responses_of_a_collection_are_named_by_the_resource(path: str) -> None:
    resource = COLLECTIONS[path]
    for verb, body in (("create", "Create"), ("update", "Update")):
        operation = operations()[verb + resource]
        assert schema_of(operation.bodies["application/json"]["schema"]) == resource + body
        assert schema_of(operation.response_schema()) == resource
    assert schema_of(operations()[f"get{resource}"].response_schema()) == resource
    assert operations()[f"delete{resource}"].success == 204


@each_collection
def test_the_schemas_of_a_collection_are_built_alike(path: str) -> None:
    resource = COLLECTIONS[path]
    ref = "#/components/schemas/"
    bases = [member.get("$ref") for member in SCHEMAS[resource]["allOf"]]
    assert bases[0] == f"{ref}Base{resource}"
    assert bases[-1] == f"{ref}TimestampedResource"
    assert {"$ref": f"{ref}{resource}Fields"} in SCHEMAS[f"{resource}Update"]["allOf"]
    assert {"$ref": f"{ref}Base{resource}"} in SCHEMAS[f"{resource}Create"]["allOf"]
    assert SCHEMAS[f"{resource}Update"]["minProperties"] == 1
    assert "required" not in SCHEMAS[f"{resource}Fields"]


def test_every_request_body_is_closed_and_no_response_is() -> None:
    sent: set[str] = set()
    read: set[str] = set()
    for operation in operations().values():
        sent |= {schema_of(media["schema"]) for media in operation.bodies.values()}
        read.add(schema_of(operation.response_schema()))
    words = {
        name: [schema.get(word) for word in ("unevaluatedProperties", "additionalProperties")]
        for name, schema in SCHEMAS.items()
    }
    assert [name for name in sent if False not in words[name]] == []
    assert [name for name in read - {""} if False in words[name]] == []


def test_components_are_in_pascal_case() -> None:
    kinds = [kind for kind in COMPONENTS if kind != "securitySchemes"]
    assert [
        f"{kind}/{name}" for kind in kinds for name in COMPONENTS[kind] if not PASCAL.fullmatch(name)
    ] == []


def test_properties_and_parameters_are_in_snake_case() -> None:
    assert [f"{owner}.{name}" for owner, name, _ in all_properties() if not SNAKE.fullmatch(name)] == []
    parameters = [parameter for operation in operations().values() for parameter in operation.parameters]
    assert badly(SNAKE, [one["name"] for one in parameters if one["in"] != "header"]) == []


def test_a_shared_parameter_is_named_as_it_is_sent() -> None:
    for name, parameter in COMPONENTS["parameters"].items():
        assert pascal(parameter["name"]) == name


def test_a_shared_response_with_a_resource_is_named_by_it() -> None:
    for name, response in COMPONENTS["responses"].items():
        schema = schema_of(response.get("content", {}).get("application/json", {}).get("schema"))
        assert schema in {name, "Error", ""}


def test_the_values_of_enumerations_are_in_snake_case() -> None:
    values = [value.removeprefix("-") for schema in SCHEMAS.values() for value in schema.get("enum", ())]
    assert badly(SNAKE, values) == []


def test_whatever_can_be_sorted_by_upwards_can_be_sorted_by_downwards() -> None:
    orderings = {name: schema["enum"] for name, schema in SCHEMAS.items() if name.endswith("Ordering")}
    assert orderings
    for name, values in orderings.items():
        upwards = [value for value in values if not value.startswith("-")]
        assert values == [value for one in upwards for value in (one, f"-{one}")], name


def test_times_end_in_at_and_flags_are_booleans() -> None:
    wrong = [
        f"{owner}.{name}"
        for owner, name, said in all_properties()
        if (name.endswith("_at")) != (said.get("format") == "date-time")
        or (name.startswith(("is_", "enable_", "use_")) and "boolean" not in said["type"])
    ]
    assert wrong == []


def _titles() -> Iterator[tuple[str, str]]:
    for operation in operations().values():
        yield operation.id, operation.node["summary"]
        for parameter in operation.parameters:
            yield f"{operation.id}({parameter['name']})", parameter["schema"]["title"]
    for owner, name, said in all_properties():
        yield f"{owner}.{name}", said["title"]


def test_titles_and_summaries_begin_with_a_capital_and_are_no_sentences() -> None:
    assert [
        location
        for location, text in _titles()
        if not text[0].isupper() or text.endswith(".") or len(text) > 60
    ] == []


def test_no_two_operations_have_the_same_summary() -> None:
    summaries = [operation.node["summary"] for operation in operations().values()]
    assert len(set(summaries)) == len(summaries)


def _described() -> Iterator[tuple[str, Any]]:
    """Everything that ought to say what it is for, beside operations, parameters, schemas, properties and tags."""
    yield "info", document()["info"].get("description")
    for server in document()["servers"]:
        yield server["url"], server.get("description")
    for kind in ("securitySchemes", "headers", "responses"):
        for name, said in COMPONENTS[kind].items():
            yield f"{kind}/{name}", said.get("description")
    for name, example in COMPONENTS["examples"].items():
        yield f"examples/{name}", example.get("summary")
    for operation in operations().values():
        for status, response in operation.node["responses"].items():
            yield f"{operation.id} {status}", resolve(response).get("description")


def test_everything_else_is_described_too() -> None:
    assert [location for location, text in _described() if not text] == []


def refuses(operation: SpecOperation) -> set[str]:
    return {status for status in operation.node["responses"] if not status.startswith("2")}


def test_every_operation_responds_with_errors_in_the_shared_way() -> None:
    assert [name for name, operation in operations().items() if refuses(operation) != {"4XX", "5XX"}] == []
