"""Takes the references, `allOf` and unions of schemas together."""

import copy
from dataclasses import replace
from typing import Any

from generator.lift.keywords import Keywords
from generator.lift.shape import Shape
from generator.lift.source import Source
from generator.read.spec import Location, Named, Raw, as_list
from generator.read.spec_grammar import ANNOTATIONS, NULL, UNION_WORDS


class Shapes:
    """Reads the shapes of schemas."""

    def __init__(self, source: Source) -> None:
        self.source, self.keywords = source, Keywords(source)
        self.notes = self.keywords.notes

    def read(self, raw: Any, where: Location) -> Shape:
        """The shape of one schema."""
        if isinstance(raw, bool) or raw is None:
            return Shape(where)
        if not isinstance(raw, dict):
            self.source.fail(where, f"a schema must be a mapping, not {type(raw).__name__}")
        own = self.keywords.own(raw, where)
        if "$ref" in raw:
            self.source.find(raw["$ref"], (*where, "$ref"))
            ref = Shape(where, ref=raw["$ref"])
            return self._joined(ref, own) if own.is_empty else self._merge(self._expand(ref), own)
        members = [self.read(one, (*where, "allOf", str(i))) for i, one in enumerate(as_list(raw, "allOf"))]
        shape = self._all_of(members, own) if members else own
        for word in UNION_WORDS:
            if as_list(raw, word):
                shape = self._union(shape, raw, word, where)
        return self.keywords.typed(shape)

    def whole(self, shape: Shape) -> Shape:
        """A shape with the one that it refers to."""
        return self._expand(shape) if shape.ref else shape

    # -- joining -------------------------------------------------------------------------------------------

    def _expand(self, shape: Shape, seen: tuple[str, ...] = ()) -> Shape:
        """The shape that a reference leads to, with what stands beside the reference."""
        if shape.ref in seen:
            self.source.fail(shape.where, f"{shape.ref!r} joins itself by allOf: take it out of the circle")
        named = self.source.find(shape.ref, (*shape.where, "$ref"))
        target = self.read(named.raw, named.location)
        if target.ref:
            target = self._expand(target, (*seen, shape.ref))
        return self._joined(target, replace(shape, ref=""))

    @staticmethod
    def _joined(shape: Shape, described: Shape) -> Shape:
        """A shape with the annotations of another one before its own."""
        words = {**shape.words, **described.words}
        return replace(shape, words=words, nullable=shape.nullable or described.nullable, where=shape.where)

    def _all_of(self, members: list[Shape], own: Shape) -> Shape:
        limiting = [one for one in members if not one.is_empty]
        described = Shape(own.where)
        for one in members:
            if one.is_empty:
                described = self._joined(described, one)
        if len(limiting) == 1 and own.is_empty:
            only = limiting[0]
            return self._joined(only, self._joined(described, own))
        merged = described
        for one in limiting:
            merged = self._merge(merged, self._parent(one))
        return replace(self._merge(merged, own), where=own.where)

    def _parent(self, shape: Shape) -> Shape:
        """The shape of a member of `allOf`; of the base of a union what its members have in common."""
        if not shape.ref:
            return shape
        raw, where = self.source.follow({"$ref": shape.ref}, shape.where)
        unions = [word for word in UNION_WORDS if as_list(raw, word)]
        if any(self._joins(one, raw) for word in unions for one in raw[word]):
            return self.read({word: value for word, value in raw.items() if word not in unions}, where)
        return self.whole(shape)

    def _joins(self, member: Any, base: Raw) -> bool:
        """Whether a member of a union is made of the schema that holds the union."""
        if not isinstance(member, dict) or "$ref" not in member:
            return False
        parts = as_list(self.source.follow(member, ()).raw, "allOf")
        return any(
            "$ref" in one and self.source.follow(one, ()).raw is base
            for one in parts
            if isinstance(one, dict)
        )

    def _merge(self, one: Shape, other: Shape) -> Shape:
        """Two shapes that must both fit."""
        words = {**one.words, **other.words}
        kinds = {shape.words["type"] for shape in (one, other) if "type" in shape.words}
        if len(kinds) > 1:
            if kinds != {"integer", "number"}:
                named = " and ".join(sorted(kinds))
                self.source.fail(other.where, f"allOf of {named} fits no value: say which of them it is")
            words["type"] = "integer"
        if "enum" in one.words and "enum" in other.words:
            words["enum"] = [
                value for value in other.words["enum"] if value in one.words["enum"]
            ] or other.words["enum"]
        if one.members and other.members:
            self.notes["of two unions that are joined, one is left to the server to check"] += 1
        properties = dict(one.properties)
        for name, prop in other.properties.items():
            properties[name] = self._both(properties[name], prop) if name in properties else prop
        return Shape(
            other.where,
            words,
            nullable=one.nullable or other.nullable,
            properties=properties,
            required=tuple(dict.fromkeys((*one.required, *other.required))),
            members=other.members or one.members,
            discriminator=other.discriminator or one.discriminator,
        )

    @staticmethod
    def _both(one: Named, other: Named) -> Named:
        """A property that two joined objects declare: the later one says more."""
        first, second = one.raw, other.raw
        if first == second:
            return other
        if not {"$ref", "allOf", "oneOf", "anyOf"} & {*first, *second} and first.get("type") == second.get(
            "type", first.get("type")
        ):
            return Named({**first, **second}, other.location)
        limiting = set(second) - set(ANNOTATIONS) - {"example"}
        if limiting:
            return other
        return Named({"allOf": [first], **second}, other.location)

    # -- unions --------------------------------------------------------------------------------------------

    def _union(self, base: Shape, raw: Raw, word: str, where: Location) -> Shape:
        """`oneOf` or `anyOf` beside what else is said."""
        named = [Named(one, (*where, word, str(i))) for i, one in enumerate(as_list(raw, word))]
        read = [(self.read(*one), one) for one in named]
        is_null = [
            one.raw == NULL or (shape.is_empty and shape.nullable) or one.raw.get("enum") == [None]
            for shape, one in read
        ]
        nullable = base.nullable or any(is_null) or any(shape.nullable and not shape.ref for shape, _ in read)
        left = [pair for pair, null in zip(read, is_null, strict=True) if not null]
        base = replace(base, nullable=nullable)
        if all(_only_demands(shape) for shape, _ in left):
            if left:
                self.notes["which properties must stand together is left to the server to check"] += 1
            return base
        unique: list[Named] = []
        for _, one in left:
            if one.raw not in [other.raw for other in unique]:
                unique.append(one)
        alone = base.is_empty or base.rules == {"type": "object"}
        if len(unique) == 1 and alone:
            only = self.read(*unique[0])
            return self._joined(only, replace(base, words=base.annotations))
        if base.members:
            self.notes["of two unions that are joined, one is left to the server to check"] += 1
            return base
        discriminator = raw.get("discriminator") if isinstance(raw.get("discriminator"), dict) else {}
        if not alone:
            unique = [
                one if self._joins(one.raw, raw) else self._distributed(raw, word, one) for one in unique
            ]
        return Shape(
            where,
            dict(base.annotations),
            nullable=nullable,
            members=tuple(unique),
            discriminator=discriminator or {},
        )

    @staticmethod
    def _distributed(raw: Raw, word: str, member: Named) -> Named:
        """A member of a union together with what stands beside the union."""
        beside = {
            key: copy.deepcopy(value)
            for key, value in raw.items()
            if key not in {word, "discriminator", "nullable", *ANNOTATIONS}
        }
        joined = (
            [*beside.pop("allOf", []), {"$ref": beside.pop("$ref")}]
            if "$ref" in beside
            else beside.pop("allOf", [])
        )
        return Named({"allOf": [*joined, *([beside] if beside else []), member.raw]}, member.location)


def _only_demands(shape: Shape) -> bool:
    """Whether a member of a union only says which properties must be there."""
    return (
        not shape.ref
        and not shape.members
        and not shape.properties
        and not set(shape.rules) - {"type"}
        and bool(shape.required or not shape.rules)
    )
