"""An unsupported schema stops the build, with its location: nothing is dropped silently."""

import re
from typing import Any

import pytest

LABEL = "openapi/konigle-reachout.yaml"
SCHEMAS = "components.schemas"

# What is replaced in the small spec, its replacement, the location in the message, and the message.
BREAKS = {
    "inline schema in allOf": (
        "      allOf: [{$ref: '#/components/schemas/WidgetFields'}]\n      required: [name]",
        "      allOf: [{$ref: '#/components/schemas/WidgetFields'}, {properties: {}}]\n      required: [name]",
        f"{SCHEMAS}.BaseWidget.allOf.1",
        "allOf may only join components",
    ),
    "allOf of a string": (
        "        - $ref: '#/components/schemas/TimestampedResource'",
        "        - $ref: '#/components/schemas/WidgetState'",
        f"{SCHEMAS}.Widget.allOf.1",
        "allOf joins objects, but WidgetState is none",
    ),
    "oneOf in a class": (
        "      description: A new widget.\n",
        "      description: A new widget.\n      oneOf: [{$ref: '#/components/schemas/Consent'}]\n",
        f"{SCHEMAS}.WidgetCreate.oneOf",
        "oneOf beside properties or allOf",
    ),
    "pattern with look-around": (
        "      pattern: ^[a-z]+$",
        "      pattern: ^(?!x)[a-z]+$",
        f"{SCHEMAS}.WidgetCode.pattern",
        "the pattern cannot be checked in Python",
    ),
    "required that is not there": (
        "      required: [force]",
        "      required: [forse]",
        f"{SCHEMAS}.Press.required.0",
        "'forse' is no property of Press (did you mean 'force'?)",
    ),
    "required in a set of fields": (
        "      description: What can be said at any time.\n",
        "      description: What can be said at any time.\n      required: [name]\n",
        f"{SCHEMAS}.WidgetFields.required",
        "a set of fields requires nothing",
    ),
    "schema without description": (
        "      description: A new widget.\n",
        "",
        f"{SCHEMAS}.WidgetCreate",
        "a schema without description",
    ),
    "title on a component": (
        "      description: A new widget.\n",
        "      description: A new widget.\n      title: New\n",
        f"{SCHEMAS}.WidgetCreate.title",
        "renames the class",
    ),
    "schema that nothing uses": (
        "    Press:\n",
        "    Lonely: {type: string, description: Nobody asks.}\n    Press:\n",
        f"{SCHEMAS}.Lonely",
        "is used by no operation",
    ),
    "extra properties in a request": (
        "      description: A new widget.\n",
        "      description: A new widget.\n      additionalProperties: true\n",
        f"{SCHEMAS}.WidgetCreate.additionalProperties",
        "cannot take others as well",
    ),
    "other hand-written class": (
        "description: When it was made., format: date-time}",
        "description: When it was made.}",
        f"{SCHEMAS}.TimestampedResource.properties.created_at",
        "the spec says a required str, konigle/_core/models.py says a required Timestamp",
    ),
    "form with two more properties": (
        "        files:\n",
        "        more: {type: string, title: More, description: More.}\n        files:\n",
        f"{SCHEMAS}.PressForm",
        "must be Press and one more property",
    ),
    "list of no object": (
        "          items: {$ref: '#/components/schemas/Widget'}",
        "          items: {$ref: '#/components/schemas/WidgetCode'}",
        f"{SCHEMAS}.WidgetPage.properties.payload.items",
        "a list must be of objects with properties, WidgetCode is none",
    ),
    "list that is a mapping": (
        "      allOf: [{$ref: '#/components/schemas/WidgetFields'}]\n      minProperties",
        "      allOf: {$ref: '#/components/schemas/WidgetFields'}\n      minProperties",
        f"{SCHEMAS}.WidgetUpdate.allOf",
        "expected a list, found a mapping",
    ),
    "properties that are a list": (
        "      properties:\n        email: {",
        "      properties: [email]\n      x-decimal: {",
        f"{SCHEMAS}.Consent.properties",
        "expected a mapping, found a list",
    ),
    "component that is a reference": (
        "          allOf: [{$ref: '#/components/schemas/Labels'}]\n",
        (
            "          allOf: [{$ref: '#/components/schemas/Other'}]\n"
            "    Other: {$ref: '#/components/schemas/Labels'}\n"
        ),
        f"{SCHEMAS}.Other",
        "a component that is itself only a reference",
    ),
    "object without its type": (
        "    WidgetCreate:\n      type: object\n",
        "    WidgetCreate:\n",
        f"{SCHEMAS}.WidgetCreate",
        "must say `type: object`",
    ),
    "component without a type": (
        "      type: string\n      description: A slug.\n",
        "      description: A slug.\n",
        f"{SCHEMAS}.WidgetCode",
        "has no type, but maxLength, pattern: say `type`",
    ),
    "title on a component that is no class": (
        "      description: A slug.\n",
        "      description: A slug.\n      default: a\n",
        f"{SCHEMAS}.WidgetCode.default",
        "default of a component is not carried over",
    ),
    "mapping that holds itself": (
        "      additionalProperties: {type: string}",
        "      additionalProperties: {$ref: '#/components/schemas/Labels'}",
        f"{SCHEMAS}.Labels",
        "refers to itself",
    ),
    "mapping that holds nothing": (
        "      additionalProperties: {type: string}",
        "      additionalProperties: false",
        f"{SCHEMAS}.Labels",
        "an object that can hold nothing",
    ),
    "keys of a mapping by an enum": (
        "      additionalProperties: {type: string}",
        "      propertyNames: {enum: [a, b]}",
        f"{SCHEMAS}.Labels.propertyNames",
        "may only hold minLength, maxLength and pattern",
    ),
    "keys of a class": (
        "      description: A new widget.\n",
        "      description: A new widget.\n      propertyNames: {pattern: a}\n",
        f"{SCHEMAS}.WidgetCreate.propertyNames",
        "only an object without properties may have it",
    ),
    "least number of properties of a new one": (
        "      description: A new widget.\n",
        "      description: A new widget.\n      minProperties: 1\n",
        f"{SCHEMAS}.WidgetCreate.minProperties",
        "only the body of a PATCH may have it",
    ),
    "enum of numbers": (
        "enum: [idle, pressed]",
        "enum: [idle, 2]",
        f"{SCHEMAS}.WidgetState.enum",
        "2 is no value of type string",
    ),
    "enum with a value twice": (
        "enum: [idle, pressed]",
        "enum: [idle, pressed, idle]",
        f"{SCHEMAS}.WidgetState.enum",
        "holds a value twice",
    ),
    "enum with a limit": (
        "enum: [idle, pressed]",
        "enum: [idle, pressed]\n      maxLength: 9",
        f"{SCHEMAS}.WidgetState",
        "maxLength beside enum",
    ),
    "enum without names for its members": (
        "enum: [idle, pressed]",
        "enum: [idle, pressed, '1']",
        f"{SCHEMAS}.WidgetState.enum",
        "do not make distinct names",
    ),
    "allOf in a circle": (
        "      description: What can be said at any time.\n",
        "      description: What can be said at any time.\n      allOf: [{$ref: '#/components/schemas/BaseWidget'}]\n",
        f"{SCHEMAS}.",
        "joins itself: ",
    ),
    "set of fields as a value": (
        "          allOf: [{$ref: '#/components/schemas/Consent'}]",
        "          allOf: [{$ref: '#/components/schemas/ConsentFields'}]",
        f"{SCHEMAS}.ConsentFields",
        "is a set of fields for allOf, but used as value",
    ),
    "name that is taken": (
        "          allOf: [{$ref: '#/components/schemas/Consent'}]",
        "          allOf: [{$ref: '#/components/schemas/Payload'}]",
        f"{SCHEMAS}.Payload",
        "the generated modules import another Payload: rename the schema",
    ),
    "body of a PATCH that is a value as well": (
        "          allOf: [{$ref: '#/components/schemas/Labels'}]",
        "          allOf: [{$ref: '#/components/schemas/WidgetUpdate'}]",
        f"{SCHEMAS}.WidgetUpdate",
        "is the body of a PATCH and used for something else",
    ),
    "one field fewer than the hand-written class": (
        "        updated_at: {type",
        "        changed_at: {type",
        f"{SCHEMAS}.TimestampedResource.",
        "'updated_at' is no property",
    ),
    "one field more than the hand-written class": (
        "        updated_at: {type",
        "        made_by: {type: string, title: By, description: Who made it.}\n        updated_at: {type",
        f"{SCHEMAS}.TimestampedResource.properties.made_by",
        "the spec says an optional str | None, konigle/_core/models.py says nothing",
    ),
}


@pytest.mark.usefixtures("without_lines")
@pytest.mark.parametrize("name", BREAKS)
def test_what_cannot_be_honoured_stops_the_build(small: Any, name: str) -> None:
    old, new, location, words = BREAKS[name]
    small.edit(old, new)
    if "ConsentFields" in new or "schemas/Payload" in new:
        for path in (small.spec, small.hints):
            name = "ConsentFields" if "ConsentFields" in new else "Payload"
            path.write_text(re.sub(r"\bConsent\b(?=[:'])", name, path.read_text()))
    message = small.problem()
    assert re.match(rf"{LABEL}:1: {re.escape(location)}", message), message
    assert words in message
