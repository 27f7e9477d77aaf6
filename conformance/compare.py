"""Compares a played scenario with its expectations."""

import base64
import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

__all__ = ["differences", "operations_of", "wire_log"]

Json = dict[str, Any]
_MOST_SHOWN = 300
PREFIX = "/reachout/api/v1"
API_KEY = "sandbox-key"
_ID = re.compile(r"\b[a-z]{2,4}_\d{6}\b")
# Headers that are compared; the others depend on the HTTP library. Values that vary are masked.
_HEADERS = ("accept", "authorization", "content-type", "idempotency-key", "x-request-id")


def differences(scenario: Json, played: Json) -> list[str]:
    """Returns the differences between a played scenario and its expectations; empty if there are none."""
    saved: Json = {}
    found = [
        line
        for number, (step, outcome) in enumerate(zip(scenario["steps"], played["steps"], strict=True), 1)
        for line in _wrong_outcome(f"step {number}", step, outcome, saved)
    ]
    sent = [_request(request) for request in played["requests"]]
    expected = [
        _expected(_filled(request, saved))
        for request in scenario["wire"]
        for _ in range(request.get("times", 1))
    ]
    found += [f"sent to another host: {line}" for line in played.get("strays", ())]
    if API_KEY in json.dumps(played["steps"]):
        found.append("an outcome shows the API key")
    if len(sent) != len(expected):
        paths = ", ".join(f"{each['method']} {each['path'].removeprefix(PREFIX)}" for each in sent)
        found.append(f"{len(expected)} requests expected, {len(sent)} arrived: {paths}")
    keys: dict[str, str] = {}
    for number, (want, request) in enumerate(zip(expected, sent, strict=False), 1):
        _name_key(want["headers"], request["headers"], keys)
        found += _wrong_request(f"request {number}", want, request)
    return found


def _name_key(want: dict[str, str], sent: dict[str, str], keys: dict[str, str]) -> None:
    """Replaces an idempotency key that the SDK made by the name that the scenario has for it."""
    name, key = want.get("idempotency-key", ""), sent.get("idempotency-key", "")
    if name.startswith("$") and key:
        sent["idempotency-key"] = keys.setdefault(key, name)


def _wrong_outcome(location: str, step: Json, outcome: Json, saved: Json) -> list[str]:
    if "fails" in step:
        return _missing(location, step["fails"], outcome.get("error", outcome))
    if "result" not in outcome:
        return [f"{location}: failed: {_text(outcome['error'])}"]
    saved |= {name: _at(outcome["result"], path) for name, path in step.get("save", {}).items()}
    return _missing(location, _filled(step["gives"], saved), outcome["result"]) if "gives" in step else []


def _wrong_request(location: str, want: Json, request: Json) -> list[str]:
    found: list[str] = []
    if "x-request-id" not in want["headers"] and not request["headers"].pop("x-request-id", ""):
        found.append(f"{location}: has no X-Request-ID")
    return found + [
        f"{location}: {name} is {_text(request[name])}, not {_text(value)}"
        for name, value in want.items()
        if request[name] != value
    ]


def wire_log(played: Json) -> str:
    """Returns the requests as JSON text, equal in every language: ids and request ids by order of appearance."""
    seen: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return seen.setdefault(match[0], f"id-{len(seen) + 1}")

    text = json.dumps(
        [_request(request) for request in played["requests"]], indent=1, sort_keys=True, ensure_ascii=False
    )
    text = _ID.sub(number, text)
    for header, kind in (("x-request-id", "request"), ("idempotency-key", "key")):
        names: dict[str, str] = {}
        for request in played["requests"]:
            given = dict(request["headers"]).get(header)
            if given:
                names.setdefault(given, f"{kind} {len(names) + 1}")
        for given, name in names.items():
            text = text.replace(json.dumps(given), json.dumps(name))
    return text + "\n"


def operations_of(scenarios: list[Json], played: list[Json]) -> dict[str, list[str]]:
    """Returns the scenarios that call each operation id."""
    found: dict[str, list[str]] = {}
    for scenario, outcome in zip(scenarios, played, strict=True):
        for operation in {request["operation_id"] for request in outcome["requests"]} - {None}:
            found.setdefault(operation, []).append(scenario["id"])
    return found


def _request(request: Json) -> Json:
    """Returns a recorded request without what differs between libraries or attempts."""
    headers = dict(request["headers"])
    content_type = headers.get("content-type", "")
    if content_type:
        headers["content-type"] = content_type.partition(";")[0]
    body = base64.b64decode(request["body"])
    form = _form(content_type, body) if content_type.startswith("multipart/") else None
    return {
        "method": request["method"],
        "path": request["path"],
        "query": [[*pair] for pair in sorted(parse_qsl(request["query"], keep_blank_values=True))],
        "headers": {name: headers[name] for name in _HEADERS if name in headers},
        "json": request["json"],
        "form": form,
        "text": "" if form is not None or request["json"] is not None else body.decode("utf-8", "replace"),
        "status": request["status"],
        "applied": request["applied"],
    }


def _form(content_type: str, body: bytes) -> list[Json]:
    """Returns the parts of a form in order, without the boundary; the content of files in base64."""
    boundary = content_type.partition("boundary=")[2].strip('"').encode()
    parts: list[Json] = []
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        parameters = dict(re.findall(r'(?i)\b(name|filename|content-type)(?:="|: *)([^"\r]*)', head.decode()))
        if "filename" not in parameters:
            parts.append({"name": parameters["name"], "text": content.decode()})
            continue
        encoded = base64.b64encode(content).decode()
        file = {"file": parameters["filename"], "type": parameters["Content-Type"], "base64": encoded}
        parts.append({"name": parameters["name"], **file})
    return parts


def _expected(request: Json) -> Json:
    """Returns an expected request in full: what the scenario does not name must be absent."""
    method, path = request["send"].split(" ", 1)
    body = "json" if "json" in request else "form" if "form" in request else None
    want: Json = {
        "method": method,
        "path": PREFIX + path,
        "query": [[name, str(value)] for name, value in sorted(request.get("query", {}).items())],
        "json": request.get("json"),
        "form": request.get("form"),
        "text": "",
        "status": request["status"],
    }
    if "applied" in request:
        want["applied"] = request["applied"]
    kind = {"json": "application/json", "form": "multipart/form-data", None: None}[body]
    want["headers"] = {
        "accept": "application/json",
        "authorization": "[redacted]",
        **({"content-type": kind} if kind else {}),
        **({"idempotency-key": request["key"]} if "key" in request else {}),
        **request.get("headers", {}),
    }
    return want


def _missing(location: str, expected: Any, found: Any) -> list[str]:
    """Returns where a value lacks an expected part; additional parts are ignored."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            line
            for name, value in expected.items()
            for line in _missing(f"{location}.{name}", value, found.get(name, "(missing)"))
        ]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return [line for i, (want, got) in pairs for line in _missing(f"{location}.{i}", want, got)]
    same = expected == found or (_instant(expected) is not None and _instant(expected) == _instant(found))
    return [] if same else [f"{location} is {_text(found)}, not {_text(expected)}"]


def _instant(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _filled(value: Any, saved: Json) -> Any:
    """Returns the value with each `$name` in it replaced by the saved value."""
    if isinstance(value, dict):
        return {name: _filled(item, saved) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, saved) for item in value]
    if isinstance(value, str):
        return re.sub(r"\$(\w+)", lambda match: str(saved.get(match[1], match[0])), value)
    return value


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value[int(name) if isinstance(value, list) else name]
    return value


def _text(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
