"""The types of the representation in Python, as each part of the code writes them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from generator.plan.code_names import CORE, MODELS, Import, snake
from generator.representation import Type

SUFFIX = "Dict"
"""What the name of a dict that may be given instead of a model ends in."""

ANY = Type("any")
_FIELDS, _FORMATS = f"{CORE}.schema_types.fields", f"{CORE}.schema_types.formats"
_UNIONS, _EXACT = f"{CORE}.schema_types.unions", f"{CORE}.schema_types.exact"
_LIMITS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
    "minItems": "min_length",
    "maxItems": "max_length",
    "minimum": "ge",
    "exclusiveMinimum": "gt",
    "maximum": "le",
    "exclusiveMaximum": "lt",
    "multipleOf": "multiple_of",
}
_LIMITED = frozenset({"string", "integer", "number", "list"})
_DIGITS = ("max_digits", "decimal_places")
_AMOUNT = (*_DIGITS, "gt", "ge", "lt", "le")


@dataclass(frozen=True)
class Code:
    """A type as code.

    Attributes:
        text: The type, without null.
        imports: What it needs.
        limits: Arguments of `Field`, as code.
        nullable: Whether null is a value.
    """

    text: str
    imports: frozenset[Import] = frozenset()
    limits: tuple[tuple[str, str], ...] = ()
    nullable: bool = False

    @property
    def whole(self) -> "Code":
        """The type with its limits and its null in the text, where there is no separate `Field`."""
        text, imports = self.text, self.imports
        if self.limits:
            limits = ", ".join(f"{name}={value}" for name, value in self.limits)
            text = f"Annotated[{text}, Field({limits})]"
            imports |= {("typing", "Annotated"), ("pydantic", "Field")}
        return Code(f"{text} | None" if self.nullable else text, imports)


@dataclass(frozen=True)
class Notation:
    """How one part of the code writes types.

    Attributes:
        names: Names of types by kind or, going before, by format; each with its module, empty for a builtin.
        accepted: What else is accepted instead, by the same; `{}` is the name of a model.
        containers: Names of a list and of a map, with their module.
        inputs: The enums whose plain text is accepted; they then have another name.
        is_tagged: Whether a union says the field that names its member.
        is_schema: Whether the type also says limits and constants.
        is_sent: Whether values are checked before they are sent: digits of amounts, and items of which each is there once.
    """

    names: Mapping[str, tuple[str, str]]
    accepted: Mapping[str, str] = field(default_factory=dict)
    containers: tuple[str, str, str] = ("list", "dict", "")
    inputs: AbstractSet[str] = frozenset()
    is_tagged: bool = False
    is_schema: bool = False
    is_sent: bool = False


_NAMES = {
    "string": ("str", ""),
    "integer": ("int", ""),
    "number": ("float", ""),
    "boolean": ("bool", ""),
    "decimal": ("Decimal", "decimal"),
    "time": ("datetime", "datetime"),
    "any": ("Any", "typing"),
    "date": ("date", "datetime"),
    "byte": ("bytes", ""),
    "file": ("FileInput", _FIELDS),
}
_DECODED = {
    **_NAMES,
    "number": ("Number", _FORMATS),
    "decimal": ("Money", _FIELDS),
    "time": ("Timestamp", _FIELDS),
    "date": ("Day", _FORMATS),
    "byte": ("Base64", _FORMATS),
}
_SENT = {
    **_DECODED,
    "time": ("AwareTime", _FIELDS),
    "email": ("EmailAddress", _FIELDS),
    "email-or-blank": ("EmailOrBlank", _FIELDS),
    "uuid": ("Uuid", _FORMATS),
    "uri": ("Uri", _FORMATS),
    "int32": ("Int32", _FORMATS),
    "int64": ("Int64", _FORMATS),
}
_TEXT = dict.fromkeys(("decimal", "time", "date", "byte"), "str")

# What methods return, what they take, and what decodes responses that are no object.
RESULT = Notation(_NAMES)
ARGUMENT = Notation(
    _NAMES, {**_TEXT, "model": "Mapping[str, Any]"}, ("Sequence", "Mapping", "collections.abc")
)
DECODER = Notation(_DECODED, is_tagged=True)
# The values of a dict that is given instead of a model.
DICT_VALUE = Notation(_NAMES, {**_TEXT, "decimal": "str | float", "byte": "str", "model": f"{{}}{SUFFIX}"})
# Fields of models that are read, and of those that are sent.
READ = Notation(_DECODED, is_tagged=True, is_schema=True)
SENT = Notation(_SENT, is_tagged=True, is_schema=True, is_sent=True)
# The same for documents of others, which are read and sent as they are written.
EXACT_READ = replace(
    READ,
    names={
        **_DECODED,
        "time": ("ExactTime", _EXACT),
        "number": ("ExactNumber", _EXACT),
        "boolean": ("ExactBool", _EXACT),
        **dict.fromkeys(("integer", "int32", "int64"), ("ExactInt", _EXACT)),
    },
)
EXACT_SENT = replace(SENT, names={**_SENT, "time": ("TimeOrText", _EXACT), "date": ("DayOrText", _EXACT)})


def in_python(kind: Type, notation: Notation) -> Code:
    """A type as one part of the code writes it."""
    limits = _limits(kind, notation) if notation.is_schema else ()
    text, imports = _text(kind, notation)
    return Code(text, frozenset(imports), limits, kind.nullable)


def _text(kind: Type, notation: Notation) -> tuple[str, set[Import]]:
    if notation.is_schema and (values := constants(kind)):
        return f"Literal[{', '.join(map(repr, values))}]", {("typing", "Literal")}
    if kind.kind in {"list", "map"}:
        return _container(kind, notation)
    if kind.kind == "union":
        return _union(kind, notation)
    if kind.kind == "enum":
        name = f"{kind.name}Input" if kind.name in notation.inputs else kind.name
        return name, {(f"{MODELS}.{snake(kind.name)}", name)}
    names = {"model": (kind.name, f"{MODELS}.{snake(kind.name)}")}
    key = kind.format if kind.format in notation.names else kind.kind
    name, module = {**notation.names, **names}[key]
    also = notation.accepted.get(key, "").replace("{}", name)
    imports = {(module, name)} if module else set[Import]()
    if not also:
        return name, imports
    return f"{name} | {also}", imports | _imports_of(also, module)


def _imports_of(also: str, module: str) -> set[Import]:
    if also.endswith(SUFFIX):
        return {(module, also)}
    return {("collections.abc", "Mapping"), ("typing", "Any")} if also.startswith("Mapping") else set()


def holds_file(kind: Type) -> bool:
    """Whether it is a file, or has files in it."""
    inner = (one for one in (kind.items, kind.values, *kind.members) if one)
    return kind.kind == "file" or any(map(holds_file, inner))


def constants(kind: Type) -> list[Any]:
    """The values among which a type that stands in place leaves a choice."""
    found: list[Any] = kind.limits.get("enum", [])
    return [kind.limits["const"]] if "const" in kind.limits else found


def _container(kind: Type, notation: Notation) -> tuple[str, set[Import]]:
    inner = in_python(kind.items or kind.values or ANY, notation).whole
    sequence, mapping, module = notation.containers
    name = sequence if kind.kind == "list" else mapping
    imports = {*inner.imports, *([(module, name)] if module else [])}
    if kind.kind == "map":
        words = kind.limits.get("propertyNames", {}) | ({"pattern": kind.names} if kind.names else {})
        key = Code("str", limits=_arguments(words) if notation.is_schema else ()).whole
        return f"{name}[{key.text}, {inner.text}]", imports | key.imports
    if notation.is_sent and kind.limits.get("uniqueItems"):
        needed = {("typing", "Annotated"), (_FORMATS, "UniqueItems")}
        return f"Annotated[{name}[{inner.text}], UniqueItems]", imports | needed
    return f"{name}[{inner.text}]", imports


def _union(kind: Type, notation: Notation) -> tuple[str, set[Import]]:
    members = [replace(in_python(one, notation), nullable=False).whole for one in kind.members]
    text = " | ".join(dict.fromkeys(part for one in members for part in _parts(one.text)))
    imports = set[Import]().union(*(one.imports for one in members))
    if not notation.is_tagged or not kind.tags:
        return text, imports
    tags = ", ".join(f"{tag!r}: {name!r}" for tag, name in kind.tags.items())
    text = f"Annotated[{text}, Tagged({kind.discriminator!r}, {{{tags}}})]"
    return text, imports | {("typing", "Annotated"), (_UNIONS, "Tagged")}


def _parts(text: str) -> list[str]:
    """The members of a union; one that has parts in brackets is left whole."""
    return [text] if "[" in text else text.split(" | ")


def _limits(kind: Type, notation: Notation) -> tuple[tuple[str, str], ...]:
    if kind.kind in _LIMITED and not constants(kind):
        return _arguments(kind.limits)
    if kind.kind != "decimal" or not notation.is_sent:
        # an amount of a response is not validated: counting its digits would take a fifth of the time to decode a
        # contact
        return ()
    words = [
        word for word in _AMOUNT if not kind.currency or word not in _DIGITS
    ]  # those by the rule of the amount
    return tuple((word, repr(kind.limits[word])) for word in words if word in kind.limits)


def _arguments(limits: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Limits as arguments of `Field`."""
    return tuple(
        (name, _pattern(limits[word]) if word == "pattern" else repr(limits[word]))
        for word, name in _LIMITS.items()
        if word in limits
    )


def _pattern(pattern: str) -> str:
    """A regular expression as a raw string where Python has one for it."""
    if '"' in pattern or pattern.endswith("\\") or "\n" in pattern:
        return repr(pattern)
    return f'r"{pattern}"'
