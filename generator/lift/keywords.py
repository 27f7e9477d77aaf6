"""Reads the keywords of one schema, in the words of OpenAPI 3.0 or 3.1, as those of 3.1."""

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

from pydantic_core import SchemaError, SchemaValidator, core_schema

from generator.lift.shape import Shape
from generator.lift.source import Source
from generator.read.spec import Location, Named, Raw, as_list
from generator.read.spec_grammar import ANNOTATIONS, GRAMMAR, OF_TYPE

# Read elsewhere, or of no meaning for a type.
_ELSEWHERE = frozenset(
    {
        *("$ref", "allOf", "oneOf", "anyOf", "properties", "required", "nullable", "discriminator"),
        *("example", "xml", "externalDocs", "$schema", "$id", "$comment", "$anchor", "definitions"),
        *("$defs", "id"),
    }
)
# Rules about values that a type cannot say; the server checks them.
_UNCHECKED = frozenset(
    {
        *("not", "if", "then", "else", "dependentRequired", "dependentSchemas", "contains"),
        *("minContains", "maxContains", "patternProperties", "prefixItems", "unevaluatedItems"),
        *("unevaluatedProperties", "contentMediaType", "contentEncoding", "contentSchema"),
        *("maxProperties", "dependencies", "additionalItems"),
    }
)
# Formats that have a type; texts of the others are sent and read as they are.
FORMATS = defaultdict[str, frozenset[str]](
    frozenset,
    string=frozenset({"date-time", "date", "binary"}),
    integer=frozenset({"int32", "int64"}),
    number=frozenset({"float", "double"}),
)
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties")
_OWN = frozenset(word for word in GRAMMAR["schema"] if word.startswith("x-")) - {"x-deprecated"}


class Keywords:
    """Reads what a schema says beside its references, `allOf` and unions; counts what is left to the server."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.notes: Counter[str] = Counter()

    def own(self, raw: Raw, where: Location) -> Shape:
        """What a schema says beside its references, `allOf` and unions."""
        words = self._understood(raw)
        kinds = self._types(words, where)
        nullable = raw.get("nullable") is True or "null" in kinds
        kinds = [one for one in kinds if one != "null"]
        if kinds:
            words["type"] = kinds[0]
        self._examples(raw, words)
        properties = raw.get("properties")
        shape = Shape(
            where,
            words,
            nullable=nullable,
            properties={
                name: Named(one if isinstance(one, dict) else {}, (*where, "properties", name))
                for name, one in (properties.items() if isinstance(properties, dict) else ())
            },
            required=tuple(str(one) for one in as_list(raw, "required")),
        )
        if "enum" in words or "const" in words:
            if len(kinds) > 1:
                del words["type"]
        elif len(kinds) > 1:
            return self._several_types(shape, kinds)
        self._limits(words)
        return shape

    def _understood(self, raw: Raw) -> Raw:
        """The keywords that mean something here; others are counted."""
        words: Raw = {}
        for word, value in raw.items():
            if word in _ELSEWHERE:
                continue
            if word in _UNCHECKED:
                self.notes[f"`{word}` is left to the server to check"] += 1
            elif word in GRAMMAR["schema"] and (not word.startswith("x-") or word in _OWN):
                words[word] = value
            elif not word.startswith("x-"):
                self.notes[f"the unknown keyword {word!r} of a schema is ignored"] += 1
        return words

    def _types(self, words: Raw, where: Location) -> list[str]:
        """The types that a schema names, each once."""
        named = words.pop("type", [])
        kinds = list(dict.fromkeys([named] if isinstance(named, str) else as_list({"type": named}, "type")))
        for kind in kinds:
            if kind not in OF_TYPE:
                self.source.fail((*where, "type"), f"unknown type {kind!r}: use one of {', '.join(OF_TYPE)}")
        return kinds

    @staticmethod
    def _examples(raw: Raw, words: Raw) -> None:
        """`example` of 3.0 as `examples` of 3.1, where they are a list."""
        if "example" in raw:
            words["examples"] = [raw["example"]]
        elif not isinstance(words.get("examples", []), list):
            words["examples"] = (
                list(words["examples"].values()) if isinstance(words["examples"], dict) else []
            )
        if not words.get("examples", True):
            del words["examples"]

    def _several_types(self, shape: Shape, kinds: list[str]) -> Shape:
        """`type: [string, integer]` as a union of both, each with the words that concern it."""
        members: list[Named] = []
        words = {word: value for word, value in shape.rules.items() if word != "type"}
        for kind in kinds:
            said = {word: value for word, value in words.items() if word in OF_TYPE[kind]}
            if kind == "object" and shape.properties:
                said["properties"] = {name: one.raw for name, one in shape.properties.items()}
                said["required"] = list(shape.required)
            members.append(Named({"type": kind, **said}, shape.where))
        return Shape(shape.where, dict(shape.annotations), nullable=shape.nullable, members=tuple(members))

    def _limits(self, words: Raw) -> None:
        """Limits in the form of 3.1, without those that are no numbers."""
        for limit in ("Minimum", "Maximum"):
            exclusive, plain = f"exclusive{limit}", limit.lower()
            if isinstance(words.get(exclusive), bool) and words.pop(exclusive) and plain in words:
                words[exclusive] = words.pop(plain)
        for names, kinds in ((_NUMBERS, (int, float)), (_COUNTS, (int,))):
            for word in names:
                if word in words and (isinstance(words[word], bool) or not isinstance(words[word], kinds)):
                    self.notes[f"`{word}` that is no number is ignored"] += 1
                    del words[word]
        if "pattern" in words and not _can_check(words["pattern"]):
            self.notes["a `pattern` that Python cannot check is left to the server"] += 1
            del words["pattern"]

    def typed(self, shape: Shape) -> Shape:
        """A shape with its type, which may be missing in the original, and only what concerns it."""
        words = shape.words
        if shape.members or shape.ref:
            return shape
        kind = words.get("type") or self._implied(shape)
        if "enum" in words or "const" in words:
            return self._enum(shape, kind)
        if not kind:
            return shape
        allowed = {*OF_TYPE[kind], *ANNOTATIONS, *_OWN, "type"}
        words = {word: value for word, value in words.items() if word in allowed} | {"type": kind}
        if kind != "object":
            shape = replace(shape, properties={}, required=())
        named = words.get("format")
        if named is not None and named not in FORMATS[kind]:
            self.notes[f"the format {named!r} is left to the server to check"] += 1
            del words["format"]
        if (
            words.get("format") in {"date-time", "date", "binary", "byte", "uuid", "uri"}
            or "x-decimal" in words
        ):
            words = {
                word: value
                for word, value in words.items()
                if word not in {"minLength", "maxLength", "pattern"}
            }
        if kind == "array" and not isinstance(words.get("items"), dict | bool):
            words["items"] = {}
        return replace(shape, words=words)

    @staticmethod
    def _implied(shape: Shape) -> str:
        if shape.properties or shape.required:
            return "object"
        for kind, words in (("object", ("additionalProperties", "propertyNames")), ("array", ("items",))):
            if any(word in shape.words for word in words):
                return kind
        if any(word in shape.words for word in ("minLength", "maxLength", "pattern", "format")):
            return "string"
        return "number" if any(word in shape.words for word in _NUMBERS) else ""

    def _enum(self, shape: Shape, kind: str) -> Shape:
        """A choice among constants: texts, whole numbers and truth values; of other values only the type is kept."""
        said = [shape.words["const"]] if "const" in shape.words else as_list(shape.words, "enum")
        values = [one for one in said if one is not None]
        if kind == "string":
            values = [one if isinstance(one, str) else _text(one) for one in values]
        values = [one for index, one in enumerate(values) if not _is_in(one, values[:index])]
        nullable = shape.nullable or None in said
        rest = {word: value for word, value in shape.words.items() if word in {*ANNOTATIONS, "x-final"}}
        types = {_JSON_TYPES.get(type(one), "object") for one in values}
        if values and types <= {"string", "integer", "boolean"} and (not kind or types <= {kind, "integer"}):
            typed = {"type": types.pop()} if len(types) == 1 else {}
            return replace(shape, words={**rest, **typed, "enum": values}, nullable=nullable)
        self.notes["an enum of fractions, lists or objects keeps only its type"] += 1
        only = kind or (
            "number" if types <= {"integer", "number"} else types.pop() if len(types) == 1 else ""
        )
        left = {
            word: value
            for word, value in shape.words.items()
            if word not in {"enum", "const", "type", "x-final"}
        }
        words = {**left, **({"type": only} if only else {})}
        return self.typed(replace(shape, words=words, nullable=nullable))


_JSON_TYPES: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
}


def _is_in(value: Any, values: list[Any]) -> bool:
    return any(type(one) is type(value) and one == value for one in values)


def _can_check(pattern: Any) -> bool:
    if not isinstance(pattern, str):
        return False
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return False
    return True


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
