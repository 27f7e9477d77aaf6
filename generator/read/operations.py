"""Reading the operations of the spec: what each takes, what it answers, and what may be repeated."""

import keyword
import re
from dataclasses import dataclass
from typing import NoReturn

from generator.read.spec import Named, Place, Raw, Spec, as_list, did_you_mean

PAGING = ("page", "page_size")
_JSON = "application/json"
_FORM = "multipart/form-data"
_REPLAY = ("safe", "settled", "once")


@dataclass(frozen=True)
class Parameter:
    """A path or query parameter."""

    name: str
    raw: Raw
    place: Place

    @property
    def description(self) -> str:
        """What the parameter is for."""
        return flow(self.raw["description"])

    @property
    def schema(self) -> Named:
        """Its schema."""
        return Named(self.raw["schema"], (*self.place, "schema"))


@dataclass(frozen=True)
class Body:
    """What a request carries: a schema component for JSON, and one for the form if there are two ways."""

    schema: str
    form: str
    place: Place


@dataclass(frozen=True)
class Answer:
    """The one success answer: a schema component, or empty for no body."""

    schema: str
    description: str
    place: Place


@dataclass(frozen=True)
class Settled:
    """How a GET shows that a refused repeat was applied the first time; no values: the one the body carried."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Operation:
    """One operation, every reference in it followed."""

    id: str
    method: str
    path: str
    place: Place
    tag: str
    summary: str
    description: str
    replay: str
    settled: Settled | None
    path_parameters: tuple[Parameter, ...]
    query_parameters: tuple[Parameter, ...]
    body: Body | None
    answer: Answer
    error_schemas: tuple[str, ...]

    @property
    def is_list(self) -> bool:
        """Whether it answers one page of a collection."""
        return any(parameter.name in PAGING for parameter in self.query_parameters)

    @property
    def filters(self) -> tuple[Parameter, ...]:
        """The query parameters that narrow a list."""
        return tuple(parameter for parameter in self.query_parameters if parameter.name not in PAGING)


def flow(text: str) -> str:
    """A description as running text; line breaks of the YAML mean nothing."""
    return " ".join(text.split())


def read_operations(spec: Spec) -> list[Operation]:
    """All operations in the order of the document.

    Raises:
        BuildError: An operation lacks something, or has something that cannot be honoured.
    """
    operations = [_Reader(spec, path, method, named).read() for path, method, named in spec.operations()]
    seen: dict[str, Operation] = {}
    for operation in operations:
        if operation.id in seen:
            spec.fail(
                (*operation.place, "operationId"),
                f"{operation.id!r} is taken by {'.'.join(seen[operation.id].place)}",
            )
        seen[operation.id] = operation
    return operations


class _Reader:
    """Reads one operation."""

    def __init__(self, spec: Spec, path: str, method: str, named: Named) -> None:
        self.spec, self.path, self.method = spec, path, method
        self.raw, self.place = named

    def read(self) -> Operation:
        parameters = self._parameters()
        query = tuple(parameter for parameter in parameters if parameter.raw["in"] == "query")
        body, answer = self._body(), self._answer()
        self._check_path([parameter.name for parameter in parameters if parameter.raw["in"] == "path"])
        missing = [name for name in PAGING if name not in {parameter.name for parameter in query}]
        if query and missing:
            self.fail("parameters", f"query parameters without {' and '.join(missing)}: only lists take them")
        return Operation(
            id=self.raw["operationId"],
            method=self.method.upper(),
            path=self.path,
            place=self.place,
            tag=self._tag(),
            summary=flow(self.raw["summary"]),
            description=flow(self.raw["description"]),
            replay=self._replay(),
            settled=self._settled(),
            path_parameters=tuple(parameter for parameter in parameters if parameter.raw["in"] == "path"),
            query_parameters=query,
            body=body,
            answer=answer,
            error_schemas=self._error_schemas(),
        )

    def fail(self, word: str, problem: str) -> NoReturn:
        place = (*self.place, word) if word in self.raw else self.place
        self.spec.fail(place, problem)

    def _tag(self) -> str:
        tags = as_list(self.raw, "tags")
        known = self.spec.tags
        if len(tags) != 1:
            self.fail(
                "tags", f"an operation needs exactly one tag, the module it goes to; this one has {len(tags)}"
            )
        if tags[0] not in known:
            self.fail(
                "tags", f"the tag {tags[0]!r} is not described under `tags`{did_you_mean(tags[0], known)}"
            )
        return str(tags[0])

    def _replay(self) -> str:
        replay = self.raw["x-replay"]
        if replay not in _REPLAY:
            self.fail("x-replay", f"{replay!r} is none of {', '.join(_REPLAY)}")
        if self.method == "get" and replay != "safe":
            self.fail("x-replay", "a GET must be safe")
        return str(replay)

    def _settled(self) -> Settled | None:
        raw = self.raw.get("x-settled")
        if raw is None:
            return None
        if self.raw.get("x-replay") != "settled":
            self.fail("x-settled", "only an operation with `x-replay: settled` may have it")
        values = as_list(raw, "values")
        by_body = raw == {"field": raw.get("field"), "from": "body"}
        if not (by_body or (values and set(raw) == {"field", "values"})) or not isinstance(raw["field"], str):
            self.fail("x-settled", "must hold `field` and either `values: [...]` or `from: body`")
        return Settled(raw["field"], tuple(values))

    def _parameters(self) -> list[Parameter]:
        item = self.spec.raw["paths"][self.path]
        found: dict[tuple[str, str], Parameter] = {}
        for holder, place in ((item, self.place[:-1]), (self.raw, self.place)):
            for index, raw in enumerate(as_list(holder, "parameters")):
                named = self.spec.follow(raw, (*place, "parameters", str(index)))
                parameter = self._parameter(named)
                key = (parameter.name, named.raw["in"])
                if key in found:
                    self.spec.fail(named.place, f"the parameter {parameter.name!r} is given twice")
                found[key] = parameter
        return list(found.values())

    def _check_path(self, names: list[str]) -> None:
        named = re.findall(r"{([^}]*)}", self.path)
        if sorted(named) != sorted(names):
            self.fail("parameters", f"the path names {named}, the path parameters are {names}")
        for name in names:
            if not name.isidentifier() or keyword.iskeyword(name):
                self.fail("parameters", f"{name!r} cannot be the name of an argument")

    def _parameter(self, named: Named) -> Parameter:
        raw, place = named
        if raw["in"] not in {"path", "query"}:
            self.spec.fail((*place, "in"), f"a parameter in {raw['in']!r}: only path and query can be sent")
        if bool(raw.get("required", False)) != (raw["in"] == "path"):
            self.spec.fail(place, "a path parameter must be required, a query parameter must not")
        if raw["in"] == "path" and raw["schema"].get("type") != "string":
            self.spec.fail((*place, "schema"), "a path parameter must be a string")
        return Parameter(raw["name"], raw, place)

    def _body(self) -> Body | None:
        if "requestBody" not in self.raw:
            if self.method in {"patch", "put"}:
                self.fail("requestBody", f"a {self.method.upper()} without a request body")
            return None
        if self.method in {"get", "delete"}:
            self.fail("requestBody", f"a {self.method.upper()} with a request body")
        raw, place = self.spec.follow(self.raw["requestBody"], (*self.place, "requestBody"))
        if raw.get("required") is not True:
            self.spec.fail(place, "a request body must be `required: true`")
        content = raw["content"]
        if _JSON not in content or set(content) - {_JSON, _FORM}:
            self.spec.fail(
                (*place, "content"),
                f"must be {_JSON}, or that and {_FORM}; found {', '.join(content) or 'nothing'}",
            )
        schema = self._media(content[_JSON], (*place, "content", _JSON))
        form = self._media(content[_FORM], (*place, "content", _FORM)) if _FORM in content else ""
        for kind in content:
            self._check_encoding(
                content[kind].get("encoding", {}), form, (*place, "content", kind, "encoding")
            )
        return Body(schema, form, place)

    def _check_encoding(self, encoding: Raw, form: str, place: Place) -> None:
        """A form is written in one way: objects as JSON text, everything else as text or as a file."""
        for name, raw in encoding.items():
            if not form or place[-2] != _FORM or raw != {"contentType": _JSON}:
                self.spec.fail(
                    (*place, name), f"only an object in a form can be encoded, and only as {_JSON}"
                )

    def _media(self, media: Raw, place: Place) -> str:
        schema = media["schema"]
        place = (*place, "schema")
        if "$ref" not in schema:
            self.spec.fail(place, "a schema without a name: put it under components.schemas and refer to it")
        return self.spec.component(schema, place)

    def _answers(self) -> dict[str, Named]:
        raw = self.raw["responses"]
        return {code: self.spec.follow(raw[code], (*self.place, "responses", code)) for code in raw}

    def _answer(self) -> Answer:
        good = {code: named for code, named in self._answers().items() if code.startswith("2")}
        if len(good) != 1:
            found = ", ".join(good) or "none"
            self.fail(
                "responses", f"an operation needs exactly one success answer (2xx), this one has {found}"
            )
        ((code, (raw, place)),) = good.items()
        content = raw.get("content", {})
        if code == "204" or not content:
            if content or code != "204":
                self.spec.fail(place, "204 goes with no content, any other success with JSON")
            return Answer("", flow(raw["description"]), place)
        if set(content) != {_JSON}:
            self.spec.fail((*place, "content"), f"an answer must be {_JSON}; found {', '.join(content)}")
        schema = self._media(content[_JSON], (*place, "content", _JSON))
        return Answer(schema, flow(raw["description"]), place)

    def _error_schemas(self) -> tuple[str, ...]:
        found: list[str] = []
        for code, (raw, place) in self._answers().items():
            if code.startswith("2"):
                continue
            for kind, media in raw.get("content", {}).items():
                found.append(self._media(media, (*place, "content", kind)))
        return tuple(found)
