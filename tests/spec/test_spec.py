"""What the spec promises about itself: examples that fit, titles and descriptions everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import konigle
from tests.spec.document import (
    Json,
    SpecOperation,
    component,
    document,
    operations,
    problems,
    resolve,
    validator,
)

YAML_FILE = Path(__file__).parents[2] / "openapi" / "konigle-reachout.yaml"
each_operation = pytest.mark.parametrize(
    "operation", operations().values(), ids=lambda operation: operation.id
)


def media_objects(operation: SpecOperation) -> Iterator[tuple[str, Json]]:
    """Every part of an operation that has a schema for a body, and a name for it."""
    yield from ((f"request {media_type}", said) for media_type, said in operation.bodies.items())
    for status, response in operation.node["responses"].items():
        for media_type, said in resolve(response).get("content", {}).items():
            yield f"{status} {media_type}", said


def examples_of(media: Json) -> list[Any]:
    """The values of the examples beside a schema."""
    named = [resolve(example)["value"] for example in media.get("examples", {}).values()]
    return named + ([media["example"]] if "example" in media else [])


def schemas_within(node: Any, location: str) -> Iterator[tuple[str, Json]]:
    """Every schema in a schema, the schema itself first, with its location."""
    yield location, node
    for name, inner in node.get("properties", {}).items():
        yield from schemas_within(inner, f"{location}.{name}")
    for word in ("allOf", "anyOf", "oneOf"):
        for index, inner in enumerate(node.get(word, ())):
            yield from schemas_within(inner, f"{location}/{word}/{index}")
    for word in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(word), dict):
            yield from schemas_within(node[word], f"{location}/{word}")


def all_schemas() -> Iterator[tuple[str, Json]]:
    for name, schema in document()["components"]["schemas"].items():
        yield from schemas_within(schema, name)


def test_the_bundled_document_is_the_yaml_file() -> None:
    assert yaml.safe_load(YAML_FILE.read_text(encoding="utf-8")) == document()


def test_the_document_is_part_of_the_installed_package() -> None:
    assert (Path(konigle.__file__).parent / "_generated" / "openapi.json").is_file()


@each_operation
def test_every_example_fits_its_schema(operation: SpecOperation) -> None:
    wrong = [
        f"{location}: {problem}"
        for location, media in media_objects(operation)
        for example in examples_of(media)
        for problem in problems(validator(media["schema"]), example)
    ]
    assert wrong == []


@each_operation
def test_every_operation_has_an_example_of_each_body_it_takes_and_gives(operation: SpecOperation) -> None:
    without = [
        location
        for location, media in media_objects(operation)
        if not examples_of(media) and not location.startswith(("4", "5"))
    ]
    assert without == []
    assert operation.response(400) is not None
    assert operation.response(500) is not None


def test_every_named_example_is_used_and_fits_the_schema_of_its_name() -> None:
    named = document()["components"]["examples"]
    schemas = document()["components"]["schemas"]
    for name, example in named.items():
        owner = next(schema for schema in sorted(schemas, key=len, reverse=True) if name.startswith(schema))
        assert problems(component(owner), example["value"]) == [], name
    text = YAML_FILE.read_text(encoding="utf-8")
    assert [name for name in named if f"#/components/examples/{name}'" not in text] == []


def test_every_example_in_a_schema_fits_that_schema() -> None:
    wrong = [
        f"{location}: {problem}"
        for location, schema in all_schemas()
        for example in schema.get("examples", ())
        for problem in problems(validator(schema), example)
    ]
    assert wrong == []


def test_every_pattern_has_an_example() -> None:
    assert [
        location for location, schema in all_schemas() if "pattern" in schema and not schema.get("examples")
    ] == ["EmailHeaders/propertyNames"]


def test_every_default_fits_its_schema() -> None:
    wrong = [
        f"{location}: {schema['default']!r}"
        for location, schema in all_schemas()
        if "default" in schema and not validator(schema).is_valid(schema["default"])
    ]
    assert wrong == []


def test_every_property_has_a_title_and_a_description() -> None:
    without = [
        f"{location}.{name}: no {word}"
        for location, schema in all_schemas()
        for name, said in schema.get("properties", {}).items()
        for word in ("title", "description")
        if not said.get(word)
    ]
    assert without == []


def test_every_parameter_has_a_title_and_a_description() -> None:
    parameters = [parameter for operation in operations().values() for parameter in operation.parameters]
    assert [
        one["name"] for one in parameters if not (one.get("description") and one["schema"].get("title"))
    ] == []


def test_every_operation_schema_and_tag_is_described() -> None:
    assert [
        operation.id for operation in operations().values() if not operation.node.get("description")
    ] == []
    assert [operation.id for operation in operations().values() if not operation.node.get("summary")] == []
    schemas = document()["components"]["schemas"]
    assert [name for name, schema in schemas.items() if not schema.get("description")] == []
    tags = {tag["name"] for tag in document()["tags"] if tag.get("description")}
    assert tags == {operation.tag for operation in operations().values()}


def test_every_sentence_ends_as_a_sentence() -> None:
    texts = {
        f"schema {location}": schema["description"]
        for location, schema in all_schemas()
        if "description" in schema
    }
    for operation in operations().values():
        texts[operation.id] = operation.node["description"]
        texts |= {f"{operation.id} {one['name']}": one["description"] for one in operation.parameters}
    assert [location for location, text in texts.items() if not text.rstrip().endswith(".")] == []


def test_no_schema_is_padded_for_one_tool() -> None:
    text = YAML_FILE.read_text(encoding="utf-8")
    assert "{type: object}]" not in text


def test_there_is_no_component_that_nothing_uses() -> None:
    reached: set[str] = set()
    waiting: list[Any] = [document()["paths"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            target = node.get("$ref")
            if isinstance(target, str) and target not in reached:
                reached.add(target)
                waiting.append(resolve({"$ref": target}))
            waiting += node.values()
    unused = [
        f"{kind}/{name}"
        for kind in ("schemas", "parameters", "responses", "headers", "examples")
        for name in document()["components"][kind]
        if f"#/components/{kind}/{name}" not in reached
    ]
    assert unused == []


def test_the_spec_has_at_most_forty_lines_for_each_operation() -> None:
    """2,000 lines for the first 50 operations; it grows with the API. What `info` explains once for all is not counted."""
    lines = YAML_FILE.read_text(encoding="utf-8").splitlines()
    explained = document()["info"]["description"].splitlines()
    assert len(lines) - len(explained) <= 40 * len(operations())


def test_the_description_explains_what_all_operations_share() -> None:
    headings = [line for line in document()["info"]["description"].splitlines() if line.startswith("#")]
    assert headings == [
        "## Authentication",
        "## Requests and responses",
        "## Errors",
        "## Pagination",
        "## Rate limits and retries",
        "## Idempotency keys",
        "## Versioning",
    ]


@each_operation
def test_a_post_that_is_not_to_be_repeated_takes_an_idempotency_key(operation: SpecOperation) -> None:
    names = [(one["in"], one["name"]) for one in map(resolve, operation.node.get("parameters", ()))]
    is_once_post = operation.method == "POST" and operation.node["x-replay"] == "once"
    assert (("header", "Idempotency-Key") in names) == is_once_post


@each_operation
def test_errors_have_an_example_for_each_status(operation: SpecOperation) -> None:
    response = resolve(operation.node["responses"]["4XX"])
    examples = response["content"]["application/json"]["examples"]
    assert {name.partition("-")[0] for name in examples} == {"400", "401", "403", "404", "409", "429"}
    assert isinstance(resolve(examples["400"])["value"]["email"], list), "it has messages by field"
    assert "Retry-After" in response["headers"]


def test_a_value_that_does_not_fit_is_noticed() -> None:
    assert problems(component("Contact"), {"email": 5}) != []
    assert problems(component("CampaignTestEmail"), {"email_address": "x"}) == [
        'email_address: "x" is not a "email"'
    ]
    assert problems(component("CampaignSchedule"), {"scheduled_at": "2030-01-01"}) != []
