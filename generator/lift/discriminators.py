"""Keeps the discriminators that name a member of a union, and drops those that do not fit their members."""

from typing import Any

from generator.read.spec import Raw


def tags_of(discriminator: Raw, member: Raw) -> list[str]:
    """The values that name a member: those of the mapping, else the name of its component."""
    ref, mapping = member.get("$ref"), discriminator.get("mapping")
    if not isinstance(ref, str):
        return []
    name = ref.rpartition("/")[2]
    said = mapping.items() if isinstance(mapping, dict) else ()
    return [str(tag) for tag, target in said if target in {ref, name}] or [name]


def lifted(discriminator: Raw, tags: dict[str, Raw], members: list[Raw]) -> Raw:
    """A discriminator by the lifted components, if each member is one of them."""
    field = discriminator.get("propertyName")
    named = [made for made in tags.values() if set(made) == {"$ref"}]
    if not isinstance(field, str) or any(one not in named for one in members) or len(named) < len(tags):
        return {}
    return {
        "discriminator": {"propertyName": field, "mapping": {tag: made["$ref"] for tag, made in tags.items()}}
    }


def drop_unfit(schemas: Raw, part: Any) -> None:
    """Drops the discriminators whose members lack the property, or have it with other values."""
    if isinstance(part, dict):
        found = part.get("discriminator")
        if isinstance(found, dict) and "oneOf" in part and not _fits(schemas, found):
            del part["discriminator"]
        for value in list(part.values()):
            drop_unfit(schemas, value)
    elif isinstance(part, list):
        for value in part:
            drop_unfit(schemas, value)


def _fits(schemas: Raw, discriminator: Raw) -> bool:
    for tag, ref in discriminator["mapping"].items():
        property_ = schemas[ref.rpartition("/")[2]].get("properties", {}).get(discriminator["propertyName"])
        if property_ is None:
            return False
        inner = property_.get("allOf", [property_])[0]
        values = schemas.get(inner.get("$ref", "").rpartition("/")[2], inner).get("enum", [tag])
        if tag not in values:
            return False
    return True
