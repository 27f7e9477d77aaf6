"""The representation of the SDK holds what every language needs, and follows its schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from generator.build import generated
from konigle._core.error_mapping import error_class
from konigle._generated.models.campaign_status import FINAL_STATES

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def sdk() -> Json:
    """What is checked in."""
    found: Json = json.loads((ROOT / "openapi/sdk.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def methods(sdk: Json) -> dict[str, Json]:
    """Its methods by operation id."""
    managers = [manager for area in sdk["areas"] for manager in area["managers"]]
    return {method["operation"]: method for manager in managers for method in manager["methods"]}


def small_sdk(small: Any) -> Json:
    """The representation of the small project."""
    found: Json = json.loads(generated(small.root)["openapi/sdk.json"])
    return found


def test_it_follows_its_schema_and_the_schema_is_one(sdk: Json, small: Any) -> None:
    schema = json.loads((ROOT / "openapi/sdk.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.meta.validate(schema)
    for found in (sdk, small_sdk(small)):
        jsonschema_rs.validate(schema, found)
    with pytest.raises(jsonschema_rs.ValidationError, match="wether"):
        jsonschema_rs.validate(schema, {**sdk, "wether": True})


def test_every_name_in_it_leads_somewhere(sdk: Json, methods: dict[str, Json]) -> None:
    known = {one["name"] for word in ("models", "enums", "filters") for one in sdk[word]}
    named = set(named_types(sdk)) | {one["body"]["model"] for one in methods.values() if "body" in one}
    assert {"MarketingConsent", "CampaignStatus", "ContactFilters"} <= named <= known
    recovered = {
        one["recovery"].get("operation", "listContacts") for one in methods.values() if "recovery" in one
    }
    assert recovered <= set(methods)


def named_types(value: Any) -> list[str]:
    """The names of models and enums in all types below a part of it."""
    if isinstance(value, list):
        return [name for one in value for name in named_types(one)]
    if not isinstance(value, dict):
        return []
    own = [value["name"]] if value.get("kind") in {"model", "enum"} and "name" in value else []
    return own + [name for word, one in value.items() if word != "example" for name in named_types(one)]


def test_it_says_who_receives_mail(methods: dict[str, Json]) -> None:
    said = {name: one["recipients"] for name, one in methods.items() if "recipients" in one}
    at_a_time = {"kind": "audience", "field": "scheduled_at"}
    assert said == {
        "createCampaign": at_a_time,
        "updateCampaign": at_a_time,
        "newEmailCampaign": at_a_time,
        "startCampaign": {"kind": "audience"},
        "resumeCampaign": {"kind": "audience"},
        "scheduleCampaign": {"kind": "audience"},
        "sendCampaignTestEmail": {"kind": "addresses", "field": "email_address"},
        "sendEmail": {"kind": "addresses", "field": "to_email"},
    }


def test_it_says_how_to_find_out_after_every_response_that_must_not_be_lost(methods: dict[str, Json]) -> None:
    assert {name for name, one in methods.items() if one["replay"] == "once"} == {
        name for name, one in methods.items() if "recovery" in one
    }
    assert methods["updateContactLtv"]["recovery"] == {
        "operation": "listContacts",
        "query": {"q": "email"},
        "compare": ["ltv"],
    }


def test_it_says_which_states_are_final(sdk: Json) -> None:
    (campaigns,) = (one for one in sdk["areas"][0]["managers"] if one["name"] == "campaigns")
    assert campaigns["final_states"] == {"field": "status", "values": ["completed", "cancelled", "failed"]}
    assert set(campaigns["final_states"]["values"]) == FINAL_STATES


def test_it_says_which_error_stands_for_which_status_code(sdk: Json) -> None:
    said = {int(code.replace("XX", "99")): name for code, name in sdk["errors"].items()}
    assert said == {code: error_class(code).__name__ for code in said}
    assert {404, 409, 429, 499, 599} <= set(said)


def test_a_body_with_one_plain_value_is_an_argument_of_that_name(methods: dict[str, Json]) -> None:
    names = {name: [one["name"] for one in method["arguments"]] for name, method in methods.items()}
    assert names["scheduleCampaign"] == ["campaign_id", "scheduled_at"]
    assert names["setEngagementTracking"] == ["channel_id", "enable"]
    assert names["addCampaignLtv"] == ["campaign_id", "data"]


def test_a_type_belongs_to_no_language(small: Any) -> None:
    models = {one["name"]: one for one in small_sdk(small)["models"]}
    fields = {one["name"]: one for one in models["Widget"]["fields"]}
    assert fields["due_at"]["type"] == {"kind": "time", "nullable": True}
    assert fields["owner"]["type"] == {"kind": "string", "format": "email-or-blank", "nullable": True}
    assert fields["owner"]["default"] == ""
    assert fields["price"]["type"]["limits"] == {"max_digits": 8, "decimal_places": 2}
    assert fields["price"]["detail_only"] is True
    assert fields["state"]["type"] == {"kind": "enum", "name": "WidgetState"}
    assert models["Widget"]["role"] == "resource"
    assert [one["synonym"] for one in models["Press"]["fields"] if one["name"] == "force"] == ["power"]


def test_what_is_only_a_base_in_python_is_no_model(small: Any) -> None:
    assert "BaseWidget" not in {one["name"] for one in small_sdk(small)["models"]}


def test_a_manager_without_methods_of_its_own_is_a_short_module(sdk: Json) -> None:
    folder = ROOT / "konigle/_async/managers"
    names = [one["name"] for one in sdk["areas"][0]["managers"]]
    texts = {name: (folder / f"{name}.py").read_text(encoding="utf-8") for name in names}
    plain = {name: text for name, text in texts.items() if "def " not in text}
    assert plain
    assert [name for name, text in plain.items() if len(text.splitlines()) > 40] == []


@pytest.fixture
def facade(small: Any) -> Any:
    """The small project with a written manager, so that its methods are generated."""
    path = small.root / "konigle/_async/managers/widgets.py"
    path.parent.mkdir(parents=True)
    path.write_text("class AsyncWidgetManager: ...\n")
    return small


def test_a_manager_without_a_module_stops_the_build_and_the_module_is_printed(facade: Any) -> None:
    (facade.root / "konigle/_async/managers/widgets.py").write_text("")
    assert facade.run() == 1
    with pytest.raises(
        Exception, match=r"konigle/_async/managers/widgets.py: AsyncWidgetManager is missing"
    ) as caught:
        generated(facade.root)
    assert str(caught.value).endswith(
        '''"""Asynchronous manager of widgets."""

from konigle._async.generated.widgets import WidgetMethods


class AsyncWidgetManager(WidgetMethods):
    """Asynchronous manager of widgets."""
'''
    )


def test_a_method_that_is_written_by_hand_goes_before_the_generated_one(facade: Any) -> None:
    name = "konigle/_async/generated/widgets.py"
    assert "async def press(self, widget_id: str" in generated(facade.root)[name]
    (facade.root / "konigle/_async/managers/widgets.py").write_text(
        "class AsyncWidgetManager:\n    async def press(self): ...\n"
    )
    text = generated(facade.root)[name]
    assert "def press" not in text
    assert "async def delete(self, id_: str" in text


def test_a_docstring_says_how_it_is_retried_what_it_raises_and_how_it_is_called(facade: Any) -> None:
    facade.edit(
        "          application/json: {schema: {$ref: '#/components/schemas/WidgetCreate'}}",
        "          application/json: {schema: {$ref: '#/components/schemas/WidgetCreate'}, example: {name: A}}",
    )
    text = generated(facade.root)["konigle/_async/generated/widgets.py"]
    create = text[text.index("async def create(") : text.index("async def update(")]
    assert '"""Makes a widget.\n\n        Not retried if the response is lost.' in create
    assert "ValueError, APIError: One error that is both: the server refused the data." in create
    assert "`client.widgets.list()` before calling again." in " ".join(create.split())
    assert 'widget = await client.widgets.create(WidgetCreate(name="A"))' in create
