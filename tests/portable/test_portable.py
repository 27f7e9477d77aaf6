"""The portable spec says all that the spec says, in words that generators for OpenAPI 3.0 know."""

import copy
import re
from typing import Any

import pytest
from openapi_schema_validator import OAS30ReadValidator
from openapi_spec_validator import validate

from generator import portable as module
from generator.errors import BuildError
from generator.portable import portable
from generator.portable.adaptations import ADAPTATIONS, Adaptation
from generator.portable.schemas import schemas, written
from tests.portable.documents import ROOT, Json, operations, portable_document, resolved, whole_document

# What an annotation may be called in either form.
_RENAMED = {"x-server-default": "default", "x-format": "format", "x-property-names": "propertyNames"}
_SAME = (
    *("description", "title", "default", "enum", "readOnly", "format", "minLength", "maxLength", "pattern"),
    *("minimum", "maximum", "minItems", "maxItems", "minProperties", "propertyNames", "x-decimal"),
)


def facts(document: Json, schema: Json) -> Json:
    """All that a schema says, written in one way whatever the version: merged, references followed, null apart."""
    said: Json = {"types": set(), "properties": {}, "required": set(), "closed": False}
    for raw in parts(document, schema):
        part = {_RENAMED.get(word, word): value for word, value in raw.items()}
        kinds = part.get("type", [])
        said["types"] |= {kinds} if isinstance(kinds, str) else set(kinds)
        said["types"] |= (
            {"null"} if part.get("nullable") or {"type": "null"} in part.get("oneOf", []) else set()
        )
        said["required"] |= set(part.get("required", []))
        said["closed"] |= False in (part.get("additionalProperties"), part.get("unevaluatedProperties"))
        examples = part.get("examples") or ([part["example"]] if "example" in part else [])
        said |= {"examples": examples[:1]} if examples else {}
        said |= {word: part[word] for word in _SAME if word in part}
        for name, inner in part.get("properties", {}).items():
            said["properties"][name] = facts(document, inner)
        if "items" in part:
            said["items"] = facts(document, part["items"])
        if isinstance(part.get("additionalProperties"), dict):
            said["values"] = facts(document, part["additionalProperties"])
    return said


def parts(document: Json, schema: Json) -> list[Json]:
    """A schema and what it is made of, the outermost last, so that it has the last word."""
    schema = resolved(document, schema)
    inner = [
        part for part in (*schema.get("allOf", []), *schema.get("oneOf", [])) if part.get("type") != "null"
    ]
    return [*(found for part in inner for found in parts(document, part)), schema]


def json_schema(holder: Json) -> Json:
    schema: Json = holder["content"]["application/json"]["schema"]
    return schema


def described(document: Json, operation: Json) -> Json:
    """All that an operation says, its errors apart."""
    parameters = [resolved(document, one) for one in (*operation["shared"], *operation.get("parameters", []))]
    responses = {code: resolved(document, operation["responses"][code]) for code in operation["responses"]}
    words = ("operationId", "path", "method", "tags", "summary", "description", "x-replay", "x-settled")
    return {
        **{word: operation.get(word) for word in words},
        "parameters": {
            one["name"]: (one["in"], one.get("required"), one["description"], facts(document, one["schema"]))
            for one in parameters
        },
        "body": facts(document, json_schema(operation["requestBody"]))
        if "requestBody" in operation
        else None,
        "body example": operation.get("requestBody", {})
        .get("content", {})
        .get("application/json", {})
        .get("example"),
        "answers": {
            code: (
                response["description"],
                facts(document, json_schema(response)) if "content" in response else None,
            )
            for code, response in responses.items()
            if code.startswith("2")
        },
    }


@pytest.mark.parametrize("operation_id", [one["operationId"] for one in operations(whole_document())])
def test_nothing_is_lost_or_changed(operation_id: str) -> None:
    def of(document: Json) -> Json:
        found = [one for one in operations(document) if one["operationId"] == operation_id]
        assert len(found) == 1
        return described(document, found[0])

    assert of(portable_document()) == of(whole_document())


def test_nothing_else_of_the_document_is_lost() -> None:
    whole, small = whole_document(), portable_document()
    for word in ("servers", "security", "tags"):
        assert small[word] == whole[word]
    schemes = whole["components"]["securitySchemes"]
    described = small["components"]["securitySchemes"]["tokenAuth"]["description"]
    assert small["components"]["securitySchemes"] == {
        "tokenAuth": {**schemes["tokenAuth"], "description": described}
    }
    assert described.startswith("Give your client the value `Token <API key>`")
    assert small["info"]["description"].endswith(whole["info"]["description"])
    assert [one["operationId"] for one in operations(small)] == [
        one["operationId"] for one in operations(whole)
    ]


def test_it_is_valid_openapi_3_0() -> None:
    assert portable_document()["openapi"] == "3.0.3"
    validate(copy.deepcopy(portable_document()))


def test_its_errors_are_one_response_of_any_json() -> None:
    document = portable_document()
    for operation in operations(document):
        assert set(operation["responses"]) - {"200", "201", "204"} == {"default"}
    response = document["components"]["responses"]["Error"]
    whole = whole_document()["components"]["responses"]
    assert set(document["components"]["schemas"]["Error"]) == {"description"}
    assert response["headers"] == whole["ClientError"]["headers"]
    for name in ("ClientError", "ServerError"):
        assert whole[name]["description"] in response["description"]


def test_every_body_has_one_form() -> None:
    for operation in operations(portable_document()):
        if "requestBody" in operation:
            assert list(operation["requestBody"]["content"]) == ["application/json"]


def test_nothing_that_is_sent_begins_with_a_default() -> None:
    document = portable_document()
    sent = written(document)
    assert {"ContactCreate", "ContactUpdate", "MarketingConsent", "Email", "CampaignSchedule"} <= set(sent)
    for location, schema in schemas(document):
        if location.split(".")[2] in sent:
            assert "default" not in schema, location


def test_every_example_fits_its_schema_in_the_portable_form() -> None:
    document = portable_document()
    checked = 0
    for operation in operations(document):
        for code in ("200", "201"):
            media = (
                resolved(document, operation["responses"].get(code, {}))
                .get("content", {})
                .get("application/json")
            )
            for example in (media or {}).get("examples", {}).values():
                schema = {**media["schema"], "components": document["components"]}
                OAS30ReadValidator(schema).validate(resolved(document, example)["value"])
                checked += 1
    assert checked > 30


def test_every_component_is_used() -> None:
    text = (ROOT / "openapi" / "portable.json").read_text(encoding="utf-8")
    for kind in ("schemas", "responses", "parameters", "examples", "headers"):
        for name in portable_document()["components"][kind]:
            assert f'"#/components/{kind}/{name}"' in text, name


@pytest.mark.parametrize("adaptation", ADAPTATIONS, ids=lambda one: one.name)
def test_each_adaptation_is_needed(adaptation: Adaptation, monkeypatch: pytest.MonkeyPatch) -> None:
    document = copy.deepcopy(whole_document())
    # what no body of the API needs at present
    document["components"]["schemas"]["CampaignExecution"]["properties"]["total_sent"] |= {
        "exclusiveMinimum": 0,
        "const": 1,
    }
    complete = portable(document)
    monkeypatch.setattr(module, "ADAPTATIONS", tuple(one for one in ADAPTATIONS if one is not adaptation))
    assert made_or_none(document) != complete


def made_or_none(document: Json) -> Json | None:
    """The portable form; None if a word is left that 3.0 does not have."""
    try:
        return portable(document)
    except BuildError:
        return None


def test_an_exclusive_limit_becomes_a_limit_with_a_flag() -> None:
    document = copy.deepcopy(whole_document())
    document["components"]["schemas"]["CampaignExecution"]["properties"]["total_sent"] = {
        "type": "integer",
        "exclusiveMinimum": 3,
    }
    made = portable(document)["components"]["schemas"]["CampaignExecution"]["properties"]["total_sent"]
    assert made == {"type": "integer", "minimum": 3, "exclusiveMinimum": True}


def test_a_word_that_3_0_does_not_have_stops_the_build() -> None:
    document = copy.deepcopy(whole_document())
    document["components"]["schemas"]["EmailResponse"]["properties"]["status"]["contentEncoding"] = "base64"
    with pytest.raises(
        BuildError, match=r"EmailResponse.properties.status: OpenAPI 3.0 has no 'contentEncoding'"
    ):
        portable(document)


def test_the_spec_itself_is_left_as_it_is() -> None:
    document = copy.deepcopy(whole_document())
    portable(document)
    assert document == whole_document()


def test_the_page_about_other_languages_lists_each_adaptation_with_its_reason() -> None:
    page = (ROOT / "docs" / "other-languages.md").read_text(encoding="utf-8")
    rows: list[Any] = re.findall(r"^\| (?!difference|---)(.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert [(one.name, one.reason) for one in ADAPTATIONS] == [row for row in rows if row[0] in _names()]
    assert portable_document()["info"]["x-adaptations"] == [
        {"name": one.name, "reason": one.reason} for one in ADAPTATIONS
    ]


def _names() -> set[str]:
    return {one.name for one in ADAPTATIONS}
