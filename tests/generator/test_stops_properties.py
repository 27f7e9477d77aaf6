"""An unsupported property stops the build, with its location: nothing is dropped silently."""

import re
from typing import Any

import pytest

LABEL = "openapi/konigle-reachout.yaml"
SCHEMAS = "components.schemas"

# What is replaced in the small spec, its replacement, the location in the message, and the message.
BREAKS = {
    "unknown keyword": (
        "          maxLength: 20",
        "          maxLenght: 20",
        f"{SCHEMAS}.WidgetFields.properties.name.maxLenght",
        "unknown keyword 'maxLenght' (did you mean 'maxLength'?)",
    ),
    "keyword of another type": (
        "description: How hard., minimum: 1}",
        "description: How hard., maxLength: 1}",
        f"{SCHEMAS}.Press.properties.force.maxLength",
        "'maxLength' says nothing about type integer",
    ),
    "keyword with a wrong value": (
        "          maxLength: 20",
        "          maxLength: twenty",
        f"{SCHEMAS}.WidgetFields.properties.name.maxLength",
        "expected a whole number, found a text",
    ),
    "empty text": (
        "description: Name of the widget.",
        "description: ''",
        f"{SCHEMAS}.WidgetFields.properties.name.description",
        "is empty",
    ),
    "unknown type": (
        "type: integer, title: Force",
        "type: int, title: Force",
        f"{SCHEMAS}.Press.properties.force.type",
        "unknown type 'int' (did you mean 'integer'?)",
    ),
    "unsupported format": (
        "          format: email-or-blank",
        "          format: e-mail",
        f"{SCHEMAS}.WidgetFields.properties.owner.format",
        "unsupported format 'e-mail' (did you mean 'email'?)",
    ),
    "broken reference": (
        "          allOf: [{$ref: '#/components/schemas/Consent'}]",
        "          allOf: [{$ref: '#/components/schemas/Consnt'}]",
        f"{SCHEMAS}.WidgetFields.properties.consent.allOf.0.$ref",
        "broken reference '#/components/schemas/Consnt' (did you mean 'Consent'?)",
    ),
    "reference out of the document": (
        "          allOf: [{$ref: '#/components/schemas/Consent'}]",
        "          allOf: [{$ref: 'other.yaml#/Consent'}]",
        f"{SCHEMAS}.WidgetFields.properties.consent.allOf.0.$ref",
        "there is no file",
    ),
    "default beside a reference": (
        "          allOf: [{$ref: '#/components/schemas/WidgetState'}]\n          default: idle",
        "          $ref: '#/components/schemas/WidgetState'\n          default: idle",
        f"{SCHEMAS}.Widget.properties.state",
        "default, description, title beside a $ref",
    ),
    "default no value of the enum": (
        "default: idle",
        "default: asleep",
        f"{SCHEMAS}.Widget.properties.state.default",
        "'asleep' is none of idle, pressed",
    ),
    "default of another type": (
        "description: By email., default: true}",
        "description: By email., default: 1}",
        f"{SCHEMAS}.Consent.properties.email.default",
        "1 is no value of type boolean",
    ),
    "default that is null without null": (
        "description: By email., default: true}",
        "description: By email., default: null}",
        f"{SCHEMAS}.Consent.properties.email.default",
        "null is the default, but not among the types",
    ),
    "default on a required property": (
        "description: How hard., minimum: 1}",
        "description: How hard., default: 1}",
        f"{SCHEMAS}.Press.properties.force.default",
        "a default on a required property",
    ),
    "allOf of two in a property": (
        "          allOf: [{$ref: '#/components/schemas/Consent'}]",
        "          allOf: [{$ref: '#/components/schemas/Consent'}, {$ref: '#/components/schemas/Labels'}]",
        f"{SCHEMAS}.WidgetFields.properties.consent.allOf",
        "must hold exactly one schema",
    ),
    "limit beside allOf": (
        "          description: Code of the widget.\n",
        "          description: Code of the widget.\n          maxLength: 5\n",
        f"{SCHEMAS}.BaseWidget.properties.code",
        "maxLength beside allOf",
    ),
    "array without items": (
        "          items: {$ref: '#/components/schemas/Widget'}",
        "          maxItems: 5",
        f"{SCHEMAS}.WidgetPage.properties.payload",
        "an array without items",
    ),
    "title inside items": (
        "          items: {type: string, format: binary}",
        "          items: {type: string, format: binary, title: File}",
        f"{SCHEMAS}.PressForm.properties.files.items.title",
        "title of a schema inside another",
    ),
    "property said twice": (
        "        state:\n",
        "        name: {type: string, title: Name, description: Again.}\n        state:\n",
        f"{SCHEMAS}.Widget.properties.name",
        "is declared already at components.schemas.WidgetFields.properties.name",
    ),
    "property without title": (
        "          title: Code\n",
        "",
        f"{SCHEMAS}.BaseWidget.properties.code",
        "a property without title",
    ),
    "property that hides a method": (
        "        code:\n",
        "        save:\n",
        f"{SCHEMAS}.BaseWidget.properties.save",
        "'save' would hide a method",
    ),
    "property that is a Python word": (
        "        code:\n",
        "        from:\n",
        f"{SCHEMAS}.BaseWidget.properties.from",
        "'from' cannot be the name of an attribute",
    ),
    "decimal without digits": (
        "x-decimal: {max_digits: 8, decimal_places: 2}",
        "x-decimal: {max_digits: 8}",
        f"{SCHEMAS}.Widget.properties.price.x-decimal",
        "must hold max_digits and decimal_places",
    ),
    "amount in a currency that is not there": (
        "x-decimal: {max_digits: 8, decimal_places: 2}",
        "x-decimal: {max_digits: 8, decimal_places: 2, currency: stat}",
        f"{SCHEMAS}.Widget.properties.price.x-decimal",
        "there is no property 'stat' beside it (did you mean 'state'?)",
    ),
    "amount in a currency without decimal places": (
        "x-decimal: {max_digits: 8, decimal_places: 2}",
        "x-decimal: {max_digits: 8, decimal_places: 2, currency: state}",
        f"{SCHEMAS}.WidgetState.x-decimal-places",
        "must hold currencies",
    ),
    "mapping that is a list": (
        "        name:\n          type: string\n          title: Name\n",
        "        name: [string]\n        other:\n          type: string\n          title: Name\n",
        f"{SCHEMAS}.WidgetFields.properties.name",
        "expected a mapping, found a list",
    ),
    "property without a type": (
        "          type: string\n          title: Name",
        "          title: Name",
        f"{SCHEMAS}.WidgetFields.properties.name",
        "has no type",
    ),
    "property that is only null": (
        "description: How hard., minimum: 1}",
        "description: How hard.}\n        nothing: {type: 'null', title: Nothing, description: Nothing.}",
        f"{SCHEMAS}.Press.properties.nothing",
        "cannot type a schema of type null",
    ),
    "file in a response": (
        "type: integer, title: Count",
        "type: string, format: binary, title: Count",
        f"{SCHEMAS}.WidgetPage.properties.count",
        "format binary in a response",
    ),
    "length of a date": (
        "description: When it is due., format: date-time}",
        "description: When it is due., format: date-time, maxLength: 9}",
        f"{SCHEMAS}.WidgetFields.properties.due_at",
        "maxLength beside format date-time",
    ),
    "length of an amount": (
        "x-decimal: {max_digits: 8, decimal_places: 2}",
        "x-decimal: {max_digits: 8, decimal_places: 2}\n          maxLength: 9",
        f"{SCHEMAS}.Widget.properties.price.maxLength",
        "maxLength beside x-decimal",
    ),
    "digits that are no number": (
        "x-decimal: {max_digits: 8, decimal_places: 2}",
        "x-decimal: {max_digits: 8, decimal_places: two}",
        f"{SCHEMAS}.Widget.properties.price.x-decimal",
        "all whole numbers",
    ),
    "default that is a list with something in it": (
        "description: The widgets of this page.\n",
        "description: The widgets of this page.\n          default: [1]\n",
        f"{SCHEMAS}.WidgetPage.properties.payload.default",
        "only an empty list or object",
    ),
    "reference to something that is no schema": (
        "          allOf: [{$ref: '#/components/schemas/Labels'}]",
        "          allOf: [{$ref: '#/components/parameters/Page'}]",
        f"{SCHEMAS}.Press.properties.labels.allOf.0",
        "expected a reference to components.schemas, not to components.parameters.Page",
    ),
}


@pytest.mark.usefixtures("without_lines")
@pytest.mark.parametrize("name", BREAKS)
def test_what_cannot_be_honoured_stops_the_build(small: Any, name: str) -> None:
    old, new, location, words = BREAKS[name]
    small.edit(old, new)
    message = small.problem()
    assert re.match(rf"{LABEL}:1: {re.escape(location)}", message), message
    assert words in message
