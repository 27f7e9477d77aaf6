"""The Python types of what a call results in, from the representation."""

import re
from collections.abc import Mapping

from generator.plan.type_plan import CORE, MODELS, Import, snake
from generator.representation import Type

_FIELDS, _FORMATS = f"{CORE}.schema_types.fields", f"{CORE}.schema_types.formats"
# What methods say, and what decodes it, with its module.
_PLAIN: Mapping[str, tuple[str, str, str]] = {
    "string": ("str", "str", ""),
    "integer": ("int", "int", ""),
    "number": ("float", "Number", _FORMATS),
    "boolean": ("bool", "bool", ""),
    "decimal": ("Decimal", "Money", _FIELDS),
    "time": ("datetime", "Timestamp", _FIELDS),
    "any": ("Any", "Any", "typing"),
    "date": ("date", "Day", _FORMATS),
    "byte": ("bytes", "Base64", _FORMATS),
}
STANDARD = {"Any": "typing", "date": "datetime", "datetime": "datetime", "Decimal": "decimal"}


def annotation_of(kind: Type) -> str:
    """The type as methods have it in their signatures."""
    if kind.nullable:
        return f"{_bare(kind)} | None"
    return _bare(kind)


def _bare(kind: Type) -> str:
    if kind.kind == "list":
        return f"list[{annotation_of(kind.items or Type('any'))}]"
    if kind.kind == "map":
        return f"dict[str, {annotation_of(kind.values or Type('any'))}]"
    if kind.kind == "union":
        return " | ".join(dict.fromkeys(map(annotation_of, kind.members)))
    found = _PLAIN.get(kind.format) or _PLAIN.get(kind.kind)
    return found[0] if found else kind.name


def argument_of(kind: Type) -> str:
    """The type of a body as callers give it."""
    if kind.kind == "list":
        found = f"Sequence[{argument_of(kind.items or Type('any'))}]"
    elif kind.kind == "map":
        found = f"Mapping[str, {argument_of(kind.values or Type('any'))}]"
    elif kind.kind == "union":
        found = " | ".join(dict.fromkeys(map(argument_of, kind.members)))
    elif kind.kind == "model":
        found = f"{kind.name} | Mapping[str, Any]"
    elif kind.kind in {"decimal", "time"} or kind.format in {"date", "byte"}:
        found = f"{_bare(kind)} | str"
    else:
        found = _bare(kind)
    return f"{found} | None" if kind.nullable else found


def imports_of(kind: Type) -> set[Import]:
    """What the type of a body needs, as callers give it."""
    words = set(re.findall(r"\w+", argument_of(kind)))
    standard = {**STANDARD, "Mapping": "collections.abc", "Sequence": "collections.abc"}
    return {(module, name) for name, module in standard.items() if name in words} | {
        (f"{MODELS}.{snake(name)}", name) for name in _names(kind)
    }


def _names(kind: Type) -> set[str]:
    inner = [one for one in (kind.items, kind.values, *kind.members) if one]
    return ({kind.name} - {""}).union(*map(_names, inner))


def decoder_of(kind: Type) -> tuple[str, set[Import]]:
    """The type that decodes it, as code, and what that needs."""
    if kind.nullable:
        code, imports = _bare_decoder(kind)
        return f"{code} | None", imports
    return _bare_decoder(kind)


def _bare_decoder(kind: Type) -> tuple[str, set[Import]]:
    if kind.kind in {"list", "map"}:
        code, imports = decoder_of(kind.items or kind.values or Type("any"))
        return (f"list[{code}]" if kind.kind == "list" else f"dict[str, {code}]"), imports
    if kind.kind == "union":
        found = [decoder_of(one) for one in kind.members]
        code = " | ".join(dict.fromkeys(code for code, _ in found))
        imports = set[Import]().union(*(needed for _, needed in found))
        if not kind.tags:
            return code, imports
        tags = ", ".join(f"{tag!r}: {name!r}" for tag, name in kind.tags.items())
        code = f"Annotated[{code}, Tagged({kind.discriminator!r}, {{{tags}}})]"
        return code, imports | {("typing", "Annotated"), (f"{CORE}.schema_types.unions", "Tagged")}
    plain = _PLAIN.get(kind.format) or _PLAIN.get(kind.kind)
    if plain is None:
        return kind.name, {(f"{MODELS}.{snake(kind.name)}", kind.name)}
    return plain[1], {(plain[2], plain[1])} if plain[2] else set()
