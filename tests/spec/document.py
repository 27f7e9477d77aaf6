"""The spec as the tests read it, with no code of the generator or the sandbox in between.

Schemas are checked by jsonschema_rs with its own formats. Two of them are set here: `email` is read more widely
than RFC 6531 has it, since servers take more (`a..b@docomo.ne.jp`), and `email-or-blank` is the spec's own.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import jsonschema_rs

Json = dict[str, Any]

_METHODS = ("get", "put", "post", "patch", "delete")
_RFC_6531 = jsonschema_rs.Draft202012Validator({"format": "idn-email"}, validate_formats=True)
_WIDER = re.compile(r"[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)*")


def _is_email(text: str) -> bool:
    return _RFC_6531.is_valid(text) or _WIDER.fullmatch(text) is not None


_FORMATS = {"email": _is_email, "email-or-blank": lambda text: text == "" or _is_email(text)}


@cache
def document() -> Json:
    """The spec that is shipped with the package."""
    return json.loads((files("konigle") / "_generated" / "openapi.json").read_text(encoding="utf-8"))


def resolve(node: Any) -> Any:
    """A node with its reference followed to the end."""
    while isinstance(node, dict) and "$ref" in node:
        target: Any = document()
        for token in node["$ref"].removeprefix("#/").split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def validator(schema: Json) -> jsonschema_rs.Validator:
    """Compiles a schema of the document, once; formats are checked."""
    return _compiled(json.dumps(schema))


@cache
def _compiled(schema: str) -> jsonschema_rs.Validator:
    whole = {**json.loads(schema), "components": document()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, formats=_FORMATS, validate_formats=True)


def component(name: str) -> jsonschema_rs.Validator:
    """The validator of a named schema."""
    return validator({"$ref": f"#/components/schemas/{name}"})


def problems(check: jsonschema_rs.Validator, value: Any) -> list[str]:
    """The errors of a value, with their locations; empty if there are none."""
    return [
        f"{'/'.join(map(str, error.instance_path)) or 'body'}: {error.message}"
        for error in check.iter_errors(value)
    ]


@dataclass(frozen=True)
class SpecOperation:
    """One operation of the document.

    Attributes:
        parameters: Its own and its path's, references followed.
    """

    id: str
    method: str
    path: str
    tag: str
    node: Json = field(repr=False)
    parameters: tuple[Json, ...] = field(repr=False)

    def parameters_in(self, location: str) -> dict[str, Json]:
        """Parameters of the path or the query, by name."""
        return {parameter["name"]: parameter for parameter in self.parameters if parameter["in"] == location}

    @property
    def is_list(self) -> bool:
        """Whether it reads a collection page by page."""
        return self.method == "GET" and "page" in self.parameters_in("query")

    @property
    def filters(self) -> list[str]:
        """The conditions a list takes."""
        return [name for name in self.parameters_in("query") if name not in {"page", "page_size"}]

    @property
    def is_create(self) -> bool:
        """Whether it adds a resource to the collection of its path."""
        return self.method == "POST" and self.id.startswith("create")

    @property
    def resource(self) -> str:
        """What a create makes."""
        return self.id.removeprefix("create")

    @cached_property
    def bodies(self) -> dict[str, Json]:
        """What the request body may be, by media type: objects with a schema and an example."""
        return dict(resolve(self.node.get("requestBody", {})).get("content", {}))

    @property
    def body_schema(self) -> str:
        """The name of the schema of the request body in its first form; empty if there is none."""
        media: Json = next(iter(self.bodies.values()), {})
        return str(media["schema"]["$ref"]).rpartition("/")[2] if media else ""

    def body_example(self, media_type: str = "application/json") -> Json:
        """A copy of the example of the request body."""
        return json.loads(json.dumps(self.bodies[media_type]["example"]))

    @cached_property
    def success(self) -> int:
        """The one status of success."""
        (status,) = [status for status in self.node["responses"] if status.startswith("2")]
        return int(status)

    def response(self, status: int) -> Json | None:
        """The document's responses with this status code; None if there are none."""
        responses = self.node["responses"]
        found = responses.get(str(status), responses.get(f"{status // 100}XX"))
        return resolve(found) if found is not None else None

    def response_schema(self, status: int | None = None) -> Json | None:
        """The schema of the JSON body of a response; None if it has no body."""
        content = (self.response(status or self.success) or {}).get("content", {})
        return content["application/json"]["schema"] if content else None

    def response_examples(self) -> list[Any]:
        """Copies of the examples of a successful response; none if it has no body."""
        media = (self.response(self.success) or {}).get("content", {}).get("application/json", {})
        named = [resolve(example)["value"] for example in media.get("examples", {}).values()]
        return json.loads(json.dumps([media["example"]] if "example" in media else named))

    def ids_in(self, path: str) -> Mapping[str, str] | None:
        """The values of the path parameters, still escaped; None if the path is not of this operation."""
        found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path), path)
        return found.groupdict() if found else None


@cache
def operations() -> dict[str, SpecOperation]:
    """All operations, by id."""
    return {operation.id: operation for operation in _operations()}


def _operations() -> Iterator[SpecOperation]:
    for path, item in document()["paths"].items():
        for method in filter(item.__contains__, _METHODS):
            node = item[method]
            parameters = (*item.get("parameters", ()), *node.get("parameters", ()))
            yield SpecOperation(
                node["operationId"],
                method.upper(),
                path,
                node["tags"][0],
                node,
                tuple(map(resolve, parameters)),
            )


def managers() -> list[str]:
    """The attributes of a client: the tags of the operations."""
    return sorted({operation.tag.replace("-", "_") for operation in operations().values()})


def example(name: str) -> Json:
    """A copy of the value of a named example."""
    return json.loads(json.dumps(document()["components"]["examples"][name]["value"]))
