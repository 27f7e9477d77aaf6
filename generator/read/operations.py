"""Reads the operations of the spec: parameters, bodies, responses and replay classes."""

import keyword
import re
from dataclasses import dataclass
from typing import NoReturn

from generator.read.extensions import PAGING, Extensions, deprecation_of
from generator.read.spec import Location, Named, Raw, Spec, as_list, did_you_mean
from generator.representation import Deprecation, Pagination, Recipients, Recovery, Replay, StateCheck

_JSON = "application/json"
_FORM = "multipart/form-data"


@dataclass(frozen=True)
class Parameter:
    """A path or query parameter."""

    name: str
    raw: Raw
    location: Location

    @property
    def description(self) -> str:
        """What the parameter is for."""
        return flow(self.raw["description"])

    def deprecated(self, spec: Spec) -> Deprecation | None:
        """What `deprecated` says of it."""
        return deprecation_of(spec, self.raw, self.location)

    @property
    def schema(self) -> Named:
        """Its schema."""
        return Named(self.raw["schema"], (*self.location, "schema"))


@dataclass(frozen=True)
class Body:
    """What a request carries: a schema component for JSON, and one for the form if there are two ways."""

    schema: str
    form: str
    location: Location


@dataclass(frozen=True)
class ResponseBody:
    """The only successful response: a schema component, or empty for no body."""

    schema: str
    description: str
    location: Location


@dataclass(frozen=True)
class Operation:
    """One operation, every reference in it followed."""

    id: str
    method: str
    path: str
    location: Location
    tag: str
    summary: str
    description: str
    replay: Replay
    state_check: StateCheck | None
    recipients: Recipients | None
    recovery: Recovery | None
    method_name: str
    is_plain_create: bool
    path_parameters: tuple[Parameter, ...]
    query_parameters: tuple[Parameter, ...]
    body: Body | None
    response: ResponseBody
    error_schemas: tuple[str, ...]
    deprecated: Deprecation | None
    pagination: Pagination | None

    @property
    def is_list(self) -> bool:
        """Whether it returns one page of a collection."""
        return self.pagination is not None

    @property
    def paging(self) -> tuple[Parameter, ...]:
        """The query parameters of a list that say which page: where it begins, and how large it is."""
        names = [self.pagination.parameter, self.pagination.limit] if self.pagination else []
        return tuple(
            sorted(
                (one for one in self.query_parameters if one.name in names),
                key=lambda one: names.index(one.name),
            )
        )

    @property
    def filters(self) -> tuple[Parameter, ...]:
        """The query parameters that narrow a list."""
        return tuple(parameter for parameter in self.query_parameters if parameter not in self.paging)


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
                (*operation.location, "operationId"),
                f"{operation.id!r} is taken by {'.'.join(seen[operation.id].location)}",
            )
        seen[operation.id] = operation
    return operations


class _Reader:
    """Reads one operation."""

    def __init__(self, spec: Spec, path: str, method: str, named: Named) -> None:
        self.spec, self.path, self.method = spec, path, method
        self.raw, self.location = named

    def read(self) -> Operation:
        parameters = self._parameters()
        query = tuple(parameter for parameter in parameters if parameter.raw["in"] == "query")
        body, response = self._body(), self._response_body()
        self._check_path([parameter.name for parameter in parameters if parameter.raw["in"] == "path"])
        extensions = Extensions(self.spec, self.raw, self.location)
        pagination = extensions.pagination({one.name: one.raw for one in query})
        missing = [name for name in PAGING if name not in {parameter.name for parameter in query}]
        if query and missing and "x-pagination" not in self.raw:
            self.fail("parameters", f"query parameters without {' and '.join(missing)}: only lists take them")
        is_plain_create = self._is_plain_create()
        return Operation(
            id=self.raw["operationId"],
            method=self.method.upper(),
            path=self.path,
            location=self.location,
            tag=self._tag(),
            summary=flow(self.raw["summary"]),
            description=flow(self.raw["description"]),
            replay=extensions.replay(),
            state_check=extensions.state_check(),
            recipients=extensions.recipients(is_plain_create=is_plain_create),
            recovery=extensions.recovery(),
            method_name=extensions.method_name(),
            is_plain_create=is_plain_create,
            path_parameters=tuple(parameter for parameter in parameters if parameter.raw["in"] == "path"),
            query_parameters=query,
            body=body,
            response=response,
            error_schemas=self._error_schemas(),
            deprecated=deprecation_of(self.spec, self.raw, self.location),
            pagination=pagination,
        )

    def fail(self, word: str, problem: str) -> NoReturn:
        location = (*self.location, word) if word in self.raw else self.location
        self.spec.fail(location, problem)

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

    def _is_plain_create(self) -> bool:
        """Whether it adds one resource to a collection that a GET of the same path reads."""
        return self.method == "post" and "get" in self.spec.raw["paths"][self.path]

    def _parameters(self) -> list[Parameter]:
        item = self.spec.raw["paths"][self.path]
        found: dict[tuple[str, str], Parameter] = {}
        for holder, location in ((item, self.location[:-1]), (self.raw, self.location)):
            for index, raw in enumerate(as_list(holder, "parameters")):
                named = self.spec.follow(raw, (*location, "parameters", str(index)))
                parameter = self._parameter(named)
                key = (parameter.name, named.raw["in"])
                if key in found:
                    self.spec.fail(named.location, f"the parameter {parameter.name!r} is given twice")
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
        raw, location = named
        if raw["in"] not in {"path", "query"}:
            self.spec.fail(
                (*location, "in"), f"a parameter in {raw['in']!r}: only path and query can be sent"
            )
        if bool(raw.get("required", False)) != (raw["in"] == "path"):
            self.spec.fail(location, "a path parameter must be required, a query parameter must not")
        if raw["in"] == "path" and raw["schema"].get("type") != "string":
            self.spec.fail((*location, "schema"), "a path parameter must be a string")
        if "deprecated" in raw["schema"]:
            self.spec.fail((*location, "schema", "deprecated"), "say it on the parameter")
        if raw.get("deprecated") and (raw["in"] == "path" or raw["name"] in PAGING):
            self.spec.fail((*location, "deprecated"), "only a filter of a list can be deprecated")
        return Parameter(raw["name"], raw, location)

    def _body(self) -> Body | None:
        if "requestBody" not in self.raw:
            if self.method in {"patch", "put"}:
                self.fail("requestBody", f"a {self.method.upper()} without a request body")
            return None
        if self.method in {"get", "delete"}:
            self.fail("requestBody", f"a {self.method.upper()} with a request body")
        raw, location = self.spec.follow(self.raw["requestBody"], (*self.location, "requestBody"))
        if raw.get("required") is not True:
            self.spec.fail(location, "a request body must be `required: true`")
        content = raw["content"]
        if _JSON not in content or set(content) - {_JSON, _FORM}:
            self.spec.fail(
                (*location, "content"),
                f"must be {_JSON}, or that and {_FORM}; found {', '.join(content) or 'nothing'}",
            )
        schema = self._media(content[_JSON], (*location, "content", _JSON))
        form = self._media(content[_FORM], (*location, "content", _FORM)) if _FORM in content else ""
        for kind in content:
            self._check_encoding(
                content[kind].get("encoding", {}), form, (*location, "content", kind, "encoding")
            )
        return Body(schema, form, location)

    def _check_encoding(self, encoding: Raw, form: str, location: Location) -> None:
        """A form is written in one way: objects as JSON text, everything else as text or as a file."""
        for name, raw in encoding.items():
            if not form or location[-2] != _FORM or raw != {"contentType": _JSON}:
                self.spec.fail(
                    (*location, name), f"only an object in a form can be encoded, and only as {_JSON}"
                )

    def _media(self, media: Raw, location: Location) -> str:
        schema = media["schema"]
        location = (*location, "schema")
        if "$ref" not in schema:
            self.spec.fail(
                location, "a schema without a name: put it under components.schemas and refer to it"
            )
        return self.spec.component(schema, location)

    def _responses(self) -> dict[str, Named]:
        raw = self.raw["responses"]
        return {code: self.spec.follow(raw[code], (*self.location, "responses", code)) for code in raw}

    def _response_body(self) -> ResponseBody:
        good = {code: named for code, named in self._responses().items() if code.startswith("2")}
        if len(good) != 1:
            found = ", ".join(good) or "none"
            self.fail(
                "responses", f"an operation needs exactly one successful response (2xx), this one has {found}"
            )
        ((code, (raw, location)),) = good.items()
        content = raw.get("content", {})
        if code == "204" or not content:
            if content or code != "204":
                self.spec.fail(location, "204 goes with no content, any other success with JSON")
            return ResponseBody("", flow(raw["description"]), location)
        if set(content) != {_JSON}:
            self.spec.fail((*location, "content"), f"a response must be {_JSON}; found {', '.join(content)}")
        schema = self._media(content[_JSON], (*location, "content", _JSON))
        return ResponseBody(schema, flow(raw["description"]), location)

    def _error_schemas(self) -> tuple[str, ...]:
        found: list[str] = []
        for code, (raw, location) in self._responses().items():
            if code.startswith("2"):
                continue
            for kind, media in raw.get("content", {}).items():
                found.append(self._media(media, (*location, "content", kind)))
        return tuple(found)
