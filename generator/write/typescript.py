"""Makes `clients/typescript/src/generated/operations.ts`: the facts of the spec that types cannot carry.

openapi-typescript makes the types (`make generate` runs it where node is); replay classes, and what a body or a filter
may be, are needed while the program runs.
"""

import json
import re
from typing import Any

from generator.read.spec import Raw
from generator.representation import ABSENT, Field, Method, Sdk, Type, only_in_python

PATH = "clients/typescript/src/generated/operations.ts"
_HEADER = """\
// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
import type { BodyFacts, OperationFacts } from "../facts.js";

"""
_WIDTH = 110
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_FORMATS = ("email", "email-or-blank")
_LIMITS = ("minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems")


_JSON_TYPES = {
    "time": "string",
    "decimal": "string",
    "enum": "string",
    "list": "array",
    "map": "object",
    "model": "object",
}
_RESULTS = {"model": "object", "page": "page", "object": "free", "value": "free", "none": "nothing"}


def typescript_file(sdk: Sdk) -> dict[str, str]:
    """The table of operations, and of the bodies they take, as a module."""
    facts = _Facts(sdk)
    methods = [method for _, method in sdk.methods().values() if not only_in_python(sdk, method)]
    table = {one.operation: facts.operation(one) for one in methods}
    bodies = {
        one.body.model: {"change": one.kind == "update", "fields": facts.fields(one.body.model)}
        for one in methods
        if one.body
    }
    for name in facts.shared:  # grows while it is read
        bodies.setdefault(name, {"change": False, "fields": facts.fields(name)})
    text = (
        _HEADER
        + _left_out(sdk)
        + "/** Every operation of the API by its operationId. */\n"
        + f'export const OPERATIONS = {_literal(table)} as const satisfies Record<string, Omit<OperationFacts, "id">>;\n\n'
        + "export type OperationId = keyof typeof OPERATIONS;\n\n"
        + "/** What a request body may hold, by the name of its schema. */\n"
        + f"export const BODIES: Readonly<Record<string, BodyFacts>> = {_literal(bodies)};\n"
    )
    return {PATH: text}


def _left_out(sdk: Sdk) -> str:
    """Names the operations that the runtime of this SDK cannot call; their types are in `schema.ts`."""
    found = [
        f"// {one.operation} is not here: {why}\n"
        for _, one in sdk.methods().values()
        if (why := only_in_python(sdk, one))
    ]
    return "".join([*found, "\n"] if found else [])


class _Facts:
    """Facts in the words of `facts.ts`."""

    def __init__(self, sdk: Sdk) -> None:
        self.models = {one.name: one for one in sdk.models}
        self.enums = {one.name: one for one in sdk.enums}
        self.filters = {one.name: one for one in sdk.filters}
        self.shared: list[str] = []
        self._open: list[str] = []

    def operation(self, method: Method) -> Raw:
        facts: Raw = {
            "method": method.http_method,
            "path": method.path,
            "replay": method.replay,
        }
        if method.state_check:
            facts["settled"] = {"field": method.state_check.field, "values": list(method.state_check.values)}
        for one in method.arguments:
            if one.source == "filters":
                found = self.filters[one.type.name].fields
                facts["filters"] = {
                    field.name: {"type": "list"} if field.comma_separated else self.type(field.type)
                    for field in found
                }
        if method.body:
            facts["body"] = method.body.model
        if method.body and method.body.files:
            most = method.body.most_files
            facts["files"] = {"field": method.body.files, **({} if most is None else {"most": most})}
        facts["answer"] = _RESULTS[method.result.kind]
        if method.security is not None:
            facts["security"] = [list(one) for one in method.security]
        if (paging := method.pagination) and paging.style != "page":
            words = ("style", "parameter", "limit", "items", "next")
            facts["paging"] = {word: getattr(paging, word) for word in words if getattr(paging, word)}
            facts["answer"] = "object"
        return facts

    def fields(self, model: str) -> Raw:
        """What an object may hold."""
        self._open.append(model)
        found = {one.name: self._field(one) for one in self.models[model].fields}
        self._open.pop()
        return found

    def _object(self, model: str) -> Raw:
        """An object by its fields; one that stands inside itself by its name."""
        if model not in self._open:
            return {"fields": self.fields(model)}
        if model not in self.shared:
            self.shared.append(model)
        return {"shared": model}

    def _field(self, field: Field) -> Raw:
        facts = self.type(field.type)
        if field.required and not field.read_only:
            facts["required"] = True
        if field.read_only:
            facts["readOnly"] = True
        if field.default is not ABSENT:
            facts["default"] = True
        if field.type.currency:
            most = field.type.limits["decimal_places"]
            facts["places"] = {
                "currency": field.type.currency,
                "most": most,
                "more": field.type.currency_places,
            }
        if field.lower:
            facts["lower"] = True
        return facts

    def type(self, kind: Type) -> Raw:
        """What one value may be."""
        json_type = _JSON_TYPES.get(kind.kind, kind.kind)
        facts: Raw = {} if json_type == "string" else {"type": json_type}
        if form := "date-time" if kind.kind == "time" else kind.format if kind.format in _FORMATS else "":
            facts["format"] = form
        facts |= {word: kind.limits[word] for word in _LIMITS if word in kind.limits}
        facts |= self._choices(kind)
        if kind.limits.get("uniqueItems"):
            facts["unique"] = True
        if kind.nullable:
            facts["nullable"] = True
        if kind.items:
            facts["items"] = self.type(kind.items)
        if kind.kind == "model":
            facts |= self._object(kind.name)
        if kind.values and kind.values.kind != "any":
            facts["values"] = self.type(kind.values)
        if kind.names:
            facts["names"] = kind.names
        return facts

    def _choices(self, kind: Type) -> Raw:
        """The values or the types among which there is a choice."""
        facts: Raw = {}
        if "const" in kind.limits or "enum" in kind.limits:
            facts["enum"] = kind.limits.get("enum", [kind.limits.get("const")])
        if kind.kind == "enum":
            facts["enum"] = list(self.enums[kind.name].values)
            if not all(isinstance(one, str) for one in facts["enum"]):
                facts["type"] = "any"
        if kind.members:
            facts["members"] = [self.type(one) for one in kind.members]
        if kind.tags:
            names = [one.name for one in kind.members]
            facts["tag"] = kind.discriminator
            facts["tags"] = {tag: names.index(name) for tag, name in kind.tags.items()}
        return facts


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
