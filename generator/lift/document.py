"""From a foreign document to the form that the generator reads."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.lift.discriminators import drop_unfit
from generator.lift.names import name_methods
from generator.lift.operations import METHODS, OperationLift
from generator.lift.schemas import SchemaLift
from generator.lift.security import MAIN, lift_security
from generator.lift.source import Lifted, RefusedError, Source, mapping
from generator.read.references import reached
from generator.read.spec import SCHEMAS, Location, Raw


@dataclass
class Document:
    """What was made of a foreign document.

    Attributes:
        spec: The lifted document; operations are taken out of it when they turn out to be refused.
        count: How many operations the original has.
        refused: Why an operation is not generated, by its method and path.
        notes: What is ignored or left to the server, with how often.
        settings: Settings of its client.
    """

    spec: Lifted
    count: int
    refused: dict[str, str] = field(default_factory=dict[str, str])
    notes: Counter[str] = field(default_factory=Counter[str])
    settings: dict[str, Any] = field(default_factory=dict[str, Any])

    def report(self) -> str:
        """How many operations are generated, which are refused and why, and what is left to the server; in lines."""
        made = self.count - len(self.refused)
        lines = [
            f"{self.spec.label}: {made} of {self.count} operations generated, {len(self.refused)} refused"
        ]
        lines += [f"  refused {operation}: {why}" for operation, why in sorted(self.refused.items())]
        lines += [f"  {count} x {note}" for note, count in sorted(self.notes.items())]
        return "".join(f"{line}\n" for line in lines)

    def refuse(self, problem: RefusedError) -> bool:
        """Takes out the operations that a problem concerns; False if it concerns none."""
        blamed = list(self._blamed(problem.location))
        for path, method in blamed:
            origin = self.spec.raw["paths"][path].pop(method).origin
            self.refused[f"{origin[2].upper()} {origin[1]}"] = str(problem)
            if not self.spec.raw["paths"][path]:
                del self.spec.raw["paths"][path]
        prune(self.spec.raw)
        return bool(blamed)

    def _blamed(self, location: Location) -> Iterator[tuple[str, str]]:
        for path, item in self.spec.raw["paths"].items():
            for method, raw in item.items():
                if location[:3] == ("paths", path, method) or (
                    location[:2] == SCHEMAS and location[2:] and location[2] in reached(self.spec.raw, raw)
                ):
                    yield path, method


def lift(path: Path) -> Document:
    """Reads a foreign document, and leaves out the operations that cannot be honoured.

    Raises:
        BuildError: The document cannot be read, or has no operation.
    """
    source = Source(path)
    schemas = SchemaLift(source)
    security = lift_security(source)
    operations = OperationLift(source, schemas)
    refused: dict[str, str] = {}
    paths: Raw = {}
    found = list(_operations(source))
    for _, item, raw, where in found:
        try:
            operations.reach(item, raw, where)
        except RefusedError:
            continue  # said when it is lifted
    for name, item, raw, where in found:
        try:
            template, made = operations.lift(name, item, raw, where)
        except RefusedError as problem:
            refused[f"{where[2].upper()} {name}"] = str(problem)
            continue
        paths.setdefault(template, {})[where[2]] = made
        made.update(security.of(raw))
    raw = {
        **_about(source),
        "security": [{MAIN: []}],
        "tags": [{"name": tag, "description": said} for tag, said in operations.tags.items()],
        "paths": paths,
        "components": {
            "securitySchemes": security.schemes,
            "schemas": schemas.schemas,
        },
    }
    prune(raw)
    drop_unfit(schemas.schemas, raw["paths"])
    drop_unfit(schemas.schemas, schemas.schemas)
    name_methods(one for item in paths.values() for one in item.values())
    return Document(Lifted(source, raw), len(found), refused, operations.notes, security.settings)


def _about(source: Source) -> Raw:
    """Version, title and server of the document."""
    info, name, url = mapping(source.raw.get("info")), source.path.stem, _server(source)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": str(info.get("title") or name),
            "version": str(info.get("version") or "0"),
            "description": str(info.get("description") or info.get("title") or name),
        },
        "servers": [{"url": url}] if url else [],
    }


def _operations(source: Source) -> Iterator[tuple[str, Raw, Raw, Location]]:
    paths = source.raw.get("paths")
    for name, item in paths.items() if isinstance(paths, dict) else ():
        if not isinstance(item, dict) or name.startswith("x-"):
            continue
        here: Location = ("paths", name)
        whole = {
            **source.follow(item, here).raw,
            **{word: value for word, value in item.items() if word != "$ref"},
        }
        for method, raw in whole.items():
            if method in METHODS and isinstance(raw, dict):
                yield name, whole, raw, (*here, method)


def _server(source: Source) -> str:
    """The first server with its variables filled in; empty if it is none that a client could call."""
    servers = source.raw.get("servers")
    first = servers[0] if isinstance(servers, list) and servers and isinstance(servers[0], dict) else {}
    url = str(first.get("url") or "")
    for name, variable in (first.get("variables") or {}).items():
        if isinstance(variable, dict):
            url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    return url.rstrip("/") if url.startswith(("https://", "http://")) and "{" not in url else ""


def prune(raw: Raw) -> None:
    """Drops the components that no operation leads to, and the tags without operations."""
    used = reached(raw, raw["paths"])
    schemas = raw["components"]["schemas"]
    for name in [name for name in schemas if name not in used]:
        del schemas[name]
    tags = {one["tags"][0] for item in raw["paths"].values() for one in item.values()}
    raw["tags"] = [one for one in raw["tags"] if one["name"] in tags]
