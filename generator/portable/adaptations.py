"""The differences between the spec and its portable form, in the order in which they are made."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass

from generator.plan.unions import of_types
from generator.portable.schemas import component, followed, inside, operations, responses, schemas, written
from generator.read.contents import JSON
from generator.read.references import SCHEMA, reached
from generator.read.spec import Raw
from generator.read.spec_grammar import NULL, UNION_WORDS

MADE = "Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit."
_RANGES = ("4XX", "5XX")
_SCALAR = {"string", "integer", "number", "boolean"}


@dataclass(frozen=True)
class Adaptation:
    """One difference between the spec and its portable form.

    Attributes:
        name: What is different, in a few words.
        reason: Why generators need it.
        apply: Makes the change in place.
    """

    name: str
    reason: str
    apply: Callable[[Raw], None]


ADAPTATIONS: list[Adaptation] = []
Apply = Callable[[Raw], None]


def _adaptation(name: str, reason: str) -> Callable[[Apply], Apply]:
    def add(apply: Apply) -> Apply:
        ADAPTATIONS.append(Adaptation(name, reason, apply))
        return apply

    return add


def _replace(schema: Raw, new: Raw) -> None:
    schema.clear()
    schema.update(new)


@_adaptation(
    "send-email accepts JSON only",
    "With two request bodies on one operation, generators keep an arbitrary one or generate code that does "
    "not compile, and those that support forms join lists with commas. The cost: no attachments (see the "
    "gaps).",
)
def _one_body(document: Raw) -> None:
    for operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {})
        for kind in [kind for kind in content if kind != JSON and JSON in content]:
            del content[kind]


@_adaptation(
    "one `default` error response instead of `4XX` and `5XX`",
    "Some generators ignore ranges of status codes, others treat them as status codes of that name; all "
    "support `default`. Its description lists the meaning of each status code.",
)
def _one_error(document: Raw) -> None:
    listed: dict[str, Raw] = {}
    for operation in operations(document):
        responses = operation["responses"]
        for code in [code for code in _RANGES if code in responses]:
            response = responses.pop(code)
            listed.setdefault(code, followed(document, response))
            responses["default"] = {"$ref": "#/components/responses/Error"}
    if listed:
        description = "\n\n".join(
            f"{code}: {listed[code]['description']}" for code in _RANGES if code in listed
        )
        shared = document["components"].setdefault("responses", {})
        shared["Error"] = {**next(iter(listed.values())), "description": description}


@_adaptation(
    "an error body is any JSON value",
    "`anyOf` of objects, lists and strings becomes a class that can hold none of them. Keep the body "
    "unchanged and inspect it in hand-written code.",
)
def _any_error(document: Raw) -> None:
    components, errors = document["components"]["schemas"], set[str]()
    for code, response in responses(document):
        if not code.startswith("2"):
            errors |= reached(document, followed(document, response))
    for name in errors:
        components[name].pop("anyOf", None)


@_adaptation(
    "each schema is flat; `unevaluatedProperties` becomes `additionalProperties`",
    "`allOf` with properties beside it becomes multiple inheritance, a class without its parents' fields, "
    "or an error, and `unevaluatedProperties` is new in 3.1. Bodies that reject unknown fields still do.",
)
def _flat(document: Raw) -> None:
    components = document["components"]["schemas"]
    for name, merged in [(name, _merged(document, name)) for name in components]:
        _replace(components[name], merged)


def _merged(document: Raw, name: str) -> Raw:
    """A component with everything its `allOf` joins, parents first."""
    own: Raw = copy.deepcopy(document["components"]["schemas"][name])
    closed = own.pop("unevaluatedProperties", None)
    parents = [
        _merged(document, part["$ref"].removeprefix(SCHEMA))
        for part in own.pop("allOf", [])
        if "$ref" in part
    ]
    properties: Raw = {}
    required: list[str] = []
    for part in (*parents, own):
        properties.update(part.get("properties", {}))
        required += [field for field in part.get("required", []) if field not in required]
    merged = {word: value for word, value in own.items() if word not in {"properties", "required"}}
    if required:
        merged["required"] = required
    if properties:
        merged["properties"] = properties
    if closed is not None:
        merged["additionalProperties"] = closed
    return merged


@_adaptation(
    "named strings are inlined",
    "A named string without an enum (a code, an amount) becomes an empty class, or loses its limits.",
)
def _plain_strings(document: Raw) -> None:
    for _, schema in list(schemas(document)):
        members = schema.get("allOf", [])
        target = component(document, members[0]) if len(members) == 1 and "$ref" in members[0] else {}
        if str(target.get("type")) in _SCALAR and "enum" not in target:
            beside = {word: value for word, value in schema.items() if word != "allOf"}
            _replace(schema, {**copy.deepcopy(target), **beside})


@_adaptation(
    "`nullable: true` instead of the type `null`",
    "Lists of types, and `oneOf` with null, are new in 3.1; generators for 3.0 turn them into `Object`.",
)
def _nullable(document: Raw) -> None:
    for _, schema in list(schemas(document)):
        kinds = schema.get("type")
        if isinstance(kinds, list) and len(kinds) - ("null" in kinds) > 1:
            _replace(schema, of_types(schema))
        elif isinstance(kinds, list):
            schema["type"] = next(kind for kind in kinds if kind != "null")
            schema["nullable"] = True
        for word in UNION_WORDS:
            choices = schema.get(word, [])
            if NULL in choices and len(choices) == 2:  # noqa: PLR2004 - a schema and null
                schema["allOf"] = [choice for choice in schema.pop(word) if choice != NULL]
                schema["type"] = _type_of(document, schema["allOf"][0])  # 3.0: no nullable without it
                schema["nullable"] = True
            elif NULL in choices:
                nothing = {"type": "object", "nullable": True, "enum": [None]}
                schema[word] = [nothing if choice == NULL else choice for choice in choices]


def _type_of(document: Raw, schema: Raw) -> str:
    """The type of a schema, or of the first member of a union."""
    while "type" not in schema:
        members = [schema[word][0] for word in UNION_WORDS if word in schema]
        schema = component(document, schema) if "$ref" in schema else members[0]
    return str(schema["type"])


@_adaptation(
    "an enum of one value instead of `const`",
    "`const` is new in 3.1.",
)
def _constants(document: Raw) -> None:
    for _, schema in schemas(document):
        if "const" in schema:
            schema["enum"] = [schema.pop("const")]


@_adaptation(
    "no `default` in request bodies; it is kept as `x-server-default`",
    "Generated classes start with the defaults and send them: a PATCH would reset fields that the caller "
    "did not set, and a create would send consent that nobody gave.",
)
def _no_defaults(document: Raw) -> None:
    for name in written(document):
        for _, schema in inside(name, document["components"]["schemas"][name]):
            if "default" in schema:
                schema["x-server-default"] = schema.pop("default")


@_adaptation(
    "one `example` instead of a list of `examples` in a schema",
    "The list is new in 3.1.",
)
def _one_example(document: Raw) -> None:
    for _, schema in schemas(document):
        if "examples" in schema:
            schema["example"] = schema.pop("examples")[0]


@_adaptation(
    "`format: email-or-blank` is kept as `x-format`",
    "It is not a registered format, and strict tools reject those.",
)
def _known_formats(document: Raw) -> None:
    for _, schema in schemas(document):
        if schema.get("format") == "email-or-blank":
            schema["x-format"] = schema.pop("format")


@_adaptation(
    "`propertyNames` is kept as `x-property-names`",
    "It is new in 3.1; the description states the same rule.",
)
def _property_names(document: Raw) -> None:
    for _, schema in schemas(document):
        if "propertyNames" in schema:
            schema["x-property-names"] = schema.pop("propertyNames")


@_adaptation(
    "an exclusive limit is a limit with a flag",
    "3.0 uses a flag; 3.1 uses a separate number.",
)
def _exclusive_limits(document: Raw) -> None:
    for _, schema in schemas(document):
        for word, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if word in schema:
                schema[limit], schema[word] = schema[word], True


@_adaptation(
    "the security scheme says what a generated client is given",
    "OpenAPI has no scheme with the word `Token`: as an API key it is sent unchanged, so that the word must be "
    "part of the value.",
)
def _whole_key(document: Raw) -> None:
    for scheme in document["components"].get("securitySchemes", {}).values():
        scheme["description"] = (
            "Give your client the value `Token <API key>`: the word, one space, and the API key of the site. It sends the "
            "value unchanged as the header `Authorization`. Clients that openapi-generator makes can be given the word "
            "as the prefix of the key (`api_key_prefix`) instead."
        )


@_adaptation(
    "OpenAPI 3.0.3",
    "Most generators support this version completely. Fields that 3.1 added to `info` are moved into its "
    "description or removed.",
)
def _version(document: Raw) -> None:
    info = document["info"]
    summary = info.pop("summary", "")
    info["description"] = f"{summary} {info.get('description', '')}".strip()
    if name := info.get("license", {}).pop("identifier", None):
        info["license"]["url"] = f"https://spdx.org/licenses/{name}.html"
    info["x-made"] = MADE
    info["x-adaptations"] = [{"name": one.name, "reason": one.reason} for one in ADAPTATIONS]
    document |= {"x-webhooks": document.pop("webhooks")} if "webhooks" in document else {}  # new in 3.1
    document["openapi"] = "3.0.3"


@_adaptation(
    "unused components are removed",
    "Schemas that only share fields, and the parts of an error, would become unused classes.",
)
def _used_only(document: Raw) -> None:
    components = document["components"]
    while True:
        text = json.dumps(document)
        unused = [
            (kind, name)
            for kind in ("responses", "schemas", "examples")
            for name in components.get(kind, {})
            if f'"#/components/{kind}/{name}"' not in text
        ]
        if not unused:
            return
        for kind, name in unused:
            del components[kind][name]
