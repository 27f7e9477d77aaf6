"""Reads parameters back from a request, as RFC 6570 and `style` say, independently of the client that wrote them."""

import json
import re
from typing import Any

from tests.public_specs.contract import Contract, Raw


def received(contract: Contract, raw: Raw, values: Raw) -> Any:
    """The value of a parameter in a request; None if it is not there.

    Args:
        contract: The document.
        raw: The parameter.
        values: What the request has: `path`, `query` as pairs, `header` in lower case, and `cookie`.
    """
    name, place = raw["name"], raw["in"]
    schema = contract.follow(raw.get("schema", {}))
    if place == "query":
        return _of_query(contract, raw, schema, values["query"])
    text = values[place].get(name.lower() if place == "header" else name)
    if text is None:
        return None
    if "content" in raw:
        return json.loads(text)
    return _of_text(contract, schema, text, ",", is_exploded=bool(raw.get("explode")))


def _of_query(contract: Contract, raw: Raw, schema: Any, query: list[tuple[str, str]]) -> Any:
    name, style = raw["name"], raw.get("style", "form")
    explode = raw.get("explode", style == "form")
    if style == "deepObject":
        return _deep(contract, name, schema, query)
    found = [value for key, value in query if key == name]
    if "content" in raw:
        return json.loads(found[0]) if found else None
    if _type(contract, schema) == "object" and explode:
        properties = schema.get("properties", {})
        pairs = {key: value for key, value in query if not properties or key in properties}
        return {
            key: _scalar(contract, properties.get(key, {}), value) for key, value in pairs.items()
        } or None
    if not found:
        return None
    if _type(contract, schema) == "array" and explode:
        return [_scalar(contract, schema.get("items", {}), one) for one in found]
    return _of_text(contract, schema, found[0], {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ","))


def _of_text(contract: Contract, schema: Any, text: str, comma: str, *, is_exploded: bool = False) -> Any:
    if _type(contract, schema) == "array":
        return [_scalar(contract, schema.get("items", {}), one) for one in text.split(comma)]
    if _type(contract, schema) == "object":
        parts = text.split(comma)
        pairs = (
            [one.split("=", 1) for one in parts] if is_exploded else zip(parts[::2], parts[1::2], strict=True)
        )
        return {
            key: _scalar(contract, schema.get("properties", {}).get(key, {}), value) for key, value in pairs
        }
    return _scalar(contract, schema, text)


def _deep(contract: Contract, name: str, schema: Any, query: list[tuple[str, str]]) -> Any:
    """`filter[a][b]=1`; an empty pair of brackets, or the same name again, makes a list."""
    made: Raw = {}
    for key, value in query:
        head, *steps = re.findall(r"[^\[\]]+|(?<=\[)(?=\])", key)
        if head != name or not steps:
            continue
        inner = made
        for step in steps[:-1] if steps[-1] else steps[:-2]:
            inner = inner.setdefault(step, {})
        last = steps[-1] or steps[-2]
        if not steps[-1] or last in inner:
            inner[last] = [
                *(
                    inner.get(last)
                    if isinstance(inner.get(last), list)
                    else [inner[last]]
                    if last in inner
                    else []
                ),
                value,
            ]
        else:
            inner[last] = value
    return _typed(contract, schema, made) if made else None


def _typed(contract: Contract, schema: Any, value: Any) -> Any:
    """Texts as the types of a schema."""
    raw = contract.follow(schema)
    raw = raw if isinstance(raw, dict) else {}
    for word in ("oneOf", "anyOf"):
        for member in raw.get(word, ()):
            made = _typed(contract, member, value)
            if not contract.fits(member, made):
                return made
    if isinstance(value, dict):
        properties: Raw = dict(raw.get("properties", {}))
        for part in raw.get("allOf", ()):
            properties |= (contract.follow(part) or {}).get("properties", {})
        return {
            key: _typed(contract, properties.get(key, raw.get("additionalProperties", {})), one)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_typed(contract, raw.get("items", {}), one) for one in value]
    if _type(contract, raw) == "array":
        return [_typed(contract, raw.get("items", {}), value)]
    return _scalar(contract, raw, value)


def _type(contract: Contract, schema: Any) -> str:
    raw = contract.follow(schema)
    if not isinstance(raw, dict):
        return ""
    kind = raw.get("type", "")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "")
    if not kind:
        for word in ("allOf", "oneOf", "anyOf"):
            kind = next((found for one in raw.get(word, ()) if (found := _type(contract, one))), kind)
    return str(kind) or ("object" if "properties" in raw else "array" if "items" in raw else "")


def _scalar(contract: Contract, schema: Any, text: str) -> Any:
    """The value that a text means: a number or a truth value where only that fits."""
    if not contract.fits(schema if isinstance(schema, dict) else {}, text):
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return text if contract.fits(schema, value) else value
