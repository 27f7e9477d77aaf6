"""Reading `hints.yaml`: what only Python needs to know, each word of it checked against the spec."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from generator.read.spec import Location, Raw, Spec, YamlFile, did_you_mean

BASES = ("Payload", "CreateModel")
RESPONSE_BASES = ("ActionResult",)


@dataclass(frozen=True)
class SchemaHints:
    """What is said of one schema.

    Attributes:
        shown: Fields that `str()` of the class shows; `str` in the file.
        detail_only: Fields that items of a list lack.
        default_empty: Fields that start as an empty instance of their class.
        lower: Fields put in lower case before they are checked.
        aliases: Second names accepted for fields on input.
        required: Fields that Python asks for although the wire does not.
        form: The schema of the multipart form, whose further fields the class takes over.
        base: The hand-written base of a request body or a response, if it is not the usual one.
    """

    shown: tuple[str, ...] = ()
    detail_only: tuple[str, ...] = ()
    default_empty: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    form: str = ""
    base: str = ""


_SHAPES: dict[str, type] = {
    "str": list,
    "detail_only": list,
    "default_empty": list,
    "lower": list,
    "aliases": dict,
    "required": list,
    "form": str,
    "base": str,
}
_TOP: dict[str, type] = {
    "enum_classes": list,
    "comma_separated": list,
    "also_in_managers": list,
    "schemas": dict,
}
KNOWN_WORDS = frozenset({*_TOP, *_SHAPES}) - {"schemas"}
NO_HINTS = SchemaHints()


class Hints:
    """All hints; `of` gives those of one schema."""

    def __init__(self, path: Path, root: Path, spec: Spec) -> None:
        self.file = YamlFile(path, root)
        self._check(self.file.raw, _TOP, ())
        self.enum_classes: frozenset[str] = frozenset(self.file.raw.get("enum_classes", ()))
        self.comma_separated: frozenset[str] = frozenset(self.file.raw.get("comma_separated", ()))
        self.also_in_managers: tuple[str, ...] = tuple(self.file.raw.get("also_in_managers", ()))
        self._schemas = {
            name: self._read(name, raw) for name, raw in self.file.raw.get("schemas", {}).items()
        }
        for name in self._schemas:
            self._check_schema(spec, name, ("schemas", name))
        for name in sorted(self.enum_classes):
            self._check_schema(spec, name, ("enum_classes",))
            if "enum" not in spec.schemas[name]:
                self.fail(("enum_classes",), f"{name!r} is no enum in the spec")

    def of(self, schema: str) -> SchemaHints:
        """The hints of one schema, empty ones if there are none."""
        return self._schemas.get(schema, NO_HINTS)

    def fail(self, location: Location, problem: str) -> NoReturn:
        """Stops the build, and names the location in the hints."""
        self.file.fail(location, problem)

    def names(self) -> list[str]:
        """The schemas that hints are given for."""
        return list(self._schemas)

    def _read(self, name: str, raw: Any) -> SchemaHints:
        location = ("schemas", name)
        if not isinstance(raw, dict):
            self.file.fail(location, "must be a mapping")
        self._check(raw, _SHAPES, location)
        values: dict[str, Any] = {
            word.replace("str", "shown"): tuple(value) if isinstance(value, list) else value
            for word, value in raw.items()
        }
        hints = SchemaHints(**values)
        if hints.base and hints.base not in BASES + RESPONSE_BASES:
            self.file.fail(
                (*location, "base"), f"{hints.base!r} is none of {', '.join(BASES + RESPONSE_BASES)}"
            )
        return hints

    def _check(self, raw: Raw, shapes: dict[str, type], location: Location) -> None:
        for word, value in raw.items():
            if word not in shapes:
                self.file.fail(
                    (*location, str(word)), f"unknown hint {word!r}{did_you_mean(str(word), shapes)}"
                )
            if not isinstance(value, shapes[word]):
                self.file.fail(
                    (*location, word), f"must be a {shapes[word].__name__}, not a {type(value).__name__}"
                )

    def _check_schema(self, spec: Spec, name: str, location: Location) -> None:
        if name not in spec.schemas:
            self.fail(location, f"the spec has no schema {name!r}{did_you_mean(name, spec.schemas)}")
        form = self.of(name).form
        if form and form not in spec.schemas:
            self.fail(
                (*location, "form"), f"the spec has no schema {form!r}{did_you_mean(form, spec.schemas)}"
            )


class NoHints(Hints):
    """The hints for a document that has none."""

    def __init__(self) -> None:
        self.enum_classes = self.comma_separated = frozenset()
        self.also_in_managers = ()
        self._schemas = {}
