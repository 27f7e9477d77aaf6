"""Puts schemas under names: each object, enum, map and union of the original becomes a component, once for each side."""

import json
from typing import Any

from generator.lift import discriminators
from generator.lift.names import Unique, ascii_words, class_name, title_of
from generator.lift.shape import Shape
from generator.lift.shapes import Shapes
from generator.lift.source import Placed, RefusedError, Source, line, prose
from generator.read.references import references
from generator.read.schemas import Side
from generator.read.spec import Location, Raw
from generator.read.spec_grammar import NULL

_PLAIN = frozenset({"string", "integer", "number", "boolean", "any"})
_LONGEST_DEFAULT = 80
_IN_PLACE = frozenset({*_PLAIN, "array"})


class SchemaLift:
    """Lifts the schemas that operations lead to.

    A component that is both sent and read becomes two, since a request is checked and a response is not; an enum stays one.
    """

    def __init__(self, source: Source) -> None:
        self.source, self.shapes = source, Shapes(source)
        self.schemas: dict[str, Placed] = {}
        self._sides: dict[str, set[Side]] = {}
        self._names = Unique(["TimestampedResource"])
        self._components: dict[tuple[str, str], str] = {}
        self._own_names = self._names_of_components()
        self._failed: dict[tuple[str, str], RefusedError] = {}
        self._same: dict[str, str] = {}

    def _names_of_components(self) -> dict[str, str]:
        """Names of the components of the original, which go before names that are made up."""
        found = self.source.raw.get("components")
        schemas = found.get("schemas") if isinstance(found, dict) else None
        names = schemas if isinstance(schemas, dict) else ()
        return {f"components/schemas/{one}": self._names.take(class_name(one)) for one in names}

    def reach(self, raw: Any, side: Side) -> None:
        """Notes that a schema is used on a side, and all that it refers to; to be called for all before `lift`."""
        for ref in (one.raw["$ref"] for one in references(raw)):
            sides = self._sides.setdefault(ref, set())
            if side not in sides:
                sides.add(side)
                try:
                    self.reach(self.source.find(ref, ()).raw, side)
                except RefusedError:
                    continue  # said where it is used

    def lift(self, raw: Any, where: Location, side: Side, name: str) -> Raw:
        """A schema as it stands in a list, a map or a union: without a title, a default and the like.

        Args:
            raw: The schema.
            where: Where it stands.
            side: Which way its values go.
            name: What it is called if it needs a name and has none.

        Raises:
            RefusedError: Something in it cannot be honoured.
        """
        return self._bare(self.shapes.read(raw, where), side, name)

    def named(self, raw: Any, where: Location, side: Side, name: str) -> Raw:
        """A schema as it stands in a body or a response: a reference to a component."""
        shape = self.shapes.read(raw, where)
        made = self._bare(shape, side, name)
        if set(made) == {"$ref"}:
            return made
        return self._register(made, shape.where, name, self.shapes.whole(shape).annotations)

    def described(self, raw: Any, where: Location, side: Side, owner: str, name: str) -> Placed:
        """A schema as it stands in a property or a parameter: with a title and a description.

        Args:
            raw: The schema.
            where: Where it stands.
            side: Which way its values go.
            owner: The class that has it.
            name: Its name there.
        """
        shape = self.shapes.read(raw, where)
        made = self._bare(shape, side, f"{owner}{class_name(name).removesuffix('Model') or 'Value'}")
        words = self.shapes.whole(shape).words if shape.ref else shape.words
        said: Raw = {
            "title": line(words.get("title")) or title_of(name),
            "description": prose(words.get("description")) or f"{title_of(name)}.",
        }
        if side == "read" and words.get("readOnly") is True:
            said["readOnly"] = True
        if words.get("deprecated") is True:
            said["deprecated"] = True
        if "default" in words and words["default"] is not None:
            default = json.dumps(words["default"], ensure_ascii=False)
            if len(default) < _LONGEST_DEFAULT and "efault" not in said["description"]:
                said["description"] = f"{said['description'].rstrip()} The default is `{default}`."
        if "$ref" in made:
            made = {"allOf": [made]}
        return Placed({**made, **said}, where)

    # -- shapes --------------------------------------------------------------------------------------------

    def _bare(self, shape: Shape, side: Side, name: str) -> Raw:
        if shape.ref:
            made = self._component(shape, side)
        else:
            made = self._made(shape, side, name)
            if shape.kind not in _IN_PLACE:
                made = self._register(made, shape.where, name, shape.annotations)
        if not shape.nullable:
            return made
        if "$ref" in made:
            return {"oneOf": [made, NULL]}
        if "oneOf" in made:
            return made if NULL in made["oneOf"] else {**made, "oneOf": [*made["oneOf"], NULL]}
        kind = made.get("type")
        return {**made, "type": [kind, "null"]} if isinstance(kind, str) else made

    def _component(self, shape: Shape, side: Side) -> Raw:
        """What a reference becomes: a reference to a lifted component, or its plain type in place."""
        named = self.source.follow({"$ref": shape.ref}, shape.where)
        whole = self.shapes.read(named.raw, named.location)
        if whole.ref:  # a component that only describes another one
            return self._component(whole, side)
        if whole.kind in _IN_PLACE:
            return self._bare(whole, side, _name_in(shape.ref))
        pointer = "/".join(named.location)
        key = (pointer, "" if whole.kind == "enum" else side)
        if key in self._failed:
            raise self._failed[key]
        if key not in self._components:
            both = len(self._sides.get(shape.ref, ())) > 1 and whole.kind != "enum" and side == "written"
            name = self._own_names.get(pointer, "")
            if both or not name:
                name = self._names.take(class_name(_name_in(shape.ref) + ("Input" if both else "")))
            self._components[key] = name
            try:
                self._place(name, self._made(whole, side, name), whole.where, whole.annotations)
            except RefusedError as problem:
                self._failed[key] = problem
                raise
        made = {"$ref": f"#/components/schemas/{self._components[key]}"}
        return {"oneOf": [made, NULL]} if whole.nullable and not shape.nullable else made

    def _made(self, shape: Shape, side: Side, name: str) -> Raw:
        """A shape in place, what it holds lifted."""
        match shape.kind:
            case "union":
                return self._union(shape, side, name)
            case "model":
                return self._model(shape, side, name)
            case "object":
                return self._mapping(shape, side, name)
            case "array":
                rules = {word: value for word, value in shape.rules.items() if word != "items"}
                return {
                    **rules,
                    "items": self.lift(shape.words["items"], (*shape.where, "items"), side, f"{name}Item"),
                }
            case "any":
                return {}
            case _:
                return dict(shape.rules)

    def _union(self, shape: Shape, side: Side, name: str) -> Raw:
        members: list[Raw] = []
        tags: dict[str, Raw] = {}
        for index, (raw, where) in enumerate(shape.members):
            title = raw.get("title") if isinstance(raw.get("title"), str) else ""
            inner = (
                class_name(title).removesuffix("Model")
                if title and ascii_words(title)
                else f"Option{index + 1}"
            )
            made = self.lift(raw, where, side, inner if inner.startswith(name) else f"{name}{inner}")
            tags |= dict.fromkeys(discriminators.tags_of(shape.discriminator, raw), made)
            members += [one for one in made.get("oneOf", [made]) if one not in members]
        if {} in members or len(members) == 1:
            return {} if {} in members else members[0]
        return {"oneOf": members, **discriminators.lifted(shape.discriminator, tags, members)}

    def _model(self, shape: Shape, side: Side, name: str) -> Raw:
        required = [one for one in shape.required if one in shape.properties]
        demanded = [one for one in shape.required if one not in shape.properties]
        properties = {
            key: self.described(prop.raw, prop.location, side, name, key)
            for key, prop in shape.properties.items()
        }
        for one in demanded:
            properties[one] = Placed(
                {"title": title_of(one), "description": f"{title_of(one)}."}, shape.where
            )
        for key, prop in shape.properties.items():
            one_way = prop.raw.get("readOnly" if side == "written" else "writeOnly")
            if one_way is True and key in required:
                required.remove(key)
        made: Raw = {"type": "object", "properties": properties}
        if required + demanded:
            made["required"] = [*required, *demanded]
        if side == "written" and shape.words.get("additionalProperties") is False:
            made["additionalProperties"] = False
        return made

    def _mapping(self, shape: Shape, side: Side, name: str) -> Raw:
        made: Raw = {"type": "object"}
        names = shape.words.get("propertyNames")
        if isinstance(names, dict):
            kept = {word: names[word] for word in ("minLength", "maxLength", "pattern") if word in names}
            made |= {"propertyNames": kept} if kept else {}
        values = shape.words.get("additionalProperties")
        if isinstance(values, dict):
            lifted = self.lift(values, (*shape.where, "additionalProperties"), side, f"{name}Value")
            made |= {"additionalProperties": lifted} if lifted else {}
        return made

    # -- components ----------------------------------------------------------------------------------------

    def _register(self, made: Raw, where: Location, name: str, said: Raw) -> Raw:
        """A new component; an equal one that was made under the same name before does as well."""
        content = json.dumps([name, made], sort_keys=True, default=str)
        if content not in self._same:
            self._same[content] = self._names.take(class_name(name))
            self._place(self._same[content], made, where, said)
        return {"$ref": f"#/components/schemas/{self._same[content]}"}

    def _place(self, name: str, made: Raw, where: Location, said: Raw) -> None:
        description = prose(said.get("description")) or line(said.get("title")) or f"{title_of(name)}."
        self.schemas[name] = Placed({"description": description, **made}, where)


def _name_in(ref: str) -> str:
    """The name of what a reference points to; of a part of a component all of its path."""
    steps = ref[1:].split("/")[1:]
    steps = steps[2:] if steps[:1] == ["components"] else steps
    return "_".join(one for one in steps if one not in {"properties", "schema", "content"})
