"""The OpenAPI document for the sandbox: operations, their parameters, bodies and compiled validators."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from konigle.sandbox.errors import SandboxError
from konigle.sandbox.formats import FORMATS

Json = dict[str, Any]
JSON_TYPE = "application/json"
MULTIPART_TYPE = "multipart/form-data"
_METHODS = ("get", "post", "put", "patch", "delete")
_DOCUMENT = "urn:konigle:spec"


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """One query parameter: the JSON type of its value, and its validator."""

    name: str
    kind: str
    required: bool
    validator: jsonschema_rs.Validator


@dataclass(frozen=True, slots=True)
class AmountRule:
    """The number of decimal places of an amount: that of the currency in another property."""

    currency: str
    least: int
    more: Mapping[str, int]

    def places(self, currency: str) -> int:
        """Returns the decimal places of a currency."""
        return self.more.get(currency.upper(), self.least)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the spec, with validators for requests and responses.

    Attributes:
        id: Its operationId; handlers and fault rules use it.
        success: Its only 2xx status code.
        bodies: Validator of the request body by media type; empty if it has no body.
        body_names: By media type, the location of the schema in the document.
        responses: Validator of the response by status code or class; None if there is no body.
        amounts: Amounts of the body whose decimal places depend on the currency beside them.
        area: The area of the API that it is in, if that has a separate document.
    """

    id: str
    method: str
    path: str
    success: int
    path_parameters: Mapping[str, jsonschema_rs.Validator]
    query: Mapping[str, QueryParameter]
    bodies: Mapping[str, jsonschema_rs.Validator]
    body_pointers: Mapping[str, str]
    responses: Mapping[str, jsonschema_rs.Validator | None]
    amounts: Mapping[str, AmountRule]
    area: str = ""

    def response_validator(self, status: int) -> jsonschema_rs.Validator | None:
        """Returns the validator for a response with this status code; KeyError if the spec does not have it."""
        exact = str(status)
        return self.responses[exact if exact in self.responses else f"{exact[0]}XX"]


def _escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")


@dataclass(frozen=True, eq=False)
class Spec:
    """A parsed document, its operations by id, and access to schemas by JSON pointer."""

    document: Json
    operations: dict[str, Operation] = field(init=False, default_factory=dict[str, Operation])
    _compiled: dict[str, jsonschema_rs.Validator] = field(
        init=False, repr=False, default_factory=dict[str, jsonschema_rs.Validator]
    )

    def __post_init__(self) -> None:
        for path, item in self.document["paths"].items():
            for method in _METHODS:
                if method in item:
                    operation = self._operation(path, method)
                    self.operations[operation.id] = operation

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **self.document}
        return jsonschema_rs.Registry([(_DOCUMENT, schema)])

    def validator(self, pointer: str) -> jsonschema_rs.Validator:
        """Returns the validator of the schema at a pointer (`/components/schemas/Contact`), including formats."""
        if pointer not in self._compiled:
            self._compiled[pointer] = self._compile(pointer)
        return self._compiled[pointer]

    def _compile(self, pointer: str) -> jsonschema_rs.Validator:
        return jsonschema_rs.Draft202012Validator(
            {"$ref": f"{_DOCUMENT}#{quote(pointer, safe='/~')}"},
            registry=self._registry,
            formats=FORMATS,
            validate_formats=True,
        )

    def at(self, pointer: str) -> tuple[str, Json]:
        """Returns the node at a pointer with its `$ref`s resolved, and the pointer of that node."""
        node: Any = self.document
        for token in pointer.split("/")[1:]:
            key = token.replace("~1", "/").replace("~0", "~")
            node = node[int(key) if key.isdigit() and not isinstance(node, Mapping) else key]
        target: str | None = node.get("$ref")
        return (pointer, node) if target is None else self.at(target.removeprefix("#"))

    def properties(self, pointer: str) -> dict[str, str]:
        """Returns every property of a schema, through `allOf` and `$ref`: name to the property's pointer."""
        pointer, node = self.at(pointer)
        found: dict[str, str] = {}
        for index in range(len(node.get("allOf", ()))):
            found.update(self.properties(f"{pointer}/allOf/{index}"))
        found.update({name: f"{pointer}/properties/{_escape(name)}" for name in node.get("properties", ())})
        return found

    def keyword(self, pointer: str, name: str) -> Any:
        """Returns the value of a keyword of a schema, through `$ref` and `allOf`; None if it has none."""
        pointer, node = self.at(pointer)
        if name in node:
            return node[name]
        for index in range(len(node.get("allOf", ()))):
            value = self.keyword(f"{pointer}/allOf/{index}", name)
            if value is not None:
                return value
        return None

    def types(self, pointer: str) -> tuple[str, ...]:
        """Returns the JSON types that a schema allows, if it states them."""
        kinds: str | list[str] | None = self.keyword(pointer, "type")
        return (kinds,) if isinstance(kinds, str) else tuple(kinds or ())

    def default(self, pointer: str) -> Any:
        """Returns the default value of a property: its own, those of its parts, or None."""
        value = self.keyword(pointer, "default")
        if value is None and self.keyword(pointer, "type") == "object":
            parts = {name: self.default(part) for name, part in self.properties(pointer).items()}
            return {name: part for name, part in parts.items() if part is not None}
        return json.loads(json.dumps(value))  # a copy: defaults are lists and objects too

    def _operation(self, path: str, method: str) -> Operation:
        base = f"/paths/{_escape(path)}/{method}"
        node = self.document["paths"][path][method]
        parameters = list(self._parameters(path, method))
        content_at = ""
        bodies: dict[str, str] = {}
        if "requestBody" in node:
            content_at, body = self.at(f"{base}/requestBody")
            bodies = {media: f"{content_at}/content/{_escape(media)}/schema" for media in body["content"]}
        success = [int(status) for status in node["responses"] if status.startswith("2")]
        if len(success) != 1:
            raise SandboxError(
                f"{node['operationId']} must have exactly one 2xx response, the spec has {success}"
            )
        return Operation(
            id=node["operationId"],
            method=method.upper(),
            path=path,
            success=success[0],
            path_parameters={
                p["name"]: self.validator(f"{at}/schema") for at, p in parameters if p["in"] == "path"
            },
            query={p["name"]: self._query_parameter(at, p) for at, p in parameters if p["in"] == "query"},
            bodies={media: self.validator(pointer) for media, pointer in bodies.items()},
            body_pointers=bodies,
            responses={status: self._respond(f"{base}/responses/{status}") for status in node["responses"]},
            amounts={name: rule for at in bodies.values() for name, rule in self._amounts(at)},
            area=next((self._areas[tag] for tag in node.get("tags", ()) if tag in self._areas), ""),
        )

    @cached_property
    def _areas(self) -> dict[str, str]:
        tags = self.document.get("tags", ())
        return {tag["name"]: tag["x-area"] for tag in tags if "x-area" in tag}

    def _amounts(self, pointer: str) -> Iterator[tuple[str, AmountRule]]:
        properties = self.properties(pointer)
        for name, at in properties.items():
            limits: Json = self.keyword(at, "x-decimal") or {}
            if "currency" in limits:
                more: Json = self.keyword(properties[limits["currency"]], "x-decimal-places")
                yield name, AmountRule(limits["currency"], limits["decimal_places"], more)

    def _parameters(self, path: str, method: str) -> Iterator[tuple[str, Json]]:
        base = f"/paths/{_escape(path)}"
        for location, owner in (
            (base, self.document["paths"][path]),
            (f"{base}/{method}", self.at(f"{base}/{method}")[1]),
        ):
            for index in range(len(owner.get("parameters", ()))):
                yield self.at(f"{location}/parameters/{index}")

    def _query_parameter(self, at: str, parameter: Json) -> QueryParameter:
        kind = self.keyword(f"{at}/schema", "type") or "string"
        return QueryParameter(
            parameter["name"], kind, bool(parameter.get("required")), self.validator(f"{at}/schema")
        )

    def _respond(self, pointer: str) -> jsonschema_rs.Validator | None:
        pointer, node = self.at(pointer)
        if JSON_TYPE not in node.get("content", {}):
            return None
        return self.validator(f"{pointer}/content/{_escape(JSON_TYPE)}/schema")


@cache
def load_spec() -> Spec:
    """Returns the spec that is part of the package; parsed once per process, never changed."""
    text = files("konigle").joinpath("_generated/openapi.json").read_text(encoding="utf-8")
    return Spec(json.loads(text))
