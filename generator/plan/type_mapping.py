"""From a schema to its type in the representation, and what of it cannot be honoured."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic_core import SchemaError, SchemaValidator, core_schema

from generator.plan.unions import Unions, of_types
from generator.plan.values import CONSTANTS, check_enum
from generator.read.operations import Parameter
from generator.read.schemas import Schemas
from generator.read.spec import SCHEMAS, Location, Raw, Spec
from generator.read.spec_grammar import ANNOTATIONS, NULL, UNION_WORDS, types_of
from generator.representation import Type, TypeKind

_KINDS: Mapping[str, TypeKind] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date-time": "time",
    "binary": "file",
}
# Formats that other languages see, since they have no type of their own.
_NAMED_FORMATS = frozenset({"email", "email-or-blank", "uuid", "uri", "date", "byte", "int32", "int64"})
_TEXT = ("minLength", "maxLength", "pattern")
_NUMBER = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf")
_LIMITS = {
    "string": _TEXT,
    "integer": _NUMBER,
    "number": _NUMBER,
    "array": ("minItems", "maxItems", "uniqueItems"),
}
_DECIMAL = ("max_digits", "decimal_places", "gt", "ge", "lt", "le")


class Types:
    """Finds the type of any schema that is not itself a class."""

    def __init__(self, spec: Spec, schemas: Schemas) -> None:
        self.spec = spec
        self.unions = Unions(self, schemas)
        self._open: list[str] = []

    def kind_of(self, name: str) -> str:
        """What a schema component becomes: `model`, `mapping`, `enum`, or a type that is written in place."""
        raw: Raw = self.spec.schemas[name]
        location = (*SCHEMAS, name)
        if raw.get("properties") or "allOf" in raw:
            if types_of(raw) != ["object"]:
                self.spec.fail(location, "a schema with properties or allOf must say `type: object`")
            return "model"
        if "enum" in raw:
            return "enum"
        if "const" in raw:
            return "const"
        kinds = [kind for kind in types_of(raw) if kind != "null"]
        if len(kinds) > 1 or any(word in raw for word in UNION_WORDS):
            return "union"
        if kinds == ["object"]:
            return "mapping"
        return kinds[0] if kinds else "any"

    def is_model(self, name: str) -> bool:
        """Whether a schema component is an object with properties."""
        return self.kind_of(name) == "model"

    def of_parameter(self, parameter: Parameter) -> Type:
        """The type of a parameter."""
        return self.of(*parameter.schema)

    def check_component(self, name: str) -> None:
        """Checks a component that is written in place wherever it is referred to.

        Raises:
            BuildError: It has a title or a default, which must be at the reference instead.
        """
        for word in ("title", "default", "readOnly", "writeOnly", "deprecated"):
            if word in self.spec.schemas[name]:
                self.spec.fail(
                    (*SCHEMAS, name, word),
                    f"{word} of a component is not carried over: say it where it is used",
                )

    def of(self, raw: Raw, location: Location) -> Type:
        """The type of a property, an item or a parameter.

        Raises:
            BuildError: The schema says something that cannot be honoured.
        """
        raw, location, nullable = self._unwrap(raw, location)
        if "$ref" in raw:
            found = self.reference(self.spec.component(raw, location))
        elif any(word in raw for word in UNION_WORDS):
            found = self.unions.of(raw, location)
        elif "const" in raw:
            found = self._constant(raw, location)
        elif "enum" in raw:
            found = self._choice(raw, location)
        else:
            found = self._inline(raw, location)
        return replace(found, nullable=found.nullable or nullable)

    def _unwrap(self, raw: Raw, location: Location) -> tuple[Raw, Location, bool]:
        """Takes off `allOf: [x]`, `oneOf: [x, null]` and `type: [x, null]`."""
        nullable = False
        if isinstance(raw.get("type"), list):
            kinds = types_of(raw)
            rest = [kind for kind in kinds if kind != "null"]
            if not rest or len(set(kinds)) < len(kinds):
                self.spec.fail((*location, "type"), "must name each type once, and one beside null")
            nullable = "null" in kinds
            raw = {**raw, "type": rest if len(rest) > 1 else rest[0]}
            if len(rest) > 1 and "enum" not in raw:
                return of_types(raw), location, nullable
        for word in ("allOf", *UNION_WORDS):
            if word not in raw:
                continue
            self._check_beside(raw, location, word)
            members = [(index, member) for index, member in enumerate(raw[word]) if member != NULL]
            if word == "allOf" and len(raw[word]) != 1:
                self.spec.fail(
                    (*location, word),
                    "allOf of a property must hold exactly one schema: join several in a component, and refer to that",
                )
            if len(members) != 1:
                return raw, location, nullable
            index, member = members[0]
            self.check_bare(member, (*location, word, str(index)))
            inner, inner_location, inner_null = self._unwrap(member, (*location, word, str(index)))
            return inner, inner_location, nullable or inner_null or len(members) < len(raw[word])
        return raw, location, nullable

    def _check_beside(self, raw: Raw, location: Location, word: str) -> None:
        """What stands beside a union or a reference describes; nothing there constrains."""
        allowed = {*ANNOTATIONS, word, *(["discriminator"] if word in UNION_WORDS else [])}
        if word in UNION_WORDS and raw.get("type") == "object":
            allowed |= {"type"}
        if others := sorted(set(raw) - allowed):
            self.spec.fail(
                location, f"{', '.join(others)} beside {word}: only a title and its like may stand there"
            )

    def check_bare(self, raw: Raw, location: Location) -> None:
        """Inside another schema these words would have no field to be carried over to."""
        for word in ("title", "default", "readOnly", "writeOnly", "deprecated"):
            if isinstance(raw, dict) and word in raw:
                self.spec.fail(
                    (*location, word), f"{word} of a schema inside another: say it on the property"
                )

    def reference(self, name: str) -> Type:
        """The type of a component."""
        kind = self.kind_of(name)
        if kind == "model":
            return Type("model", name)
        if kind == "enum":
            return Type("enum", name, nullable=None in self.spec.schemas[name]["enum"])
        if name in self._open:
            self.spec.fail(
                (*SCHEMAS, name),
                "refers to itself without an object between: give it a property that holds the inner ones",
            )
        self._open.append(name)
        found = self.of(self.spec.schemas[name], (*SCHEMAS, name))
        self._open.pop()
        return found

    # -- plain values --------------------------------------------------------------------------------------

    def _constant(self, raw: Raw, location: Location) -> Type:
        value = raw["const"]
        if not isinstance(value, CONSTANTS):
            self.spec.fail((*location, "const"), "must be a text, a whole number or a boolean")
        self._check_only(raw, location, "const")
        kinds: Mapping[type, TypeKind] = {bool: "boolean", int: "integer"}
        return Type(kinds.get(type(value), "string"), limits={"const": value})

    def _choice(self, raw: Raw, location: Location) -> Type:
        """An enum that stands in place."""
        values = check_enum(self.spec, raw, location)
        self._check_only(raw, location, "enum")
        kind: TypeKind = "string" if all(isinstance(one, str) for one in values) else "any"
        if all(type(one) is int for one in values):
            kind = "integer"
        return Type(kind, nullable=None in raw["enum"], limits={"enum": list(values)})

    def _check_only(self, raw: Raw, location: Location, word: str) -> None:
        if more := sorted(set(raw) - {*ANNOTATIONS, "type", word}):
            self.spec.fail(location, f"{', '.join(more)} beside {word} cannot be honoured: leave it out")

    def _inline(self, raw: Raw, location: Location) -> Type:
        kinds = types_of(raw)
        if not kinds:
            if more := sorted(set(raw) - {*ANNOTATIONS}):
                self.spec.fail(location, f"has no type, but {', '.join(more)}: say `type`")
            return Type("any")
        kind = kinds[0]
        if kind == "array":
            return self._array(raw, location)
        if kind == "object":
            if raw.get("properties"):
                self.spec.fail(location, "an object without a name: put it under components.schemas")
            return self._mapping(raw, location)
        if "x-decimal" in raw:
            return self._decimal(raw, location)
        if kind not in _KINDS:
            self.spec.fail(
                location, f"cannot type a schema of type {kind}: leave it out, or say what else it may be"
            )
        return self._scalar(raw, location, kind)

    def _scalar(self, raw: Raw, location: Location, kind: str) -> Type:
        named, limits = raw.get("format", ""), self._limits(raw, location, kind)
        if limits and named in {"date-time", "date", "byte", "binary"}:
            word = next(iter(limits))
            self.spec.fail(location, f"{word} beside format {named}: the limit would not be checked")
        return Type(
            _KINDS.get(named) or _KINDS[kind],
            format=named if named in _NAMED_FORMATS else "",
            limits=limits,
        )

    def _decimal(self, raw: Raw, location: Location) -> Type:
        digits = raw["x-decimal"]
        known = {"max_digits", "decimal_places"} <= set(digits) <= {*_DECIMAL, "currency"}
        numbers = [value for word, value in digits.items() if word != "currency"]
        if not known or not all(type(value) is int for value in numbers):
            self.spec.fail(
                (*location, "x-decimal"),
                f"must hold max_digits and decimal_places, may hold {', '.join(_DECIMAL[2:])}, all whole numbers, "
                "and currency",
            )
        for word in ("format", "minLength", "maxLength"):
            if word in raw:
                self.spec.fail((*location, word), f"{word} beside x-decimal would not be checked")
        written = {word: raw[word] for word in ("pattern",) if word in raw}
        limits = {**written, **{word: digits[word] for word in _DECIMAL if word in digits}}
        return Type("decimal", limits=limits, currency=str(digits.get("currency", "")))

    # -- lists and maps ------------------------------------------------------------------------------------

    def _array(self, raw: Raw, location: Location) -> Type:
        if "items" not in raw:
            self.spec.fail(location, "an array without items: say `items`, `{}` for items of any kind")
        items = self._inner(raw["items"], (*location, "items"))
        limits = self._limits(raw, location, "array")
        if not limits.get("uniqueItems", True):
            del limits["uniqueItems"]
        return Type("list", limits=limits, items=items)

    def _inner(self, raw: Any, location: Location) -> Type:
        """The items of a list or the values of a map."""
        if raw is True:
            raw = {}
        self.check_bare(raw, location)
        return self.of(raw, location)

    def _mapping(self, raw: Raw, location: Location) -> Type:
        extra = raw.get("additionalProperties", True)
        if extra is False:
            self.spec.fail(location, "an object that can hold nothing")
        names, where = raw.get("propertyNames", {}), (*location, "propertyNames")
        limits = self._limits(names, where, "string")
        if set(names) - {*_TEXT, "type"}:
            self.spec.fail(where, "may only hold minLength, maxLength and pattern")
        pattern = limits.pop("pattern", "")
        values = self._inner(extra, (*location, "additionalProperties"))
        return Type("map", limits={"propertyNames": limits} if limits else {}, values=values, names=pattern)

    def _limits(self, raw: Raw, location: Location, kind: str) -> Raw:
        if "pattern" in raw and kind == "string":
            self._check_pattern(raw["pattern"], (*location, "pattern"))
        return {word: raw[word] for word in _LIMITS.get(kind, ()) if word in raw}

    def _check_pattern(self, pattern: Any, location: Location) -> None:
        """Patterns run in pydantic's engine, which knows no look-around; without this the first use would fail."""
        try:
            SchemaValidator(core_schema.str_schema(pattern=pattern))
        except SchemaError as problem:
            reason = str(problem).strip().splitlines()[-1]
            self.spec.fail(location, f"the pattern cannot be checked in Python: {reason}")
