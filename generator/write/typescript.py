"""Makes `clients/typescript/src/generated/operations.ts`: the facts of the spec that types cannot carry.

openapi-typescript makes the types (`make generate` runs it where node is); replay classes, and what a body or a filter
may be, are needed while the program runs.
"""

import json
import re
from typing import Any

from generator.portable import portable, references_of
from generator.read.hints import Hints
from generator.read.operations import Operation
from generator.read.schemas import Schemas
from generator.read.spec import Raw, Spec

PATH = "clients/typescript/src/generated/operations.ts"
_HEADER = """\
// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
import type { BodyFacts, OperationFacts } from "../facts.js";

"""
_WIDTH = 110
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_LIMITS = ("minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems", "enum")


def typescript_file(spec: Spec, hints: Hints, operations: list[Operation]) -> dict[str, str]:
    """The table of operations, and of the bodies they take, as a module."""
    facts = _Facts(spec, hints)
    table = {operation.id: facts.operation(operation) for operation in operations}
    bodies = {
        operation.body.schema: facts.body(operation.body.schema, is_change=operation.method == "PATCH")
        for operation in operations
        if operation.body
    }
    text = (
        _HEADER
        + "/** Every operation of the API by its operationId. */\n"
        + f"export const OPERATIONS = {_literal(table)} as const satisfies Record<string, OperationFacts>;\n\n"
        + "export type OperationId = keyof typeof OPERATIONS;\n\n"
        + "/** What a request body may hold, by the name of its schema. */\n"
        + f"export const BODIES: Readonly<Record<string, BodyFacts>> = {_literal(bodies)};\n"
    )
    return {PATH: text}


class _Facts:
    """Looks facts up in the portable form of the spec, where schemas are flat."""

    def __init__(self, spec: Spec, hints: Hints) -> None:
        self.spec, self.hints = spec, hints
        self.schemas = Schemas(spec)
        self.flat: Raw = portable(spec.raw)["components"]["schemas"]

    def operation(self, operation: Operation) -> Raw:
        facts: Raw = {
            "id": operation.id,
            "method": operation.method,
            "path": operation.path,
            "replay": operation.replay,
        }
        if operation.state_check:
            found = {"field": operation.state_check.field}
            facts["settled"] = {**found, "values": list(operation.state_check.values)}
        if operation.is_list:
            facts["filters"] = {
                parameter.name: self._filter(parameter.name, parameter.schema.raw)
                for parameter in operation.filters
            }
        if operation.body:
            facts["body"] = operation.body.schema
            if operation.body.form:
                facts["files"] = self._files(operation.body.form)
        facts["answer"] = self._response_body(operation)
        return facts

    def _response_body(self, operation: Operation) -> str:
        if operation.is_list:
            return "page"
        if not operation.response.schema:
            return "nothing"
        return "object" if "properties" in self.flat[operation.response.schema] else "free"

    def _filter(self, name: str, raw: Raw) -> Raw:
        if name in self.hints.comma_separated:
            return {"type": "list"}
        target = next(iter(references_of(raw)), "")
        return self.field(self.flat[target] if target else raw)

    def _files(self, form: str) -> Raw:
        """The field of a form that holds files, and how many there may be."""
        name, raw = next(
            (name, prop.raw)
            for name, prop in self.schemas.flat(form).items()
            if prop.raw.get("items", {}).get("format") == "binary"
        )
        return {"field": name, **({"most": raw["maxItems"]} if "maxItems" in raw else {})}

    def body(self, name: str, *, is_change: bool) -> Raw:
        owners = {key: prop.owner for key, prop in self.schemas.flat(name).items()}
        fields = self.fields(self.flat[name])
        for key, facts in fields.items():
            if key in self.hints.of(owners[key]).lower:
                facts["lower"] = True
        return {"change": is_change, "fields": fields}

    def fields(self, schema: Raw) -> Raw:
        required, properties = schema.get("required", []), schema["properties"]
        return {
            name: {
                **self.field(raw),
                **({"required": True} if name in required else {}),
                **_places(raw, properties),
            }
            for name, raw in properties.items()
        }

    def field(self, raw: Raw) -> Raw:
        """What one value may be."""
        inner = [self.flat[name] for name in references_of(raw.get("allOf", []))]
        whole: Raw = {**inner[0], **raw} if inner else raw
        facts: Raw = {} if whole["type"] == "string" else {"type": whole["type"]}
        if form := whole.get("format") or whole.get("x-format"):
            facts["format"] = form
        facts |= {word: whole[word] for word in _LIMITS if word in whole}
        if whole.get("nullable"):
            facts["nullable"] = True
        if "x-server-default" in whole:  # as the portable form calls it
            facts["default"] = True
        if "items" in whole:
            facts["items"] = self.field(whole["items"])
        if "properties" in whole:
            facts["fields"] = self.fields(whole)
        if isinstance(whole.get("additionalProperties"), dict):
            facts["values"] = self.field(whole["additionalProperties"])
        if "x-property-names" in whole:
            facts["names"] = whole["x-property-names"]["pattern"]
        return facts


def _places(raw: Raw, properties: Raw) -> Raw:
    """How many decimal places an amount may have, which depends on the currency beside it."""
    limits = raw.get("x-decimal", {})
    if "currency" not in limits:
        return {}
    currency, more = limits["currency"], properties[limits["currency"]]["x-decimal-places"]
    return {"places": {"currency": currency, "most": limits["decimal_places"], "more": more}}


def _literal(value: Any, indent: int = 0, before: int = 0) -> str:
    """A value as TypeScript, on one line where it fits."""
    if isinstance(value, dict) and value:
        parts = [
            f"{name if _NAME.fullmatch(name) else json.dumps(name)}: {_literal(inner, indent + 2, len(name))}"
            for name, inner in value.items()
        ]
        line = "{ " + ", ".join(parts) + " }"
        if "\n" not in line and indent + before + len(line) + 3 <= _WIDTH and indent > 0:
            return line
        pad = " " * (indent + 2)
        return "{\n" + "".join(f"{pad}{part},\n" for part in parts) + " " * indent + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(inner, indent) for inner in value) + "]"
    return "{}" if value == {} else json.dumps(value, ensure_ascii=False)
