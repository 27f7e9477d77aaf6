"""Makes `openapi/portable.json`: the same API for generators that cannot read all of OpenAPI 3.1.

Each adaptation is one function with its name and its reason, applied in order to a copy of the spec. What none of them
knows how to say in OpenAPI 3.0 stops the build, so that a new keyword of the spec is never lost without a word.
"""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.errors import BuildError
from generator.plan.unions import NULL, UNION_WORDS, of_types
from generator.read.spec import Raw, Spec

PATH = "openapi/portable.json"
MADE = "Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit."

_SCHEMAS = "#/components/schemas/"
_RESPONSES = "#/components/responses/"
_RANGES = ("4XX", "5XX")
_METHODS = ("get", "put", "post", "patch", "delete")
_JSON = "application/json"
_SCALAR = {"string", "integer", "number", "boolean"}
# What a schema of OpenAPI 3.0 may say (its section 4.7.24), as far as any tool reads it.
_WORDS_3_0 = frozenset(
    {
        *(
            "type",
            "title",
            "description",
            "default",
            "example",
            "readOnly",
            "writeOnly",
            "enum",
            "format",
            "nullable",
        ),
        *(
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
        ),
        *(
            "deprecated",
            "externalDocs",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minProperties",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "allOf",
            "oneOf",
            "anyOf",
            "discriminator",
            "$ref",
        ),
    }
)


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


def portable(spec: Raw) -> Raw:
    """The portable form of a spec, which is left as it is.

    Raises:
        BuildError: The spec says something that no adaptation puts into OpenAPI 3.0.
    """
    # through JSON, since anchors of the YAML share values, and a change of one would change them all
    document: Raw = json.loads(json.dumps(spec))
    for adaptation in ADAPTATIONS:
        adaptation.apply(document)
    for location, schema in schemas(document):
        for word in schema:
            if word not in _WORDS_3_0 and not word.startswith("x-"):
                raise BuildError(
                    f"{PATH}: {location}: OpenAPI 3.0 has no {word!r}: add a rule to generator/portable.py"
                )
    return document


def portable_file(spec: Spec) -> dict[str, str]:
    """The portable spec as a file."""
    return {PATH: json.dumps(portable(spec.raw), ensure_ascii=False, indent=1) + "\n"}


def schemas(document: Raw) -> Iterator[tuple[str, Raw]]:
    """Yields every schema of a document with its location, the outer ones first."""
    for location, holder in _schema_holders(document):
        if "schema" in holder:
            yield from _inside(f"{location}.schema", holder["schema"])
    for name, schema in document["components"]["schemas"].items():
        yield from _inside(f"components.schemas.{name}", schema)


def _schema_holders(value: Any, location: str = "") -> Iterator[tuple[str, Raw]]:
    """Parameters, headers and media types: whatever has a schema, outside of the schemas themselves."""
    if isinstance(value, dict):
        yield location, value
        for word, inner in value.items():
            if word not in {"schema", "schemas", "example", "examples"}:
                yield from _schema_holders(inner, f"{location}.{word}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _schema_holders(inner, f"{location}.{index}")


def _inside(location: str, schema: Any) -> Iterator[tuple[str, Raw]]:
    if not isinstance(schema, dict):
        return
    yield location, schema
    for word in ("items", "additionalProperties"):
        yield from _inside(f"{location}.{word}", schema.get(word))
    for name, inner in schema.get("properties", {}).items():
        yield from _inside(f"{location}.properties.{name}", inner)
    for word in ("allOf", "oneOf", "anyOf"):
        for index, inner in enumerate(schema.get(word, [])):
            yield from _inside(f"{location}.{word}.{index}", inner)


def operations(document: Raw) -> Iterator[Raw]:
    """Every operation of a document."""
    for item in document["paths"].values():
        yield from (item[method] for method in _METHODS if method in item)


def _component(document: Raw, schema: Raw) -> Raw:
    found: Raw = document["components"]["schemas"][schema["$ref"].removeprefix(_SCHEMAS)]
    return found


def _replace(schema: Raw, new: Raw) -> None:
    schema.clear()
    schema.update(new)


# ---- the adaptations, in the order in which they are applied


def _one_body(document: Raw) -> None:
    for operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {})
        for kind in [kind for kind in content if kind != _JSON and _JSON in content]:
            del content[kind]


def _one_error(document: Raw) -> None:
    listed: dict[str, Raw] = {}
    for operation in operations(document):
        responses = operation["responses"]
        for code in [code for code in _RANGES if code in responses]:
            response = responses.pop(code)
            listed.setdefault(code, _response(document, response))
            responses["default"] = {"$ref": "#/components/responses/Error"}
    if listed:
        description = "\n\n".join(
            f"{code}: {listed[code]['description']}" for code in _RANGES if code in listed
        )
        shared = document["components"].setdefault("responses", {})
        shared["Error"] = {**next(iter(listed.values())), "description": description}


def responses(document: Raw) -> Iterator[tuple[str, Raw]]:
    """The responses of all operations, each with its status code."""
    for operation in operations(document):
        yield from operation["responses"].items()


def _response(document: Raw, response: Raw) -> Raw:
    name = response.get("$ref", "").removeprefix(_RESPONSES)
    found: Raw = document["components"]["responses"][name] if name else response
    return found


def _any_error(document: Raw) -> None:
    components, errors = document["components"]["schemas"], set[str]()
    for code, response in responses(document):
        if not code.startswith("2"):
            errors |= set(reached(document, _response(document, response)))
    for name in errors:
        components[name].pop("anyOf", None)


def _flat(document: Raw) -> None:
    components = document["components"]["schemas"]
    for name, merged in [(name, _merged(document, name)) for name in components]:
        _replace(components[name], merged)


def _merged(document: Raw, name: str) -> Raw:
    """A component with everything its `allOf` joins, parents first."""
    own: Raw = copy.deepcopy(document["components"]["schemas"][name])
    closed = own.pop("unevaluatedProperties", None)
    parents = [
        _merged(document, part["$ref"].removeprefix(_SCHEMAS))
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


def _plain_strings(document: Raw) -> None:
    for _, schema in list(schemas(document)):
        members = schema.get("allOf", [])
        target = _component(document, members[0]) if len(members) == 1 and "$ref" in members[0] else {}
        if str(target.get("type")) in _SCALAR and "enum" not in target:
            beside = {word: value for word, value in schema.items() if word != "allOf"}
            _replace(schema, {**copy.deepcopy(target), **beside})


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
        schema = _component(document, schema) if "$ref" in schema else members[0]
    return str(schema["type"])


def _constants(document: Raw) -> None:
    for _, schema in schemas(document):
        if "const" in schema:
            schema["enum"] = [schema.pop("const")]


def _no_defaults(document: Raw) -> None:
    for name in written(document):
        for _, schema in _inside(name, document["components"]["schemas"][name]):
            if "default" in schema:
                schema["x-server-default"] = schema.pop("default")


def written(document: Raw) -> list[str]:
    """The components that request bodies are made of, in the order in which they are met."""
    return reached(document, [operation.get("requestBody", {}) for operation in operations(document)])


def reached(document: Raw, part: Any) -> list[str]:
    """The components that a part of a document is made of, in the order in which they are met."""
    found: list[str] = []
    waiting = references_of(part)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += references_of(document["components"]["schemas"][name])
    return found


def references_of(value: Any) -> list[str]:
    """The schema components that a part of a document refers to."""
    if isinstance(value, dict):
        reference = value.get("$ref", "")
        own = [reference.removeprefix(_SCHEMAS)] if reference.startswith(_SCHEMAS) else []
        return own + [name for inner in value.values() for name in references_of(inner)]
    if isinstance(value, list):
        return [name for inner in value for name in references_of(inner)]
    return []


def _one_example(document: Raw) -> None:
    for _, schema in schemas(document):
        if "examples" in schema:
            schema["example"] = schema.pop("examples")[0]


def _known_formats(document: Raw) -> None:
    for _, schema in schemas(document):
        if schema.get("format") == "email-or-blank":
            schema["x-format"] = schema.pop("format")


def _property_names(document: Raw) -> None:
    for _, schema in schemas(document):
        if "propertyNames" in schema:
            schema["x-property-names"] = schema.pop("propertyNames")


def _exclusive_limits(document: Raw) -> None:
    for _, schema in schemas(document):
        for word, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if word in schema:
                schema[limit], schema[word] = schema[word], True


def _whole_key(document: Raw) -> None:
    for scheme in document["components"].get("securitySchemes", {}).values():
        scheme["description"] = (
            "Give your client the value `Token <API key>`: the word, one space, and the API key of the site. It sends the "
            "value unchanged as the header `Authorization`. Clients that openapi-generator makes can be given the word "
            "as the prefix of the key (`api_key_prefix`) instead."
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


ADAPTATIONS = (
    Adaptation(
        "send-email accepts JSON only",
        "With two request bodies on one operation, generators keep an arbitrary one or generate code that does "
        "not compile, and those that support forms join lists with commas. The cost: no attachments (see the "
        "gaps).",
        _one_body,
    ),
    Adaptation(
        "one `default` error response instead of `4XX` and `5XX`",
        "Some generators ignore ranges of status codes, others treat them as status codes of that name; all "
        "support `default`. Its description lists the meaning of each status code.",
        _one_error,
    ),
    Adaptation(
        "an error body is any JSON value",
        "`anyOf` of objects, lists and strings becomes a class that can hold none of them. Keep the body "
        "unchanged and inspect it in hand-written code.",
        _any_error,
    ),
    Adaptation(
        "each schema is flat; `unevaluatedProperties` becomes `additionalProperties`",
        "`allOf` with properties beside it becomes multiple inheritance, a class without its parents' fields, "
        "or an error, and `unevaluatedProperties` is new in 3.1. Bodies that reject unknown fields still do.",
        _flat,
    ),
    Adaptation(
        "named strings are inlined",
        "A named string without an enum (a code, an amount) becomes an empty class, or loses its limits.",
        _plain_strings,
    ),
    Adaptation(
        "`nullable: true` instead of the type `null`",
        "Lists of types, and `oneOf` with null, are new in 3.1; generators for 3.0 turn them into `Object`.",
        _nullable,
    ),
    Adaptation(
        "an enum of one value instead of `const`",
        "`const` is new in 3.1.",
        _constants,
    ),
    Adaptation(
        "no `default` in request bodies; it is kept as `x-server-default`",
        "Generated classes start with the defaults and send them: a PATCH would reset fields that the caller "
        "did not set, and a create would send consent that nobody gave.",
        _no_defaults,
    ),
    Adaptation(
        "one `example` instead of a list of `examples` in a schema",
        "The list is new in 3.1.",
        _one_example,
    ),
    Adaptation(
        "`format: email-or-blank` is kept as `x-format`",
        "It is not a registered format, and strict tools reject those.",
        _known_formats,
    ),
    Adaptation(
        "`propertyNames` is kept as `x-property-names`",
        "It is new in 3.1; the description states the same rule.",
        _property_names,
    ),
    Adaptation(
        "an exclusive limit is a limit with a flag",
        "3.0 uses a flag; 3.1 uses a separate number.",
        _exclusive_limits,
    ),
    Adaptation(
        "the security scheme says what a generated client is given",
        "OpenAPI has no scheme with the word `Token`: as an API key it is sent unchanged, so that the word must be "
        "part of the value.",
        _whole_key,
    ),
    Adaptation(
        "OpenAPI 3.0.3",
        "Most generators support this version completely. Fields that 3.1 added to `info` are moved into its "
        "description or removed.",
        _version,
    ),
    Adaptation(
        "unused components are removed",
        "Schemas that only share fields, and the parts of an error, would become unused classes.",
        _used_only,
    ),
)
