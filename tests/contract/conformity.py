"""Whether a request or a response matches the spec: lists of errors, empty if there are none."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from konigle.sandbox import ReceivedRequest
from tests.contract.forms import read_form
from tests.spec.document import Json, SpecOperation, problems, resolve, validator


def request_problems(operation: SpecOperation, request: ReceivedRequest) -> list[str]:
    """What is wrong with a request that arrived: method, path, query, key, body."""
    found = [*path_problems(operation, request.path), *query_problems(operation, request.query)]
    if request.method != operation.method:
        found.append(f"method: {request.method}")
    if "authorization" not in request.headers:
        found.append("authorization: missing")
    return found + body_problems(operation, request.headers.get("content-type", ""), request.body)


def path_problems(operation: SpecOperation, path: str) -> list[str]:
    """What is wrong with a path as it was sent, escapes included."""
    ids = operation.ids_in(path)
    if ids is None:
        return [f"path: {path} is not {operation.path}"]
    return _values_problems(operation, "path", [(name, unquote(value)) for name, value in ids.items()])


def query_problems(operation: SpecOperation, query: str) -> list[str]:
    """What is wrong with a query string."""
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    repeated = sorted({name for name, _ in pairs if [other for other, _ in pairs].count(name) > 1})
    return [f"query {name}: given more than once" for name in repeated] + _values_problems(
        operation, "query", pairs
    )


def _values_problems(operation: SpecOperation, location: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    known = operation.parameters_in(location)
    given = dict(pairs)
    found = [
        f"{location} {name}: missing"
        for name, said in known.items()
        if said.get("required") and name not in given
    ]
    for name, text in given.items():
        if name not in known:
            found.append(f"{location} {name}: not in the spec")
        else:
            schema = known[name]["schema"]
            found += [
                f"{location} {name}: {problem}"
                for problem in problems(validator(schema), _read(schema, text))
            ]
    return found


def _read(schema: Json, text: str) -> Any:
    """The text of a parameter as the value it stands for; text that stands for none stays."""
    kind = schema.get("type")
    if kind == "integer" and text.removeprefix("-").isdecimal():
        return int(text)
    return {"true": True, "false": False}.get(text, text) if kind == "boolean" else text


def body_problems(operation: SpecOperation, content_type: str, body: bytes) -> list[str]:
    """What is wrong with a request body."""
    if not operation.bodies:
        return ["body: the spec has none"] if body or content_type else []
    media_type = content_type.partition(";")[0]
    if media_type not in operation.bodies:
        return [f"content-type: {content_type}"]
    schema = operation.bodies[media_type]["schema"]
    return problems(validator(schema), sent_value(operation, content_type, body))


def sent_value(operation: SpecOperation, content_type: str, body: bytes) -> Any:
    """What a body says: JSON read, or a form's fields as the values they stand for, files as their names."""
    if content_type.startswith("application/json"):
        return json.loads(body)
    fields = properties_of(operation.bodies["multipart/form-data"]["schema"])
    value: Json = {}
    for part in read_form(content_type, body):
        kind = resolve(fields.get(part.name, {})).get("type", "object")
        if part.file_name is not None:
            value.setdefault(part.name, []).append(part.file_name)
            continue
        text = part.content.decode("utf-8")
        if kind == "array":
            value.setdefault(part.name, []).append(text)
        elif part.name in value:
            raise ValueError(f"{part.name} is there twice")
        else:
            value[part.name] = text if kind == "string" else json.loads(text)
    return value


def properties_of(schema: Json) -> Json:
    """The properties of a schema by name, those of its parts included."""
    schema = resolve(schema)
    found: Json = {}
    for part in schema.get("allOf", ()):
        found |= properties_of(part)
    return found | schema.get("properties", {})


def response_problems(
    operation: SpecOperation, status: int, headers: Mapping[str, str], content: bytes
) -> list[str]:
    """The errors of a response: status code, headers, content type, body."""
    said = operation.response(status)
    if said is None:
        return [f"status: {status}"]
    found: list[str] = []
    for name, header in said.get("headers", {}).items():
        text = headers.get(name.lower())
        if text is not None:
            schema = resolve(header)["schema"]
            found += [
                f"header {name}: {problem}" for problem in problems(validator(schema), _read(schema, text))
            ]
    schema = operation.response_schema(status)
    if schema is None:
        return found + (["body: the spec has none"] if content else [])
    if headers.get("content-type") != "application/json":
        found.append(f"content-type: {headers.get('content-type')}")
    return found + problems(validator(schema), json.loads(content))
