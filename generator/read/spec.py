"""Reads the spec, resolves its references, and reports the location of errors."""

import difflib
import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from generator.errors import BuildError

if TYPE_CHECKING:
    from generator.read.areas import AreaFile

Raw = dict[str, Any]
Location = tuple[str, ...]

SCHEMAS: Location = ("components", "schemas")


class Named(NamedTuple):
    """A part of the spec and where it stands."""

    raw: Raw
    location: Location


class YamlFile:
    """A YAML file as plain values, which can tell the line of each of them."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path
        self.label = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        try:
            self.text = path.read_text(encoding="utf-8")
        except OSError as problem:
            raise BuildError(f"{self.label}: cannot be read ({problem.strerror})") from problem
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # such as an anchor that is defined twice
                self.raw: Raw = YAML(typ="safe").load(self.text) or {}
        except (YAMLError, Warning) as problem:
            raise BuildError(yaml_problem(self.label, problem)) from problem
        if not isinstance(self.raw, dict):
            raise BuildError(f"{self.label}: must be a mapping at its top level")

    def fail(self, location: Location, problem: str) -> NoReturn:
        """Stops the build with the line, the location and the problem."""
        line = self.line(location)
        head = f"{self.label}:{line}" if line else self.label
        raise BuildError(f"{head}: {'.'.join(location)}: {problem}" if location else f"{head}: {problem}")

    @cached_property
    def root_node(self) -> Node | None:
        """The file as nodes that know their lines; read once more, when there is an error."""
        node: Node | None = YAML(typ="safe", pure=True).compose(self.text)
        return node

    def line(self, location: Location) -> int | None:
        """The line of a location, or of the nearest part around it that exists; computed only after an error."""
        node, line = self.root_node, None
        for step in location:
            found = next(((mark, child) for key, mark, child in _children(node) if key == step), None)
            if found is None:
                break
            line, node = found
        return line


def yaml_problem(label: str, problem: Exception) -> str:
    """Why a text is no YAML, with its line if that is known."""
    if not isinstance(problem, MarkedYAMLError):
        return f"{label}: not valid YAML: {' '.join(str(problem).split())}"
    line = f":{problem.problem_mark.line + 1}" if problem.problem_mark else ""
    what = " ".join(filter(None, (problem.context, problem.problem))).strip().splitlines()[0]
    return f"{label}{line}: not valid YAML: {what}"


def _children(node: Node | None) -> Iterator[tuple[str, int, Node]]:
    if isinstance(node, MappingNode):
        for key, child in node.value:
            yield str(key.value), key.start_mark.line + 1, child
    elif isinstance(node, SequenceNode):
        for index, child in enumerate(node.value):
            yield str(index), child.start_mark.line + 1, child


class Spec(YamlFile):
    """The OpenAPI document.

    Attributes:
        is_own: Whether it is written for this generator, which then names what to improve, and sends and reads by the
            rules of this API; a document of somebody else is sent and read exactly as it says.
        areas: The areas beside that of the entry.
    """

    is_own: ClassVar[bool] = True
    areas: "tuple[AreaFile, ...]" = ()
    origins: Mapping[Location, tuple[YamlFile, Location]] = MappingProxyType({})
    _moved: Mapping[Location, Location] = MappingProxyType({})
    _owners: Mapping[Location, str] = MappingProxyType({})

    def __init__(self, path: Path, root: Path, areas: Iterable[Path] = ()) -> None:
        from generator.read.areas import AreaJoiner
        from generator.read.files import Joiner

        super().__init__(path, root)
        self._moved = {}
        check_json(self, self.raw, ())
        joined = Joiner(self, root)
        more = AreaJoiner(joined, root)
        self.areas = tuple(more.add(one) for one in areas)
        self._owners = more.owners
        self.raw = joined.finish()
        self.origins = {at: origin for at, origin in joined.origins.items() if at}
        self.schemas: Raw = dict(self._mapping(SCHEMAS))  # and those that stand in place and get a name

    @property
    def tags(self) -> dict[str, str]:
        """Names of the tags and what they are for."""
        return {tag["name"]: described(tag) for tag in self.raw["tags"]}

    def _at(self, location: Location) -> Any:
        """The part at a location; None if there is none."""
        value: Any = self.raw
        for step in location:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def _mapping(self, location: Location) -> Raw:
        value = self._at(location)
        if not isinstance(value, dict):
            self.fail(location, "is missing")
        return value

    def name_schema(self, name: str, schema: Raw, location: Location) -> str:
        """Makes a component of a schema that stands in place; errors still name its own location."""
        if name in self.schemas and self._moved.get((*SCHEMAS, name)) != location:
            self.fail(
                location, f"a schema without a name, which would be called {name}, as another one: name it"
            )
        self.schemas[name] = schema
        self._moved = {**self._moved, (*SCHEMAS, name): location}
        return name

    def origin(self, location: Location) -> tuple[YamlFile, Location]:
        """The file that a part of the document comes from, and its location there."""
        start = len(SCHEMAS) + 1
        location = (*self._moved.get(location[:start], location[:start]), *location[start:])
        for length in range(len(location), 0, -1):
            if location[:length] in self.origins:
                file, at = self.origins[location[:length]]
                return file, (*at, *location[length:])
        return self, location

    def made_from(self, *locations: Location) -> str:
        """The files that parts of the document come from; the entry if no part is named."""
        return ", ".join(dict.fromkeys(self.origin(one)[0].label for one in locations)) or self.label

    def fail(self, location: Location, problem: str) -> NoReturn:
        """Stops the build with the line, the location and the problem."""
        file, at = self.origin(location)
        YamlFile.fail(file, at, problem)

    def bundled(self) -> str:
        """The whole spec as compact JSON, in the order it was written; `x-area` is at the tags of further areas."""
        areas = {tag: area.name for area in self.areas for tag in area.tags}
        tags = [
            {**tag, "x-area": areas[tag["name"]]} if tag["name"] in areas else tag for tag in self.raw["tags"]
        ]
        return json.dumps({**self.raw, "tags": tags}, ensure_ascii=False, separators=(",", ":")) + "\n"

    def area_at(self, location: Location) -> str:
        """The further area that a part of the document belongs to; empty for the entry's."""
        while (*SCHEMAS, *location[2:3]) in self._moved and location[:3] == (*SCHEMAS, *location[2:3]):
            location = self._moved[location[:3]]
        found = (self._owners[location[:length]] for length in (2, 3) if location[:length] in self._owners)
        return next(found, "")

    def follow(self, raw: Raw, location: Location) -> Named:
        """What a reference points to, or the part itself when it is none.

        Raises:
            BuildError: The reference is broken, leaves the document, or has something beside it.
        """
        if "$ref" not in raw:
            return Named(raw, location)
        if len(raw) > 1:
            beside = ", ".join(sorted(set(raw) - {"$ref"}))
            self.fail(
                location, f"{beside} beside a $ref has no effect for some tools: wrap the $ref in allOf"
            )
        ref = raw["$ref"]
        if not isinstance(ref, str) or not ref.startswith("#/"):
            self.fail((*location, "$ref"), f"{ref!r} leads nowhere; write '#/…', or a file and '#/…'")
        target = steps(ref[1:])
        value = self.schemas.get(target[-1]) if target[:-1] == SCHEMAS else self._at(target)
        if not isinstance(value, dict):
            around = self._at(target[:-1])
            names = around if isinstance(around, dict) else ()
            self.fail((*location, "$ref"), f"broken reference {ref!r}{did_you_mean(target[-1], names)}")
        if "$ref" in value:
            self.fail(target, "a component that is itself only a reference: refer to what it means")
        return Named(value, target)

    def component(self, raw: Raw, location: Location) -> str:
        """The name of the schema component a `$ref` points to."""
        target = self.follow(raw, location).location
        if target[:-1] != SCHEMAS:
            self.fail(location, f"expected a reference to components.schemas, not to {'.'.join(target)}")
        return target[-1]

    def operations(self) -> "Iterator[tuple[str, str, Named]]":
        """Path, method and the operation itself, in the order of the document."""
        for path, item in self._mapping(("paths",)).items():
            for method, raw in item.items():
                if method != "parameters":
                    yield path, method, Named(raw, ("paths", path, method))


class Part:
    """Reads one part of the spec."""

    def __init__(self, spec: Spec, raw: Raw, location: Location) -> None:
        self.spec, self.raw, self.location = spec, raw, location

    def fail(self, word: str, problem: str) -> NoReturn:
        """Stops the build, naming the place of a word of the part, or that of the part if it lacks the word."""
        location = (*self.location, word) if word in self.raw else self.location
        self.spec.fail(location, problem)


def check_json(file: YamlFile, value: Any, location: Location) -> None:
    """YAML knows dates and numbers as keys, JSON does not; both would change their meaning on the way.

    Raises:
        BuildError: There is such a value.
    """
    if isinstance(value, dict):
        for key, child in value.items():
            if not isinstance(key, str):
                file.fail((*location, str(key)), f"the key {key!r} is no string: put it in quotes")
            check_json(file, child, (*location, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            check_json(file, child, (*location, str(index)))
    elif not isinstance(value, str | int | float | bool | None):
        file.fail(
            location,
            f"the value is a YAML {type(value).__name__}, which JSON does not have: put it in quotes",
        )


def steps(pointer: str) -> Location:
    """The steps of a JSON Pointer (RFC 6901)."""
    return tuple(one.replace("~1", "/").replace("~0", "~") for one in pointer.split("/")[1:])


def described(raw: Raw) -> str:
    """A description as running text, with what `externalDocs` refers to; line breaks of the YAML mean nothing."""
    text, more = " ".join(raw["description"].split()), raw.get("externalDocs")
    if not more:
        return text
    said = " ".join(more.get("description", "See").split()).removesuffix(".")
    return f"{text} {said}: {more['url']}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint for a misspelt word, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def as_list(raw: Mapping[str, Any], key: str) -> list[Any]:
    """A list under a key, empty when the key is absent."""
    value = raw.get(key)
    return list(value) if isinstance(value, list) else []
