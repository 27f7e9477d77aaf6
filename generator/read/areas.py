"""Joins the further areas of the API, each a separate document beside the entry, into one document."""

import re
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from generator.read.spec import Location, Raw, YamlFile, check_json

if TYPE_CHECKING:
    from generator.read.files import Joiner

_OF_THE_ENTRY = (
    "openapi",
    "servers",
    "security",
)  # said there; a document may repeat it, for tools that read it alone
_LISTS = ("tags", "x-tagGroups")
_MAPPINGS = ("paths", "webhooks")


@dataclass(frozen=True)
class AreaFile:
    """One area of the API.

    Attributes:
        name: The package that it goes to.
        label: The document, as messages name it.
        info: What its document says of itself.
        tags: The names of its tags, which are its managers.
    """

    name: str
    label: str
    info: Raw
    tags: tuple[str, ...]


def area_name(file: YamlFile) -> str:
    """`x-area` in `info`.

    Raises:
        BuildError: It cannot be the name of a package.
    """
    area = (file.raw.get("info") or {}).get("x-area", "main")
    if not isinstance(area, str) or not re.fullmatch("[a-z][a-z0-9_]*", area) or iskeyword(area):
        file.fail(("info", "x-area"), f"{area!r} cannot be the name of a package")
    return area


class AreaJoiner:
    """Puts the documents of further areas into the entry's.

    Attributes:
        owners: The area of each part that is not the entry's, by its location.
    """

    def __init__(self, joiner: "Joiner", root: Path) -> None:
        self.joiner, self.root = joiner, root
        self.owners: dict[Location, str] = {}

    def add(self, path: Path) -> AreaFile:
        """Adds one document.

        Raises:
            BuildError: It says what only the entry can say, or one of its names is taken.
        """
        file = YamlFile(path, self.root)
        check_json(file, file.raw, ())
        name = self._name(file)
        self.joiner.include(file)
        before = set(self.joiner.components())
        for word in file.raw:
            if word not in {"info", "components", *_OF_THE_ENTRY, *_LISTS, *_MAPPINGS}:
                file.fail((word,), f"{word!r} has no meaning in the document of an area: say it in the entry")
        for word in _OF_THE_ENTRY:
            if word in file.raw and file.raw[word] != self.joiner.entry.raw.get(word):
                file.fail((word,), f"is said by {self.joiner.entry.label}: leave it out, or repeat it")
        self._components(file)
        for word in _MAPPINGS:
            self._add_mapping(file, word, name)
        for word in _LISTS:
            self._add_list(file, word)
        self.owners |= {("components", *key): name for key in set(self.joiner.components()) - before}
        return AreaFile(
            name, file.label, file.raw["info"], tuple(tag["name"] for tag in file.raw.get("tags", ()))
        )

    def _name(self, file: YamlFile) -> str:
        name, entry = area_name(file), self.joiner.entry
        wanted = file.path.stem.removeprefix("konigle-").replace("-", "_")
        if name != wanted:
            file.fail(("info", "x-area"), f"must be {wanted!r}, after the name of the file")
        if name == area_name(entry):
            file.fail(
                ("info", "x-area"), f"{name!r} is the area of {entry.label}: give this one another name"
            )
        for word in ("title", "description", "version"):
            if not isinstance(file.raw["info"].get(word), str):
                file.fail(("info", word), "is missing, or no text")
        version = entry.raw["info"]["version"]
        if file.raw["info"]["version"] != version:
            file.fail(("info", "version"), f"must be {version!r}, as in {entry.label}: all areas are one API")
        return name

    def _components(self, file: YamlFile) -> None:
        for kind, values in file.raw.get("components", {}).items():
            for name, value in values.items():
                self.joiner.add_component(file, value, (kind, name))

    def _add_mapping(self, file: YamlFile, word: str, area: str) -> None:
        known: Raw = self.joiner.raw.get(word, {})
        for key, value in file.raw.get(word, {}).items():
            if key in known:
                self._taken(file, (word, key), (word, key))
            self.joiner.raw.setdefault(word, {})[key] = self.joiner.walk(file, value, (word, key))
            self.owners[word, key] = area

    def _add_list(self, file: YamlFile, word: str) -> None:
        found = self.joiner.raw.setdefault(word, []) if word in file.raw else []
        for index, value in enumerate(file.raw.get(word, ())):
            at, where = (word, str(len(found))), (word, str(index))
            for other, one in enumerate(found):
                if one["name"] == value.get("name"):
                    self._taken(file, (*where, "name"), (word, str(other), "name"))
            self.joiner.origins[at] = (file, where)
            found.append(value)

    def _taken(self, file: YamlFile, where: Location, at: Location) -> NoReturn:
        other, at = self.joiner.origin(at)
        file.fail(where, f"is at {other.label}:{other.line(at)} already: give each area names of its own")
