"""Unions: their members, and the field whose value names the member."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.read.schemas import Property, Schemas
from generator.read.spec import SCHEMAS, Location, Named, Raw, did_you_mean
from generator.read.spec_grammar import NULL, OF_TYPE, UNION_WORDS, types_of
from generator.representation import Type

if TYPE_CHECKING:
    from generator.plan.type_mapping import Types


def of_types(raw: Raw) -> Raw:
    """A schema with a list of types as a union of schemas with one type each."""
    typed = {word for words in OF_TYPE.values() for word in words}
    beside = {word: value for word, value in raw.items() if word != "type" and word not in typed}
    members = [
        {"type": kind, **{word: raw[word] for word in OF_TYPE[kind] if word in raw}} for kind in types_of(raw)
    ]
    return {**beside, "anyOf": members}


class Unions:
    """Finds the types of unions of several schemas."""

    def __init__(self, types: "Types", schemas: Schemas) -> None:
        self.types, self.spec, self.schemas = types, types.spec, schemas
        self._tags: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for name, raw in self.spec.schemas.items():
            for found in _discriminators(raw, (*SCHEMAS, name)):
                for tag, cls in self._mapping(found, self._names(found)).items():
                    self._tags[cls, found.raw["discriminator"]["propertyName"]].add(tag)

    def of(self, raw: Raw, location: Location) -> Type:
        """The union of the members.

        Raises:
            BuildError: Its discriminator does not fit the members.
        """
        word = next(word for word in UNION_WORDS if word in raw)
        members: list[Type] = []
        for index, member in enumerate(raw[word]):
            here = (*location, word, str(index))
            if member != NULL:
                self.types.check_bare(member, here)
                members.append(self.types.of(member, here))
        nullable = any(one.nullable for one in members) or NULL in raw[word]
        if any(one.kind == "any" and not one.limits for one in members):
            return Type("any", nullable=nullable)
        field, tags = self._tagging(Named(raw, location), members)
        unique = [one for index, one in enumerate(members) if one not in members[:index]]
        return Type("union", nullable=nullable, members=tuple(unique), discriminator=field, tags=tags)

    def tag_of(self, cls: str, prop: Property) -> str:
        """The only value by which unions know a class, where its property could have others; empty for none."""
        tags = self._tags.get((cls, prop.name), set())
        return next(iter(tags)) if len(tags) == 1 and prop.owner == cls else ""

    def _tagging(self, union: Named, members: list[Type]) -> tuple[str, dict[str, str]]:
        names = [one.name for one in members]
        if "discriminator" in union.raw:
            if any(one.kind != "model" for one in members):
                self.spec.fail(
                    (*union.location, "discriminator"),
                    "a discriminator needs members that are objects with properties: leave it out, or put each member "
                    "under components.schemas",
                )
            field = union.raw["discriminator"]["propertyName"]
            for name in names:
                known = self.schemas.flat(name)
                if field not in known:
                    self.spec.fail(
                        (*union.location, "discriminator"),
                        f"{name} has no property {field!r}{did_you_mean(field, known)}",
                    )
            return field, self._mapping(union, names)
        if len(members) < 2 or any(one.kind != "model" for one in members):  # noqa: PLR2004 - a union has two
            return "", {}
        return self._implied(names)

    def _implied(self, names: list[str]) -> tuple[str, dict[str, str]]:
        """A constant that every member requires, each with another value."""
        flats = [self.schemas.flat(name) for name in names]
        for field in flats[0]:
            found = [flat.get(field) for flat in flats]
            values = [constant_of(one.raw) if one and one.required else None for one in found]
            if all(isinstance(one, str) for one in values) and len(set(values)) == len(values):
                return field, dict(zip(map(str, values), names, strict=True))
        return "", {}

    def _names(self, union: Named) -> list[str]:
        word = next((word for word in UNION_WORDS if word in union.raw), "")
        return [one["$ref"].rpartition("/")[2] for one in union.raw.get(word, ()) if "$ref" in one]

    def _mapping(self, union: Named, names: list[str]) -> dict[str, str]:
        """The class of each tag: those of the mapping, and for the others the name of the class."""
        said: dict[str, str] = union.raw["discriminator"].get("mapping", {})
        tags = {tag: target.rpartition("/")[2] for tag, target in said.items()}
        for tag, name in tags.items():
            if name not in names:
                self.spec.fail(
                    (*union.location, "discriminator", "mapping", tag),
                    f"{name} is none of the members {', '.join(names)}{did_you_mean(name, names)}",
                )
        return tags | {name: name for name in names if name not in tags.values()}


def constant_of(raw: Raw) -> Any:
    """The only value that a schema allows; None if there are more."""
    if "const" in raw:
        return raw["const"]
    values = raw.get("enum", ())
    return values[0] if len(values) == 1 else None


def _discriminators(raw: Any, location: Location) -> Iterator[Named]:
    if isinstance(raw, dict):
        if isinstance(raw.get("discriminator"), dict) and "propertyName" in raw["discriminator"]:
            yield Named(raw, location)
        for word, value in raw.items():
            if word not in {"examples", "example", "default", "discriminator"}:
                yield from _discriminators(value, (*location, word))
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            yield from _discriminators(value, (*location, str(index)))
