"""Reads the operations of the spec: parameters, bodies, responses and replay classes."""

import keyword
import re
from dataclasses import dataclass
from typing import Literal

from generator.read.contents import JSON, Body, Contents, ResponseBody
from generator.read.extensions import PAGING, Extensions, deprecation_of
from generator.read.security import Alternatives, check_used, read_schemes, read_security
from generator.read.spec import Location, Named, Part, Raw, Spec, as_list, described, did_you_mean
from generator.representation import (
    Deprecation,
    Pagination,
    Poll,
    Recipients,
    Recovery,
    Replay,
    Scheme,
    StateCheck,
)
from konigle._core.body import SET_BY_CLIENT

IDEMPOTENCY_KEY = "idempotency-key"
Where = Literal["path", "query", "header", "cookie"]
_STYLES: dict[Where, tuple[str, ...]] = {  # the default first
    "path": ("simple",),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
_NOT_PARAMETERS = {  # OpenAPI 3.1, 4.8.12.2.1, says that they are ignored
    "accept": "the media types of the responses say it",
    "content-type": "the media type of the request body says it",
    "authorization": "say it with `security`",
}


@dataclass(frozen=True)
class Parameter:
    """A parameter; `name` is that on the wire."""

    name: str
    raw: Raw
    location: Location

    @property
    def python_name(self) -> str:
        """The name of the argument."""
        said: str = self.raw.get("x-argument", "")
        return said or python_name(self.name)

    @property
    def where(self) -> Where:
        """Where it is sent."""
        found: Where = self.raw["in"]
        return found

    @property
    def is_required(self) -> bool:
        """Whether a request without it is an error."""
        return bool(self.raw.get("required", False))

    @property
    def style(self) -> str:
        """How a list or an object is written; `json` for JSON text."""
        return "json" if "content" in self.raw else str(self.raw.get("style", _STYLES[self.where][0]))

    @property
    def explode(self) -> bool:
        """Whether each item of a list, or each property of an object, is written separately."""
        return bool(self.raw.get("explode", self.style == "form"))

    @property
    def description(self) -> str:
        """What the parameter is for."""
        return flow(self.raw["description"])

    @property
    def title(self) -> str:
        """A short name for people; a schema that is only referred to has none, and the parameter's name will do."""
        words = self.python_name.replace("_", " ").title()
        return flow(self.schema.raw.get("title", words if "$ref" in self.schema.raw else ""))

    def deprecated(self, spec: Spec) -> Deprecation | None:
        """What `deprecated` says of it."""
        return deprecation_of(spec, self.raw, self.location)

    @property
    def schema(self) -> Named:
        """Its schema."""
        if "content" in self.raw:
            ((kind, media),) = self.raw["content"].items()
            return Named(media["schema"], (*self.location, "content", kind, "schema"))
        return Named(self.raw["schema"], (*self.location, "schema"))


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
    more_parameters: tuple[Parameter, ...]
    takes_key: bool
    body: Body | None
    responses: tuple[ResponseBody, ...]
    error_schemas: tuple[str, ...]
    deprecated: Deprecation | None
    pagination: Pagination | None
    poll: Poll | None
    security: Alternatives | None

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
    def response(self) -> ResponseBody:
        """The usual successful response."""
        return self.responses[0]

    @property
    def filters(self) -> tuple[Parameter, ...]:
        """The parameters beside those of the path: of a list those that do not page it."""
        query = tuple(parameter for parameter in self.query_parameters if parameter not in self.paging)
        return query + self.more_parameters


def python_name(name: str) -> str:
    """The name of a parameter in Python: `X-Request-Source` is `x_request_source`."""
    if name.isidentifier() and not keyword.iskeyword(name):
        return name
    words = re.sub(r"\W+", "_", name).strip("_")
    words = words.lower() if "-" in name else words
    return f"{words}_" if keyword.iskeyword(words) else words


def flow(text: str) -> str:
    """A description as running text; line breaks of the YAML mean nothing."""
    return " ".join(text.split())


def read_operations(spec: Spec) -> list[Operation]:
    """All operations in the order of the document.

    Raises:
        BuildError: An operation lacks something, or has something that cannot be honoured.
    """
    schemes = read_schemes(spec)
    operations = [
        _Reader(spec, schemes, path, method, named).read() for path, method, named in spec.operations()
    ]
    needed = {name for one in operations for schemes_of_one in one.security or () for name in schemes_of_one}
    check_used(spec, schemes, needed)
    seen: dict[str, Operation] = {}
    for operation in operations:
        if operation.id in seen:
            spec.fail(
                (*operation.location, "operationId"),
                f"{operation.id!r} is taken by {'.'.join(seen[operation.id].location)}",
            )
        seen[operation.id] = operation
    return operations


class _Reader(Part):
    """Reads one operation."""

    def __init__(self, spec: Spec, schemes: dict[str, Scheme], path: str, method: str, named: Named) -> None:
        super().__init__(spec, *named)
        self.schemes, self.path, self.method = schemes, path, method

    def read(self) -> Operation:
        parameters = self._parameters()
        query = tuple(parameter for parameter in parameters if parameter.raw["in"] == "query")
        contents = Contents(self.spec, self.raw, self.location)
        header = [parameter for parameter in parameters if parameter.raw["in"] == "header"]
        keys = [parameter for parameter in header if parameter.name.lower() == IDEMPOTENCY_KEY]
        self._check_path([parameter.name for parameter in parameters if parameter.raw["in"] == "path"])
        extensions = Extensions(self.spec, self.raw, self.location)
        pagination = extensions.pagination({one.name: one.raw for one in query})
        is_plain_create = self._is_plain_create()
        return Operation(
            id=self.raw["operationId"],
            method=self.method.upper(),
            path=self.path,
            location=self.location,
            tag=self._tag(),
            summary=flow(self.raw["summary"]),
            description=described(self.raw),
            replay=extensions.replay(),
            state_check=extensions.state_check(),
            recipients=extensions.recipients(is_plain_create=is_plain_create),
            recovery=extensions.recovery(),
            method_name=extensions.method_name(),
            is_plain_create=is_plain_create,
            path_parameters=tuple(parameter for parameter in parameters if parameter.raw["in"] == "path"),
            query_parameters=query,
            more_parameters=tuple(
                parameter
                for parameter in parameters
                if parameter.where in {"header", "cookie"} and parameter not in keys
            ),
            takes_key=bool(keys),
            body=contents.body(),
            responses=tuple(contents.responses()),
            error_schemas=contents.error_schemas(),
            deprecated=deprecation_of(self.spec, self.raw, self.location),
            pagination=pagination,
            poll=extensions.poll(self._accepted()),
            security=read_security(self.spec, self.schemes, self.raw, self.location),
        )

    def _accepted(self) -> Named | None:
        """The response that says that work has only started."""
        raw = self.raw["responses"].get("202")
        return self.spec.follow(raw, (*self.location, "responses", "202")) if raw else None

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
                if not self.spec.is_own and named.raw.get("name", "").lower() in _NOT_PARAMETERS:
                    continue  # as OpenAPI says
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
        if raw["in"] not in _STYLES:
            self.spec.fail((*location, "in"), f"{raw['in']!r} is none of {', '.join(_STYLES)}")
        found = Parameter(raw["name"], raw, location)
        if found.where == "path" and not found.is_required:
            self.spec.fail(location, "a path parameter must be `required: true`")
        if ("schema" in raw) == ("content" in raw):
            self.spec.fail(location, "a parameter needs `schema`, or `content` for JSON text, and not both")
        self._check_style(found)
        if found.where == "header":
            self._check_header(found)
        if "deprecated" in found.schema.raw:
            self.spec.fail((*found.schema.location, "deprecated"), "say it on the parameter")
        if raw.get("deprecated") and (found.where == "path" or found.name in PAGING):
            self.spec.fail((*location, "deprecated"), "page and path parameters cannot be deprecated")
        return found

    def _check_style(self, found: Parameter) -> None:
        """The schema of JSON text is under `content`; any other way to write a value must be one that the client knows."""
        styles = ("json",) if "content" in found.raw else _STYLES[found.where]
        if "content" in found.raw and list(found.raw["content"]) != [JSON]:
            self.spec.fail((*found.location, "content"), f"only {JSON} can be the content of a parameter")
        if found.style not in styles or ("content" in found.raw and found.where == "path"):
            self.spec.fail(
                (*found.location, "style"),
                f"style {found.style!r} in {found.where}: write {' or '.join(_STYLES[found.where])}",
            )
        if found.explode and found.style in {"spaceDelimited", "pipeDelimited"}:
            self.spec.fail(
                (*found.location, "explode"), f"{found.style} with `explode: true`: write `explode: false`"
            )

    def _check_header(self, found: Parameter) -> None:
        name = found.name.lower()
        if name in _NOT_PARAMETERS:
            self.spec.fail(
                (*found.location, "name"), f"{found.name} is no header parameter: {_NOT_PARAMETERS[name]}"
            )
        if name in SET_BY_CLIENT:
            self.spec.fail((*found.location, "name"), f"{found.name} is set by the client: take it out")
        if name == IDEMPOTENCY_KEY and (found.is_required or found.schema.raw.get("type") != "string"):
            self.spec.fail(
                found.location,
                "is the option `idempotency_key` of every call: write `type: string` and leave `required` out",
            )
