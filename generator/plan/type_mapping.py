"""From a property's schema to its Python annotation and its limits."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic_core import SchemaError, SchemaValidator, core_schema

from generator.read.spec import SCHEMAS, Location, Named, Raw, Spec
from generator.read.spec_grammar import types_of
from generator.representation import Type, TypeKind

Side = Literal["written", "read"]
"""Whether values go to the server (and are checked strictly) or come from it (and are read leniently)."""

Import = tuple[str, str]
"""A module and the name to take from it."""

CORE = "konigle._core"
GENERATED = "konigle._generated"
MODELS = f"{GENERATED}.models"

_WRITTEN_FORMATS: dict[str, tuple[str, str]] = {
    "date-time": ("AwareTime", f"{CORE}.fields"),
    "email": ("EmailAddress", f"{CORE}.fields"),
    "email-or-blank": ("EmailOrBlank", f"{CORE}.fields"),
    "binary": ("FileInput", f"{CORE}.fields"),
}
_READ_FORMATS: dict[str, tuple[str, str]] = {"date-time": ("Timestamp", f"{CORE}.fields")}
_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_NEUTRAL: dict[str, TypeKind] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date-time": "time",
    "binary": "file",
}
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
# What may stand beside the one reference of an allOf or oneOf: it describes, it does not constrain.
_ANNOTATIONS = frozenset(
    {"title", "description", "default", "examples", "readOnly", "deprecated", "x-deprecated"}
)

ANY = Type("any")


@dataclass(frozen=True)
class TypePlan:
    """A Python type.

    Attributes:
        code: The annotation, without `| None`.
        imports: What the annotation needs.
        limits: Arguments of `Field`, as code.
        kind: The JSON type, `enum` or `model`.
        format: The format of a string.
        target: Name of the component an enum or a model comes from.
        nullable: Whether JSON null is a value.
        amount: Of an amount with a currency the property that names it, and how many digits and decimal places the
            amount may have where the currency does not say more.
        neutral: The same in no language.
    """

    code: str
    imports: frozenset[Import] = frozenset()
    limits: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    format: str = ""
    target: str = ""
    nullable: bool = False
    amount: tuple[str, int, int] | None = None
    neutral: Type = ANY


@dataclass(frozen=True)
class View:
    """How a schema is used: in which direction, its hints, and the components around it."""

    side: Side
    lower: bool = False
    seen: tuple[str, ...] = field(default=())


class Types:
    """Plans the type of any schema that is not itself a class."""

    def __init__(self, spec: Spec, enum_classes: AbstractSet[str]) -> None:
        self.spec = spec
        self.enum_classes = enum_classes

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
        kinds = types_of(raw)
        if kinds == ["object"]:
            return "mapping"
        if len(kinds) != 1:
            self.spec.fail(location, "must have exactly one type")
        return kinds[0]

    def check_component(self, name: str) -> None:
        """Checks a component that is written in place wherever it is referred to.

        Raises:
            BuildError: It has a title or a default, which must be at the reference instead.
        """
        for word in ("title", "default", "readOnly", "deprecated"):
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
            plan = self._reference(self.spec.component(raw, location), view)
        elif "enum" in raw:
            self.spec.fail(location, "an enum without a name: put it under components.schemas")
        else:
            plan = self._inline(raw, location, view)
        nullable = plan.nullable or nullable
        return replace(plan, nullable=nullable, neutral=replace(plan.neutral, nullable=nullable))

    def _unwrap(self, raw: Raw, location: Location) -> tuple[Raw, Location, bool]:
        """Takes off `allOf: [x]`, `oneOf: [x, null]` and `type: [x, null]`."""
        nullable = False
        kinds = types_of(raw)
        if isinstance(raw.get("type"), list):
            rest = [kind for kind in kinds if kind != "null"]
            if len(rest) != 1 or len(set(kinds)) < len(kinds):
                self.spec.fail(
                    location, f"a union of {' and '.join(kinds)}: only a union with null can be typed"
                )
            nullable = "null" in kinds
            raw = {**raw, "type": rest[0]}
        for word in ("allOf", "oneOf", "anyOf"):
            if word not in raw:
                continue
            others = sorted(set(raw) - _ANNOTATIONS - {word})
            if others:
                self.spec.fail(
                    location, f"{', '.join(others)} beside {word}: only a title and its like may stand there"
                )
            members = [
                (index, member) for index, member in enumerate(raw[word]) if member != {"type": "null"}
            ]
            if word == "allOf" and len(raw[word]) != 1:
                self.spec.fail((*location, word), "allOf of a property must hold exactly one schema")
            if len(members) != 1:
                self.spec.fail(
                    (*location, word),
                    f"a union of {len(members)} schemas: only a union with null can be typed",
                )
            index, member = members[0]
            self._check_bare(member, (*location, word, str(index)))
            inner, inner_location, inner_null = self._unwrap(member, (*location, word, str(index)))
            return inner, inner_location, inner_null or len(members) < len(raw[word])
        return raw, location, nullable

    def _check_bare(self, raw: Raw, location: Location) -> None:
        """Inside another schema these words would have no field to be carried over to."""
        for word in ("title", "default", "readOnly", "deprecated"):
            if word in raw:
                self.spec.fail(
                    (*location, word), f"{word} of a schema inside another: say it on the property"
                )

    def _reference(self, name: str, view: View) -> TypePlan:
        kind = self.kind_of(name)
        location = (*SCHEMAS, name)
        if kind in {"model", "enum"}:
            # callers may write the plain text of an enum
            code = f"{name}Input" if view.side == "written" and name in self.enum_classes else name
            imports = frozenset({(f"{MODELS}.{snake(name)}", code)})
            neutral = Type("model" if kind == "model" else "enum", name)
            return TypePlan(code, imports, kind=kind, target=name, neutral=neutral)
        if name in view.seen:
            self.spec.fail(location, "refers to itself")
        return self.plan(self.spec.schemas[name], location, replace(view, seen=(*view.seen, name)))

    def _inline(self, raw: Raw, location: Location, view: View) -> TypePlan:
        kinds = types_of(raw)
        if len(kinds) != 1:
            self.spec.fail(location, "has no type")
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
            self.spec.fail(location, f"cannot type a schema of type {kind}")
        return self._scalar(raw, location, kind, view)

    def _scalar(self, raw: Raw, location: Location, kind: str, view: View) -> TypePlan:
        named = raw.get("format", "")
        formats = _WRITTEN_FORMATS if view.side == "written" else _READ_FORMATS
        if named == "binary" and view.side == "read":
            self.spec.fail(location, "format binary in a response: files are only sent")
        code, module = formats.get(named, (_SCALARS[kind], ""))
        imports = {(module, code)} if module else set[Import]()
        limits = self._limits(raw, location, kind)
        if limits and named in {"date-time", "binary"}:
            self.spec.fail(location, f"{limits[0][0]} beside format {named}: the limit would not be checked")
        if view.lower and view.side == "written":
            code = f"Annotated[{code}, LowerCased]"
            imports |= {("typing", "Annotated"), (f"{CORE}.fields", "LowerCased")}
        neutral = Type(
            _NEUTRAL.get(named) or _NEUTRAL[kind],
            format=named if named in {"email", "email-or-blank"} else "",
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
        amount = None
        if "currency" in digits:
            amount = (str(digits["currency"]), digits["max_digits"], digits["decimal_places"])
        # an amount of a response is not validated: counting its digits would take a fifth of the time to decode a
        # contact
        said = _DECIMAL if view.side == "written" else ()
        counted = _DECIMAL[:2] if amount else ()  # by the rule of the amount
        limits = tuple((word, repr(digits[word])) for word in said if word in digits and word not in counted)
        imports = frozenset({(f"{CORE}.fields", "Money")})
        written = {word: raw[word] for word in ("pattern",) if word in raw}
        neutral = Type(
            "decimal",
            limits={**written, **{word: digits[word] for word in _DECIMAL if word in digits}},
            currency=digits.get("currency", ""),
        )
        return TypePlan("Money", imports, limits, "decimal", amount=amount, neutral=neutral)

    def _array(self, raw: Raw, location: Location, view: View) -> TypePlan:
        if "items" not in raw:
            self.spec.fail(location, "an array without items")
        self._check_bare(raw["items"], (*location, "items"))
        item = self._whole(self.plan(raw["items"], (*location, "items"), view))
        limits = {word: raw[word] for word in _LIMITS["array"] if word in raw}
        return TypePlan(
            f"list[{item.code}]",
            item.imports,
            self._limits(raw, location, "array"),
            "array",
            item.format,
            neutral=Type("list", limits=limits, items=item.neutral),
        )

    def _mapping(self, raw: Raw, location: Location, view: View) -> TypePlan:
        extra = raw.get("additionalProperties", True)
        if extra is False:
            self.spec.fail(location, "an object that can hold nothing")
        key = self._whole(self._key(raw, location))
        if extra is True:
            value = TypePlan("Any", frozenset({("typing", "Any")}))
        else:
            self._check_bare(extra, (*location, "additionalProperties"))
            value = self._whole(self.plan(extra, (*location, "additionalProperties"), view))
        neutral = Type("map", values=value.neutral, names=raw.get("propertyNames", {}).get("pattern", ""))
        return TypePlan(
            f"dict[{key.code}, {value.code}]", key.imports | value.imports, kind="object", neutral=neutral
        )

    def _key(self, raw: Raw, location: Location) -> TypePlan:
        names = raw.get("propertyNames", {})
        limits = self._limits(names, (*location, "propertyNames"), "string")
        if set(names) - set(_LIMITS["string"]) - {"type"}:
            self.spec.fail((*location, "propertyNames"), "may only hold minLength, maxLength and pattern")
        return TypePlan("str", limits=limits)

    @staticmethod
    def _whole(plan: TypePlan) -> TypePlan:
        """The type with its limits and its null inside the annotation, where there is no separate `Field`."""
        code, imports = plan.code, plan.imports
        if plan.limits:
            limits = ", ".join(f"{name}={value}" for name, value in plan.limits)
            code = f"Annotated[{code}, Field({limits})]"
            imports |= {("typing", "Annotated"), ("pydantic", "Field")}
        if plan.nullable:
            code = f"{code} | None"
        return replace(plan, code=code, imports=imports, limits=(), nullable=False)

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


def default_code(spec: Spec, value: Any, plan: TypePlan, named: Named) -> tuple[str, str]:
    """The `Field` argument that stands for a schema's default.

    Raises:
        BuildError: The default is no value of the type.
    """
    location = (*named.location, "default")
    if value is None:
        if not plan.nullable:
            spec.fail(location, "null is the default, but not among the types")
        return "default", "None"
    if plan.kind in {"array", "object"}:
        if value != ([] if plan.kind == "array" else {}):
            spec.fail(location, "only an empty list or object can be a default here")
        return "default_factory", plan.code
    if plan.kind == "enum":
        values = spec.schemas[plan.target]["enum"]
        if value not in values:
            spec.fail(location, f"{value!r} is none of {', '.join(map(str, values))}")
        return "default", repr(value)
    kinds: dict[str, tuple[type, ...]] = {
        "string": (str,),
        "integer": (int,),
        "number": (int, float),
        "boolean": (bool,),
    }
    fits = isinstance(value, kinds.get(plan.kind, ())) and isinstance(value, bool) == (plan.kind == "boolean")
    if not fits:
        spec.fail(location, f"{value!r} is no value of type {plan.kind}")
    return "default", repr(value)


def pattern_literal(pattern: str) -> str:
    """A regular expression as a raw string where Python has one for it."""
    if '"' in pattern or pattern.endswith("\\") or "\n" in pattern:
        return repr(pattern)
    return f'r"{pattern}"'


def snake(name: str) -> str:
    """Module name of a class, as the library makes it."""
    from openapi_python_client.strings import snake_case

    return snake_case(name)
