"""How schema components hang together: parents, properties, and who uses what for what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.read.operations import Operation
from generator.read.references import references
from generator.read.spec import SCHEMAS, Location, Raw, Spec, as_list, did_you_mean
from generator.read.spec_grammar import UNION_WORDS
from generator.read.webhooks import read_webhooks

How = Literal["create", "update", "form", "response", "value", "base", "filter", "error"]

Side = Literal["written", "read"]
"""Whether values go to the server (and are checked strictly) or come from it (and are read leniently)."""

RESOURCE = "TimestampedResource"


@dataclass(frozen=True)
class Property:
    """A property of an object schema.

    Attributes:
        name: Its name on the wire and in Python.
        raw: Its schema.
        location: Where that stands.
        owner: The component that declares it.
        required: Whether the schema requires it.
    """

    name: str
    raw: Raw
    location: Location
    owner: str
    required: bool = False


@dataclass(frozen=True)
class Use:
    """One way in which a component is used; `written` says whether its values go to the server."""

    how: How
    written: bool


class Schemas:
    """Looks components up, and flattens what `allOf` joins."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    def location(self, name: str) -> Location:
        """Where a component stands."""
        return (*SCHEMAS, name)

    def parents(self, name: str) -> list[str]:
        """The components joined by `allOf`; a lone `type: object` beside them is for the library and means nothing."""
        raw: Raw = self.spec.schemas[name]
        found: list[str] = []
        for index, member in enumerate(raw.get("allOf", [])):
            location = (*self.location(name), "allOf", str(index))
            if member == {"type": "object"}:
                continue
            if "$ref" not in member:
                self.spec.fail(location, "allOf may only join components: put properties beside it")
            parent = self.spec.component(member, location)
            if self.spec.schemas[parent].get("type") != "object":
                self.spec.fail(location, f"allOf joins objects, but {parent} is none")
            found.append(parent)
        for word in UNION_WORDS:
            if word in raw and ("properties" in raw or "allOf" in raw):
                self.spec.fail(
                    (*self.location(name), word),
                    f"{word} beside properties or allOf cannot be typed: join what is shared by allOf in each member",
                )
        return found

    def own(self, name: str) -> dict[str, Property]:
        """The properties a component declares itself."""
        location = (*self.location(name), "properties")
        properties = self.spec.schemas[name].get("properties", {})
        return {key: Property(key, raw, (*location, key), name) for key, raw in properties.items()}

    def flat(self, name: str, seen: tuple[str, ...] = ()) -> dict[str, Property]:
        """All properties, those of the parents first.

        Raises:
            BuildError: A property is declared twice, a required one is not there, or a component joins itself.
        """
        if name in seen:
            self.spec.fail(self.location(name), f"joins itself: {' > '.join((*seen, name))}")
        found: dict[str, Property] = {}
        for parent in self.parents(name):
            self._add(found, self.flat(parent, (*seen, name)))
        self._add(found, self.own(name))
        for index, key in enumerate(as_list(self.spec.schemas[name], "required")):
            if key not in found:
                location = (*self.location(name), "required", str(index))
                self.spec.fail(location, f"{key!r} is no property of {name}{did_you_mean(str(key), found)}")
            found[key] = replace(found[key], required=True)
        return found

    def _add(self, found: dict[str, Property], more: dict[str, Property]) -> None:
        for key, prop in more.items():
            if key in found and found[key].location != prop.location:
                self.spec.fail(
                    prop.location, f"is declared already at {'.'.join(found[key].location)}: say it once"
                )
            found[key] = prop

    def references(self, name: str) -> list[str]:
        """The components that a component's own properties, items or values refer to."""
        raw = {word: value for word, value in self.spec.schemas[name].items() if word != "allOf"}
        return [self.spec.component(*named) for named in references(raw, self.location(name))]


def circles(schemas: Schemas, is_class: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    """The classes that refer to each other, by each of them; bases stand before what joins them."""
    onward = {name: {*schemas.parents(name), *schemas.references(name)} for name in schemas.spec.schemas}
    reached = {name: _closure(onward, name) for name in onward}
    found: dict[str, tuple[str, ...]] = {}
    for name in onward:
        if name in reached[name] and is_class(name):
            others = [
                other
                for other in onward
                if name in reached[other] and other in reached[name] and is_class(other)
            ]
            found[name] = tuple(sorted(others, key=lambda other: len(_closure_of_parents(schemas, other))))
    return found


def _closure(onward: Mapping[str, Iterable[str]], name: str) -> set[str]:
    found: set[str] = set()
    waiting = list(onward[name])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += onward[one]
    return found


def _closure_of_parents(schemas: Schemas, name: str) -> set[str]:
    return _closure({one: schemas.parents(one) for one in schemas.spec.schemas}, name)


class Uses:
    """Which component is used for what, found by walking from the operations."""

    def __init__(self, schemas: Schemas, operations: list[Operation]) -> None:
        self.schemas = schemas
        self._uses: dict[str, set[Use]] = {}
        for operation in operations:
            if operation.body:
                how: How = "update" if operation.method == "PATCH" and schemas.spec.is_own else "create"
                self._reach(operation.body.schema, Use(how, written=True))
                if operation.body.form:
                    self._reach(operation.body.form, Use("form", written=True))
            for response in operation.responses:
                if response.schema:
                    self._reach(response.schema, Use("response", written=False))
            for parameter in (
                *operation.path_parameters,
                *operation.query_parameters,
                *operation.more_parameters,
            ):
                for named in references(*parameter.schema):
                    self._reach(schemas.spec.component(*named), Use("filter", written=True))
            for name in operation.error_schemas:
                self._reach(name, Use("error", written=False))
        for webhook in read_webhooks(schemas.spec):
            self._reach(webhook.model, Use("response", written=False))

    def check_all_used(self) -> None:
        """A component that no operation leads to would be left out of the code.

        Raises:
            BuildError: There is one.
        """
        for name in self.schemas.spec.schemas:
            if name not in self._uses:
                self.schemas.spec.fail(
                    self.schemas.location(name), "is used by no operation: use it or take it out"
                )

    def of(self, name: str) -> set[Use]:
        """The uses by requests and successful responses; none for schemas that only errors contain."""
        return {use for use in self._uses.get(name, ()) if use.how != "error"}

    def direct(self, name: str) -> set[Use]:
        """The uses of a component itself, and not as what others join."""
        return {use for use in self.of(name) if use.how != "base"}

    def _reach(self, name: str, use: Use) -> None:
        uses = self._uses.setdefault(name, set())
        if use in uses:
            return
        uses.add(use)
        inner: How = "error" if use.how == "error" else "value"
        for other in self.schemas.references(name):
            self._reach(other, Use(inner, use.written))
        for index, member in enumerate(self.schemas.spec.schemas[name].get("allOf", [])):
            if "$ref" in member:
                parent = self.schemas.spec.component(
                    member, (*self.schemas.location(name), "allOf", str(index))
                )
                self._reach(parent, Use("error" if use.how == "error" else "base", use.written))
