"""Models, enums and the rules of their fields, as Go."""

import re
from typing import Any

from generator.representation import Enum, Field, Manager, Model, Sdk, Type
from generator.write.go import text
from generator.write.go.text import Code, Literal

_PLAIN = {
    "string": "string",
    "integer": "int",
    "number": "float64",
    "boolean": "bool",
    "decimal": "Decimal",
    "time": "time.Time",
    "any": "any",
    "union": "any",
}


class Models:
    """What the templates ask of models and enums."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk
        self.enums = {one.name: one for one in sdk.enums}
        self.circular = {one.name for one in sdk.models if one.name in self._within(one, set())}

    def _within(self, model: Model, found: set[str]) -> set[str]:
        """The models that stand inside a model, however deep."""
        models = {one.name: one for one in self.sdk.models}
        for field in model.fields:
            for kind in (field.type, field.type.items, field.type.values):
                if kind and kind.kind == "model" and kind.name not in found:
                    found.add(kind.name)
                    self._within(models[kind.name], found)
        return found

    def models(self) -> list[Model]:
        """The models that are structs; a page is generic."""
        filters = [
            Model(
                one.name,
                f"The conditions of a list: {one.name}.",
                "value",
                sent=True,
                received=False,
                fields=one.fields,
            )
            for one in self.sdk.filters
        ]
        return [*(one for one in self.sdk.models if one.role != "page"), *filters]

    def extra(self, model: Model) -> str:
        """The struct's field for what no field has; programs see it where they read responses."""
        return "Extra" if model.received else "extra"

    def type(self, kind: Type) -> str:
        """The type of a value."""
        if kind.kind == "model" and kind.name in self.circular:
            return f"*{kind.name}"
        if kind.kind in {"enum", "model"}:
            return kind.name
        if kind.kind == "list":
            return f"[]{self.type(kind.items) if kind.items else 'any'}"
        if kind.kind == "map":
            return f"map[string]{self.type(kind.values) if kind.values else 'any'}"
        return _PLAIN[kind.kind]

    def field_type(self, field: Field) -> str:
        """The type of a field: one that may be missing or null says so, lists and maps by being nil."""
        if field.comma_separated:
            return "[]string"
        found, is_container = self.type(field.type), field.type.kind in {"list", "map"}
        plain = not field.type.nullable and (field.required or is_container)
        return found if plain else f"Optional[{found}]"

    def rule(self, model: Model, field: Field) -> Literal:
        """The rule of a field; of what is only read, no more than its name."""
        facts: dict[str, Any] = {"name": field.name, "required": field.required}
        if model.sent:
            facts |= {
                "nullable": model.takes_null(field),
                "lower": field.lower,
                "commaSeparated": field.comma_separated,
                "oneLine": re.search(r"^(subject|name)$|_name$", field.name) is not None,
                **self._type_rule(field.type),
            }
        return Literal("", facts)

    def _type_rule(self, kind: Type) -> dict[str, Any]:
        pattern = kind.names or ("" if kind.kind == "decimal" else kind.limits.get("pattern", ""))
        values = self.enums[kind.name].values if kind.kind == "enum" else kind.limits.get("enum", ())
        inner = kind.items or kind.values
        return {
            "email": kind.format in {"email", "email-or-blank"},
            "blank": kind.format == "email-or-blank",
            "limits": {
                word: one for word, one in kind.limits.items() if type(one) is int and word != "const"
            },
            "pattern": pattern and Code(f"regexp.MustCompile(`{pattern}`)"),
            "enum": values if all(isinstance(one, str) for one in values) else (),
            "items": inner
            and inner.kind != "any"
            and Literal("&rule", {"oneLine": bool(kind.names), **self._type_rule(inner)}),
            "currency": kind.currency,
            "places": kind.currency_places,
        }

    def base(self, enum: Enum) -> str:
        """The type that an enum is made of."""
        kinds = [
            name
            for kind, name in ((str, "string"), (int, "int"))
            if all(type(one) is kind for one in enum.values)
        ]
        return kinds[0] if kinds else "any"

    def constants(self, enum: Enum) -> list[tuple[str, Any]]:
        """The values of an enum with the names of their constants, which are as wide as the longest."""
        if self.base(enum) == "any":
            return []
        names = [
            f"{enum.name}{text.exported(one)}{'Desc' if one.startswith('-') else ''}"
            for one in map(str, enum.values)
        ]
        width = max(map(len, names))
        return [(name.ljust(width), value) for name, value in zip(names, enum.values, strict=True)]

    def state_type(self, manager: Manager) -> str:
        """The enum of the field that holds the state of a resource."""
        model = next(one for one in self.sdk.models if one.name == manager.resource)
        return next(
            one.type.name
            for one in model.fields
            if manager.final_states and one.name == manager.final_states.field
        )

    def states(self, enum: str, values: tuple[str, ...] | None = None) -> str:
        """States as a list of constants; all of the enum if no others are given."""
        found = self.enums[enum].values if values is None else values
        return f"[]{enum}{{" + ", ".join(enum + text.exported(one) for one in found) + "}"
