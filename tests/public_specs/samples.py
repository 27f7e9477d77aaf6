"""Values to send and to receive: the examples of a document, or values made of its schemas."""

import json
import re
from typing import Any

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import HypothesisException
from hypothesis_jsonschema import from_schema

from tests.public_specs.contract import Contract, Media, Raw

_DEEPEST = 6
_BY_FORMAT = {
    "date-time": "2026-05-01T09:00:00Z",
    "date": "2026-05-01",
    "time": "09:00:00Z",
    "email": "ada@example.com",
    "email-or-blank": "ada@example.com",
    "uuid": "3f0c2f4e-7d7b-4c43-9d6b-0c4a8f6b2a10",
    "uri": "https://example.com/page",
    "url": "https://example.com/page",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "c2FtcGxl",
}


class Samples:
    """Values for one document.

    Attributes:
        unfit: Examples of the document that do not fit their own schema, for which others were made.
    """

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.unfit: list[str] = []

    def sent(self, media: Media, where: str) -> Any:
        """The example of a request that fits its schema, else a value made of the schema."""
        for one in _examples(self.contract, media.raw):
            value = _parsed(one) if media.is_json else one
            if not self.contract.fits(media.schema, value):
                return value
            self.unfit.append(where)
        return self.value(media.schema)

    def read(self, media: Media) -> Any:
        """The example of a response, whether or not it fits its schema; else a value made of the schema."""
        found = _examples(self.contract, media.raw)
        return _parsed(found[0]) if found else self.value(media.schema)

    def parameter(self, raw: Raw) -> Any:
        """A value of a parameter."""
        schema = self._parameter_schema(raw)
        for one in _examples(self.contract, raw):
            if not self.contract.fits(schema, one):
                return one
        return self.value(schema)

    @staticmethod
    def _parameter_schema(raw: Raw) -> Any:
        media = next(iter((raw.get("content") or {}).values()), {})
        return raw.get("schema", media.get("schema", {"type": "string"}))

    def files(self, schema: Any) -> frozenset[str]:
        """The properties of a form that are files, or lists of them."""
        found: set[str] = set()
        for name, one in self.contract.follow(schema).get("properties", {}).items():
            raw = self.contract.follow(one)
            item = self.contract.follow(raw.get("items", raw))
            if item.get("format") == "binary" or "contentMediaType" in item:
                found.add(name)
        return frozenset(found)

    def value(self, schema: Any) -> Any:
        """A value that fits a schema.

        Raises:
            ValueError: None was found.
        """
        made = self._make(schema, 0)
        if not self.contract.fits(schema, made):
            return made
        smaller = self._make(schema, _DEEPEST - 1)
        if not self.contract.fits(schema, smaller):
            return smaller
        return self._found(schema)

    def _found(self, schema: Any) -> Any:
        whole = {"allOf": [schema], "components": self.contract._components}
        options = settings(
            database=None,
            derandomize=True,
            max_examples=200,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        try:
            return find(
                from_schema(whole), lambda value: not self.contract.fits(schema, value), settings=options
            )
        except (HypothesisException, RecursionError, KeyError, TypeError) as problem:
            raise ValueError(f"no value fits the schema: {type(problem).__name__}") from problem

    # -- by type -------------------------------------------------------------------------------------------

    def _make(self, schema: Any, depth: int) -> Any:
        raw = self.contract.follow(schema)
        if not isinstance(raw, dict):
            return "anything"
        for one in _examples(self.contract, raw):
            if not self.contract.fits(raw, one):
                return one
        if "const" in raw or raw.get("enum"):
            return raw["const"] if "const" in raw else raw["enum"][0]
        if raw.get("allOf"):
            return self._all_of(raw, depth)
        for word in ("oneOf", "anyOf"):
            if raw.get(word):
                return self._one_of(raw, word, depth)
        kinds = raw.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        if not kinds:
            kinds = ["object"] if "properties" in raw else ["array"] if "items" in raw else ["string"]
        return self._of_type(raw, kinds[0], depth)

    def _all_of(self, raw: Raw, depth: int) -> Any:
        rest = {
            word: value
            for word, value in raw.items()
            if word not in {"allOf", "description", "title", "nullable"}
        }
        parts = [self._make(one, depth) for one in (*raw["allOf"], *([rest] if "properties" in rest else []))]
        if all(isinstance(one, dict) for one in parts):
            return {name: value for part in parts for name, value in part.items()}
        return parts[0]

    def _one_of(self, raw: Raw, word: str, depth: int) -> Any:
        rest = {
            key: value
            for key, value in raw.items()
            if key not in {word, "discriminator", "description", "nullable"}
        }
        made: Any = None
        for member in raw[word]:
            made = self._make(member, depth + 1)
            if isinstance(made, dict) and "properties" in rest:
                made = {**self._make(rest, depth + 1), **made}
            if made is not None and not self.contract.fits(raw, made):
                break
        return made

    def _of_type(self, raw: Raw, kind: str, depth: int) -> Any:
        if kind == "object":
            return self._object(raw, depth)
        if kind == "array":
            count = max(raw.get("minItems", 0), 1 if depth < _DEEPEST else 0)
            return [self._make(raw.get("items", {}), depth + 1) for _ in range(count)]
        if kind in {"integer", "number"}:
            return _number(raw, kind)
        return {"boolean": True, "null": None}.get(kind, _string(raw)) if kind != "string" else _string(raw)

    def _object(self, raw: Raw, depth: int) -> Any:
        required = raw.get("required", [])
        made: Raw = {}
        for name, one in raw.get("properties", {}).items():
            if name in required or (depth < _DEEPEST and isinstance(one, dict)):
                made[name] = self._make(one, depth + 1)
        extra = raw.get("additionalProperties")
        if isinstance(extra, dict) and not made and depth < _DEEPEST:
            made["key"] = self._make(extra, depth + 1)
        return made


def _examples(contract: Contract, raw: Raw) -> list[Any]:
    """The examples that stand at a media type, a parameter or a schema."""
    found = [raw["example"]] if "example" in raw else []
    more = raw.get("examples")
    if isinstance(more, dict):
        found += [
            one["value"]
            for one in map(contract.follow, more.values())
            if isinstance(one, dict) and "value" in one
        ]
    elif isinstance(more, list):
        found += more
    schema = raw.get("schema")
    if not found and isinstance(schema, dict):
        found += _examples(contract, contract.follow(schema))
    return found


def _parsed(value: Any) -> Any:
    """An example that was written as JSON text."""
    if isinstance(value, str) and value.lstrip()[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _string(raw: Raw) -> str:
    text = _BY_FORMAT.get(raw.get("format", ""), "text")
    if isinstance(raw.get("pattern"), str) and not _matches(raw["pattern"], text):
        candidates = (
            "abc",
            "ABC",
            "123",
            "1",
            "a1",
            "EUR",
            "US",
            "2026-05-01",
            "+4915112345678",
            "#ffffff",
            "10.00",
            "https://example.com",
        )
        text = next((one for one in candidates if _matches(raw["pattern"], one)), text)
    while len(text) < raw.get("minLength", 0):
        text += "x"
    return text[: raw.get("maxLength", len(text))]


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return True


def _number(raw: Raw, kind: str) -> Any:
    low, high = (
        raw.get("minimum", raw.get("exclusiveMinimum")),
        raw.get("maximum", raw.get("exclusiveMaximum")),
    )
    low = None if isinstance(low, bool) else low
    step = raw.get("multipleOf", 1)
    value = 1 if low is None else low + (step if "exclusiveMinimum" in raw else 0)
    if high is not None and not isinstance(high, bool) and value > high:
        value = high
    return int(value) if kind == "integer" else value
