"""The dict that a caller may write instead of a model: its keys, for type checkers."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from generator.plan.ir import FieldPlan
from generator.plan.type_plan import CORE, MODELS, Import, snake
from generator.representation import Type

SUFFIX = "Dict"
_PLAIN: Mapping[str, tuple[str, frozenset[Import]]] = {
    "string": ("str", frozenset()),
    "integer": ("int", frozenset()),
    "number": ("float", frozenset()),
    "boolean": ("bool", frozenset()),
    "decimal": ("Decimal | str | float", frozenset({("decimal", "Decimal")})),
    "time": ("datetime | str", frozenset({("datetime", "datetime")})),
    "file": ("FileInput", frozenset({(f"{CORE}.schema_types.fields", "FileInput")})),
    "any": ("Any", frozenset({("typing", "Any")})),
}
_FORMATS: Mapping[str, tuple[str, frozenset[Import]]] = {
    "date": ("date | str", frozenset({("datetime", "date")})),
    "byte": ("bytes | str", frozenset()),
}


def dict_keys(
    fields: Iterable[FieldPlan], enum_classes: AbstractSet[str]
) -> tuple[list[tuple[str, str]], set[Import]]:
    """The keys of a dict with their annotations, and what those need."""
    keys: list[tuple[str, str]] = []
    imports: set[Import] = {("typing", "TypedDict")}
    for field in fields:
        code, needed = _annotation(field.neutral.type, enum_classes)
        code += " | None" if field.nullable else ""
        imports |= needed
        has_default = any(name in {"default", "default_factory"} for name, _ in field.args)
        if not has_default and not field.neutral.synonym:
            code = f"Required[{code}]"
            imports.add(("typing", "Required"))
        keys += [(name, code) for name in (field.name, field.neutral.synonym) if name]
    return keys, imports


def _annotation(kind: Type, enum_classes: AbstractSet[str]) -> tuple[str, frozenset[Import]]:
    """The type of a value as callers may write it, which the model converts."""
    if kind.format in _FORMATS:
        return _FORMATS[kind.format]
    if kind.kind in _PLAIN:
        return _PLAIN[kind.kind]
    module = f"{MODELS}.{snake(kind.name)}"
    if kind.kind == "enum":
        name = f"{kind.name}Input" if kind.name in enum_classes else kind.name
        return name, frozenset({(module, name)})
    if kind.kind == "model":
        names = (kind.name, f"{kind.name}{SUFFIX}")
        return " | ".join(names), frozenset((module, name) for name in names)
    if kind.kind == "union":
        found = [_annotation(one, enum_classes) for one in kind.members]
        codes = dict.fromkeys(part for code, _ in found for part in _parts(code))
        return " | ".join(codes), frozenset[Import]().union(*(imports for _, imports in found))
    inner = kind.items if kind.kind == "list" else kind.values
    code, imports = _annotation(inner or Type("any"), enum_classes)
    code += " | None" if inner and inner.nullable else ""
    return (f"list[{code}]" if kind.kind == "list" else f"dict[str, {code}]"), imports


def _parts(code: str) -> list[str]:
    """The members of a union; one that has parts in brackets is left whole."""
    return [code] if "[" in code else code.split(" | ")
