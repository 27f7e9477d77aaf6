"""Models, enums and filters in the words of TypeScript."""

import re
from collections.abc import Iterator

from generator.plan.deprecation import deprecation_text
from generator.representation import Body, Deprecation, Field, Model, Sdk, Type
from generator.write.typescript import text

_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "decimal": "string",
}


class Models:
    """What the template of models asks of the representation."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk
        self.enums = {one.name: one for one in sdk.enums}
        bodies = [one.body for _, one in sdk.methods().values() if one.body]
        self.files: dict[str, Body] = {one.model: one for one in bodies if one.files}

    def models(self) -> list[Model]:
        """The models that are interfaces: a page is a class, and no method takes a form with files yet."""
        return [
            one
            for one in self.sdk.models
            if one.role != "page" and not any(_has_file(field.type) for field in one.fields)
        ]

    def field(self, model: Model, field: Field) -> str:
        """One field of a model. A response has every field, since the server fills in what was left out."""
        is_there = not model.sent or (field.required and not field.read_only)
        head = f"{text.key(field.name)}{'' if is_there else '?'}:"
        return text.union(head, self._members(field.type, is_open=model.received), ";", 2)

    def filter(self, field: Field) -> str:
        """One condition of a list; null and undefined are not sent."""
        several = ["readonly string[]"] if field.comma_separated else []
        members = [*self._members(field.type), *several, "null", "undefined"]
        return text.union(f"{text.key(field.name)}?:", list(dict.fromkeys(members)), ";", 2)

    def field_doc(self, field: Field) -> str:
        """What a field is for."""
        doc = f"{field.doc} Items of a list lack it." if field.detail_only else field.doc
        return text.comment([doc, *self.deprecated(field.deprecated)], 2)

    def deprecated(self, found: Deprecation | None) -> list[str]:
        """The tag that says what to use instead, if something is deprecated."""
        if found is None:
            return []
        said = deprecation_text(self.sdk, "Deprecated", found)
        named = re.sub(
            r"(?<=`client\.)(\w+)\.(\w+)", lambda path: ".".join(map(text.camel, path.groups())), said
        )
        return [f"@deprecated {named}"]

    def type(self, kind: Type, *, is_open: bool = False) -> str:
        """The type of a value; where it is open, a newer server may send other words than those of an enum."""
        return " | ".join(self._members(kind, is_open=is_open))

    def _members(self, kind: Type, *, is_open: bool = False) -> list[str]:
        """The types that a value may have."""
        found = list(dict.fromkeys(self._plain_members(kind, is_open=is_open)))
        return [*found, "null"] if kind.nullable and "unknown" not in found else found

    def _plain_members(self, kind: Type, *, is_open: bool) -> Iterator[str]:
        words = self.enums[kind.name].values if kind.kind == "enum" else kind.limits.get("enum", ())
        if kind.kind == "enum" and not is_open:
            yield kind.name
        elif words and all(isinstance(one, str) for one in words):
            yield from [*map(text.quote, words), *(["(string & {})"] if is_open else [])]
        elif words or "const" in kind.limits:
            yield from map(text.quote, words or [kind.limits["const"]])
        elif kind.kind == "time":
            yield from ["string"] if is_open else ["Date", "string"]
        elif kind.kind == "union":
            for one in kind.members:
                yield from self._members(one, is_open=is_open)
        elif kind.kind == "list":
            item = self.type(kind.items, is_open=is_open) if kind.items else "unknown"
            yield f"({item})[]" if " | " in item else f"{item}[]"
        elif kind.kind == "map":
            yield f"Record<string, {self.type(kind.values, is_open=is_open) if kind.values else 'unknown'}>"
        else:
            yield text.model(kind.name) if kind.kind == "model" else _PLAIN.get(kind.kind, "unknown")


def _has_file(kind: Type | None) -> bool:
    return kind is not None and (kind.kind == "file" or _has_file(kind.items))
