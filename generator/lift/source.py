"""Reads a foreign document as JSON would have it, and keeps where each part of the lifted document came from."""

import json
import warnings
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node

from generator.errors import BuildError
from generator.read.spec import Location, Named, Raw, Spec, YamlFile, did_you_mean, yaml_problem


class RefusedError(BuildError):
    """A part of a foreign document cannot be generated; `location` says where it stands in the lifted document."""

    def __init__(self, text: str, location: Location = ()) -> None:
        super().__init__(text)
        self.location = location


class Placed(dict[str, Any]):
    """A part of the lifted document, with the location in the original that it was made of."""

    def __init__(self, values: Raw, origin: Location) -> None:
        super().__init__(values)
        self.origin = origin


class _JsonValues(SafeConstructor):
    """Makes of YAML what JSON has: a time stays the text that was written."""


_JsonValues.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


class Source(YamlFile):
    """The document as it was written, in YAML or JSON."""

    def __init__(self, path: Path) -> None:
        self.path, self.label = path, path.name
        try:
            self.text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            raise BuildError(f"{self.label}: cannot be read ({problem})") from problem
        self.raw = self._load()
        version = str(self.raw.get("openapi", ""))
        if not version.startswith("3."):
            found = f"Swagger {self.raw['swagger']}" if "swagger" in self.raw else version or "no version"
            self.fail(
                ("swagger" if "swagger" in self.raw else "openapi",),
                f"{found}: OpenAPI 3.0 and 3.1 are understood; convert the document first",
            )

    def _load(self) -> Raw:
        try:
            value = _json_keys(json.loads(self.text))
        except ValueError:
            value = self._load_yaml()
        if not isinstance(value, dict):
            raise BuildError(f"{self.label}: must be a mapping at its top level")
        return value

    def _load_yaml(self) -> Any:
        yaml = YAML(typ="safe", pure=True)
        yaml.Constructor = _JsonValues
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                return _json_keys(yaml.load(self.text))
        except (YAMLError, Warning) as problem:
            raise BuildError(yaml_problem(self.label, problem)) from problem

    def fail(self, location: Location, problem: str) -> NoReturn:
        """Refuses a part, with its line in the file."""
        try:
            super().fail(location, problem)
        except RefusedError:
            raise
        except BuildError as error:
            raise RefusedError(str(error)) from None

    @cached_property
    def root_node(self) -> Node | None:
        """The document as nodes that know their lines; none for JSON that is no YAML."""
        try:
            node: Node | None = YAML(typ="safe", pure=True).compose(self.text.replace("\t", " "))
        except YAMLError:
            return None
        return node

    def follow(self, raw: Raw, location: Location) -> Named:
        """What a reference means, through any number of references; or the part itself."""
        seen: list[str] = []
        while "$ref" in raw:
            ref = raw["$ref"]
            if ref in seen:
                self.fail((*location, "$ref"), f"the reference {ref!r} leads back to itself")
            seen.append(ref)
            raw, location = self.find(ref, (*location, "$ref"))
        return Named(raw, location)

    def find(self, ref: Any, location: Location) -> Named:
        """The part that a reference names.

        Raises:
            RefusedError: It leaves the document, or names nothing.
        """
        if not isinstance(ref, str) or not ref.startswith("#"):
            self.fail(
                location, f"the reference {ref!r} leaves this document: bundle the files into one first"
            )
        steps = tuple(unquote(part).replace("~1", "/").replace("~0", "~") for part in ref[1:].split("/")[1:])
        value: Any = self.raw
        for step in steps:
            known = list(value) if isinstance(value, dict) else []
            if isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            elif isinstance(value, dict) and step in value:
                value = value[step]
            else:
                self.fail(location, f"broken reference {ref!r}{did_you_mean(step, known)}")
        if isinstance(value, bool):
            value = {}
        if not isinstance(value, dict):
            self.fail(location, f"broken reference {ref!r}: it names no mapping")
        return Named(value, steps)


def _json_keys(value: Any) -> Any:
    """Keys as texts, such as those of status codes, and only what JSON has."""
    if isinstance(value, dict):
        return {_key(key): _json_keys(child) for key, child in value.items()}
    if isinstance(value, list | tuple | set):
        return [_json_keys(child) for child in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) or key is None else str(key)


class Lifted(Spec):
    """The lifted document; what is refused is named as in the original."""

    is_own = False

    def __init__(self, source: Source, raw: Raw) -> None:
        self.source, self.raw = source, raw
        self.path, self.label, self.text = source.path, source.label, source.text
        self.schemas = raw["components"]["schemas"]

    def fail(self, location: Location, problem: str) -> NoReturn:
        """Refuses a part, with its location and line in the original."""
        value: Any = self.raw
        found: Location = ()
        for index, step in enumerate(location):
            value = (
                value.get(step)
                if isinstance(value, dict)
                else value[int(step)]
                if _has(value, step)
                else None
            )
            if value is None:
                break
            if isinstance(value, Placed):
                found = (*value.origin, *location[index + 1 :])
        try:
            self.source.fail(found or location, problem)
        except RefusedError as error:
            raise RefusedError(str(error), location) from None


def _has(value: Any, step: str) -> bool:
    return isinstance(value, list) and step.isdigit() and int(step) < len(value)


def mapping(value: Any) -> Raw:
    """A mapping, empty where the document has anything else."""
    return value if isinstance(value, dict) else {}


def prose(value: Any) -> str:
    """A text, empty where the document has anything else."""
    return value.strip() if isinstance(value, str) else ""


def line(value: Any) -> str:
    """A text on one line."""
    return " ".join(prose(value).split())
