"""What a document says of its operations, read without the generator: parameters, bodies, responses, and validators."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs

from generator.lift.source import Source

Raw = dict[str, Any]
_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Media:
    """One body, by its media type; `raw` is its media type object."""

    kind: str
    raw: Raw

    @property
    def schema(self) -> Any:
        """Its schema; anything fits if it has none."""
        return self.raw.get("schema", True)

    @property
    def is_json(self) -> bool:
        """Whether it is JSON."""
        name = self.kind.partition(";")[0].strip().lower()
        return name in {"application/json", "*/*", "text/json"} or name.endswith("+json")


@dataclass(frozen=True)
class Endpoint:
    """One operation of the document, its references followed."""

    method: str
    path: str
    parameters: tuple[Raw, ...]
    bodies: tuple[Media, ...]
    status: int
    responses: tuple[Media, ...]

    @property
    def name(self) -> str:
        """Method and path."""
        return f"{self.method.upper()} {self.path}"

    def match(self, path: str) -> dict[str, str] | None:
        """The path parameters in a path, if it is one of this operation's."""
        names = re.findall(r"{([^}]*)}", self.path)
        pattern = re.sub(r"\\{[^}]*\\}", "([^/]+)", re.escape(self.path))
        found = re.fullmatch(pattern, path)
        return dict(zip(names, found.groups(), strict=True)) if found else None


class Contract:
    """A document."""

    def __init__(self, path: Path) -> None:
        self.raw: Raw = Source(path).raw
        self._components = _as_json_schema(copy.deepcopy(self.raw.get("components", {})))
        self._paths = _as_json_schema(copy.deepcopy(self.raw["paths"]))
        self.endpoints = list(self._endpoints())

    def follow(self, raw: Any) -> Any:
        """A part, or what its reference means."""
        while isinstance(raw, dict) and "$ref" in raw:
            value: Any = self.raw
            for step in raw["$ref"][2:].split("/"):
                value = value[
                    step.replace("~1", "/").replace("~0", "~").replace("%7B", "{").replace("%7D", "}")
                ]
            raw = value
        return raw

    def fits(self, schema: Any, value: Any) -> str:
        """Why a value does not fit a schema; empty if it does."""
        whole = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [_as_json_schema(copy.deepcopy(schema))],
            "components": self._components,
            "paths": self._paths,
        }
        try:
            jsonschema_rs.Draft202012Validator(
                whole, pattern_options=jsonschema_rs.FancyRegexOptions()
            ).validate(value)
        except jsonschema_rs.ValidationError as problem:
            return f"{'/'.join(map(str, problem.instance_path))}: {problem.message}"[:300]
        return ""

    def _endpoints(self) -> Iterator[Endpoint]:
        for path, item in self.raw["paths"].items():
            whole = {**self.follow(item), **item} if isinstance(item, dict) else {}
            for method in _METHODS:
                if isinstance(whole.get(method), dict):
                    yield self._endpoint(path, whole, method, whole[method])

    def _endpoint(self, path: str, item: Raw, method: str, raw: Raw) -> Endpoint:
        parameters: dict[tuple[str, str], Raw] = {
            ("path", name): {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"{([^}]*)}", path)
        }
        for one in (*item.get("parameters", ()), *raw.get("parameters", ())):
            followed = self.follow(one)
            parameters[followed["in"], followed["name"]] = followed
        responses = {
            code.upper(): self.follow(one)
            for code, one in raw.get("responses", {}).items()
            if one is not None
        }
        good = [code for code in responses if code.startswith("2")] or [
            code for code in responses if code == "DEFAULT"
        ]
        with_content = [code for code in good if responses[code].get("content")]
        code = (with_content or good or ["204"])[0]
        response = responses.get(code, {})
        return Endpoint(
            method,
            path,
            tuple(parameters.values()),
            _media(self.follow(raw.get("requestBody", {}))),
            int(code) if code.isdigit() else 200,
            _media(response) if code not in {"204", "205"} else (),
        )


def _media(holder: Raw) -> tuple[Media, ...]:
    """The bodies, JSON first."""
    found = [Media(kind, raw or {}) for kind, raw in (holder.get("content") or {}).items()]
    return tuple(sorted(found, key=lambda one: not one.is_json))


def _as_json_schema(value: Any) -> Any:
    """Schemas with the words of OpenAPI 3.0 as JSON Schema has them; `value` is changed."""
    if isinstance(value, list):
        return [_as_json_schema(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {
        word: one if word in {"example", "examples", "enum", "const"} else _as_json_schema(one)
        for word, one in value.items()
    }
    for plain in ("minimum", "maximum"):
        exclusive = f"exclusive{plain.capitalize()}"
        if isinstance(made.get(exclusive), bool) and made.pop(exclusive) and plain in made:
            made[exclusive] = made.pop(plain)
    if made.get("nullable") is True:
        rest = {word: one for word, one in made.items() if word != "nullable"}
        if isinstance(rest.get("enum"), list) and None in rest["enum"]:
            rest["enum"] = [one for one in rest["enum"] if one is not None]
        return {"anyOf": [rest, {"type": "null"}]}
    return made
