"""Joins a document that is split over files: what a reference to another file means becomes a part of the document."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from generator.read.spec import Location, Raw, YamlFile, check_json, did_you_mean, steps

Origins = dict[Location, tuple[YamlFile, Location]]
_KINDS = frozenset(
    {"schemas", "parameters", "responses", "requestBodies", "headers", "examples", "securitySchemes"}
)
_SCHEMA_WORDS = frozenset(
    {"schema", "items", "allOf", "oneOf", "anyOf", "properties", "additionalProperties"}
)


class Joiner:
    """The files of one document.

    Attributes:
        raw: The document without references to other files.
        origins: Where the parts of it come from, by their location.
    """

    def __init__(self, entry: YamlFile, root: Path) -> None:
        self.entry, self.root = entry, root
        self.origins: Origins = {(): (entry, ())}
        self._files: dict[Path, YamlFile] = {entry.path.resolve(): entry}
        self._components: dict[tuple[str, str], Any] = {}
        self._open: list[tuple[Path, Location]] = []
        joined: Any = self._walk(entry, entry.raw, (), ())
        self.raw: Raw = joined

    def finish(self) -> Raw:
        """The document, with the components of other files at the end."""
        for (kind, name), value in self._components.items():
            self.raw.setdefault("components", {}).setdefault(kind, {})[name] = value
        return self.raw

    def include(self, file: YamlFile) -> None:
        """Makes a file known that is read already."""
        self._files[file.path.resolve()] = file

    def components(self) -> Iterable[tuple[str, str]]:
        """Kind and name of the components of other files."""
        return self._components.keys()

    def add_component(self, file: YamlFile, value: Any, key: tuple[str, str]) -> None:
        """Adds a component of another file; one that is only a reference is another name for what it means."""
        if not (isinstance(value, dict) and value.keys() == {"$ref"}):
            self._component(file, value, key, ("components", *key))
            return
        kind, name = key
        made = self._target(file, value["$ref"], ("components", *key), ("components", *key, "$ref"))
        if made != {"$ref": f"#/components/{kind}/{_escaped(name)}"}:
            file.fail(
                ("components", *key), "a component that is itself only a reference: refer to what it means"
            )

    def walk(self, file: YamlFile, value: Any, at: Location) -> Any:
        """A part of another file that stands in the document at the same location."""
        self.origins[at] = (file, at)
        return self._walk(file, value, at, at)

    def origin(self, at: Location) -> tuple[YamlFile, Location]:
        """The file that a part of the document comes from, and its location there."""
        length = next(length for length in range(len(at), -1, -1) if at[:length] in self.origins)
        file, start = self.origins[at[:length]]
        return file, (*start, *at[length:])

    def _walk(self, file: YamlFile, value: Any, at: Location, where: Location) -> Any:
        """A part of a file as it stands in the document, at another location."""
        if isinstance(value, list):
            return [self._walk(file, one, (*at, str(i)), (*where, str(i))) for i, one in enumerate(value)]
        if not isinstance(value, dict):
            return value
        ref = value.get("$ref")
        is_elsewhere = isinstance(ref, str) and (file is not self.entry or not ref.startswith("#"))
        if not is_elsewhere:
            return {key: self._walk(file, one, (*at, key), (*where, key)) for key, one in value.items()}
        if len(value) > 1:
            beside = ", ".join(sorted(set(value) - {"$ref"}))
            file.fail(where, f"{beside} beside a $ref has no effect for some tools: wrap the $ref in allOf")
        return self._target(file, str(ref), at, (*where, "$ref"))

    def _target(self, file: YamlFile, ref: str, at: Location, where: Location) -> Any:
        name, _, pointer = ref.partition("#")
        target = self._file(file, name, where) if name else file
        parts = steps(pointer.rstrip("/"))
        if target is self.entry:
            return {"$ref": f"#{pointer}"}
        found: Any = target.raw
        for step in parts:
            known = found if isinstance(found, dict) else {}
            if step not in known:
                file.fail(where, f"broken reference {ref!r}{did_you_mean(step, known)}")
            found = known[step]
        if len(parts) > 1 and parts[-2] in _KINDS:
            if (
                isinstance(found, dict)
                and found.keys() == {"$ref"}
                and (target.path, parts) not in self._open
            ):
                self._open.append((target.path, parts))
                made = self._target(target, found["$ref"], at, (*parts, "$ref"))
                self._open.pop()
                return made
            return self._component(target, found, (parts[-2], parts[-1]), parts)
        is_named = at[:1] == ("components",) and len(at) == 3  # noqa: PLR2004 - components, kind, name
        if not is_named and not _SCHEMA_WORDS.isdisjoint(at):
            return self._component(
                target, found, ("schemas", parts[-1] if parts else target.path.stem), parts
            )
        here = (target.path, parts)
        if here in self._open:
            file.fail(where, f"{ref!r} contains itself: make it a component")
        self._open.append(here)
        self.origins[at] = (target, parts)
        made = self._walk(target, found, at, parts)
        self._open.pop()
        return made

    def _component(self, file: YamlFile, value: Any, key: tuple[str, str], where: Location) -> Raw:
        """A reference to a part of another file, which becomes a component."""
        kind, name = key
        at: Location = ("components", kind, name)
        if key not in self._components:
            if name in self.entry.raw.get("components", {}).get(kind, {}):
                self._fail_twice(file, where, self.entry, at)
            self._components[key] = {}
            self.origins[at] = (file, where)
            self._components[key] = self._walk(file, value, at, where)
        elif self.origins[at] != (file, where):
            self._fail_twice(file, where, *self.origins[at])
        return {"$ref": f"#/components/{kind}/{_escaped(name)}"}

    def _fail_twice(self, file: YamlFile, where: Location, other: YamlFile, at: Location) -> NoReturn:
        line = other.line(at)
        file.fail(
            where, f"has the name of {other.label}:{line}: {'.'.join(at)}: give each component its own name"
        )

    def _file(self, file: YamlFile, name: str, where: Location) -> YamlFile:
        if "://" in name:
            file.fail(where, f"{name!r} is on another host: copy it into a file beside this one")
        path = (file.path.parent / name).resolve()
        if path not in self._files:
            if not path.is_file():
                file.fail(where, f"there is no file {name!r}")
            found = YamlFile(path, self.root.resolve())
            check_json(found, found.raw, ())
            self._files[path] = found
        return self._files[path]


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
