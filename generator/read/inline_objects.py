"""Names objects that stand in place, after where they stand, so that each becomes a class."""

import re
from typing import Any

from generator.read.spec import SCHEMAS, Location, Raw, Spec
from generator.read.spec_grammar import ANNOTATIONS, NULL, UNION_WORDS


def name_inline_objects(spec: Spec) -> None:
    """Makes components of the objects with properties that stand inside other components.

    Raises:
        BuildError: The name of one is that of another component.
    """
    for name in list(spec.schemas):
        spec.schemas[name] = _named(spec, spec.schemas[name], (*SCHEMAS, name), name, "")


def _named(spec: Spec, raw: Any, where: Location, stem: str, doc: str) -> Any:
    """A schema with the objects inside it named; one without a description has that of what it stands in."""
    if not isinstance(raw, dict) or "$ref" in raw:
        return raw
    made, doc = dict(raw), raw.get("description", doc)
    for word, suffix in (("items", "Item"), ("additionalProperties", "Value")):
        if word in raw:
            made[word] = _placed(spec, raw[word], (*where, word), stem + suffix, doc)
    if isinstance(raw.get("properties"), dict):
        made["properties"] = {
            key: _placed(spec, value, (*where, "properties", key), stem + _pascal(key), doc)
            for key, value in raw["properties"].items()
        }
    for word in UNION_WORDS:
        if isinstance(raw.get(word), list):
            made[word] = [
                _placed(spec, member, (*where, word, str(index)), f"{stem}{index + 1}", doc)
                for index, member in enumerate(raw[word])
            ]
    return made


def _placed(spec: Spec, raw: Any, where: Location, name: str, doc: str) -> Any:
    """A schema, or a reference to it if it is an object with properties."""
    made = _named(spec, raw, where, name, doc)
    if not isinstance(made, dict) or not made.get("properties"):
        return made
    kinds = made.get("type", "object")
    beside: Raw = {word: made[word] for word in ANNOTATIONS if word in made}
    inner = {word: value for word, value in made.items() if word not in beside or word == "description"}
    said = {"description": doc} if doc else {}
    spec.name_schema(name, {**said, **inner, "type": "object"}, where)
    reference = {"$ref": f"#/components/schemas/{name}"}
    if isinstance(kinds, list) and "null" in kinds:
        return {**beside, "oneOf": [reference, NULL]}
    return {**beside, "allOf": [reference]} if beside.keys() - {"description"} else reference


def _pascal(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", name))
