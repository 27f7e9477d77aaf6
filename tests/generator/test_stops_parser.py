"""The library skips what it does not support and continues; here each such case stops the build."""

import copy
import warnings
from typing import Any

import pytest
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError

from generator.write import formatting, parser_adapter

LABEL = "openapi/konigle-reachout.yaml"
SCHEMAS = "components.schemas"


def test_a_class_that_the_library_renames_stops_the_build(small: Any) -> None:
    small.spec.write_text(small.spec.read_text().replace("Consent", "Widget_consent"))
    small.hints.write_text(small.hints.read_text().replace("Consent", "Widget_consent"))
    assert f"{SCHEMAS}.Widget_consent: the library renames the class to WidgetConsent" in small.problem()


def test_two_classes_in_one_module_stop_the_build(small: Any) -> None:
    small.edit("    Press:\n", "    WidgetPAGE: {type: string, description: A., enum: [a]}\n    Press:\n")
    small.edit("          maxLength: 20\n", "          allOf: [{$ref: '#/components/schemas/WidgetPAGE'}]\n")
    small.edit("          type: string\n          title: Name", "          title: Name")
    assert "its module widget_page is that of" in small.problem()


def test_an_error_of_the_library_stops_the_build(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = GeneratorError(header="Unable", detail="to go on")
    monkeypatch.setattr(GeneratorData, "from_dict", lambda *_, **__: found)
    assert small.problem() == f"{LABEL}: Unable to go on"


@pytest.mark.parametrize("where", ["schemas", "endpoints"])
def test_what_the_library_would_skip_stops_the_build(
    small: Any, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    parse = GeneratorData.from_dict

    def skipping(raw: Any, *, config: Any) -> Any:
        data = parse(raw, config=config)
        collection = next(iter(data.endpoint_collections_by_tag.values()))
        errors = data.errors if where == "schemas" else collection.parse_errors
        errors.append(ParseError(header="Skipped", detail="a part"))
        return data

    monkeypatch.setattr(GeneratorData, "from_dict", skipping)
    assert small.problem() == f"{LABEL}: openapi-python-client: Skipped a part"


@pytest.mark.parametrize("way", ["print", "warn"])
def test_what_the_library_only_mentions_stops_the_build(
    small: Any, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    parse = GeneratorData.from_dict

    def mentioning(raw: Any, *, config: Any) -> Any:
        if way == "print":
            print("by the way")  # noqa: T201  # what the library would do
        else:
            warnings.warn("by the way", stacklevel=1)
        return parse(raw, config=config)

    monkeypatch.setattr(GeneratorData, "from_dict", mentioning)
    assert small.problem() == f"{LABEL}: openapi-python-client: by the way"


def test_a_property_that_the_library_loses_stops_the_build(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a schema whose allOf is one reference for that reference; the driver's second member prevents it."""
    monkeypatch.setattr(parser_adapter, "for_library", lambda spec: spec.raw)
    assert f"{SCHEMAS}.BaseWidget: the library makes no class of it" in small.problem()


@pytest.mark.parametrize(
    ("module", "name"), [(parser_adapter, "openapi-python-client"), (formatting, "ruff")]
)
def test_another_version_of_a_tool_stops_the_build(
    small: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], module: Any, name: str
) -> None:
    monkeypatch.setattr(module, "PINNED", "0.0.1")
    assert small.run() == 1
    assert f"{name} " in capsys.readouterr().err


def _press(data: Any) -> Any:
    return next(model for model in data.models if model.class_info.name == "Press")


def _other_module(data: Any) -> None:
    _press(data).class_info.module_name = "elsewhere"


def _nameless(data: Any) -> None:
    data.models.append(copy.deepcopy(_press(data)))
    data.models[-1].class_info.name = "PressLabels"


def _lost_property(data: Any) -> None:
    _press(data).optional_properties.clear()


def _not_required(data: Any) -> None:
    model = _press(data)
    model.optional_properties.extend(model.required_properties)
    model.required_properties.clear()


def _lost_endpoint(data: Any) -> None:
    next(iter(data.endpoint_collections_by_tag.values())).endpoints.pop()


def _renamed_tag(data: Any) -> None:
    collections = data.endpoint_collections_by_tag
    collections["gadgets"] = collections.pop("widgets")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_other_module, "the library puts it into elsewhere"),
        (_nameless, "the library made classes of nameless schemas: PressLabels"),
        (_lost_property, f"{SCHEMAS}.Press: the library sees other properties: labels"),
        (_not_required, f"{SCHEMAS}.Press: the library sees other properties"),
        (_lost_endpoint, "paths./widgets/{widget_id}/press.post: the library makes no function of it"),
        (_renamed_tag, "paths./widgets.get: the library puts it into gadgets, not widgets"),
    ],
)
def test_a_library_that_sees_another_spec_stops_the_build(
    small: Any, monkeypatch: pytest.MonkeyPatch, change: Any, words: str
) -> None:
    parse = GeneratorData.from_dict

    def changed(raw: Any, *, config: Any) -> Any:
        data = parse(raw, config=config)
        change(data)
        return data

    monkeypatch.setattr(GeneratorData, "from_dict", changed)
    assert words in small.problem()
