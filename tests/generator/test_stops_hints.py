"""A hint that names nothing, or that cannot be followed, stops the build."""

from typing import Any

import pytest

HINTS = {
    "unknown word": ("str: [id, name]", "strs: [id, name]", "schemas.Widget.strs", "unknown hint 'strs'"),
    "unknown schema": (
        "  Widget:",
        "  Widgit:",
        "schemas.Widgit",
        "no schema 'Widgit' (did you mean 'Widget'?)",
    ),
    "unknown field": ("str: [id, name]", "str: [id, nam]", "schemas.Widget.str", "no property 'nam'"),
    "field of a parent": (
        "  Widget: {",
        "  Widget: {lower: [name], ",
        "schemas.Widget.lower",
        "Widget itself declares no property 'name'",
    ),
    "unknown enum": ("[WidgetState]", "[WidgetStat]", "enum_classes", "no schema 'WidgetStat'"),
    "enum that is none": ("[WidgetState]", "[Widget]", "enum_classes", "'Widget' is no enum"),
    "unknown filter": (
        "comma_separated: [tags]",
        "comma_separated: [tag]",
        "comma_separated",
        "no list has a filter 'tag' (did you mean 'tags'?)",
    ),
    "default that cannot be empty": (
        "default_empty: [consent]",
        "default_empty: [due_at]",
        "schemas.WidgetFields.default_empty",
        "'due_at' has no empty value",
    ),
    "schema that is described twice": ("  Press: {", "  Widget: {", "schemas.Widget", "duplicate"),
    "lower case of a number": (
        "  Press: {",
        "  Press: {lower: [force], ",
        "schemas.Press.lower",
        "is no string",
    ),
    "alias that is a field": (
        "aliases: {force: power}",
        "aliases: {force: labels}",
        "schemas.Press.aliases.force",
        "'labels' is the name of another field",
    ),
    "alias that is no argument": (
        "aliases: {force: power}",
        "aliases: {force: how-hard}",
        "schemas.Press.aliases.force",
        "'how-hard' cannot be the name of an argument",
    ),
    "alias of two fields": (
        "aliases: {force: power}",
        "aliases: {force: power, labels: power}",
        "schemas.Press.aliases.force",
        "'power' is a second name of two fields",
    ),
    "required already": (
        "  Press: {",
        "  Press: {required: [force], ",
        "schemas.Press.required",
        "'force' is required by the spec already",
    ),
    "unknown form": ("form: PressForm", "form: PresForm", "schemas.Press.form", "no schema 'PresForm'"),
    "wrong kind of value": (
        "form: PressForm",
        "form: [PressForm]",
        "schemas.Press.form",
        "must be a str, not a list",
    ),
    "unknown base": ("  Press: {", "  Press: {base: Model, ", "schemas.Press.base", "'Model' is none of"),
    "base of a response": (
        "  Widget: {",
        "  Widget: {base: Payload, ",
        "schemas.Widget.base",
        "not the body of a POST",
    ),
    "base of a response for a request": (
        "  Press: {",
        "  Press: {base: ActionResult, ",
        "schemas.Press.base",
        "Press is sent, and ActionResult is for responses",
    ),
    "detail of no resource": (
        "  Press: {",
        "  Press: {detail_only: [force], ",
        "schemas.Press.detail_only",
        "Press is no TimestampedResource",
    ),
    "str of no class": (
        "  WidgetFields: {",
        "  WidgetFields: {str: [name], ",
        "schemas.WidgetFields",
        "has no class",
    ),
    "alias of what is only read": (
        "  Press: {",
        "  WidgetPage: {aliases: {count: total}}\n  Press: {",
        "schemas.WidgetPage",
        "is never sent",
    ),
}


@pytest.mark.usefixtures("without_lines")
@pytest.mark.parametrize("name", HINTS)
def test_a_hint_that_names_nothing_or_cannot_be_followed_stops_the_build(small: Any, name: str) -> None:
    old, new, location, words = HINTS[name]
    small.edit(old, new, path=small.hints)
    message = small.problem()
    assert message.startswith("generator/hints.yaml:"), message
    assert location in message or words == "duplicate"
    assert words in message


def test_a_form_without_a_hint_stops_the_build(small: Any) -> None:
    small.edit("form: PressForm, ", "", path=small.hints)
    message = small.problem()
    assert "press.post.requestBody: has two ways: say in hints.yaml `Press: {form: PressForm}`" in message


def test_a_form_for_a_body_without_one_stops_the_build(small: Any) -> None:
    small.edit("schemas:\n", "schemas:\n  WidgetCreate: {form: PressForm}\n", path=small.hints)
    small.edit("form: PressForm, aliases", "aliases", path=small.hints)
    assert "schemas.WidgetCreate.form: createWidget has no form" in small.problem()


def test_hints_of_a_schema_must_be_a_mapping(small: Any) -> None:
    small.edit("Press: {form: PressForm, aliases: {force: power}}", "Press: PressForm", path=small.hints)
    assert "schemas.Press: must be a mapping" in small.problem()


def test_the_message_has_the_line_of_the_hint(small: Any) -> None:
    line = small.edit("str: [id, name]", "strs: [id, name]", path=small.hints)
    assert small.problem().startswith(f"generator/hints.yaml:{line}: schemas.Widget.strs: ")
