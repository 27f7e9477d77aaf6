"""From a property's schema to its Python annotation and its limits."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from pydantic_core import SchemaError, SchemaValidator, core_schema

from generator.plan.type_plan import CORE, MODELS, Import, TypePlan, View, snake, whole
from generator.plan.unions import NULL, UNION_WORDS, Unions, of_types
from generator.plan.values import CONSTANTS, check_enum, pattern_literal
from generator.read.operations import Parameter
from generator.read.schemas import Schemas
from generator.read.spec import SCHEMAS, Location, Raw, Spec
from generator.read.spec_grammar import ANNOTATIONS, types_of
from generator.representation import Type, TypeKind

_FIELDS, _FORMATS = f"{CORE}.schema_types.fields", f"{CORE}.schema_types.formats"
_WRITTEN_FORMATS: dict[str, tuple[str, str]] = {
    "date-time": ("AwareTime", _FIELDS),
    "email": ("EmailAddress", _FIELDS),
    "email-or-blank": ("EmailOrBlank", _FIELDS),
    "binary": ("FileInput", _FIELDS),
    "uuid": ("Uuid", _FORMATS),
    "uri": ("Uri", _FORMATS),
    "date": ("Day", _FORMATS),
    "byte": ("Base64", _FORMATS),
    "int32": ("Int32", _FORMATS),
    "int64": ("Int64", _FORMATS),
}
_READ_FORMATS: dict[str, tuple[str, str]] = {
    "date-time": ("Timestamp", _FIELDS),
    "date": ("Day", _FORMATS),
    "byte": ("Base64", _FORMATS),
}
# Of the documents of others, which are sent and read as they are written.
_EXACT = f"{CORE}.schema_types.exact"
_EXACT_WRITTEN = {"date-time": ("TimeOrText", _EXACT), "date": ("DayOrText", _EXACT)}
_EXACT_READ = {
    "date-time": ("ExactTime", _EXACT),
    "integer": ("ExactInt", _EXACT),
    "number": ("ExactNumber", _EXACT),
    "boolean": ("ExactBool", _EXACT),
}
_SCALARS = {
    "string": ("str", ""),
    "integer": ("int", ""),
    "number": ("Number", _FORMATS),
    "boolean": ("bool", ""),
}
_NEUTRAL: dict[str, TypeKind] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date-time": "time",
    "binary": "file",
}
# Formats that other languages see, since they have no type of their own.
_NAMED_FORMATS = frozenset({"email", "email-or-blank", "uuid", "uri", "date", "byte", "int32", "int64"})
_LIMITS: dict[str, dict[str, str]] = {
    "string": {"minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"},
    "integer": {
        "minimum": "ge",
        "exclusiveMinimum": "gt",
        "maximum": "le",
        "exclusiveMaximum": "lt",
        "multipleOf": "multiple_of",
    },
    "array": {"minItems": "min_length", "maxItems": "max_length"},
}
_LIMITS["number"] = _LIMITS["integer"]
_DECIMAL = ("max_digits", "decimal_places", "gt", "ge", "lt", "le")


class Types:
    """Plans the type of any schema that is not itself a class."""

    def __init__(self, spec: Spec, enum_classes: AbstractSet[str], schemas: Schemas) -> None:
        self.spec = spec
        self.enum_classes = enum_classes
        self.unions = Unions(self, schemas)

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

    def of_parameter(self, parameter: Parameter) -> TypePlan:
        """The type of a parameter."""
        return self.plan(*parameter.schema, View("written"))

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

    def plan(self, raw: Raw, location: Location, view: View) -> TypePlan:
        """The type of a property, an item or a parameter.

        Raises:
            BuildError: The schema says something that a Python type here cannot honour.
        """
        raw, location, nullable = self._unwrap(raw, location)
        if "$ref" in raw:
            plan = self.reference(self.spec.component(raw, location), view)
        elif any(word in raw for word in UNION_WORDS):
            plan = self.unions.plan(raw, location, view)
        elif "const" in raw:
            plan = self._constant(raw, location)
        elif "enum" in raw:
            plan = self._choice(raw, location)
        else:
            plan = self._inline(raw, location, view)
        nullable = plan.nullable or nullable
        return replace(plan, nullable=nullable, neutral=replace(plan.neutral, nullable=nullable))

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
        allowed = ANNOTATIONS | {word} | ({"discriminator"} if word in UNION_WORDS else set())
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

    def reference(self, name: str, view: View) -> TypePlan:
        """The type of a component."""
        kind = self.kind_of(name)
        location = (*SCHEMAS, name)
        if kind in {"model", "enum"}:
            # callers may write the plain text of an enum
            code = f"{name}Input" if view.side == "written" and name in self.enum_classes else name
            imports = frozenset({(f"{MODELS}.{snake(name)}", code)})
            neutral = Type("model" if kind == "model" else "enum", name)
            nullable = None in self.spec.schemas[name].get("enum", ())
            return TypePlan(code, imports, kind=kind, target=name, nullable=nullable, neutral=neutral)
        if name in view.seen:
            self.spec.fail(
                location,
                "refers to itself without an object between: give it a property that holds the inner ones",
            )
        return self.plan(self.spec.schemas[name], location, replace(view, seen=(*view.seen, name)))

    # -- plain values --------------------------------------------------------------------------------------

    def _constant(self, raw: Raw, location: Location) -> TypePlan:
        value = raw["const"]
        if not isinstance(value, CONSTANTS):
            self.spec.fail((*location, "const"), "must be a text, a whole number or a boolean")
        self._check_only(raw, location, "const")
        kind: TypeKind = (
            "boolean" if isinstance(value, bool) else "integer" if isinstance(value, int) else "string"
        )
        return TypePlan(
            f"Literal[{value!r}]",
            frozenset({("typing", "Literal")}),
            kind="const",
            neutral=Type(kind, limits={"const": value}),
        )

    def _choice(self, raw: Raw, location: Location) -> TypePlan:
        """An enum that stands in place."""
        values = check_enum(self.spec, raw, location)
        self._check_only(raw, location, "enum")
        kind: TypeKind = "string" if all(isinstance(one, str) for one in values) else "any"
        if all(type(one) is int for one in values):
            kind = "integer"
        return TypePlan(
            f"Literal[{', '.join(map(repr, values))}]",
            frozenset({("typing", "Literal")}),
            kind="choice",
            nullable=None in raw["enum"],
            neutral=Type(kind, limits={"enum": list(values)}),
        )

    def _check_only(self, raw: Raw, location: Location, word: str) -> None:
        if more := sorted(set(raw) - ANNOTATIONS - {"type", word}):
            self.spec.fail(location, f"{', '.join(more)} beside {word} cannot be honoured: leave it out")

    def _inline(self, raw: Raw, location: Location, view: View) -> TypePlan:
        kinds = types_of(raw)
        if not kinds:
            if more := sorted(set(raw) - ANNOTATIONS):
                self.spec.fail(location, f"has no type, but {', '.join(more)}: say `type`")
            return TypePlan("Any", frozenset({("typing", "Any")}), kind="any")
        kind = kinds[0]
        if kind == "array":
            return self._array(raw, location, view)
        if kind == "object":
            if raw.get("properties"):
                self.spec.fail(location, "an object without a name: put it under components.schemas")
            return self._mapping(raw, location, view)
        if "x-decimal" in raw:
            return self._decimal(raw, location, view)
        if kind not in _SCALARS:
            self.spec.fail(
                location, f"cannot type a schema of type {kind}: leave it out, or say what else it may be"
            )
        return self._scalar(raw, location, kind, view)

    def _scalar(self, raw: Raw, location: Location, kind: str, view: View) -> TypePlan:
        named = raw.get("format", "")
        formats = _WRITTEN_FORMATS if view.side == "written" else _READ_FORMATS
        if named == "binary" and view.side == "read":
            self.spec.fail(location, "format binary in a response: files are only sent")
        if not self.spec.is_own:
            exact = _EXACT_WRITTEN if view.side == "written" else _EXACT_READ
            formats = {**formats, **exact, **({named: exact[kind]} if kind in exact and named else {})}
        code, module = formats.get(named, formats.get(kind, _SCALARS[kind]))
        imports = {(module, code)} if module else set[Import]()
        limits = self._limits(raw, location, kind)
        if limits and named in {"date-time", "date", "byte", "binary"}:
            self.spec.fail(location, f"{limits[0][0]} beside format {named}: the limit would not be checked")
        if view.lower and view.side == "written":
            code = f"Annotated[{code}, LowerCased]"
            imports |= {("typing", "Annotated"), (_FIELDS, "LowerCased")}
        neutral = Type(
            _NEUTRAL.get(named) or _NEUTRAL[kind],
            format=named if named in _NAMED_FORMATS else "",
            limits={word: raw[word] for word in _LIMITS.get(kind, ()) if word in raw},
        )
        return TypePlan(code, frozenset(imports), limits, kind, named, neutral=neutral)

    def _decimal(self, raw: Raw, location: Location, view: View) -> TypePlan:
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
        # an amount of a response is not validated: counting its digits would take a fifth of the time to decode a
        # contact
        said = _DECIMAL if view.side == "written" else ()
        counted = _DECIMAL[:2] if "currency" in digits else ()  # by the rule of the amount
        limits = tuple((word, repr(digits[word])) for word in said if word in digits and word not in counted)
        imports = frozenset({(_FIELDS, "Money")})
        written = {word: raw[word] for word in ("pattern",) if word in raw}
        neutral = Type(
            "decimal",
            limits={**written, **{word: digits[word] for word in _DECIMAL if word in digits}},
            currency=digits.get("currency", ""),
        )
        return TypePlan("Money", imports, limits, "decimal", neutral=neutral)

    # -- lists and maps ------------------------------------------------------------------------------------

    def _array(self, raw: Raw, location: Location, view: View) -> TypePlan:
        if "items" not in raw:
            self.spec.fail(location, "an array without items: say `items`, `{}` for items of any kind")
        inner = self._inner(raw["items"], (*location, "items"), view)
        item = whole(inner)
        words = [*_LIMITS["array"], *(["uniqueItems"] if raw.get("uniqueItems") else [])]
        code = empty = f"list[{item.code}]"
        imports = item.imports
        if raw.get("uniqueItems") and view.side == "written":
            code = f"Annotated[{code}, UniqueItems]"
            imports |= {("typing", "Annotated"), (_FORMATS, "UniqueItems")}
        return TypePlan(
            code,
            imports,
            self._limits(raw, location, "array"),
            "array",
            item.format,
            neutral=Type(
                "list", limits={word: raw[word] for word in words if word in raw}, items=inner.neutral
            ),
            empty=empty,
        )

    def _inner(self, raw: Any, location: Location, view: View) -> TypePlan:
        """The items of a list or the values of a map."""
        if raw is True:
            raw = {}
        self.check_bare(raw, location)
        return self.plan(raw, location, view)

    def _mapping(self, raw: Raw, location: Location, view: View) -> TypePlan:
        extra = raw.get("additionalProperties", True)
        if extra is False:
            self.spec.fail(location, "an object that can hold nothing")
        key = whole(self._key(raw, location))
        inner = self._inner(extra, (*location, "additionalProperties"), view)
        value = whole(inner)
        neutral = Type("map", values=inner.neutral, names=raw.get("propertyNames", {}).get("pattern", ""))
        code = f"dict[{key.code}, {value.code}]"
        return TypePlan(code, key.imports | value.imports, kind="object", neutral=neutral, empty=code)

    def _key(self, raw: Raw, location: Location) -> TypePlan:
        names = raw.get("propertyNames", {})
        limits = self._limits(names, (*location, "propertyNames"), "string")
        if set(names) - set(_LIMITS["string"]) - {"type"}:
            self.spec.fail((*location, "propertyNames"), "may only hold minLength, maxLength and pattern")
        return TypePlan("str", limits=limits)

    def _limits(self, raw: Raw, location: Location, kind: str) -> tuple[tuple[str, str], ...]:
        limits: list[tuple[str, str]] = []
        for word, name in _LIMITS.get(kind, {}).items():
            if word not in raw:
                continue
            value = raw[word]
            if word == "pattern":
                self._check_pattern(value, (*location, word))
            limits.append((name, pattern_literal(value) if word == "pattern" else repr(value)))
        return tuple(limits)

    def _check_pattern(self, pattern: Any, location: Location) -> None:
        """Patterns run in pydantic's engine, which knows no look-around; without this the first use would fail."""
        try:
            SchemaValidator(core_schema.str_schema(pattern=pattern))
        except SchemaError as problem:
            reason = str(problem).strip().splitlines()[-1]
            self.spec.fail(location, f"the pattern cannot be checked in Python: {reason}")
