"""Which keywords may stand where. A word that is not here would be lost without a sound, so it stops the build."""

from typing import Any

from generator.read.spec import Location, Raw, Spec, did_you_mean

Shape = str | type | tuple[type, ...]

# What stands under a keyword: a type for a plain value (`object` for any), "k" for a part of that kind, "k[]" for a
# list of them, "k{}" for a mapping to them.
GRAMMAR: dict[str, dict[str, Shape]] = {
    "document": {
        "openapi": str,
        "info": dict,
        "servers": list,
        "security": list,
        "tags": "tag[]",
        "paths": "path{}",
        "components": "components",
        "externalDocs": "externalDocs",
        "x-tagGroups": "tagGroup[]",
        "webhooks": "webhook{}",
    },
    "tag": {"name": str, "description": str, "externalDocs": "externalDocs"},
    "externalDocs": {"url": str, "description": str},
    "webhook": {"post": "notification"},
    "notification": {
        "operationId": str,
        "summary": str,
        "description": str,
        "requestBody": "requestBody",
        "responses": "response{}",
        "externalDocs": "externalDocs",
        "x-signature": dict,
    },
    "tagGroup": {"name": str, "tags": list},
    "components": {
        "schemas": "schema{}",
        "parameters": "parameter{}",
        "responses": "response{}",
        "requestBodies": "requestBody{}",
        "headers": "header{}",
        "examples": "example{}",
        "securitySchemes": dict,
    },
    "path": {
        "parameters": "parameter[]",
        "get": "operation",
        "post": "operation",
        "put": "operation",
        "patch": "operation",
        "delete": "operation",
    },
    "operation": {
        "tags": list,
        "operationId": str,
        "summary": str,
        "description": str,
        "parameters": "parameter[]",
        "requestBody": "requestBody",
        "responses": "response{}",
        "x-replay": str,
        "x-settled": dict,
        "x-recipients": (str, dict),
        "x-recovery": dict,
        "x-method": str,
        "security": list,
        "externalDocs": "externalDocs",
        "x-pagination": dict,
        "x-poll": dict,
        "deprecated": bool,
        "x-deprecated": dict,
    },
    "parameter": {
        "name": str,
        "in": str,
        "required": bool,
        "description": str,
        "schema": "schema",
        "content": "media{}",
        "style": str,
        "explode": bool,
        "x-argument": str,
        "example": object,
        "examples": "example{}",
        "deprecated": bool,
        "x-deprecated": dict,
    },
    "requestBody": {"description": str, "required": bool, "content": "media{}"},
    "response": {"description": str, "headers": "header{}", "content": "media{}", "x-poll": dict},
    "header": {"description": str, "required": bool, "schema": "schema", "example": object},
    "media": {"schema": "schema", "example": object, "examples": "example{}", "encoding": "encoding{}"},
    "encoding": {"contentType": str},
    "example": {"summary": str, "description": str, "value": object},
    "discriminator": {"propertyName": str, "mapping": dict},
    "schema": {
        "type": (str, list),
        "title": str,
        "description": str,
        "default": object,
        "examples": list,
        "readOnly": bool,
        "writeOnly": bool,
        "externalDocs": "externalDocs",
        "deprecated": bool,
        "x-deprecated": dict,
        "enum": list,
        "x-final": list,
        "allOf": "schema[]",
        "oneOf": "schema[]",
        "anyOf": "schema[]",
        "discriminator": "discriminator",
        "const": object,
        "format": str,
        "minLength": int,
        "maxLength": int,
        "pattern": str,
        "x-decimal": dict,
        "x-decimal-places": dict,
        "minimum": (int, float),
        "exclusiveMinimum": (int, float),
        "maximum": (int, float),
        "exclusiveMaximum": (int, float),
        "multipleOf": (int, float),
        "items": "schema",
        "minItems": int,
        "maxItems": int,
        "uniqueItems": bool,
        "properties": "schema{}",
        "required": list,
        "additionalProperties": "schema",
        "unevaluatedProperties": "schema",
        "propertyNames": "schema",
        "minProperties": int,
    },
}

REQUIRED: dict[str, tuple[str, ...]] = {
    "document": ("openapi", "info", "security", "tags", "paths", "components"),
    "tag": ("name", "description"),
    "externalDocs": ("url",),
    "tagGroup": ("name", "tags"),
    "webhook": ("post",),
    "notification": ("description", "requestBody"),
    "components": ("schemas",),
    "operation": ("operationId", "tags", "summary", "description", "x-replay", "responses"),
    "parameter": ("name", "in", "description"),
    "requestBody": ("content",),
    "response": ("description",),
    "discriminator": ("propertyName",),
}

_NUMBER = frozenset({"minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"})
_OBJECT = (
    *("properties", "required", "additionalProperties", "unevaluatedProperties", "propertyNames"),
    "minProperties",
)
OF_TYPE: dict[str, frozenset[str]] = {
    "string": frozenset({"format", "minLength", "maxLength", "pattern", "x-decimal", "x-decimal-places"}),
    "integer": _NUMBER | {"format"},
    "number": _NUMBER | {"format"},
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset(_OBJECT),
    "boolean": frozenset(),
    "null": frozenset(),
}
_TYPED = frozenset(word for words in OF_TYPE.values() for word in words)
FORMATS: dict[str, frozenset[str]] = {
    "string": frozenset(
        {"date-time", "email", "email-or-blank", "binary", "uuid", "uri", "date", "byte", "password"}
    ),
    "integer": frozenset({"int32", "int64"}),
    "number": frozenset({"float", "double"}),
}
# What may stand beside a reference, a union, a constant or an enum: it describes, it does not constrain.
ANNOTATIONS = (
    *("title", "description", "default", "examples", "readOnly", "writeOnly"),
    *("deprecated", "x-deprecated"),
)
UNION_WORDS = ("oneOf", "anyOf")
NULL = {"type": "null"}


def check_vocabulary(spec: Spec) -> None:
    """Walks the whole document.

    Raises:
        BuildError: A keyword, extension, type or format has no meaning here, one that is needed is missing, or a
            reference is broken.
    """
    _check(spec, "document", spec.raw, ())
    if not spec.raw["openapi"].startswith("3.1"):
        spec.fail(("openapi",), f"version {spec.raw['openapi']}: only 3.1 is understood")


def _check(spec: Spec, kind: str, raw: Any, location: Location) -> None:
    if kind == "schema" and isinstance(raw, bool):
        return
    if not isinstance(raw, dict):
        spec.fail(location, f"expected a mapping, found {_kind(raw)}")
    if "$ref" in raw:
        spec.follow(raw, location)
        return
    words = GRAMMAR[kind]
    for word, value in raw.items():
        if word not in words:
            what = "extension" if word.startswith("x-") else "keyword"
            spec.fail((*location, word), f"unknown {what} {word!r}{did_you_mean(word, words)}")
        _check_shape(spec, words[word], value, (*location, word))
    for word in REQUIRED.get(kind, ()):
        if word not in raw:
            spec.fail(location, f"{'an' if kind[0] in 'aeio' else 'a'} {kind} without {word}")
    if kind == "schema":
        _check_types(spec, raw, location)


def _check_shape(spec: Spec, shape: Shape, value: Any, location: Location) -> None:
    if not isinstance(shape, str):
        wanted = shape if isinstance(shape, tuple) else (shape,)
        if not isinstance(value, wanted) or (isinstance(value, bool) and not {bool, object} & set(wanted)):
            spec.fail(location, f"expected {' or '.join(map(_name, wanted))}, found {_kind(value)}")
        if value == "" and str in wanted:
            spec.fail(location, "is empty")
    elif shape.endswith("[]"):
        if not isinstance(value, list):
            spec.fail(location, f"expected a list, found {_kind(value)}")
        for index, item in enumerate(value):
            _check(spec, shape[:-2], item, (*location, str(index)))
    elif shape.endswith("{}"):
        if not isinstance(value, dict):
            spec.fail(location, f"expected a mapping, found {_kind(value)}")
        for name, item in value.items():
            _check(spec, shape[:-2], item, (*location, name))
    else:
        _check(spec, shape, value, location)


def _kind(value: Any) -> str:
    return "nothing" if value is None else _name(type(value))


def _name(kind: type) -> str:
    names = {dict: "a mapping", list: "a list", str: "a text", bool: "true or false", int: "a whole number"}
    return names.get(kind, "a number")


def types_of(raw: Raw) -> list[str]:
    """The types a schema names, none when it leaves them to what it refers to."""
    kinds = raw.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _check_types(spec: Spec, raw: Raw, location: Location) -> None:
    kinds = types_of(raw)
    for kind in kinds:
        if kind not in OF_TYPE:
            spec.fail((*location, "type"), f"unknown type {kind!r}{did_you_mean(str(kind), OF_TYPE)}")
    if kinds:
        allowed = {word for kind in kinds for word in OF_TYPE[kind]}
        for word in raw:
            if word in _TYPED and word not in allowed:
                spec.fail((*location, word), f"{word!r} says nothing about type {' or '.join(kinds)}")
    if "x-final" in raw and "enum" not in raw:
        spec.fail((*location, "x-final"), "only an enum of states may have it")
    known = {name for kind in kinds or FORMATS for name in FORMATS.get(kind, ())}
    if "format" in raw and raw["format"] not in known:
        named = raw["format"]
        spec.fail(
            (*location, "format"),
            f"unsupported format {named!r}{did_you_mean(named, known)}: leave it out, or say a pattern or limits",
        )
