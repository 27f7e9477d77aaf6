"""Calls of operations that the SDK has no method for."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast, get_args
from urllib.parse import unquote

from konigle._core.body import JsonBody
from konigle._core.call import Call, Operation, QueryValue, Recipients
from konigle._core.decoding import decode_json
from konigle._core.plain_values import plain
from konigle._managers.base import any_json
from konigle._operations import Operation as KnownOperation
from konigle._operations import load_representation, read_managers
from konigle._suggestions import did_you_mean
from konigle.exceptions import InvalidArgumentError, Replay

_NAME = "request"
_REPLAY: Mapping[str, Replay] = {
    "GET": "safe",
    "HEAD": "safe",
    "OPTIONS": "safe",
    "PUT": "settled",
    "PATCH": "settled",
    "DELETE": "settled",
    "POST": "once",
}
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_SEPARATOR = re.compile(r"[/\\]")
_UNKNOWN = Recipients("unknown")


def raw_call(
    method: str, path: str, query: Mapping[str, QueryValue] | None, json: Any, replay: Replay | None
) -> Call[Any]:
    """Returns the call of a method and a path; its result is the decoded JSON.

    Raises:
        InvalidArgumentError: The method, path, query, body or replay class is invalid. Nothing was sent.
    """
    method, path, replay = plain((method, path, replay))
    if problem := _problem(method, path, query, replay):
        raise InvalidArgumentError(f"{_NAME}(): {problem}; nothing was sent.", operation=_NAME)
    method, body = method.upper(), _body(json)
    recipients = None if _REPLAY[method] == "safe" else _recipients(method, path, body)
    operation = Operation(_NAME, method, path, replay or _REPLAY[method], recipients=recipients, has_ids=True)
    return Call(operation, decode_json, query=query or {}, body=body)


def _body(data: Any) -> JsonBody | None:
    try:
        return None if data is None else any_json(data)
    except InvalidArgumentError as error:
        error.operation = _NAME
        raise


def _problem(method: object, path: object, query: object, replay: object) -> str:
    """Returns what is wrong with the arguments; empty if nothing is."""
    if not isinstance(method, str) or method.upper() not in _REPLAY:
        return f"the method must be one of {', '.join(_REPLAY)}, not {method!r}"
    if replay is not None and replay not in get_args(Replay):
        return f"replay must be one of {', '.join(get_args(Replay))}, not {replay!r}{did_you_mean(replay, get_args(Replay))}"
    if query is not None and not isinstance(query, Mapping):
        return f"query must be a mapping, not {type(query).__name__}"
    for name, value in cast("Mapping[object, object]", query or {}).items():
        if not isinstance(name, str) or not _is_query_value(plain(value)):
            return f"query parameter {name!r} must be text, a number, a boolean, None or a list of text"
    return _problem_with_path(path)


def _problem_with_path(path: object) -> str:
    """Returns why a path could lead to another host or out of its collection; empty if it cannot."""
    if not isinstance(path, str):
        return f"the path must be text, not {type(path).__name__}"
    decoded = path
    while (further := unquote(decoded)) != decoded:  # an intermediary may decode more than once
        decoded = further
    checks = (
        (
            not path.startswith("/") or path.startswith("//"),
            "must begin with one '/', such as '/reachout/api/v1/contacts', without scheme and host",
        ),
        ("?" in path or "#" in path, "must not contain '?' or '#': pass query={…}, and percent-encode ids"),
        ("{" in path or "}" in path, "contains braces: put in the ids, percent-encoded"),
        (_UNSAFE.search(path), "contains a blank, a backslash or a control character: percent-encode it"),
        (
            not {".", ".."}.isdisjoint(_SEPARATOR.split(decoded)),
            "contains a segment '.' or '..', which would change it (RFC 3986, 5.2.4)",
        ),
    )
    return next((f"the path {problem}" for found, problem in checks if found), "")


def _recipients(method: str, path: str, body: JsonBody | None) -> Recipients | None:
    """Returns who receives mail; unknown if the spec does not have the operation, or the body is not as in the spec."""
    segments = [unquote(segment) for segment in path.split("/")]
    found = [
        operation
        for template, operation in _known()
        if operation.facts["http_method"] == method
        and len(template) == len(segments)
        and all(map(_matches, template, segments))
    ]
    if not found:
        return _UNKNOWN
    # of several the one with fewest parameters, as a router chooses
    operation = min(found, key=lambda one: len(one.from_source("path")))
    if not operation.recipients:
        return None
    recipients = Recipients(**operation.recipients)  # type: ignore[arg-type]  # checked by its schema
    fields = body.fields if body else {}
    known = {one.name for one in operation.parameters}
    is_as_in_spec = known.issuperset(fields) and (
        recipients.kind == "audience" or _are_texts(fields.get(recipients.field))
    )
    return recipients if is_as_in_spec else _UNKNOWN


def _is_query_value(value: object) -> bool:
    return isinstance(value, (str, int, float, bool, type(None))) or _are_texts(value)


def _are_texts(value: object) -> bool:
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    return {str}.issuperset(map(type, items))


def _matches(template: str, segment: str) -> bool:
    return template == segment or (template.startswith("{") and bool(segment))


@cache
def _known() -> list[tuple[list[str], KnownOperation]]:
    """Returns the operations of the spec with their paths by segments."""
    managers = read_managers(load_representation())
    return [(one.facts["path"].split("/"), one) for manager in managers for one in manager.operations]
